"""The list of drugs."""

from ..model.dates import show
from ..model.drug import Drug, licensed_in
from ..model.selection import Selection
from .context import Context
from .document import Column, Document, Prose, Section, Table, Text
from .narrowed import REASONS, hidden_lines, hidden_sections, lead, reasons, said_lines, why_empty
from .words import DRUG_SAFETY, LIST_SAFETY, plural, stage_text

ABOUT = "Drugs in use or in research, and the standard drugs that trials compare them with."


def page(
    drugs: list[Drug],
    trials_of: dict[str, int],
    chosen: Selection,
    context: Context,
    kept: tuple[str, ...] = (),
    hidden: bool = False,
) -> Document:
    """Every drug chosen: what it is, how far it has come, how many trials; `hidden` ones after them."""
    by_id = {drug.id: drug for drug in drugs}
    shown = [by_id[i] for i in chosen.ids]
    counted = plural(chosen.total, "drug")
    words = f"{len(shown)} of {counted} shown." if len(shown) < chosen.total else f"{counted}."
    if chosen.fitting > len(shown):
        words += f" {chosen.fitting} fit: raise --limit to see more."
    lines = (
        Text(f"{words} Stage means the stage in secondary breast cancer, in any country."),
        Text("Licensed does not mean that the NHS pays for it: each drug's page says, nation by nation."),
        *said_lines(chosen),
        *hidden_lines(chosen, hidden, "drug"),
    )
    if shown:
        sections = [Section("Drugs", (_table(shown, trials_of, chosen), Prose(lines)))]
    else:
        sections = [Section("No drug fits", (why_empty(chosen), Prose(lines)))]
    names = {drug.id: drug.name for drug in drugs}
    sections += hidden_sections(chosen, hidden, names, "secbc drug")
    return Document(
        title="Drugs",
        kicker="secondary breast cancer",
        lead=tuple(lead(chosen, kept) or [Text(ABOUT)]),
        stamp=f"data of {show(context.data_date)}",
        sections=tuple(sections),
        next=(*(f"secbc drug {drug.id}" for drug in shown[:1]), "secbc treatments", "secbc trials"),
        closing=f"{LIST_SAFETY} {DRUG_SAFETY}",
    )


def _table(drugs: list[Drug], trials_of: dict[str, int], chosen: Selection) -> Table:
    columns = (
        Column("Drug", whole=True),
        Column("Stage", whole=True),
        Column("Trials", whole=True),
        Column("Kind", below=True),
        Column("What it is", below=True),
        *(REASONS if chosen.why else ()),
    )
    rows = tuple(
        (
            Text(drug.id, "strong"),
            stage_text(drug.stage, licensed_in(drug)),
            Text(str(trials_of.get(drug.id, 0))),
            Text(drug.mechanism),
            Text(drug.short),
            *(reasons(chosen.why[drug.id]) if chosen.why else ()),
        )
        for drug in drugs
    )
    return Table(columns, rows, "drug")
