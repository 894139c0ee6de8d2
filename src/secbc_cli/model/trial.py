"""Trial: data/trials/<acronym slug, else registry id>.yaml"""

from typing import Annotated, Literal

from msgspec import Meta

from .history import Event
from .record import Record, Row
from .text import DrugId, Figure, Lay, Line, Months, PartialDate, SourceId, SubtypeId, TreatmentId
from .vocabulary import (
    Analysis,
    Assessor,
    Biomarker,
    BrainMetastases,
    Endpoint,
    MeasurableDisease,
    Outcome,
    Phase,
    Recruitment,
    Role,
)


class TrialIds(Row, frozen=True, kw_only=True):
    """The join across registries."""

    nct: Annotated[str, Meta(pattern=r"^NCT\d{8}$")] | None = None
    eudract: Annotated[str, Meta(pattern=r"^\d{4}-\d{6}-\d{2}$")] | None = None
    ctis: Annotated[str, Meta(pattern=r"^\d{4}-\d{6}-\d{2}-\d{2}$")] | None = None
    isrctn: Annotated[str, Meta(pattern=r"^ISRCTN\d{8}$")] | None = None
    iras: Annotated[str, Meta(pattern=r"^\d{3,7}$")] | None = None
    cruk: Annotated[str, Meta(description="the page's slug at Cancer Research UK")] | None = None


class Arm(Row, frozen=True, kw_only=True):
    """One group of the trial and what it was given."""

    name: Annotated[Line, Meta(description="a short name for the group")]
    drugs: tuple[DrugId, ...] = ()
    role: Role
    note: Annotated[str | None, Meta(description="placebo, choice of drugs, closed early")] = None


PartIn = Literal["tested", "in every group", "compared with", "not stated"]
"""What a drug is in a trial: a comparator's trial says nothing of how the comparator did."""


class Enrolled(Row, frozen=True, kw_only=True):
    """How many people joined, or how many were planned."""

    number: int
    kind: Literal["actual", "target"]
    note: Annotated[str | None, Meta(description="where sources differ, or numbers by group")] = None
    source: SourceId


class StatusSeen(Row, frozen=True, kw_only=True):
    """What one source says of recruitment, and when."""

    recruitment: Recruitment
    as_of: Annotated[PartialDate, Meta(description="the date that the source printed")]
    source: SourceId


class Status(StatusSeen, frozen=True, kw_only=True):
    """The newest dated statement on recruitment, and any source that disagrees."""

    why_stopped: Annotated[Lay | None, Meta(description="the reason that was given")] = None
    others: Annotated[tuple[StatusSeen, ...], Meta(description="sources that say otherwise")] = ()


class Pair(Row, frozen=True, kw_only=True):
    """Whole numbers of people in each group."""

    experimental: int | None = None
    control: int | None = None


class Medians(Row, frozen=True, kw_only=True):
    """Median months in each group."""

    experimental: Months | None = None
    control: Months | None = None


class Rates(Row, frozen=True, kw_only=True):
    """Per cent of people in each group."""

    experimental: Figure | None = None
    control: Figure | None = None


class Landmark(Rates, frozen=True, kw_only=True):
    """Per cent free of the event after so many months, only as published."""

    months: Annotated[int, Meta(description="months after the start")]


class Comparison(Row, frozen=True, kw_only=True):
    """Which groups a row compares, by arm name; needed where a trial has more than two."""

    experimental: Annotated[Line, Meta(description="an arm's name")]
    control: Annotated[Line | None, Meta(description="an arm's name")] = None


class Result(Row, frozen=True, kw_only=True):
    """One published result for one population. Times in months, rates in per cent."""

    endpoint: Endpoint
    population: Annotated[
        str, Meta(min_length=1, description="who was counted: everyone; people with an ESR1 change")
    ]
    primary: Annotated[bool, Meta(description="the trial's main aim (primary endpoint)")] = False
    analysis: Analysis
    assessed_by: Assessor | None = None
    comparison: Annotated[
        Comparison | None, Meta(description="which groups, where a trial has more than two")
    ] = None
    people: Annotated[Pair | None, Meta(description="people counted in each group")] = None
    hr: Annotated[Figure | None, Meta(description="hazard ratio, experimental to control")] = None
    ci: Annotated[tuple[Figure, Figure] | None, Meta(description="its confidence interval")] = None
    ci_level: Annotated[int, Meta(description="per cent, 95 unless the source says so")] = 95
    p: Annotated[str | None, Meta(description="as published: <0.001")] = None
    median: Annotated[Medians | None, Meta(description="median months in each group")] = None
    rate: Annotated[Rates | None, Meta(description="per cent with a response or benefit (ORR, CBR)")] = None
    at: Annotated[tuple[Landmark, ...], Meta(description="shares at so many months")] = ()
    reported: Annotated[PartialDate, Meta(description="the day of that publication")]
    source: SourceId
    note: Annotated[
        str | None, Meta(description="what a careful reader must know; other sources' figures")
    ] = None


