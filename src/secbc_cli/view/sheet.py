"""One page to take to the appointment: what it is, what to check, questions, who to ring, space to write."""

from collections.abc import Sequence

import msgspec

from ..model.dates import show
from ..model.drug import Drug, licensed_in
from ..model.guide import Guide
from ..model.trial import Trial
from .context import Context
from .document import Bullet, Bullets, Document, Facts, Prose, Section, Text
from .drug import NO_DECISION, standing
from .words import (
    BIOMARKERS,
    DRUG_SAFETY,
    OUTCOMES,
    TRIAL_SAFETY,
    lines_text,
    seen,
    sentence,
    stage_text,
    status_text,
    trial_name,
)

MOST_CHECKS = 6
WRITE = 5
"""Lines to write on."""


def page(records: Sequence[Drug | Trial], guides: dict[str, Guide], context: Context) -> Document:
    """The sheet of a drug or trial; several are a part each. A status never stands without its date."""
    several = len(records) > 1
    sections: list[Section] = []
    for record in records:
        parts = _sheet(record, guides, context)
        if several:
            sections.append(Section(_name(record), (Prose((Text(_lead(record)),)),)))
            parts = [msgspec.structs.replace(part, level=3) for part in parts]
        sections += parts
    made = show(context.today.isoformat())
    safety = DRUG_SAFETY if all(isinstance(record, Drug) for record in records) else TRIAL_SAFETY
    return Document(
        title=" and ".join(map(_name, records)),
        kicker="for your appointment",
        lead=() if several else (Text(_lead(records[0])),),
        stamp=f"{context.checked(min(r.checked for r in records))}; made on {made}",
        sections=tuple(sections),
        citations=context.cite.citations(),
        closing=safety,
        sheets=len(records),
    )


def _name(record: Drug | Trial) -> str:
    return record.name if isinstance(record, Drug) else trial_name(record)


def _lead(record: Drug | Trial) -> str:
    return record.short if isinstance(record, Drug) else sentence(record.title)


def _sheet(record: Drug | Trial, guides: dict[str, Guide], context: Context) -> list[Section]:
    if isinstance(record, Drug):
        about, checks = _drug(record, context), _checks_of_drug(record, context)
    else:
        about, checks = _trial(record, context), _checks_of_trial(record, context)
    sections = [
        Section("What it is", (Facts(tuple((label, (text,)) for label, text in about)),)),
        Section("To check in your notes", (_list(checks),)),
    ]
    questions = _questions(guides.get("questions"), isinstance(record, Trial))
    if questions:
        sections.append(Section("Questions to ask", (_list(questions),)))
    lines = _lines(guides.get("where-to-turn"))
    if lines:
        sections.append(Section("Who to ring", (_list(lines),)))
    return [*sections, Section("What was said", (), space=WRITE)]


def _list(lines: list[str]) -> Bullets:
    return Bullets(tuple(Bullet(Text(line)) for line in lines))


def _drug(drug: Drug, context: Context) -> list[tuple[str, Text]]:
    nations = "; ".join(f"{nation}: {word.text}" for nation, word in standing(drug)) or NO_DECISION
    cites = context.cite(*dict.fromkeys(row.source for row in drug.approvals[-4:]))
    return [
        ("Kind", Text(drug.mechanism)),
        ("Having it", Text(drug.having_it)),
        ("Stage", stage_text(drug.stage, licensed_in(drug))),
        ("Licence, NHS", Text(nations, cites=cites)),
    ]


def _trial(trial: Trial, context: Context) -> list[tuple[str, Text]]:
    status, ids = trial.status, trial.ids
    word = status_text(status, context.today)
    told = seen(status, context.publisher(status.source), context.today)
    verdict, tone = OUTCOMES[trial.verdict.outcome]
    named = (
        ("ClinicalTrials.gov", ids.nct),
        ("ISRCTN", ids.isrctn),
        ("EU", ids.eudract),
        ("UK ethics", ids.iras),
    )
    numbers = "; ".join(f"{name} {value}" for name, value in named if value)
    places = "; ".join(place.said for place in trial.uk.places[:6])
    uk = {
        "known": places or "it has, or had, UK places",
        "none": "no UK places found",
        "unknown": "not known",
    }
    return [
        (
            "Phase, groups",
            Text(f"{trial.phase or 'not stated'}; {'; '.join(arm.name for arm in trial.arms)}"),
        ),
        ("Recruiting", Text(f"{word.text} ({told})", word.tone, context.cite(status.source))),
        ("Main aim", Text(verdict, tone, context.cite(trial.verdict.source))),
        ("UK places", Text(uk[trial.uk.sites], cites=context.cite(trial.uk.source))),
        ("Numbers", Text(numbers or "none in our records")),
    ]


def _checks_of_drug(drug: Drug, context: Context) -> list[str]:
    """What the drug's record says that matters in a person's notes."""
    lines = [f"Type of the cancer: {context.list('subtype', drug.subtypes)}"] if drug.subtypes else []
    if drug.biomarkers:
        lines.append(f"Tests that matter: {', '.join(BIOMARKERS.get(b, b) for b in drug.biomarkers)}")
    return [*lines, f"Who it is for: {drug.who}"]


def _checks_of_trial(trial: Trial, context: Context) -> list[str]:
    """The rules of the trial's record, shortest first where there are many."""
    who = trial.who
    lines = [f"Type of the cancer: {context.list('subtype', trial.subtypes) or 'not stated'}"]
    lines.append(f"Earlier treatment: {lines_text(who.lines.min, who.lines.max, who.lines.note)}")
    if who.prior_drugs.required:
        lines.append(f"Must have had: {', '.join(who.prior_drugs.required)}")
    if who.prior_drugs.excluded:
        lines.append(f"Must not have had: {', '.join(who.prior_drugs.excluded)}")
    lines.append(f"Spread to the brain: {who.brain_metastases}")
    lines.append(f"Fitness: {who.performance_status or 'not stated'}")
    return lines[:MOST_CHECKS]


def _questions(guide: Guide | None, of_trial: bool) -> list[str]:
    """The first question of each part of the guide's list; for a drug, those that are not about a trial."""
    firsts: list[str] = []
    for section in guide.sections if guide else ():
        firsts += [point for point in section.points if of_trial or "trial" not in point][:1]
    return firsts


def _lines(guide: Guide | None) -> list[str]:
    """What to do when very unwell, and the numbers that the guide has confirmed."""
    if guide is None:
        return []
    urgent = guide.sections[0].words or ""
    numbers = [
        f"{point.split('. ')[0]}."
        for section in guide.sections
        for point in section.points
        if "not confirmed" not in point and any(part.isdigit() for part in point.split(".")[0].split())
    ]
    return [f"{urgent.split('. ')[0]}.", *numbers[:3]]
