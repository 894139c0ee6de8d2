"""The line of time of a drug or a treatment: from the first trial to the NHS."""

from collections import Counter
from collections.abc import Sequence

from ..model.dates import show, when
from ..model.drug import PLACES, Approval, Drug, is_licence
from ..model.treatment import Treatment
from ..model.trial import Trial, part_in
from .context import Context
from .document import Block, Bullet, Bullets, Document, Prose, Section, Text, Timeline
from .drug import NO, SEE_EACH, YES, stand
from .moments import (
    AWAITED,
    TRIALS,
    Moment,
    in_order,
    is_ahead,
    main_results,
    of_decisions,
    of_pending,
    of_trials,
    place,
    steps,
)
from .words import BODIES, DRUG_SAFETY, LICENCE_IS_NOT_NHS, NOT_EVERY_TRIAL, TRIAL_SAFETY, plural, trial_name

NHS_BODIES = [body for body in BODIES if BODIES[body][0].startswith("NHS")]
PARTIAL = (
    "A date that is only a month or a year stands where that month or year begins: its source gives no day."
)


def of_drug(drug: Drug, trials: list[Trial], context: Context) -> Document:
    """One drug's events. A trial that only compares with it says nothing of how it did: left out."""
    named = drug.name
    tested = [trial for trial in trials if part_in(trial, drug.id) != "compared with"]
    today = context.today
    moments = in_order(
        [
            *of_trials(tested, today, drug),
            *of_decisions(drug, named=False),
            *of_pending(drug, named=False, today=today),
        ],
        today,
    )
    sentence = _sentence("the first trial", moments, [drug], f"{_nations(drug)}.", context)
    notes = [*_no_licence_day([drug]), *_undated(tested)]
    compared = len(trials) - len(tested)
    if compared:
        it = "1 trial only compares" if compared == 1 else f"{compared} trials only compare"
        notes.append(f"{it} other treatments with {named.casefold()}; left out here.")
    return Document(
        title=named,
        kicker="from the first trial to the NHS",
        lead=(Text(drug.short),),
        stamp=context.checked(drug.checked),
        sections=_sections(moments, sentence, notes, context),
        citations=context.cite.citations(),
        next=(f"secbc drug {drug.id}", f"secbc trials --drug {drug.id}", "secbc pipeline"),
        closing=f"{DRUG_SAFETY} {TRIAL_SAFETY}",
    )


def of_treatment(treatment: Treatment, drugs: list[Drug], trials: list[Trial], context: Context) -> Document:
    """Licences and NHS decisions of all its drugs, and its late trials."""
    today = context.today
    moments = list(of_trials(trials, today))
    for drug in drugs:
        moments += of_decisions(drug, named=True, every=False)
        moments += of_pending(drug, named=True, today=today)
    moments = in_order(moments, today)
    sentence = _sentence("the first late trial", moments, drugs, _counted(drugs), context)
    notes = ["Only late trials (phase 3 and 2/3) are here. Each drug has its own line: secbc timeline DRUG"]
    left_out = sum(len(steps(drug)) for drug in drugs)
    if left_out:
        notes.append(
            f"{plural(left_out, 'step')} on the way to a decision (drafts, filings, advice) left out here."
        )
    return Document(
        title=treatment.name,
        kicker="from late trials to the NHS",
        lead=(Text(treatment.short),),
        stamp=context.checked(treatment.checked),
        sections=_sections(moments, sentence, [*notes, *_no_licence_day(drugs), *_undated(trials)], context),
        citations=context.cite.citations(),
        next=(
            *(f"secbc timeline {drug.id}" for drug in drugs[:1]),
            f"secbc treatments {treatment.id}",
            f"secbc pipeline --treatment {treatment.id}",
        ),
        closing=f"{DRUG_SAFETY} {TRIAL_SAFETY}",
    )


def _sections(
    moments: list[Moment], sentence: str, notes: Sequence[str], context: Context
) -> tuple[Section, ...]:
    words = [*notes, NOT_EVERY_TRIAL]
    if not moments:
        none = Text("No event with a date is in our records.")
        return (Section("No dated event", (Prose((none, *(Text(w, "quiet") for w in words))),)),)
    line = Timeline(
        sentence,
        tuple((m.day, Text(m.words, m.tone), m.lane) for m in moments),
        context.today.isoformat(),
        sum(is_ahead(m, context.today) for m in moments),
    )
    if any(m.day.count("-") < 2 for m in moments):
        words.insert(0, PARTIAL)
    about: tuple[Block, ...] = (Prose(tuple(Text(w, "quiet") for w in (LICENCE_IS_NOT_NHS, *words))),)
    items = tuple(_bullet(m, context) for m in moments)
    return (
        Section("On one line", (line, *about), aside=plural(len(moments), "event")),
        Section("Each event, with its sources", (Bullets(items),)),
    )