class Verdict(Row, frozen=True, kw_only=True):
    """What became of the main aim."""

    outcome: Outcome
    words: Annotated[Lay, Meta(description="what was found, without hazard ratios")]
    source: SourceId | None = None


class Lines(Row, frozen=True, kw_only=True):
    """Earlier treatments for secondary disease that the trial asks for or allows."""

    min: int | None = None
    max: int | None = None
    note: Annotated[str | None, Meta(description="what counts as a line here")] = None


class PriorDrugs(Row, frozen=True, kw_only=True):
    """Drugs or classes that people must have had, or must not have had."""

    required: Annotated[tuple[str, ...], Meta(description="drugs or classes people must have had")] = ()
    excluded: Annotated[tuple[str, ...], Meta(description="drugs or classes people must not have had")] = ()


class Who(Row, frozen=True, kw_only=True):
    """Who can join, in our words. "not stated" is a value, never a guess."""

    can: Annotated[tuple[Lay, ...], Meta(description="who can join")] = ()
    cannot: Annotated[tuple[Lay, ...], Meta(description="who cannot")] = ()
    lines: Annotated[Lines, Meta(description="how many earlier treatments")] = Lines()
    prior_drugs: PriorDrugs = PriorDrugs()
    brain_metastases: BrainMetastases = "not stated"
    measurable_disease: MeasurableDisease = "not stated"
    sex: Literal["female", "all", "not stated"] = "not stated"
    performance_status: Annotated[str | None, Meta(description="ECOG 0 or 1, as the source gives it")] = None
    source: SourceId


class Place(Row, frozen=True, kw_only=True):
    """A UK place that takes or took part."""

    town: Annotated[Line, Meta(description="the town")]
    hospital: Annotated[str | None, Meta(description="the hospital, where named")] = None

    @property
    def said(self) -> str:
        """`Leeds: St James's University Hospital`, or the town alone."""
        return f"{self.town}: {self.hospital}" if self.hospital else self.town


class Uk(Row, frozen=True, kw_only=True):
    """Whether the trial has UK places, and which."""

    sites: Annotated[Literal["known", "none", "unknown"], Meta(description="known: it has or had UK places")]
    places: tuple[Place, ...] = ()
    note: Annotated[str | None, Meta(description="18 hospitals planned; UK target 25 people")] = None
    source: SourceId | None = None


class Trial(Record, frozen=True, kw_only=True):
    """A clinical trial in secondary breast cancer."""

    acronym: Annotated[str | None, Meta(description="the name that people use, if it has one")] = None
    also: Annotated[tuple[str, ...], Meta(description="other names and sponsor codes")] = ()
    title: Annotated[Lay, Meta(description="what it tests, in one plain sentence")]
    official_title: Annotated[Line, Meta(description="the register's title, shortened")]
    ids: TrialIds
    phase: Annotated[Phase | None, Meta(description="null where no source gives it")] = None
    disease: Annotated[
        Literal["secondary", "secondary and early", "many cancers"],
        Meta(description="whom the trial is about"),
    ] = "secondary"
    treatments: Annotated[tuple[TreatmentId, ...], Meta(description="the kinds of what is tested")]
    drugs: Annotated[tuple[DrugId, ...], Meta(description="every drug of its arms that has a record")]
    subtypes: Annotated[tuple[SubtypeId, ...], Meta(description="every type it takes")]
    biomarkers: Annotated[tuple[Biomarker, ...], Meta(description="what tests look for")] = ()
    arms: tuple[Arm, ...]
    randomised: Annotated[bool | None, Meta(description="chance decides the group")] = None
    masked: Annotated[bool | None, Meta(description="people do not know which group they are in")] = None
    enrolled: Annotated[Enrolled | None, Meta(description="null where no source gives it")] = None
    started: Annotated[PartialDate | None, Meta(description="when the first people joined")] = None
    status: Status
    verdict: Verdict
    results: Annotated[tuple[Result, ...], Meta(description="main aim first")] = ()
    who: Who
    uk: Uk
    visits: Annotated[Lay | None, Meta(description="hospital visits and tests, where a source says")] = None
    happened: Annotated[tuple[Event, ...], Meta(description="what happened next, oldest first")] = ()


def part_in(trial: Trial, drug_id: str) -> PartIn:
    """What a drug is in a trial, by the groups that were given it."""
    roles = {arm.role for arm in trial.arms if drug_id in arm.drugs}
    if not roles:
        return "not stated"
    if "experimental" not in roles:
        return "compared with"
    return "in every group" if "comparator" in roles else "tested"
