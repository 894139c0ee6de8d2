"""The list of trials: how many of how many, how old the statuses are, what to look at next."""

from ..model.dates import age, show, when
from ..model.selection import Selection
from ..model.trial import Trial
from .context import Context
from .document import Document, Prose, Section, Text
from .narrowed import hidden_lines, hidden_sections, lead, note, said_lines, why_empty
from .trial import old_recruiting, table
from .words import LIST_SAFETY, NOT_EVERY_TRIAL, plural

THREE_VIEWS = (
    "Look at all three views, or you will miss trials: "
    "--status recruiting, --status closed, --status results. "
    "A trial can be closed and have results."
)


def page(
    records: list[Trial],
    chosen: Selection,
    context: Context,
    kept: tuple[str, ...] = (),
    hidden: bool = False,
) -> Document:
    """The table and the lines under it; a warning of old statuses comes first.

    `records` are the chosen trials, and the hidden ones where `hidden` asks for them; `kept` is what
    the profile added.
    """
    by_id = {trial.id: trial for trial in records}
    trials = [by_id[i] for i in chosen.ids]
    head = lead(chosen, kept) or [Text("Every trial in our records.")]
    warning = old_recruiting(trials, context)
    if warning:
        head.append(Text(warning, "warning"))
    below = [*said_lines(chosen), *hidden_lines(chosen, hidden, "trial")]
    if trials:
        lines = Prose((*_counted(len(trials), chosen, context), *below, *_beyond(chosen), Text(THREE_VIEWS)))
        sections = _tables(trials, chosen, context)
        sections[-1] = Section(sections[-1].heading, (*sections[-1].blocks, lines), sections[-1].aside)
    else:
        heading = Prose((*_counted(0, chosen, context), Text("What each filter does:")))
        after = Prose((*below, *_beyond(chosen), Text(NOT_EVERY_TRIAL)))
        sections = [Section("No trial fits", (heading, why_empty(chosen), after))]
    names = {trial.id: trial.title for trial in records}
    sections += hidden_sections(chosen, hidden, names, "secbc trial")
    return Document(
        title="Trials",
        kicker="secondary breast cancer",
        lead=tuple(head),
        stamp=f"data of {show(context.data_date)}",
        sections=tuple(sections),
        next=(
            *((f"secbc trial {_first_shown(trials, chosen).id}",) if trials else ()),
            *((f"secbc trials {' '.join(chosen.said)} --hidden",) if chosen.hidden and not hidden else ()),
            "secbc guide questions",
            "secbc guide finding-a-trial",
        ),
        closing=LIST_SAFETY,
    )


def _silent(chosen: Selection) -> set[str]:
    """The trials whose records do not state all that was asked."""
    return {i for i, facts in chosen.why.items() if any(fact.state == "not stated" for fact in facts)}


def _first_shown(trials: list[Trial], chosen: Selection) -> Trial:
    silent = _silent(chosen)
    return next((trial for trial in trials if trial.id not in silent), trials[0])


def _tables(trials: list[Trial], chosen: Selection, context: Context) -> list[Section]:
    """One table; where a situation was asked, first the trials that speak to all of it. No order of fit."""
    if not chosen.why:
        return [Section("Trials", (table(trials, context),))]
    silent = _silent(chosen)
    parts = (
        ("Trials whose records speak to all that you asked", [t for t in trials if t.id not in silent]),
        ("Trials whose records do not state all of it", [t for t in trials if t.id in silent]),
    )
    sections = [
        Section(heading, (table(some, context, why=chosen.why),), aside=plural(len(some), "trial"))
        for heading, some in parts
        if some
    ]
    first = sections[0]
    return [Section(first.heading, (note(), *first.blocks), first.aside), *sections[1:]]


def _counted(shown: int, chosen: Selection, context: Context) -> list[Text]:
    """How many of how many, and between which days their statuses were seen."""
    words = f"{shown} of {plural(chosen.total, 'trial')} shown"
    if chosen.fitting > shown:
        words += f" ({chosen.fitting} fit; raise --limit to see more)"
    lines = [Text(f"{words}, with {', '.join(chosen.said)}." if chosen.said else f"{words}.")]
    if shown and chosen.oldest:
        oldest = f"{show(chosen.oldest)} ({age(chosen.oldest, context.today)})"
        newest = f"{show(chosen.newest)} ({age(chosen.newest, context.today)})"
        if oldest == newest:
            lines.append(Text(f"Status seen {when(chosen.oldest)} ({age(chosen.oldest, context.today)})."))
        else:
            lines.append(Text(f"Statuses were seen between {oldest} and {newest}."))
    return lines


def _beyond(chosen: Selection) -> list[Text]:
    """What the filters leave out only because something is not known."""
    lines: list[Text] = []
    if chosen.undated:
        have = "has" if chosen.undated == 1 else "have"
        words = (
            f"{plural(chosen.undated, 'more trial')} {have} no dated word on recruitment; some may be open"
        )
        lines.append(Text(f"{words}: --status unknown."))
    if chosen.uk_unknown:
        fits = "fits" if chosen.uk_unknown == 1 else "fit"
        words = f"{plural(chosen.uk_unknown, 'more trial')} {fits}, but UK places are not known"
        lines.append(Text(f"{words}: leave out --uk to see them."))
    return lines
