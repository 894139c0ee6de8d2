"""Invented studies in the registry's shape: one by one, or as many as wanted with the registry's oddities.

Ids are NCT09000001 and up, in a range that the registry has not reached. Frequencies are those that were
counted on 1,101 real documents. Contacts are placeholders.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.registry.fields import put
from tests.registry.wording import (
    BREAST,
    BREAST_MESH,
    MEASURES,
    OTHERS,
    STATES,
    TOWNS,
    criteria,
    drug,
    sentences,
    sponsor,
)

Document = dict[str, Any]
DATA_DATE = date(2026, 11, 20)
FIRST = 9_000_001
_STATUSES = {
    "COMPLETED": 48, "RECRUITING": 16, "UNKNOWN": 9.3, "ACTIVE_NOT_RECRUITING": 8.5, "TERMINATED": 6.5,
    "NOT_YET_RECRUITING": 6.5, "WITHDRAWN": 2.5, "ENROLLING_BY_INVITATION": 1.5, "SUSPENDED": 1.2,
}  # fmt: skip
_SITE = {
    "RECRUITING": 61, "NOT_YET_RECRUITING": 22, "SUSPENDED": 12, "ACTIVE_NOT_RECRUITING": 3.4,
    "WITHDRAWN": 0.8, "COMPLETED": 0.3,
}  # fmt: skip
_VARIANTS = 400
"""So many texts of each kind, so that many documents need little memory."""
_CONTACT = {
    "name": "Study Contact",
    "role": "CONTACT",
    "phone": "+00 000 000 0000",
    "email": "contact@example.org",
}


def document(nct: str = "NCT09000001", **pieces: Any) -> Document:
    """One study with every module of the protocol, recruiting in London and Boston, always the same.

    Keywords set pieces by their names, None takes one away:
    `document("NCT09000002", OverallStatus="COMPLETED", MinimumAge=None, Condition=["Lung Cancer"])`.
    """
    made = _Maker(0).study(nct, Random("one"), odd=False)
    put(made, "ConditionsModule", {"conditions": ["Metastatic Breast Cancer"], "keywords": ["stage IV"]})
    put(made, "OfficialTitle", "An Invented Study in People With Metastatic Breast Cancer")
    put(made, "Location", [site("London"), site("Boston", status="NOT_YET_RECRUITING")])
    for piece, value in pieces.items():
        put(made, piece, value)
    return made


def site(city: str, *, status: str | None = "RECRUITING", **changes: Any) -> Document:
    """A site in a known town; keywords are JSON names, None takes one away: `site("Leeds", zip=None)`."""
    for country, towns in TOWNS.items():
        for name, lat, lon, code in towns:
            if name == city:
                made: Document = {"facility": f"Invented Hospital {city}", "status": status, "city": city}
                made |= {"state": STATES.get(city), "zip": code, "country": country}
                made |= {
                    "contacts": [dict(_CONTACT)] if status else None,
                    "geoPoint": {"lat": lat, "lon": lon},
                }
                return {key: value for key, value in (made | changes).items() if value is not None}
    raise KeyError(city)


def documents(count: int, seed: int = 1, breast: float = 0.9) -> Iterator[Document]:
    """So many studies, always the same for a seed; `breast`: the share with breast cancer as a condition."""
    maker = _Maker(seed, breast)
    for number in range(count):
        yield maker.study(f"NCT{FIRST + number:08}", Random(f"{seed} {number}"))


def _weighted(random: Random, weights: dict[str, float]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


class _Maker:
    """Makes studies; long texts come from a pool that is made as it is needed."""

    def __init__(self, seed: int, breast: float = 1.0) -> None:
        self._seed, self._breast = seed, breast
        self._pool: dict[str, str] = {}

    def _shared(self, name: str, random: Random, make: Callable[[Random], Document]) -> Document:
        """A variant from the pool, a copy of its own."""
        key = f"{self._seed} {name} {random.randrange(_VARIANTS)}"
        if key not in self._pool:
            self._pool[key] = json.dumps(make(Random(key)))
        made: Document = json.loads(self._pool[key])
        return made

    def study(self, nct: str, random: Random, odd: bool = True) -> Document:
        def chance(share: float) -> bool:
            return random.random() < share and odd

        status = _weighted(random, _STATUSES) if odd else "RECRUITING"
        kind = "OBSERVATIONAL" if chance(0.216) else "EXPANDED_ACCESS" if chance(0.001) else "INTERVENTIONAL"
        treated = self._shared("treatment", random, _treatment)
        name = treated["arms"]["interventions"][0]["name"]
        title = f"{name} in a Study of {random.choice(MEASURES)} ({nct[-4:]})"
        lead, group = sponsor(random)
        illness = self._illness(random, chance(1 - self._breast))
        identification: Document = {"nctId": nct}
        if chance(0.005):
            identification["nctIdAliases"] = [f"NCT{int(nct[3:]) + 500_000:08}"]
        identification |= {"orgStudyIdInfo": {"id": f"INV-{nct[-6:]}"}}
        if chance(0.22):
            identification["secondaryIdInfos"] = [{"id": f"2026-{nct[-6:]}-99", "type": "EUDRACT_NUMBER"}]
        if chance(0.01):
            identification["secondaryIdInfos"] = [
                {"id": f"ISRCTN-{nct[-6:]}99", "type": "REGISTRY", "domain": "ISRCTN"}
            ]
        identification |= {"organization": {"fullName": lead, "class": group}, "briefTitle": title}
        identification["officialTitle"] = (
            f"An Invented Study of {name} in People With {illness['conditions'][0]}"
        )
        if chance(0.01):
            del identification["officialTitle"]
        if chance(0.3) or not odd:
            identification["acronym"] = f"INVENT-{nct[-3:]}"
        protocol: Document = {
            "identificationModule": identification,
            "statusModule": _dates(random, status, chance),
            "sponsorCollaboratorsModule": {
                "responsibleParty": {"type": "SPONSOR"},
                "leadSponsor": {"name": lead, "class": group},
                "collaborators": [dict(zip(("name", "class"), sponsor(random), strict=True))],
            },
            "oversightModule": {"oversightHasDmc": True, "isFdaRegulatedDrug": kind == "INTERVENTIONAL"},
            "descriptionModule": self._shared("description", random, _description),
            "conditionsModule": {key: illness[key] for key in ("conditions", "keywords")},
            "designModule": _design(random, kind, status, chance),
        }  # fmt: skip
        if not chance(0.074 if kind == "INTERVENTIONAL" else 0.3):
            protocol["armsInterventionsModule"] = treated["arms"]
        protocol["outcomesModule"] = self._shared("outcomes", random, _outcomes)
        protocol["eligibilityModule"] = self._eligibility(random, chance)
        places = {
            "overallOfficials": [{"name": "Study Director", "affiliation": lead, "role": "STUDY_DIRECTOR"}]
        }
        if status in ("RECRUITING", "NOT_YET_RECRUITING", "UNKNOWN"):
            places = {"centralContacts": [dict(_CONTACT)]} | places
        if not chance(0.072):
            places["locations"] = _sites(random, status, chance)
        protocol["contactsLocationsModule"] = places
        if not odd or not chance(0.68):
            protocol["referencesModule"] = self._shared("references", random, _references)
        protocol["ipdSharingStatementModule"] = {"ipdSharing": "NO"}
        made: Document = {"protocolSection": protocol}
        has_results = chance(0.17 if status in ("COMPLETED", "TERMINATED") else 0)
        if has_results:
            protocol["statusModule"]["resultsFirstPostDateStruct"] = {"date": "2025-03-04", "type": "ACTUAL"}
            made["resultsSection"] = self._shared("results", random, _results)
        made["derivedSection"] = {"miscInfoModule": {"versionHolder": str(DATA_DATE)}}
        if chance(0.017):
            made["derivedSection"]["miscInfoModule"]["removedCountries"] = ["United Kingdom"]
        if illness["mesh"] and not chance(0.08):
            made["derivedSection"]["conditionBrowseModule"] = illness["mesh"]
        made["derivedSection"]["interventionBrowseModule"] = treated["mesh"]
        return made | {"hasResults": has_results}

    def _illness(self, random: Random, other: bool) -> Document:
        if other:
            conditions, keywords = random.choice(OTHERS)
            return {"conditions": list(conditions), "keywords": list(keywords), "mesh": {}}
        conditions, keywords = random.choice(BREAST)
        return {
            "conditions": list(conditions),
            "keywords": list(keywords),
            "mesh": json.loads(json.dumps(BREAST_MESH)),
        }

    def _eligibility(self, random: Random, chance: Callable[[float], bool]) -> Document:
        made: Document = self._shared("criteria", random, _criteria)
        if not chance(0.031):
            made["healthyVolunteers"] = False
        made["sex"] = "FEMALE" if chance(0.4) else "ALL"
        if not chance(0.049):
            made["minimumAge"] = (
                "18 Years"
                if not chance(0.1)
                else random.choice(["6 Months", "1 Year", "21 Years", "18 Minutes"])
            )
        if chance(0.52):
            made["maximumAge"] = random.choice(["70 Years", "75 Years", "80 Years"])
        made["stdAges"] = ["ADULT", "OLDER_ADULT"]
        return made


def _description(random: Random) -> Document:
    made = {"briefSummary": f"This study is invented. {sentences(random, random.randint(3, 8))}"}
    if random.random() < 0.7:
        parts = (sentences(random, random.randint(3, 9)) for _ in range(random.randint(1, 4)))
        made["detailedDescription"] = "\n\n".join(parts)
    return made


def _criteria(random: Random) -> Document:
    form = random.choices(["both", "none", "one", "exclusion first"], [96.2, 2.1, 1.5, 0.2])[0]
    return {
        "eligibilityCriteria": criteria(
            random, random.random() < 0.45, form, random.choice([4, 8, 12, 16, 40])
        )
    }


def _treatment(random: Random) -> Document:
    new, old = drug(random), drug(random)
    names = [(new, "Study group", "EXPERIMENTAL"), (old, "Control group", "ACTIVE_COMPARATOR")]
    arms = {
        "armGroups": [
            {"label": arm, "type": kind, "description": sentences(random, 3),
             "interventionNames": [f"Drug: {name}"]}
            for name, arm, kind in names
        ],
        "interventions": [
            {"type": "DRUG", "name": name, "description": sentences(random, 2), "armGroupLabels": [arm],
             "otherNames": [f"INV-{random.randrange(1000, 9999)}"]}
            for name, arm, _ in names
        ],
    }  # fmt: skip
    mesh = {"meshes": [{"id": f"C99{random.randrange(10_000):04}", "term": new}]}
    return {"arms": arms, "mesh": mesh | {"ancestors": [{"id": "D000970", "term": "Antineoplastic Agents"}]}}


def _outcomes(random: Random) -> Document:
    def some(count: int) -> list[Document]:
        return [
            {
                "measure": random.choice(MEASURES),
                "description": sentences(random, 2),
                "timeFrame": "Up to 36 months",
            }
            for _ in range(count)
        ]

    return {
        "primaryOutcomes": some(random.choice([1, 1, 2])),
        "secondaryOutcomes": some(random.choice([2, 4, 6, 8, 20])),
    }


def _references(random: Random) -> Document:
    return {
        "references": [
            {"pmid": str(random.randrange(99_000_000, 99_999_999)), "type": "BACKGROUND",
             "citation": f"Example A, Sample B. {sentences(random, 1)} Journal of Invention. 2019."}
            for _ in range(random.choice([1, 3, 6]))
        ]
    }  # fmt: skip


def _results(random: Random) -> Document:
    groups = [
        {"id": f"OG00{number}", "title": "Group", "description": sentences(random, 2)} for number in (0, 1)
    ]
    measures = [
        {"type": "SECONDARY", "title": random.choice(MEASURES), "description": sentences(random, 2),
         "groups": groups, "classes": [{"categories": [{"title": sentences(random, 1)}]}]}
        for _ in range(random.choice([10, 25, 60]))
    ]  # fmt: skip
    return {
        "outcomeMeasuresModule": {"outcomeMeasures": measures},
        "moreInfoModule": {"certainAgreement": {}},
    }


def _workday(day: date) -> str:
    return str(day - timedelta(days=max(0, day.weekday() - 4)))


def _dates(random: Random, status: str, chance: Callable[[float], bool]) -> Document:
    """The status module. A record of status UNKNOWN was last updated more than two years ago."""
    oldest = {"UNKNOWN": (731, 5000), "COMPLETED": (10, 4000), "RECRUITING": (0, 700)}.get(status, (0, 1500))
    updated = DATA_DATE - timedelta(days=random.randint(*oldest))
    started = updated - timedelta(days=random.randint(100, 1500))
    ends = started + timedelta(days=random.randint(400, 2500))
    kind = "ACTUAL" if status not in ("NOT_YET_RECRUITING", "WITHDRAWN") else "ESTIMATED"
    made: Document = {"statusVerifiedDate": str(updated)[:7], "overallStatus": status}
    if status == "UNKNOWN":
        made["lastKnownStatus"] = random.choice(["RECRUITING", "RECRUITING", "NOT_YET_RECRUITING"])
    if status in ("TERMINATED", "WITHDRAWN", "SUSPENDED") and not chance(0.4):
        made["whyStopped"] = "The sponsor decided so (invented)"
    made["expandedAccessInfo"] = {"hasExpandedAccess": False}
    month_only = chance(0.23)
    start = {"date": str(started)[:7] if month_only else str(started), "type": kind}
    if month_only and chance(0.7):
        del start["type"]
    if not chance(0.001):
        made["startDateStruct"] = start
    end_kind = "ACTUAL" if ends < updated else "ESTIMATED"
    if not chance(0.012):
        made["primaryCompletionDateStruct"] = {
            "date": str(ends)[:7] if month_only else str(ends),
            "type": end_kind,
        }
        made["completionDateStruct"] = {"date": str(ends + timedelta(days=200))[:7], "type": end_kind}
    first = started - timedelta(days=60)
    made["studyFirstSubmitDate"] = made["studyFirstSubmitQcDate"] = str(first)
    made["studyFirstPostDateStruct"] = {
        "date": _workday(first),
        "type": "ACTUAL" if first.year > 2016 else "ESTIMATED",
    }
    made["lastUpdateSubmitDate"] = str(updated - timedelta(days=2))
    made["lastUpdatePostDateStruct"] = {"date": _workday(updated), "type": "ACTUAL"}
    return made


def _design(random: Random, kind: str, status: str, chance: Callable[[float], bool]) -> Document:
    made: Document = {"studyType": kind}
    if kind == "INTERVENTIONAL":
        made["phases"] = ["PHASE2"]
        if chance(1):
            phases = {
                "NA": 46.8,
                "PHASE1": 11,
                "PHASE2": 17,
                "PHASE3": 11,
                "PHASE4": 4.4,
                "EARLY_PHASE1": 0.8,
                "": 9,
            }
            one = _weighted(random, phases)
            made["phases"] = [one] if one else random.choice([["PHASE1", "PHASE2"], ["PHASE2", "PHASE3"]])
        made["designInfo"] = {
            "allocation": "RANDOMIZED",
            "interventionModel": "PARALLEL",
            "primaryPurpose": "TREATMENT",
        }
        made["designInfo"]["maskingInfo"] = {"masking": "NONE"}
    elif kind == "OBSERVATIONAL":
        made |= {
            "patientRegistry": False,
            "designInfo": {"observationalModel": "COHORT", "timePerspective": "PROSPECTIVE"},
        }
    if status == "WITHDRAWN":
        made["enrollmentInfo"] = {"count": 0, "type": "ACTUAL"}
    elif not chance(0.004):
        count = 99999999 if chance(0.0005) else random.choice([24, 60, 120, 300, 666, 1200])
        made["enrollmentInfo"] = {"count": count, "type": "ESTIMATED" if status == "RECRUITING" else "ACTUAL"}
    return made


def _sites(random: Random, status: str, chance: Callable[[float], bool]) -> list[Document]:
    """Sites have a status where the study recruits, or where it is UNKNOWN and nobody closed them."""
    british = chance(0.055)
    lands = {"United Kingdom": 3} if british else dict.fromkeys(TOWNS, 1.0) | {"United Kingdom": 0}
    stale = status == "UNKNOWN" and chance(0.55)
    mixed = chance(0.45)
    made = []
    for _ in range(random.choices([1, 2, 8, 30, 150], [62, 14, 14, 8, 2])[0]):
        country = _weighted(random, {**lands, "United States": 1})
        word = None
        if status == "RECRUITING" or stale:
            word = _weighted(random, _SITE) if mixed and not stale else "RECRUITING"
        place = site(random.choice(TOWNS[country])[0], status=word)
        if chance(0.017):
            place |= {"city": "Level 6, Ward 19"}
            del place["geoPoint"]
        if chance(0.14):
            del place["zip"]
        if chance(0.12):
            place["facility"] = "Research Site"
        made.append(place)
    return made
