"""Study: what a trial registry's record says today, in the registry's own words.

Our `Trial` says what a trial means; a `Study` says how it stands. A value that the registry does not
give is empty. Words of its closed lists are kept as they came, so that a new one is never lost.
"""

import re

from msgspec import Struct

from .vocabulary import Phase, Recruitment

STATUSES: dict[str, Recruitment] = {
    "NOT_YET_RECRUITING": "planned",
    "RECRUITING": "recruiting",
    "ENROLLING_BY_INVITATION": "closed",
    "ACTIVE_NOT_RECRUITING": "closed",
    "SUSPENDED": "paused",
    "COMPLETED": "closed",
    "TERMINATED": "stopped",
    "WITHDRAWN": "stopped",
    "UNKNOWN": "unknown",
}
"""The registry's status -> ours. Nobody can ask to join by invitation only; any other word is `unknown`."""

NCT = re.compile(r"NCT[0-9]{8}")
UK = "United Kingdom"

_PHASES: dict[tuple[str, ...], Phase] = {
    ("EARLY_PHASE1",): "1",
    ("PHASE1",): "1",
    ("PHASE1", "PHASE2"): "1/2",
    ("PHASE2",): "2",
    ("PHASE2", "PHASE3"): "2/3",
    ("PHASE3",): "3",
    ("PHASE4",): "4",
}


class Site(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One place of a study. Its point is a town's, in degrees; None where the registry gives none."""

    facility: str = ""
    city: str = ""
    country: str = ""
    zip: str = ""
    status: str = ""
    lat: float | None = None
    lon: float | None = None


class Intervention(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What is given or done."""

    name: str
    type: str = ""
    other_names: tuple[str, ...] = ()


class StudyArm(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One group of the study."""

    label: str
    type: str = ""
    description: str = ""


class Study(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One record of ClinicalTrials.gov. Dates are partial dates, as exact as the registry gives them."""

    nct: str
    title: str = ""
    official_title: str = ""
    acronym: str = ""
    sponsor: str = ""
    status: str = ""
    why_stopped: str = ""
    verified: str = ""
    """The month in which the sponsor last said that the record is right."""
    updated: str = ""
    """The day on which the registry last published a change."""
    posted: str = ""
    """The day on which the registry first published it."""
    started: str = ""
    primary_completion: str = ""
    completion: str = ""
    results_posted: str = ""
    has_results: bool = False
    study_type: str = ""
    phases: tuple[str, ...] = ()
    purpose: str = ""
    allocation: str = ""
    masking: str = ""
    enrolled: int | None = None
    enrolled_kind: str = ""
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    arms: tuple[StudyArm, ...] = ()
    outcomes: tuple[str, ...] = ()
    """The main aims: what is measured."""
    summary: str = ""
    eligibility: str = ""
    sex: str = ""
    minimum_age: str = ""
    maximum_age: str = ""
    other_ids: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Numbers of records that were merged into this one."""
    sites: tuple[Site, ...] = ()

    @property
    def recruitment(self) -> Recruitment:
        """Its status in our words."""
        return STATUSES.get(self.status, "unknown")

    @property
    def phase(self) -> Phase | None:
        """Its phase in our words; None where it has none."""
        return _PHASES.get(self.phases)

    @property
    def uk_sites(self) -> tuple[Site, ...]:
        """Its places in the United Kingdom."""
        return tuple(site for site in self.sites if site.country == UK)

    def is_open(self, site: Site) -> bool:
        """Whether the study and this site both recruit: the status of one is not that of the other."""
        return self.status == "RECRUITING" and site.status == "RECRUITING"


class Registered(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How a study stands in the live copy: what lists and cards need of it.

    `fetched`: when its record last came; `seen`: when the registry last listed it; `gone`: since when
    it does not; `merged_into`: the number that took its place.
    """

    nct: str
    status: str
    recruitment: Recruitment
    why_stopped: str = ""
    verified: str = ""
    updated: str = ""
    fetched: str
    seen: str = ""
    has_results: bool = False
    gone: str = ""
    merged_into: str = ""


class Change(Struct, frozen=True, kw_only=True):
    """One field of one study that changed, as two runs of `secbc update` saw it. Values are JSON."""

    nct: str
    field: str
    old: str
    new: str
    run: str
    """When the run began that saw it."""
