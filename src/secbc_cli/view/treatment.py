"""A treatment's page, and the list of treatments."""

from ..model.dates import show
from ..model.drug import Drug
from ..model.treatment import Treatment
from ..model.trial import Trial
from .blocks import also, prose, research
from .context import Context
from .document import Block, Bullet, Bullets, Column, Document, Prose, Section, Table, Text
from .trial import old_recruiting, table
from .words import DRUG_SAFETY, LIST_SAFETY, STAGES, TRIAL_SAFETY, plural


def page(
    treatment: Treatment, kinds: list[Treatment], drugs: list[Drug], trials: list[Trial], context: Context
) -> Document:
    """What it is, what research is looking at, what happened next, its drugs and its trials."""
    general = context.cite(*treatment.sources)
    sections = [
        Section("What it is", (prose(treatment.what, general),)),
        Section("How it works", (prose(treatment.how),)),
    ]
    if kinds:
        items = tuple(Bullet(Text(k.short), k.name, f"secbc treatments {k.id}") for k in kinds)
        sections.append(Section("Kinds of it", (Bullets(items),)))
    if treatment.research:
        opening = Prose(
            (Text("Some of these ideas worked, some did not. Each one says what happened next."),)
        )
        sections.append(Section("What research is looking at", (opening,)))
        sections += research(treatment.research, context)
    sections.append(Section("Drugs", (drug_table(drugs),), aside=plural(len(drugs), "drug")))
    sections.append(Section("Trials", trial_blocks(trials, context), aside=plural(len(trials), "trial")))
    lead = [Text(treatment.short)]
    if treatment.also:
        lead.append(Text(also(treatment.also), "quiet"))
    wider = f"a kind of {context.name('treatment', treatment.kind_of)}" if treatment.kind_of else "treatment"
    return Document(
        title=treatment.name,
        kicker=wider,
        lead=tuple(lead),
        stamp=context.checked(treatment.checked),
        sections=tuple(sections),
        citations=context.cite.citations(),
        next=(
            *(f"secbc drug {d.id}" for d in drugs[:1]),
            *(f"secbc trial {t.id}" for t in trials[:1]),
            f"secbc trials --treatment {treatment.id}",
            "secbc guide talk-to-your-specialist",
        ),
        closing=f"{DRUG_SAFETY} {TRIAL_SAFETY}",
    )


def drug_table(drugs: list[Drug]) -> Block:
    """The drugs of a treatment or a type of cancer."""
    if not drugs:
        return Prose((Text("No drug of this kind is in our records.", "quiet"),))
    columns = (
        Column("Drug", whole=True),
        Column("Stage", whole=True),
        Column("Kind", below=True),
        Column("What it is", below=True),
    )
    rows = ((Text(d.id, "strong"), Text(*STAGES[d.stage]), Text(d.mechanism), Text(d.short)) for d in drugs)
    return Table(columns, tuple(rows), "drug")


def trial_blocks(trials: list[Trial], context: Context) -> tuple[Block, ...]:
    """The trials' table and a warning where a status is old."""
    if not trials:
        return (Prose((Text("No trial of this kind is in our records.", "quiet"),)),)
    warning = old_recruiting(trials, context)
    return (table(trials, context), *((Prose((Text(warning, "warning"),)),) if warning else ()))


def list_page(treatments: list[Treatment], context: Context) -> Document:
    """Every treatment; kinds of a treatment stand under it."""
    items: list[Bullet] = []
    for treatment in treatments:
        if treatment.kind_of is None:
            kinds = [t for t in treatments if t.kind_of == treatment.id]
            for t in (treatment, *kinds):
                name = t.name if t is treatment else f"{t.name} (a kind of {treatment.name.casefold()})"
                items.append(Bullet(Text(t.short), name, f"secbc treatments {t.id}"))
    return Document(
        title="Treatments",
        kicker="secondary breast cancer",
        lead=(Text("What each one is, what research is looking at, and what happened next."),),
        stamp=f"data of {show(context.data_date)}",
        sections=(Section("Treatments", (Bullets(tuple(items)),)),),
        next=(*(f"secbc treatments {t.id}" for t in treatments[:1]), "secbc subtypes", "secbc drugs"),
        closing=LIST_SAFETY,
    )