def _bullet(moment: Moment, context: Context) -> Bullet:
    words = f"{moment.words}: {moment.more}" if moment.more else moment.words
    cites = context.cite(*moment.sources)
    return Bullet(Text(words, cites=cites), f"{show(moment.day)}, {moment.lane}", moment.command)


def _sentence(first: str, moments: list[Moment], drugs: list[Drug], nhs: str, context: Context) -> str:
    """What the line says: first trial, first licence, the NHS by nation, what is awaited."""
    starts = [m for m in moments if m.lane == TRIALS and not is_ahead(m, context.today)]
    began = f"{first} started {when(starts[0].day)}" if starts else f"no start of {first} has a date"
    awaited = [m for m in moments if m.lane == AWAITED]
    return f"In our records, {began}, and {_licences(drugs)}. NHS: {nhs} {_awaited(awaited, context)}"


def _licences(drugs: list[Drug]) -> str:
    """The first licence that has a date, and which licences or applications were taken back since."""
    rows = [(drug.name, row) for drug in drugs for row in drug.approvals if row.body in PLACES]
    given = sorted(((name, row) for name, row in rows if is_licence(row)), key=lambda pair: pair[1].date)
    if not given:
        return "no licence has a date"
    name, row = given[0]
    many = len(drugs) > 1
    whose = f" (of {name.casefold()}, {place(row.body)})" if many else f" ({place(row.body)})"
    back = "; ".join(
        f"{n.casefold() + ', ' if many else ''}{place(r.body)}, {show(r.date)}"
        for n, r in rows
        if r.decision == "withdrawn"
    )
    taken = f"; a licence or application was taken back: {back}" if back else ""
    return f"the first licence with a date came {when(row.date)}{whose}{taken}"


def _no_licence_day(drugs: list[Drug]) -> list[str]:
    """Drugs that are licensed somewhere although no row of theirs dates a licence."""
    names = [d.name for d in drugs if d.stage == "licensed" and not any(map(is_licence, d.approvals))]
    return [f"Licensed, but our records have no date of a licence: {', '.join(names)}."] if names else []


def _nations(drug: Drug) -> str:
    """One drug: each nation's newest decision, and the nations without one."""
    said, none = [], []
    for body in NHS_BODIES:
        rows = [row for row in drug.approvals if row.body == body]
        nation = place(body)
        if rows:
            said.append(f"{nation}, {stand(rows).text.removesuffix(SEE_EACH)}")
        else:
            none.append(nation)
    if not said:
        return "no decision of any nation is in our records"
    missing = f"; no decision in our records for {_and(none)}" if none else ""
    return "; ".join(said) + missing


def _counted(drugs: list[Drug]) -> str:
    """Many drugs: for each nation how many have a yes, only a no, no final decision yet."""
    said = []
    for body in NHS_BODIES:
        counts = Counter(_word(rows) for d in drugs if (rows := [r for r in d.approvals if r.body == body]))
        if counts:
            told = (f"{word} for {plural(counts[word], 'drug')}" for word in _WORDS if counts[word])
            said.append(f"{place(body)}, {', '.join(told)}")
    return f"{'; '.join(said)}." if said else "no decision of any nation is in our records."


_WORDS = ("yes for some people", "yes for some uses and no for others", "no", "nothing final")


def _word(rows: list[Approval]) -> str:
    yes, no = any(row.decision in YES for row in rows), any(row.decision in NO for row in rows)
    return _WORDS[1] if yes and no else _WORDS[0] if yes else _WORDS[2] if no else _WORDS[3]


def _and(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


def _awaited(moments: list[Moment], context: Context) -> str:
    """What is awaited by its dates."""
    if not moments:
        return "Nothing with a date is awaited in our records."
    due = [show(m.day) for m in moments if is_ahead(m, context.today)]
    late = [show(m.day) for m in moments if not is_ahead(m, context.today)]
    parts = [f"{len(due)} due ({', '.join(due)})"] if due else []
    parts += [f"{len(late)} with a date that has passed ({', '.join(late)})"] if late else []
    return f"Awaited: {'; '.join(parts)}."


def _undated(trials: list[Trial]) -> list[str]:
    """Trials whose start or main result is not on the line, as no source dates it."""
    starts = [trial_name(t) for t in trials if not t.started]
    out = [trial_name(t) for t in trials if t.verdict.outcome != "awaited" and not main_results(t)]
    notes = []
    if starts:
        notes.append(f"Start not dated in our records, so not on the line: {', '.join(starts)}.")
    if out:
        notes.append(f"Main result or end not dated in our records, so not on the line: {', '.join(out)}.")
    return notes
