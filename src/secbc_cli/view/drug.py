"""A drug's page, and the table of drugs."""

from ..model.dates import age, show
from ..model.drug import Approval, Drug, SideEffect
from ..model.history import Event
from ..model.trial import Trial
from .blocks import history, not_found, prose
from .context import Context
from .document import Block, Bullet, Bullets, Column, Document, Facts, Prose, Section, Table, Text
from .trial import old_recruiting, table
from .words import BIOMARKERS, BODIES, DECISIONS, DRUG_SAFETY, LIST_SAFETY, STAGES, plural

URGENT = "If you feel very unwell, ring your hospital's 24-hour cancer line, or 999."


def page(drug: Drug, trials: list[Trial], context: Context) -> Document:
    """The whole page of one drug, with the trials that test or use it."""
    cite = context.cite
    general = cite(*drug.sources)
    word, tone = STAGES[drug.stage]
    sections: list[Section] = []
    if drug.note:
        sections.append(Section("Read this first", (Prose((Text(drug.note, "warning"),)),)))
    sections += [
        Section("Who it is for", (prose(drug.who, general), _about(drug, context))),
        Section("Where it stands", (*_standing(drug), *_approvals(drug.approvals, context))),
        Section("How it works", (prose(drug.how),)),
        Section("Having it", (prose(drug.having_it),)),
    ]
    if drug.tests_first:
        sections.append(Section("Tests", (prose(drug.tests_first),)))
    sections.append(Section("Side effects", _side_effects(drug, context)))
    sections.append(Section("Trials", _trials(trials, context), aside=plural(len(trials), "trial")))
    if drug.outlook:
        sections.append(Section("What happened next", (history(drug.outlook, context),)))
    if drug.pending:
        sections.append(Section("What is awaited", (_pending(drug.pending, context),)))
    if drug.not_found:
        sections.append(Section("Looked for and not found", (not_found(drug.not_found),)))
    lead = [Text(drug.short), Text(f"Stage in secondary breast cancer: {word}", tone)]
    return Document(
        title=drug.name,
        kicker=" · ".join(
            (*(context.name("treatment", t).casefold() for t in drug.treatments), drug.mechanism)
        ),
        lead=(*_names(drug), *lead),
        stamp=context.checked(drug.checked),
        sections=tuple(sections),
        citations=cite.citations(),
        next=_next(drug, trials),
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


def _about(drug: Drug, context: Context) -> Facts:
    rows = [
        ("Types", context.list("subtype", drug.subtypes)),
        ("Tests that matter", ", ".join(BIOMARKERS.get(b, b) for b in drug.biomarkers)),
        ("Acts on", ", ".join(drug.targets)),
        ("Made from", context.list("drug", drug.parts)),
    ]
    ids = drug.ids
    for label, value in (
        ("ChEMBL", ids.chembl),
        ("RxNorm", ids.rxnorm),
        ("ATC", ids.atc),
        ("NCI Thesaurus", ids.ncit),
        ("UNII", ids.unii),
    ):
        rows.append((label, value or ""))
    return Facts(tuple((label, (Text(value),)) for label, value in rows if value))


def _standing(drug: Drug) -> tuple[Block, ...]:
    return (prose(drug.stage_words),) if drug.stage_words else ()


_STEPS = {
    "filed",
    "designation",
    "positive opinion",
    "negative opinion",
    "advisers voted for",
    "advisers voted against",
}
"""Steps on the way: never shown as where a drug stands while there is a decision."""


def _approvals(approvals: tuple[Approval, ...], context: Context) -> tuple[Block, ...]:
    """Where it stands now, nation by nation, licence and NHS apart; then every decision in order."""
    if not approvals:
        return (Prose((Text("No licence or NHS decision on breast cancer is in our records.", "quiet"),)),)
    newest: dict[str, Approval] = {}
    for row in approvals:
        earlier = newest.get(row.body)
        if earlier is None or row.decision not in _STEPS or earlier.decision in _STEPS:
            newest[row.body] = row
    now = tuple((BODIES[row.body][0], (_decision(row, context),)) for row in newest.values())
    items = tuple(
        Bullet(_decision(row, context, whole=True), f"{show(row.date)}  {BODIES[row.body][0]}")
        for row in approvals
    )
    note = "A licence means that a drug may be sold. It does not mean that the NHS pays for it."
    return (
        Facts(now),
        Prose((Text(note, "quiet"), Text("Every decision, oldest first", "strong"))),
        Bullets(items),
    )


def _decision(row: Approval, context: Context, whole: bool = False) -> Text:
    """`licensed (FDA, 27 Jan 2023)`; whole: with whom it covers instead of the date."""
    word, tone = DECISIONS[row.decision]
    body = BODIES[row.body][1]
    ref = row.ref if row.ref and row.ref.startswith(body) else " ".join(p for p in (body, row.ref) if p)
    if whole:
        return Text(f"{word} ({ref}): {row.for_whom}", "plain", context.cite(row.source))
    return Text(f"{word} ({ref}, {show(row.date)})", tone)


def _side_effects(drug: Drug, context: Context) -> tuple[Block, ...]:
    """A table for each group of people who were counted."""
    blocks: list[Block] = []
    groups: dict[tuple[str, str], list[SideEffect]] = {}
    for effect in drug.side_effects:
        trial = context.name("trial", effect.trial) if effect.trial else ""
        counted = ", ".join(part for part in (trial, effect.group or "") if part) or "as its source says"
        groups.setdefault((counted, effect.source), []).append(effect)
    for (counted, source), effects in groups.items():
        blocks.append(Prose((Text(f"Counted in: {counted}", "quiet", context.cite(source)),)))
        blocks.append(_effects(effects))
    if not groups:
        blocks.append(Prose((Text("No numbers with a source are in our records.", "quiet"),)))
    if any(effect.control_of_100 for effect in drug.side_effects):
        note = "Without this drug: people in the comparison group of the same trial. Everybody is different."
        blocks.append(Prose((Text(note, "quiet"),)))
    if drug.side_effects_note:
        blocks.append(prose(drug.side_effects_note))
    return tuple(blocks)


def _effects(effects: list[SideEffect]) -> Table:
    """Of 100 people, how many had it and how many did not; the comparison group beside it."""
    compared = any(effect.control_of_100 for effect in effects)
    columns = [Column("Side effect"), Column("Of 100 people", whole=True)]
    if compared:
        columns.append(Column("Without this drug", whole=True))
    rows: list[tuple[Text, ...]] = []
    for effect in effects:
        row = [Text(effect.effect), Text(_had(effect.of_100))]
        if compared:
            control = effect.control_of_100
            row.append(Text(f"{control} had it") if control else Text("not given", "quiet"))
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
    return (table(trials, context, cited=True), *note)


def _pending(events: tuple[Event, ...], context: Context) -> Bullets:
    """What is awaited, with the date that its source named, and whether that has passed."""
    items = []
    for event in events:
        passed = "due" if age(event.date, context.today) == "in the future" else "was due"
        items.append(
            Bullet(Text(event.words, cites=context.cite(event.source)), f"{passed} {show(event.date)}")
        )
    return Bullets(tuple(items))


def _next(drug: Drug, trials: list[Trial]) -> tuple[str, ...]:
    steps = [f"secbc trial {t.id}" for t in trials[:2]]
    return (*steps, f"secbc trials --drug {drug.id}", f"secbc treatments {drug.treatments[0]}")


def list_page(drugs: list[Drug], trials_of: dict[str, int], context: Context) -> Document:
    """Every drug: what it is, how far it has come, how many trials."""
    columns = (
        Column("Drug", whole=True),
        Column("Stage", whole=True),
        Column("Trials", whole=True),
        Column("Kind", below=True),
        Column("What it is", below=True),
    )
    rows = tuple(
        (
            Text(drug.id, "strong"),
            Text(*STAGES[drug.stage]),
            Text(str(trials_of.get(drug.id, 0))),
            Text(drug.mechanism),
            Text(drug.short),
        )
        for drug in drugs
    )
    lines = (
        Text(
            f"{plural(len(drugs), 'drug')}. Stage means the stage in secondary breast cancer, in any country."
        ),
        Text("Licensed does not mean that the NHS pays for it: each drug's page says, nation by nation."),
    )
    return Document(
        title="Drugs",
        kicker="secondary breast cancer",
        lead=(Text("Drugs in use or in research, and the standard drugs that trials compare them with."),),
        stamp=f"data of {show(context.data_date)}",
        sections=(Section("Drugs", (Table(columns, rows, "drug"), Prose(lines))),),
        next=(*(f"secbc drug {drug.id}" for drug in drugs[:1]), "secbc treatments", "secbc trials"),
        closing=f"{LIST_SAFETY} {DRUG_SAFETY}",
    )
