"""The shape in which ClinicalTrials.gov's API v2 writes a study -> Study.

Only what we keep is named: unknown fields are passed over, and so are people's names and telephone
numbers, results and derived sections (they change daily without any news).
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct, field

from ..model.study import NCT, Intervention, Site, Study, StudyArm

FIELDS = (
    "IdentificationModule", "StatusModule", "SponsorCollaboratorsModule", "DescriptionModule",
    "ConditionsModule", "DesignModule", "ArmsInterventionsModule", "OutcomesModule", "EligibilityModule",
    "ContactsLocationsModule", "HasResults",
)  # fmt: skip
"""What is asked for: whole modules, because single pieces come without their companions."""
LONGEST = 40_000
"""Characters of one text that are kept: the longest real one that was seen has 19,000."""
LONGEST_LINE = 2_000
"""Characters of a name, a title or a word of a closed list."""
NOBODY_KNOWS = 99_999_999
"""The registry's number of people for `unknown`."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|&^=])")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class _Wire(Struct, rename="camel"):
    pass


class _Dated(_Wire):
    date: str = ""


class _Identification(_Wire):
    nct_id: str = ""
    nct_id_aliases: list[str] = []
    brief_title: str = ""
    official_title: str = ""
    acronym: str = ""
    org_study_id_info: dict[str, Any] = {}
    secondary_id_infos: list[dict[str, Any]] = []


class _Status(_Wire):
    overall_status: str = ""
    why_stopped: str = ""
    status_verified_date: str = ""
    last_update_post_date_struct: _Dated = field(default_factory=_Dated)
    study_first_post_date_struct: _Dated = field(default_factory=_Dated)
    start_date_struct: _Dated = field(default_factory=_Dated)
    primary_completion_date_struct: _Dated = field(default_factory=_Dated)
    completion_date_struct: _Dated = field(default_factory=_Dated)
    results_first_post_date_struct: _Dated = field(default_factory=_Dated)


class _Named(_Wire):
    name: str = ""


class _Sponsors(_Wire):
    lead_sponsor: _Named = field(default_factory=_Named)


class _Description(_Wire):
    brief_summary: str = ""


class _Conditions(_Wire):
    conditions: list[str] = []
    keywords: list[str] = []


class _Masking(_Wire):
    masking: str = ""


class _DesignInfo(_Wire):
    allocation: str = ""
    primary_purpose: str = ""
    masking_info: _Masking = field(default_factory=_Masking)


class _Enrollment(_Wire):
    count: int | None = None
    type: str = ""


class _Design(_Wire):
    study_type: str = ""
    phases: list[str] = []
    design_info: _DesignInfo = field(default_factory=_DesignInfo)
    enrollment_info: _Enrollment = field(default_factory=_Enrollment)


class _Arm(_Wire):
    label: str = ""
    type: str = ""
    description: str = ""


class _Intervention(_Wire):
    name: str = ""
    type: str = ""
    other_names: list[str] = []


class _Arms(_Wire):
    arm_groups: list[_Arm] = []
    interventions: list[_Intervention] = []


class _Outcome(_Wire):
    measure: str = ""
    time_frame: str = ""


class _Outcomes(_Wire):
    primary_outcomes: list[_Outcome] = []


class _Eligibility(_Wire):
    eligibility_criteria: str = ""
    sex: str = ""
    minimum_age: str = ""
    maximum_age: str = ""


class _Point(_Wire):
    lat: float | None = None
    lon: float | None = None


class _Location(_Wire):
    facility: str = ""
    city: str = ""
    country: str = ""
    zip: str = ""
    status: str = ""
    geo_point: _Point = field(default_factory=_Point)


class _Locations(_Wire):
    locations: list[_Location] = []


class _Protocol(_Wire):
    identification_module: _Identification = field(default_factory=_Identification)
    status_module: _Status = field(default_factory=_Status)
    sponsor_collaborators_module: _Sponsors = field(default_factory=_Sponsors)
    description_module: _Description = field(default_factory=_Description)
    conditions_module: _Conditions = field(default_factory=_Conditions)
    design_module: _Design = field(default_factory=_Design)
    arms_interventions_module: _Arms = field(default_factory=_Arms)
    outcomes_module: _Outcomes = field(default_factory=_Outcomes)
    eligibility_module: _Eligibility = field(default_factory=_Eligibility)
    contacts_locations_module: _Locations = field(default_factory=_Locations)


class _Study(_Wire):
    protocol_section: _Protocol
    has_results: bool = False


_decode = msgspec.json.Decoder(_Study).decode
_NUMBER = re.compile(rb'"nctId"\s*:\s*"(NCT[0-9]{8})"')
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What reading JSON from outside can raise."""


class Unusable(Exception):
    """A study that cannot be kept: its number, where it has one, and why."""

    def __init__(self, nct: str, reason: str) -> None:
        super().__init__(f"{nct or 'a study without a number'}: {reason}")
        self.nct = nct
        self.reason = reason


def study_of(raw: bytes | msgspec.Raw) -> Study:
    """The Study that one study's JSON holds. Raises Unusable."""
    try:
        wire = _decode(raw)
    except UNREADABLE as error:
        raise Unusable(number_in(raw), f"another shape than expected ({why(error)})") from None
    return _study(wire)


