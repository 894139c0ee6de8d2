"""What a narrowed list says of each row, and of what it hid: facts of the records, no score."""

from collections import Counter
from collections.abc import Sequence

from ..model.selection import Judged, Selection
from .document import Bullet, Bullets, Column, Prose, Section, Table, Text, Tone
from .words import plural

NOT_ADVICE = (
    "These are facts from our records, to talk over with your team. "
    "Only the trial's own team can say who can join."
)
REASONS = (
    Column("Shown because", below=True),
    Column("Check", below=True),
    Column("Not stated", below=True),
)


def reasons(judged: Sequence[Judged]) -> tuple[Text, ...]:
    """The cells of REASONS: each quotes the record, one cell a state; empty where there is none."""
    tones: dict[str, Tone] = {"fits": "recruiting", "check": "warning", "not stated": "quiet"}
    return tuple(
        Text(" \u00b7 ".join(j.quote for j in judged if j.state == state), tone)
        for state, tone in tones.items()
    )


def lead(chosen: Selection, kept: tuple[str, ...]) -> list[Text]:
    """The filters as typed, and the profile where it was used."""
    lines = [Text(f"Narrowed by: {' '.join(chosen.said)}")] if chosen.said else []
    if kept:
        words = f"Used your profile: {' '.join(kept)} (secbc profile shows it, secbc forget removes it)"
        lines.append(Text(words, "warning"))
    return lines


def said_lines(chosen: Selection) -> list[Text]:
    """For each thing asked, in how many of the rows it fits, is to be checked, is not stated."""
    counts: dict[str, Counter[str]] = {}
    for judged in chosen.why.values():
        for fact in judged:
            counts.setdefault(fact.option, Counter())[fact.state] += 1
    lines = []
    for option, states in counts.items():
        told = (f"{states[state]} {words}" for state, words in _STATES.items() if states[state])
        lines.append(Text(f"{option}: {', '.join(told)}."))
    return lines


_STATES = {"fits": "fit", "check": "to check", "not stated": "not stated"}


def hidden_lines(chosen: Selection, shown: bool, kind: str) -> list[Text]:
    """How many each filter hid, and how to see them."""
    if not chosen.hidden:
        return []
    counts = Counter(hidden.by.option for hidden in chosen.hidden)
    said = "; ".join(f"{option} hid {count}" for option, count in counts.items())
    words = f"Hidden: {plural(len(chosen.hidden), kind)}, because their records say so ({said})."
    return [Text(words if shown else f"{words} Add --hidden to see them, each with its reason.")]


def hidden_sections(chosen: Selection, asked: bool, names: dict[str, str], command: str) -> list[Section]:
    """Where it was `asked`: each hidden record with the words of its record that hid it."""
    if not asked or not chosen.hidden:
        return []
    rows = tuple(
        (
            Text(f"{command} {h.id}", "command"),
            Text(names.get(h.id, h.id)),
            Text(f"{h.by.option}: {h.by.quote}"),
        )
        for h in chosen.hidden
    )
    columns = (
        Column("Open it with", whole=True),
        Column("Called", below=True),
        Column("Hidden by", below=True),
    )
    return [Section("Hidden", (Table(columns, rows, "page"),), aside=plural(len(rows), "page"))]


def why_empty(chosen: Selection) -> Bullets:
    """What each filter did, where nothing is left."""
    lines = list(chosen.emptied_by)
    counts = Counter(hidden.by.option for hidden in chosen.hidden)
    lines += [f"{option} hid {plural(count, 'page')}" for option, count in counts.items()]
    return Bullets(tuple(Bullet(Text(line)) for line in lines))


def note() -> Prose:
    """Facts, not advice."""
    return Prose((Text(NOT_ADVICE, "strong"),))
