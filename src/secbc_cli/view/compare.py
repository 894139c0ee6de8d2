"""Drugs or trials side by side: the same questions asked of each, never in favour of one."""

from ..model.dates import show
from ..model.drug import Drug, licensed_in
from ..model.trial import Trial
from .context import Context
from .document import Document, Facts, Section, Text
from .drug import NO_DECISION, standing
from .results import medians_said
from .words import (
    DRUG_SAFETY,
    ENDPOINTS,
    LIST_SAFETY,
    OUTCOMES,
    TRIAL_SAFETY,
    how_many,
    seen,
    stage_text,
    status_text,
    trial_name,
)

NOT_ONE_TRIAL = (
    "Figures from different trials cannot be compared as if they came from one: the people, the times and "
    "the rules differed. This page does not say which is better."
)
Asked = list[tuple[str, list[tuple[str, Text]]]]
"""A question, and for each record its name and its answer."""


def drugs_page(drugs: list[Drug], trials: dict[str, list[Trial]], context: Context) -> Document:
    """What each is, how it is taken, who for, stage, licences, NHS by nation, side effects, trials."""
    cite = context.cite
    asked: Asked = [
        ("What it is", [(d.name, Text(d.short, cites=cite(*d.sources))) for d in drugs]),
        ("Kind", [(d.name, Text(d.mechanism)) for d in drugs]),
        ("How it is taken", [(d.name, Text(d.having_it)) for d in drugs]),
        ("Who it is for", [(d.name, Text(d.who)) for d in drugs]),
        ("Types of the cancer", [(d.name, _names("subtype", d.subtypes, context)) for d in drugs]),
        ("Stage in secondary breast cancer", [(d.name, stage_text(d.stage, licensed_in(d))) for d in drugs]),
        ("NHS and licences", [(d.name, line) for d in drugs for line in _standing(d)]),
        ("Side effects, of 100 people", [(d.name, line) for d in drugs for line in _effects(d, context)]),
        ("Trials", [(d.name, _trials(trials[d.id])) for d in drugs]),
    ]
    steps = tuple(f"secbc drug {d.id}" for d in drugs)
    return _page(" and ".join(d.name for d in drugs), asked, context, steps, f"{LIST_SAFETY} {DRUG_SAFETY}")


def trials_page(trials: list[Trial], context: Context) -> Document:
    """What each tests, in whom, its groups, its state, what was found."""
    asked: Asked = [
        ("What it tests", [(trial_name(t), Text(t.title, cites=context.cite(*t.sources))) for t in trials]),
        ("Phase", [(trial_name(t), Text(t.phase or "not stated")) for t in trials]),
        ("Types of the cancer", [(trial_name(t), _names("subtype", t.subtypes, context)) for t in trials]),
        ("Groups", [(trial_name(t), Text("; ".join(arm.name for arm in t.arms))) for t in trials]),
        ("People", [(trial_name(t), _people(t, context)) for t in trials]),
        ("Who could join", [(trial_name(t), Text(line)) for t in trials for line in t.who.can]),
        ("Recruitment", [(trial_name(t), _status(t, context)) for t in trials]),
        ("Main aim", [(trial_name(t), _verdict(t, context)) for t in trials]),
        ("What was found", [(trial_name(t), line) for t in trials for line in _found(t, context)]),
    ]
    steps = tuple(f"secbc results {t.id}" for t in trials)
    return _page(" and ".join(map(trial_name, trials)), asked, context, steps, TRIAL_SAFETY)


def _page(title: str, asked: Asked, context: Context, steps: tuple[str, ...], closing: str) -> Document:
    sections = tuple(Section(question, (_answers(rows),)) for question, rows in asked if rows)
    return Document(
        title=title,
        kicker="side by side",
        lead=(Text(NOT_ONE_TRIAL, "warning"),),
        stamp=f"data of {show(context.data_date)}",
        sections=sections,
        citations=context.cite.citations(),
        next=steps,
        closing=closing,
    )


def _answers(rows: list[tuple[str, Text]]) -> Facts:
    """One row a record; several answers of one record under its name."""
    together: dict[str, list[Text]] = {}
    for name, answer in rows:
        together.setdefault(name, []).append(answer)
    return Facts(tuple((name, tuple(answers)) for name, answers in together.items()))


def _names(kind: str, ids: tuple[str, ...], context: Context) -> Text:
    return Text(context.list(kind, ids) or "not stated")


def _standing(drug: Drug) -> list[Text]:
    """`NHS in England: yes, for some people (NICE TA1036, 2025)`"""
    lines = [Text(f"{nation}: {word.text}", word.tone) for nation, word in standing(drug)]
    return lines or [Text(NO_DECISION, "quiet")]


def _effects(drug: Drug, context: Context) -> list[Text]:
    """Each side effect as a number of 100, with the trial or group that it was counted in."""
    if not drug.side_effects:
        return [Text("no numbers in our records")]
    lines: list[Text] = []
    for effect in drug.side_effects:
        where = context.name("trial", effect.trial) if effect.trial else effect.group or ""
        words = f"{effect.effect}: {effect.of_100} of 100" + (f" (in {where})" if where else "")
        lines.append(Text(words, cites=context.cite(effect.source)))
    return lines


def _trials(trials: list[Trial]) -> Text:
    return Text(
        "; ".join(f"{trial_name(t)} ({OUTCOMES[t.verdict.outcome][0]})" for t in trials)
        or "none in our records"
    )


def _people(trial: Trial, context: Context) -> Text:
    if trial.enrolled is None:
        return Text("not stated")
    return Text(how_many(trial.enrolled), cites=context.cite(trial.enrolled.source))


def _status(trial: Trial, context: Context) -> Text:
    status = trial.status
    word = status_text(status, context.today)
    told = seen(status, context.publisher(status.source), context.today)
    return Text(f"{word.text} ({told})", word.tone, context.cite(status.source))


def _verdict(trial: Trial, context: Context) -> Text:
    word, tone = OUTCOMES[trial.verdict.outcome]
    return Text(f"{word}. {trial.verdict.words}", tone, context.cite(trial.verdict.source))


def _found(trial: Trial, context: Context) -> list[Text]:
    """The main aim's typical times, in the words of the trial's own page."""
    lines: list[Text] = []
    for result in trial.results:
        if result.primary and result.endpoint != "OS" and result.median:
            said = "; ".join(text.text for text in medians_said(result, trial))
            words = f"{ENDPOINTS[result.endpoint]}, {result.population}: {said}"
            lines.append(Text(words, cites=context.cite(result.source)))
    return lines or [Text("no typical times of the main aim in our records")]