def number_in(raw: bytes | msgspec.Raw) -> str:
    """The registry number near the start of a study that cannot be read, to tell people which it is."""
    found = _NUMBER.search(bytes(raw)[:2000])
    return found[1].decode() if found else ""


def why(error: Exception) -> str:
    """Why JSON could not be read, in one clean line."""
    if isinstance(error, RecursionError):
        return "one thing inside another without end"
    return line(str(error))[:200]


def _study(wire: _Study) -> Study:
    protocol = wire.protocol_section
    identity, status, design = protocol.identification_module, protocol.status_module, protocol.design_module
    nct = identity.nct_id
    if not NCT.fullmatch(nct):
        raise Unusable("", f'no registry number but "{line(nct)[:40]}"' if nct else "no registry number")
    if not line(status.overall_status):
        raise Unusable(nct, "no status")
    people = design.enrollment_info.count
    arms = protocol.arms_interventions_module
    eligibility = protocol.eligibility_module
    numbers = (identity.org_study_id_info, *identity.secondary_id_infos)
    ids = (number.get("id") for number in numbers)
    return Study(
        nct=nct,
        title=line(identity.brief_title),
        official_title=line(identity.official_title),
        acronym=line(identity.acronym),
        sponsor=line(protocol.sponsor_collaborators_module.lead_sponsor.name),
        status=line(status.overall_status),
        why_stopped=text(status.why_stopped),
        verified=partial_date(status.status_verified_date),
        updated=partial_date(status.last_update_post_date_struct.date),
        posted=partial_date(status.study_first_post_date_struct.date),
        started=partial_date(status.start_date_struct.date),
        primary_completion=partial_date(status.primary_completion_date_struct.date),
        completion=partial_date(status.completion_date_struct.date),
        results_posted=partial_date(status.results_first_post_date_struct.date),
        has_results=wire.has_results,
        study_type=line(design.study_type),
        phases=_lines(design.phases),
        purpose=line(design.design_info.primary_purpose),
        allocation=line(design.design_info.allocation),
        masking=line(design.design_info.masking_info.masking),
        enrolled=people if people is not None and 0 <= people < NOBODY_KNOWS else None,
        enrolled_kind=line(design.enrollment_info.type),
        conditions=_lines(protocol.conditions_module.conditions),
        keywords=_lines(protocol.conditions_module.keywords),
        interventions=tuple(
            Intervention(name=line(i.name), type=line(i.type), other_names=_lines(i.other_names))
            for i in arms.interventions
        ),
        arms=tuple(
            StudyArm(label=line(a.label), type=line(a.type), description=text(a.description))
            for a in arms.arm_groups
        ),
        outcomes=tuple(
            " - ".join(part for part in (line(o.measure), line(o.time_frame)) if part)
            for o in protocol.outcomes_module.primary_outcomes
        ),
        summary=text(protocol.description_module.brief_summary),
        eligibility=text(eligibility.eligibility_criteria),
        sex=line(eligibility.sex),
        minimum_age=line(eligibility.minimum_age),
        maximum_age=line(eligibility.maximum_age),
        other_ids=_lines([i for i in ids if isinstance(i, str) and i]),
        aliases=tuple(alias for alias in identity.nct_id_aliases if NCT.fullmatch(alias)),
        sites=tuple(map(_site, protocol.contacts_locations_module.locations)),
    )


def _site(location: _Location) -> Site:
    lat, lon = location.geo_point.lat, location.geo_point.lon
    on_earth = lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180
    return Site(
        facility=line(location.facility),
        city=line(location.city),
        country=line(location.country),
        zip=line(location.zip),
        status=line(location.status),
        lat=lat if on_earth else None,
        lon=lon if on_earth else None,
    )


def clean(words: str) -> str:
    """The words without control characters, marks of direction and half characters."""
    return _UNWANTED.sub("", words) if _UNWANTED.search(words) else words


def text(words: str) -> str:
    """Running text: clean, its Markdown escapes undone (`\\>` is `>`), cut where it is endless."""
    words = clean(words)
    if "\\" in words:
        words = _ESCAPED.sub(r"\1", words)
    if len(words) > LONGEST:
        words = f"{words[:LONGEST]} [cut here by secbc: {len(words):,} characters]"
    return words.strip()


def line(words: str) -> str:
    """A name or a word on one line: as `text`, each run of white space one space."""
    words = " ".join(clean(words).split())
    if "\\" in words:
        words = _ESCAPED.sub(r"\1", words)
    return f"{words[:LONGEST_LINE]} [cut here by secbc]" if len(words) > LONGEST_LINE else words


def _lines(words: list[str]) -> tuple[str, ...]:
    return tuple(line(word) for word in words)


@lru_cache(maxsize=4096)
def partial_date(words: str) -> str:
    """The date where it is one that can be, as exact as it came; else empty."""
    if not _DATE.fullmatch(words):
        return ""
    year, month, day = (*words.split("-"), "1", "1")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return words
