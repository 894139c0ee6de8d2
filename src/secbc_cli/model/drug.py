"""Drug: data/drugs/<INN slug>.yaml"""

from typing import Annotated

from msgspec import Meta

from .history import Event, NotFound
from .record import Record, Row
from .text import (
    DrugId,
    Figure,
    Lay,
    Line,
    PartialDate,
    SourceId,
    SubtypeId,
    TreatmentId,
    TrialId,
)
from .vocabulary import Biomarker, Body, Country, Decision, Stage


class Brand(Row, frozen=True, kw_only=True):
    """A brand name and where it is used."""

    name: Annotated[Line, Meta(description="as printed on the pack")]
    where: tuple[Country, ...] = ()


class DrugNames(Row, frozen=True, kw_only=True):
    """Other names that people meet."""

    brands: tuple[Brand, ...] = ()
    codes: Annotated[tuple[str, ...], Meta(description="laboratory codes: AZD9833")] = ()
    synonyms: Annotated[tuple[str, ...], Meta(description="T-DXd, albumin-bound paclitaxel")] = ()
    misspellings: Annotated[tuple[str, ...], Meta(description="as people type it")] = ()


class DrugIds(Row, frozen=True, kw_only=True):
    """Identifiers elsewhere, only as a page showed them."""

    chembl: Annotated[str, Meta(pattern=r"^CHEMBL\d+$")] | None = None
    rxnorm: Annotated[str, Meta(pattern=r"^\d+$")] | None = None
    atc: Annotated[str, Meta(pattern=r"^[A-Z]\d\d[A-Z]{2}\d\d$")] | None = None
    ncit: Annotated[str, Meta(pattern=r"^C\d+$")] | None = None
    unii: Annotated[str, Meta(pattern=r"^[0-9A-Z]{10}$")] | None = None
    sources: Annotated[tuple[SourceId, ...], Meta(description="the lists that show them")] = ()


class SideEffect(Row, frozen=True, kw_only=True):
    """How many of 100 people had it, of any grade unless `effect` says so."""

    effect: Annotated[Lay, Meta(description="in plain words, the medical word in brackets")]
    of_100: Annotated[Figure, Meta(description="people of 100 who had it")]
    control_of_100: Annotated[Figure | None, Meta(description="the same in the comparison group")] = None
    trial: Annotated[TrialId | None, Meta(description="the trial counted, where it has a record")] = None
    group: Annotated[str | None, Meta(description="who was counted: elacestrant alone, 237 people")] = None
    source: SourceId


class Approval(Row, frozen=True, kw_only=True):
    """One decision by one body. Draft and final, England and Scotland are separate rows."""

    body: Body
    decision: Decision
    date: Annotated[PartialDate, Meta(description="the day of the decision")]
    for_whom: Annotated[str, Meta(min_length=1, description="whom it covers, in our words")]
    ref: Annotated[str | None, Meta(description="TA1036, SMC2807")] = None
    source: SourceId


class Drug(Record, frozen=True, kw_only=True):
    """A drug in research into, or treatment of, secondary breast cancer."""

    name: Annotated[str, Meta(description="the generic name (INN), capitalised")]
    say: Annotated[str | None, Meta(description="how to say it: el-a-SES-trant")] = None
    also: DrugNames = DrugNames()
    ids: DrugIds = DrugIds()
    treatments: Annotated[tuple[TreatmentId, ...], Meta(description="the nearest kinds")]
    mechanism: Annotated[str, Meta(description="class in a few words: oral SERD")]
    targets: Annotated[tuple[str, ...], Meta(description="gene or protein: ESR1, HER2")] = ()
    subtypes: Annotated[tuple[SubtypeId, ...], Meta(description="types it is for or tested in")] = ()
    biomarkers: Annotated[tuple[Biomarker, ...], Meta(description="what tests look for first")] = ()
    parts: Annotated[
        tuple[DrugId, ...], Meta(description="drugs it is made from or given in one product")
    ] = ()
    short: Annotated[Lay, Meta(description="one sentence: what it is")]
    who: Annotated[Lay, Meta(description="who it is for, or is being tested for")]
    how: Annotated[Lay, Meta(description="how it works")]
    having_it: Annotated[Lay, Meta(description="how it is taken; no doses")]
    tests_first: Annotated[Lay | None, Meta(description="tests before or during treatment")] = None
    side_effects: Annotated[tuple[SideEffect, ...], Meta(description="the most often seen first")] = ()
    side_effects_note: Annotated[Lay | None, Meta(description="what the numbers leave out")] = None
    stage: Annotated[Stage, Meta(description="how far it has come in secondary breast cancer")]
    stage_words: Annotated[Lay | None, Meta(description="the stage in a sentence")] = None
    approvals: Annotated[
        tuple[Approval, ...], Meta(description="decisions on breast cancer, oldest first")
    ] = ()
    outlook: Annotated[tuple[Event, ...], Meta(description="what happened next, oldest first")] = ()
    pending: Annotated[tuple[Event, ...], Meta(description="what is awaited; date is when it is due")] = ()
    not_found: tuple[NotFound, ...] = ()
    note: Annotated[Lay | None, Meta(description="a caution or correction readers need first")] = None


PLACES = {"FDA": "US", "EMA": "EU", "MHRA": "UK", "NMPA": "China", "other": "elsewhere"}


def licensed_in(drug: Drug) -> tuple[str, ...]:
    """Where it has a licence for breast cancer that was not taken back, as our records have it.

    Empty where the NHS pays for it but our records have no UK licence: a list would then read as
    if it had none.
    """
    last = {row.body: row.decision for row in drug.approvals if row.body in PLACES and row.decision in _FINAL}
    places = tuple(PLACES[body] for body, decision in last.items() if decision in _LICENCE)
    return () if uk_licence_unseen(drug) else places


def is_licence(row: Approval) -> bool:
    """Whether a decision gave a licence, early ones too; advice and filings are none."""
    return row.body in PLACES and row.decision in _LICENCE


def uk_licence_unseen(drug: Drug) -> bool:
    """Whether the NHS pays for it somewhere although our records have no UK licence."""
    paid = any(row.body in _NHS and row.decision in _PAID for row in drug.approvals)
    return paid and all(row.body != "MHRA" for row in drug.approvals)


_NHS = {"NICE", "SMC", "AWMSG", "NI"}
_PAID = {"recommended", "managed access"}
_LICENCE = {"approved", "accelerated approval"}
_FINAL = _LICENCE | {"refused", "withdrawn", "suspended"}
