"""The drugs by stage: how many have come how far, and what each is."""

from ..model.dates import OLD_DAYS, STALE_DAYS, age, days_old, show
from ..model.drug import Drug, licensed_in, uk_licence_unseen
from ..model.selection import Selection
from ..model.trial import Trial, part_in
from .context import Context
from .document import Bars, Block, Column, Document, Prose, Section, Table, Text
from .narrowed import REASONS, hidden_lines, hidden_sections, lead, reasons, said_lines, why_empty
from .words import (
    DRUG_SAFETY,
    LICENCE_IS_NOT_NHS,
    LIST_SAFETY,
    NOT_EVERY_TRIAL,
    STAGES,
    capital,
    plural,
    stage_text,
)

ORDER = ("licensed", "late trials", "early trials", "lab", "stopped", "none found")
ABOUT = "How far each drug has come in secondary breast cancer, in any country."
RECRUITING = (
    "Trials count where a tested group has the drug and the newest dated word was recruiting. "
    f"A word over {OLD_DAYS} days old may no longer be true: check before you count on it."
)


def page(
    drugs: list[Drug],
    running: list[Trial],
    chosen: Selection,
    context: Context,
    kept: tuple[str, ...] = (),
    hidden: bool = False,
) -> Document:
    """Every drug chosen under its stage; `running` are the trials last seen recruiting."""
    by_id = {drug.id: drug for drug in drugs}
    shown = [by_id[i] for i in chosen.ids]
    stages = {stage: [drug for drug in shown if drug.stage == stage] for stage in ORDER}
    lines = (*said_lines(chosen), *hidden_lines(chosen, hidden, "drug"))
    if shown:
        about = (Text(LICENCE_IS_NOT_NHS), Text(RECRUITING), *lines, Text(NOT_EVERY_TRIAL, "quiet"))
        sections = [Section("How many drugs are where", (_bars(stages, chosen), Prose(about)))]
        sections += [
            Section(_heading(stage), _blocks(some, running, chosen, context), plural(len(some), "drug"))
            for stage, some in stages.items()
            if some
        ]
    else:
        empty: tuple[Block, ...] = (why_empty(chosen), *((Prose(lines),) if lines else ()))
        sections = [Section("No drug fits", empty)]
    names = {drug.id: drug.name for drug in drugs}
    sections += hidden_sections(chosen, hidden, names, "secbc drug")
    return Document(
        title="Pipeline",
        kicker="drugs by stage",
        lead=tuple(lead(chosen, kept) or [Text(ABOUT)]),
        stamp=f"data of {show(context.data_date)}",
        sections=tuple(sections),
        citations=context.cite.citations(),
        next=(*(f"secbc timeline {drug.id}" for drug in shown[:1]), "secbc drugs", "secbc trials"),
        closing=f"{LIST_SAFETY} {DRUG_SAFETY}",
    )


def _heading(stage: str) -> str:
    return capital(STAGES[stage][0])


def _bars(stages: dict[str, list[Drug]], chosen: Selection) -> Bars:
    """How many drugs are in each stage; a stage without any is said in words."""
    rows = tuple(
        (
            _heading(stage),
            float(len(some)) if some else None,
            plural(len(some), "drug") if some else "no drug",
        )
        for stage, some in stages.items()
    )
    told = ", ".join(f"{len(some)} {STAGES[stage][0]}" for stage, some in stages.items() if some)
    count = len(chosen.ids)
    which = f"all {count} drugs" if count == chosen.total else f"{count} of {plural(chosen.total, 'drug')}"
    cut = f" ({chosen.fitting} fit; raise --limit to see more)" if count < chosen.fitting else ""
    return Bars(f"By stage, {which} in our records{cut}: {told}.", "drugs", rows)


def _blocks(
    drugs: list[Drug], running: list[Trial], chosen: Selection, context: Context
) -> tuple[Block, ...]:
    columns = (
        Column("Open it with", whole=True),
        Column("Drug", whole=True),
        Column("Kind", below=True),
        Column("Licence", below=True),
        Column("Trials", below=True),
        *(REASONS if chosen.why else ()),
    )
    rows = tuple(
        (
            Text(f"secbc drug {drug.id}", "command"),
            Text(drug.name),
            Text(drug.mechanism),
            _licence(drug),
            _running([t for t in running if part_in(t, drug.id) in ("tested", "in every group")], context),
            *(reasons(chosen.why[drug.id]) if chosen.why else ()),
        )
        for drug in drugs
    )
    return (Table(columns, rows, "drug"),)


def _licence(drug: Drug) -> Text:
    """Where it has one; a stage of licensed without a place in our records says so."""
    places = licensed_in(drug)
    if places:
        return stage_text("licensed", places)
    if uk_licence_unseen(drug):
        return Text("the NHS pays for some uses; a UK licence is not in our records", "quiet")
    return Text("where is not in our records" if drug.stage == "licensed" else "none in our records", "quiet")


def _running(trials: list[Trial], context: Context) -> Text:
    """`1 recruiting (seen 1 Nov 2026); 1 was recruiting over 90 days ago (Feb 2026)`, with who says so."""
    if not trials:
        return Text("none last seen recruiting in our records", "quiet")
    days = sorted((t.status.as_of for t in trials), reverse=True)
    old = [day for day in days if days_old(day, context.today) > OLD_DAYS]
    new = [day for day in days if day not in old]
    parts = [f"{len(new)} recruiting (seen {_days(new, context)})"] if new else []
    if old:
        parts.append(f"{len(old)} {'was' if len(old) == 1 else 'were'} recruiting ({_days(old, context)})")
    cites = context.cite(*(t.status.source for t in trials))
    return Text("; ".join(parts), "warning" if old else "recruiting", cites)


def _days(days: list[str], context: Context) -> str:
    """The dates, those over 30 days old with their age."""
    aged = (
        f"{show(day)}, {age(day, context.today)}" if days_old(day, context.today) > STALE_DAYS else show(day)
        for day in dict.fromkeys(days)
    )
    return "; ".join(aged)
