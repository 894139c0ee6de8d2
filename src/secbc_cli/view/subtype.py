"""A subtype's page, and the list of subtypes."""

from ..model.dates import show
from ..model.drug import Drug
from ..model.subtype import Subtype
from ..model.trial import Trial
from .blocks import also, prose, research
from .context import Context
from .document import Bullet, Bullets, Document, Prose, Section, Text
from .treatment import drug_table, trial_blocks
from .words import DRUG_SAFETY, LIST_SAFETY, TRIAL_SAFETY, plural

NARROWED_BY = {
    "brain": "secbc trials --brain-mets",
    "men": "secbc trials --sex male",
    "lobular": "secbc trials --lobular",
    "her2-low": "secbc trials --her2 low",
}
"""Situations that a trial's rules tell of, rather than its list of types."""


def page(subtype: Subtype, drugs: list[Drug], trials: list[Trial], many: int, context: Context) -> Document:
    """What it means, the test that finds it, what is usual, what research is looking at."""
    general = context.cite(*subtype.sources)
    sections = [
        Section("What it means", (prose(subtype.what, general),)),
        Section("The test that finds it", (prose(subtype.test),)),
        Section("What is usual today", (prose(subtype.standard, general),)),
    ]
    if subtype.research:
        licence = "A licence named here may be for another type of breast cancer."
        sections.append(Section("What research is looking at", (Prose((Text(licence, "quiet"),)),)))
        sections += research(subtype.research, context)
    any_type = Text(
        "A licence may be for another type of breast cancer. Each drug's page says for whom.", "quiet"
    )
    if drugs:
        sections.append(
            Section("Drugs", (Prose((any_type,)), drug_table(drugs)), aside=plural(len(drugs), "drug"))
        )
    rest = f"secbc trials --subtype {subtype.id}"
    if trials:
        sections.append(
            Section("Trials", trial_blocks(trials, many, context, rest), aside=plural(many, "trial"))
        )
    narrow = NARROWED_BY.get(subtype.id, rest)
    if narrow != rest:
        words = f"Most trials that may take people in this situation are not only about it. See: {narrow}"
        sections.append(Section("More trials", (Prose((Text(words),)),)))
    lead = [Text(subtype.short)]
    if subtype.also:
        lead.append(Text(also(subtype.also), "quiet"))
    return Document(
        title=subtype.name,
        kicker="type of secondary breast cancer",
        lead=tuple(lead),
        stamp=context.checked(subtype.checked),
        sections=tuple(sections),
        citations=context.cite.citations(),
        next=(
            f"{narrow} --status recruiting",
            *(f"secbc drug {d.id}" for d in drugs[:1]),
            "secbc guide questions",
        ),
        closing=f"{DRUG_SAFETY} {TRIAL_SAFETY}",
    )


def list_page(subtypes: list[Subtype], context: Context) -> Document:
    """Every subtype with its sentence."""
    items = tuple(Bullet(Text(s.short), s.name, f"secbc subtypes {s.id}") for s in subtypes)
    return Document(
        title="Types of secondary breast cancer",
        kicker="subtypes",
        lead=(Text("Treatment and trials depend on what the cancer cells carry. Tests find out."),),
        stamp=f"data of {show(context.data_date)}",
        sections=(Section("Types", (Bullets(items),)),),
        next=(*(f"secbc subtypes {s.id}" for s in subtypes[:1]), "secbc treatments", "secbc trials"),
        closing=LIST_SAFETY,
    )
