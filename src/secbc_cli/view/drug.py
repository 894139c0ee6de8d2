"""A drug's page."""

from ..model.dates import age, show
from ..model.drug import PLACES, Approval, Drug, SideEffect, licensed_in, uk_licence_unseen
from ..model.history import Event
from ..model.trial import Trial
from .blocks import history, not_found, prose
from .context import Context
from .document import Block, Bullet, Bullets, Column, Document, Facts, Prose, Section, Table, Text
from .trial import old_recruiting, table
from .words import (
    BIOMARKERS,
    BODIES,
    DECISIONS,
    DRUG_SAFETY,
    LICENCE_IS_NOT_NHS,
    NOT_EVERY_TRIAL,
    plural,
    stage_text,
)

URGENT = "If you feel very unwell, ring your hospital's 24-hour cancer line, or 999."


def page(drug: Drug, trials: list[Trial], context: Context) -> Document:
    """The whole page of one drug, with the trials that test or use it."""
    cite = context.cite
    general = cite(*drug.sources)
    sections: list[Section] = []
    if drug.note:
        sections.append(Section("Good to know", (prose(drug.note),)))
    sections += [
        Section("Who it is for", (prose(drug.who, general), _types(drug, context))),
        Section("Where it stands", (*_standing(drug), *_now(drug))),
        Section("How it works", (prose(drug.how),)),
        Section("Having it", (prose(drug.having_it),)),
    ]
    if drug.tests_first:
        sections.append(Section("Tests", (prose(drug.tests_first),)))
    sections.append(Section("Side effects", _side_effects(drug, context)))
    sections.append(Section("Trials", _trials(trials, context), aside=plural(len(trials), "trial")))
    sections += _every_decision(drug, context)
    if drug.outlook:
        sections.append(Section("What happened next", (history(drug.outlook, context),)))
    if drug.pending:
        sections.append(Section("What is awaited", (_pending(drug.pending, context),)))
    if drug.not_found:
        sections.append(Section("Looked for and not found", (not_found(drug.not_found),)))
    sections += _identifiers(drug, context)
    stage = stage_text(drug.stage, licensed_in(drug))
    lead = (Text(drug.short), Text(f"Stage in secondary breast cancer: {stage.text}", stage.tone))
    return Document(
        title=drug.name,
        kicker=" · ".join(
            (*(context.name("treatment", t).casefold() for t in drug.treatments), drug.mechanism)
        ),
        lead=(*lead, *_names(drug)),
        stamp=context.checked(drug.checked),
        sections=tuple(sections),
        citations=cite.citations(),
        next=_next(drug, trials, context),
        closing=f"{DRUG_SAFETY} {URGENT}",
    )


def _names(drug: Drug) -> tuple[Text, ...]:
    """How to say it, and its other names with where each is used."""
    brands = [f"{b.name} ({', '.join(b.where)})" if b.where else b.name for b in drug.also.brands]
    others = ", ".join((*brands, *drug.also.codes, *drug.also.synonyms))
    said = (Text(f"Say: {drug.say}"),) if drug.say else ()
    wrong = drug.also.misspellings
    met = (Text(f"Often misspelt: {', '.join(wrong)}", "quiet"),) if wrong else ()
    return (*said, *((Text(f"Also: {others}"),) if others else ()), *met)


def _types(drug: Drug, context: Context) -> Facts:
    rows = [
        ("Types", context.list("subtype", drug.subtypes) or "not stated"),
        ("Tests that matter", ", ".join(BIOMARKERS.get(b, b) for b in drug.biomarkers)),
        ("Made from", context.list("drug", drug.parts)),
    ]
    return Facts(tuple((label, (Text(value),)) for label, value in rows if value))


def _identifiers(drug: Drug, context: Context) -> tuple[Section, ...]:
    """What it acts on, and its numbers elsewhere."""
    ids = drug.ids
    rows = (
        ("Acts on", ", ".join(drug.targets)),
        ("ChEMBL", ids.chembl),
        ("RxNorm", ids.rxnorm),
        ("ATC", ids.atc),
        ("NCI Thesaurus", ids.ncit),
        ("UNII", ids.unii),
    )
    cites = context.cite(*ids.sources)
    shown = tuple(
        (label, (Text(value, cites=() if label == "Acts on" else cites),)) for label, value in rows if value
    )
    return (Section("Targets and numbers", (Facts(shown),)),) if shown else ()


def _standing(drug: Drug) -> tuple[Block, ...]:
    return (prose(drug.stage_words),) if drug.stage_words else ()


NO_DECISION = "No licence or NHS decision on breast cancer is in our records."
SEE_EACH = ": see each decision below"
YES = {"approved", "accelerated approval", "recommended", "managed access"}
NO = {"not recommended", "refused", "withdrawn", "suspended"}


def _now(drug: Drug) -> tuple[Block, ...]:
    """Where it stands now, nation by nation, licence and NHS apart."""
    if not drug.approvals:
        return (Prose((Text(NO_DECISION, "quiet"),)),)
    rows = tuple((nation, (word,)) for nation, word in standing(drug))
    return Facts(rows), Prose(
        (Text(f"{LICENCE_IS_NOT_NHS} Each decision is for some people only: see below.", "quiet"),)
    )


def standing(drug: Drug) -> list[tuple[str, Text]]:
    """Each nation or body, and where the drug stands there now."""
    by_body: dict[str, list[Approval]] = {}
    for row in drug.approvals:
        by_body.setdefault(row.body, []).append(row)
    rows = [(BODIES[body][0], stand(decisions)) for body, decisions in by_body.items()]
    if uk_licence_unseen(drug):
        rows.append(("UK licence", Text("not in our records; the NHS pays for it, see below", "quiet")))
    return rows


