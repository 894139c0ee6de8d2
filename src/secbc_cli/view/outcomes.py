"""What a trial found, to look at: the aim, typical times, groups of 100 people, side effects of both groups.

STANDARDS, numbers: shares only as published; no hazard ratio but with --clinical; survival only when
asked for, a sentence first.
"""

from ..model.dates import show
from ..model.drug import Drug, SideEffect
from ..model.trial import Result, Trial
from .blocks import history
from .context import Context
from .document import Bars, Block, Bullet, Bullets, Document, Facts, Intervals, People, Prose, Section, Text
from .drug import effects_table
from .results import SURVIVAL_FIRST, SURVIVAL_HIDDEN, arm_names, clinical_blocks
from .words import ANALYSES, ENDPOINTS, OUTCOMES, STILL, TRIAL_SAFETY, how_many, plural, sentence, trial_name

TYPICAL = "Typical means that half of the people had a longer time, and half a shorter one."
FULL = 3
"""Trials of a drug that are told in full; the others are listed."""
ABOUT_GROUPS = "These figures are about groups of people, not about you."
TIME = {
    "PFS": "before the cancer grew",
    "PFS2": "before it grew a second time",
    "TTP": "before the cancer grew",
    "TTD": "before quality of life got worse",
    "CFI": "before chemotherapy was needed",
    "DoR": "that the shrinking lasted",
    "OS": "that people lived",
}


def page(
    title: str,
    trials: list[Trial],
    drugs: list[Drug],
    context: Context,
    clinical: bool = False,
    survival: bool = False,
) -> Document:
    """The results of one trial, or of each trial of a drug, those with results first."""
    several = len(trials) > 1
    trials = (
        sorted(trials, key=lambda t: (t.phase or "0", t.started or ""), reverse=True) if several else trials
    )
    out = [trial for trial in trials if trial.results or trial.verdict.outcome != "awaited"]
    waiting = [trial for trial in trials if trial not in out]
    sections: list[Section] = []
    for trial in (out or waiting)[:FULL]:
        sections += _trial(trial, drugs, context, clinical, survival, several)
    for heading, rest in (("Other trials with results", out[FULL:]), ("Still waiting for results", waiting)):
        if out and rest:
            items = (Bullet(_said(t), trial_name(t), f"secbc results {t.id}") for t in rest)
            sections.append(Section(heading, (Bullets(tuple(items)),), aside=plural(len(rest), "trial")))
    if not trials:
        sections.append(Section("Results", (Prose((Text("No trial of this drug is in our records."),)),)))
    counted = f"{len(out)} of {plural(len(trials), 'trial')} with results" if len(trials) > 1 else ""
    return Document(
        title=title,
        kicker="what was found",
        lead=tuple(Text(words) for words in (counted, ABOUT_GROUPS) if words),
        stamp=f"data of {show(context.data_date)}",
        sections=tuple(sections),
        citations=context.cite.citations(),
        next=_next(trials, clinical, survival),
        closing=TRIAL_SAFETY,
    )


def _trial(
    trial: Trial, drugs: list[Drug], context: Context, clinical: bool, survival: bool, several: bool
) -> list[Section]:
    word, tone = OUTCOMES[trial.verdict.outcome]
    cites = context.cite(trial.verdict.source)
    asked = Text(f"What was asked: {sentence(trial.title)}")
    it = "it " if trial.verdict.outcome in ("met", "missed") else ""
    answer = Text(f"The answer so far: {it}{word}.", tone)
    found = Text(trial.verdict.words, cites=cites)
    name = f"{trial_name(trial)}: the question" if several else "The question"
    sections = [Section(name, (Prose((asked, answer, found)), _people_in(trial, context)))]
    shown = [r for r in trial.results if r.endpoint != "OS"]
    lived = [r for r in trial.results if r.endpoint == "OS"]
    for result in _main(shown):
        if not several or _has_drug(result, trial, drugs):
            sections += _pictures(result, trial, context)
    if lived:
        words = SURVIVAL_FIRST if survival else SURVIVAL_HIDDEN
        sections.append(Section("How long people lived", (Prose((Text(words),)),), level=3))
        if survival:
            for result in lived:
                sections += _pictures(result, trial, context)
    sections += _effects(trial, drugs)
    sections.append(Section("Not in our records", (_unknown(trial, shown),), level=3))
    if trial.happened and not several:
        sections.append(Section("What happened next", (history(trial.happened, context),), level=3))
    if clinical and trial.results:
        rows = shown + (lived if survival else [])
        sections.append(
            Section("Clinical figures", (*_forest(rows), *clinical_blocks(rows, context)), level=3)
        )
    return sections


def _said(trial: Trial) -> Text:
    word, tone = OUTCOMES[trial.verdict.outcome]
    return Text(f"{word}: {trial.title}", tone)


def _people_in(trial: Trial, context: Context) -> Facts:
    """Who was in it: types of the cancer, how many, and how they came into their groups."""
    chance = {True: "chance decided who was in which group", False: "nobody was put into groups by chance"}
    enrolled = trial.enrolled
    people = how_many(enrolled)
    how = "; ".join(words for words in (people, chance.get(trial.randomised or False, "")) if words)
    if trial.randomised is None:
        how = people or "not stated"
    rows = [
        ("Types of the cancer", Text(context.list("subtype", trial.subtypes) or "not stated")),
        ("Groups", Text("; ".join(arm.name for arm in trial.arms))),
        ("People", Text(how, cites=context.cite(enrolled.source if enrolled else None))),
    ]
    return Facts(tuple((label, (text,)) for label, text in rows))


