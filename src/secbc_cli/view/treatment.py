"""A treatment's page, and the list of treatments."""

from ..model.dates import show
from ..model.drug import Drug, licensed_in
from ..model.treatment import Treatment
from ..model.trial import Trial
from .blocks import also, prose, research
from .context import Context
from .document import Block, Bullet, Bullets, Column, Document, Prose, Section, Table, Text
from .trial import old_recruiting, table
from .words import DRUG_SAFETY, LIST_SAFETY, NOT_EVERY_TRIAL, TRIAL_SAFETY, plural, stage_text


def page(
    treatment: Treatment,
    kinds: list[Treatment],
    drugs: list[Drug],
    trials: list[Trial],
    many: int,
    context: Context,
) -> Document:
    """What it is, what research is looking at, its drugs and the first of its `many` trials."""
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
    rest = f"secbc trials --treatment {treatment.id}"
    sections.append(Section("Trials", trial_blocks(trials, many, context, rest), aside=plural(many, "trial")))
    lead = [Text(treatment.short)]
    if treatment.also:
        lead.append(Text(also(treatment.also), "quiet"))
    wider = (
        f"one of the {context.name('treatment', treatment.kind_of).casefold()}"
        if treatment.kind_of
        else "treatment"
    )
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


SHOWN = 10
"""Trials on the page of a treatment or a type; the rest are one command away."""


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
    rows = (
        (Text(d.id, "strong"), stage_text(d.stage, licensed_in(d)), Text(d.mechanism), Text(d.short))
        for d in drugs
    )
    return Table(columns, tuple(rows), "drug")


def trial_blocks(trials: list[Trial], many: int, context: Context, command: str) -> tuple[Block, ...]:
    """The first of `many` trials, a warning of old statuses, the way to the rest."""
    if not trials:
        return (Prose((Text("No trial of this kind is in our records.", "quiet"),)),)
    lines = []
    warning = old_recruiting(trials, context)
    if warning:
        lines.append(Text(warning, "warning"))
    if many > len(trials):
        lines.append(Text(f"{plural(many - len(trials), 'more trial')}: {command}"))
    lines.append(Text(NOT_EVERY_TRIAL, "quiet"))
    return (table(trials, context), Prose(tuple(lines)))


def list_page(treatments: list[Treatment], context: Context) -> Document:
    """Every treatment; kinds of a treatment stand under it."""
    items: list[Bullet] = []
    for treatment in treatments:
        if treatment.kind_of is None:
            kinds = [t for t in treatments if t.kind_of == treatment.id]
            for t in (treatment, *kinds):
                name = t.name if t is treatment else f"{t.name} (one of the {treatment.name.casefold()})"
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