def stand(rows: list[Approval]) -> Text:
    """One body's word: its newest decision, or that its decisions on several uses differ.

    A draft, a filing, an advisers' vote never outranks a decision.
    """
    said_yes = [row for row in rows if row.decision in YES]
    said_no = [row for row in rows if row.decision in NO]
    if said_yes and said_no:
        word = "licensed for some uses, not" if rows[0].body in PLACES else "yes for some uses, no"
        return Text(f"{word} for others{SEE_EACH}", "results")
    decisions = said_yes or said_no or rows
    newest = _decision(decisions[-1])
    kinds = {row.decision for row in said_yes}
    if "recommended" in kinds and "managed access" in kinds:
        return Text(f"yes for some uses, yes for now for others{SEE_EACH}", "recruiting")
    if len(said_yes) > 1 and rows[0].body in PLACES and decisions[0].date[:4] != decisions[-1].date[:4]:
        return Text(f"{newest.text}, the newest use; the first in {decisions[0].date[:4]}", newest.tone)
    return newest


def _every_decision(drug: Drug, context: Context) -> tuple[Section, ...]:
    """Each decision with its day and whom it covers, oldest first."""
    if not drug.approvals:
        return ()
    items = tuple(
        Bullet(
            Text(f"{decided(row)}: {row.for_whom}", cites=context.cite(row.source)),
            f"{show(row.date)}, {BODIES[row.body][0]}",
        )
        for row in drug.approvals
    )
    return (Section("Every licence and NHS decision", (Bullets(items),)),)


def _decision(row: Approval) -> Text:
    """`licensed (FDA, 27 Jan 2023)`"""
    return Text(decided(row, show(row.date)), DECISIONS[row.decision][1])


def decided(row: Approval, day: str = "") -> str:
    """The decision in words, with the body, its number and perhaps the day."""
    body = BODIES[row.body][1]
    ref = row.ref if row.ref and row.ref.startswith(body) else " ".join(p for p in (body, row.ref) if p)
    known = ", ".join(part for part in (ref, day) if part)
    return f"{DECISIONS[row.decision][0]} ({known})" if known else DECISIONS[row.decision][0]


def _side_effects(drug: Drug, context: Context) -> tuple[Block, ...]:
    """A table for each group of people who were counted."""
    blocks: list[Block] = []
    groups: dict[tuple[str, str], list[SideEffect]] = {}
    for effect in drug.side_effects:
        trial = context.name("trial", effect.trial) if effect.trial else ""
        counted = ", ".join(part for part in (trial, effect.group or "") if part) or "as its source says"
        groups.setdefault((counted, effect.source), []).append(effect)
    if groups:
        blocks.append(Prose((Text("Counted in people in trials. Everybody is different.", "quiet"),)))
    for (counted, source), effects in groups.items():
        blocks.append(Prose((Text(f"Counted in: {counted}", "quiet", context.cite(source)),)))
        blocks.append(effects_table(effects))
    if not groups:
        blocks.append(Prose((Text("No numbers with a source are in our records.", "quiet"),)))
    if drug.side_effects_note:
        blocks.append(prose(drug.side_effects_note))
    return tuple(blocks)


def effects_table(effects: list[SideEffect]) -> Table:
    """Of 100 people, how many had it and how many did not; the comparison group beside it."""
    compared = any(effect.control_of_100 for effect in effects)
    columns = [Column("Side effect"), Column("Of 100 people", whole=True)]
    if compared:
        columns.append(Column("With the other treatment", whole=True))
    rows: list[tuple[Text, ...]] = []
    for effect in effects:
        row = [Text(effect.effect), Text(_had(effect.of_100))]
        if compared:
            control = effect.control_of_100
            row.append(Text(f"{control} had it") if control else Text("not published", "quiet"))
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows), "side effect")


def _had(of_100: str) -> str:
    """`35 had it, 65 did not`: both sides, where the figure is a whole number."""
    return f"{of_100} had it, {100 - int(of_100)} did not" if of_100.isdigit() else f"{of_100} had it"


def _trials(trials: list[Trial], context: Context) -> tuple[Block, ...]:
    if not trials:
        return (Prose((Text("No trial of this drug is in our records.", "quiet"),)),)
    warning = old_recruiting(trials, context)
    note = (Prose((Text(warning, "warning"),)),) if warning else ()
    return (table(trials, context, cited=True), *note, Prose((Text(NOT_EVERY_TRIAL, "quiet"),)))


def _pending(events: tuple[Event, ...], context: Context) -> Bullets:
    """What is awaited, with the date that its source named, and whether that has passed."""
    items = []
    for event in events:
        passed = "due" if age(event.date, context.today) == "in the future" else "was due"
        items.append(
            Bullet(Text(event.words, cites=context.cite(event.source)), f"{passed} {show(event.date)}")
        )
    return Bullets(tuple(items))


def _next(drug: Drug, trials: list[Trial], context: Context) -> tuple[str, ...]:
    steps = [f"secbc trial {t.id}" for t in trials[:2]]
    more = f"secbc trials --registry --drug {drug.id}   (not reviewed by us)"
    registry = (more,) if context.registered else ()
    return (*steps, f"secbc trials --drug {drug.id}", *registry, f"secbc treatments {drug.treatments[0]}")