def _has_drug(result: Result, trial: Trial, drugs: list[Drug]) -> bool:
    """Whether the group that a row is about was given the drug whose page this is."""
    first, _ = arm_names(result, trial)
    given = next((arm.drugs for arm in trial.arms if arm.name == first), ())
    return any(drug.id in given for drug in drugs)


def _main(results: list[Result]) -> list[Result]:
    """The main aim's rows, and later figures of the same for the same people; else the first row."""
    main = [r for r in results if r.primary]
    same = {(r.endpoint, r.population) for r in main}
    later = [
        r
        for r in results
        if not r.primary
        and r.analysis in ("updated", "final")
        and (r.endpoint, r.population) in same
        and (r.median or r.at or r.rate)
    ]
    return main + later or results[:1]


def _pictures(result: Result, trial: Trial, context: Context) -> list[Section]:
    """Bars of typical times and groups of 100, each with the sentence that says the same."""
    first, second = arm_names(result, trial)
    cites = context.cite(result.source)
    if result.endpoint == "safety":  # what was counted stands only in its note
        return []
    blocks: list[Block] = []
    who = Text(f"Who was counted: {result.population}.", "quiet", cites)
    median = result.median
    if median and result.endpoint in TIME:
        pairs = [(n, m) for n, m in ((first, median.experimental), (second, median.control)) if m is not None]
        blocks.append(_bars(pairs, TIME[result.endpoint]))
    words, _ = STILL[result.endpoint]
    for mark in result.at:
        pairs = [(n, v) for n, v in ((first, mark.experimental), (second, mark.control)) if v is not None]
        blocks.append(_people(pairs, words, f"after {mark.months} months"))
    if result.rate:
        rate = result.rate
        pairs = [(n, v) for n, v in ((first, rate.experimental), (second, rate.control)) if v is not None]
        blocks.append(_people(pairs, words, ""))
    if not blocks:
        return []
    look = f"{ANALYSES[result.analysis]}, {show(result.reported)}"
    aside = f"main aim; {look}" if result.primary else look
    return [Section(ENDPOINTS[result.endpoint], (Prose((who,)), *blocks), aside, level=3)]


def _bars(pairs: list[tuple[str, str]], time: str) -> Bars:
    said = [f"{name}, {_months(value)}" for name, value in pairs]
    sentence = f"The typical time {time}: {'; '.join(said)}. {TYPICAL}"
    rows = tuple(
        (name, None if value == "not reached" else float(value), _months(value)) for name, value in pairs
    )
    return Bars(sentence, "months", rows)


def _months(value: str) -> str:
    return "not reached (fewer than half had it by then)" if value == "not reached" else f"{value} months"


def _people(pairs: list[tuple[str, str]], words: str, when: str) -> People:
    said = "; ".join(f"{name}, {_of(value)}" for name, value in pairs)
    start = f"Of 100 people, {when}," if when else "Of 100 people,"
    rows = tuple((name, round(float(value))) for name, value in pairs)
    return People(f"{start} so many {words}: {said}.", f"{words}{' ' + when if when else ''}", rows)


def _of(value: str) -> str:
    """A share as published; a part of a person is said with `about`."""
    whole = round(float(value))
    return str(whole) if float(value) == whole else f"about {whole} (published as {value})"


def _effects(trial: Trial, drugs: list[Drug]) -> list[Section]:
    """Side effects that were counted in this trial, of both groups where both were published."""
    sections: list[Section] = []
    for drug in drugs:
        rows: list[SideEffect] = [effect for effect in drug.side_effects if effect.trial == trial.id]
        if rows:
            heading = f"Side effects with {drug.name}, of 100 people"
            sections.append(Section(heading, (effects_table(rows),), level=3))
    return sections


def _unknown(trial: Trial, shown: list[Result]) -> Bullets:
    """What our records do not have of this trial."""
    gaps: list[str] = []
    if not trial.results:
        gaps.append("No figures of this trial are in our records.")
    elif not any(r.at for r in _main(shown)):
        gaps.append("For the main aim: how many of 100 people were doing well at a set time.")
    if trial.results and not any(r.endpoint == "OS" for r in trial.results):
        gaps.append("Figures for how long people lived.")
    if any(r.analysis == "interim" for r in _main(shown)):
        gaps.append("A figure above is an early look. Later figures may differ.")
    gaps.append("What it would do for any one person cannot be told from a trial.")
    return Bullets(tuple(Bullet(Text(gap)) for gap in gaps))


def _forest(results: list[Result]) -> tuple[Block, ...]:
    """Hazard ratios with their intervals on a log axis."""
    rows = tuple(
        (
            f"{r.endpoint}, {r.population}, {r.analysis}",
            float(r.ci[0]),
            float(r.hr),
            float(r.ci[1]),
            f"{r.hr} ({r.ci_level}% {r.ci[0]} to {r.ci[1]})",
        )
        for r in results
        if r.hr and r.ci and float(r.ci[0]) > 0
    )
    if not rows:
        return ()
    said = "; ".join(f"{label}: {words}" for label, _, _, _, words in rows)
    sentence = f"Hazard ratios with intervals: {said}. Below 1 favours the group being tested."
    return (
        Intervals(
            sentence,
            rows,
            "Left of 1: the tested group did better",
            "right of 1: the comparison group did better",
        ),
    )


def _next(trials: list[Trial], clinical: bool, survival: bool) -> tuple[str, ...]:
    if len(trials) != 1:
        return tuple(f"secbc results {trial.id}" for trial in trials[:2])
    trial = trials[0]
    steps = [f"secbc trial {trial.id}"]
    if trial.results and not clinical:
        steps.append(f"secbc results {trial.id} --clinical")
    if not survival and any(r.endpoint == "OS" for r in trial.results):
        steps.append(f"secbc results {trial.id} --survival")
    return (*steps, "secbc guide reading-results")
