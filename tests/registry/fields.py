"""The fields of a study: piece names, paths, enums, search areas; which of them `fields` asks for."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Tree = dict[str, Any]
"""Names to subtrees; an empty subtree stands for all that is below."""

ENUMS: dict[str, tuple[str, ...]] = {
    name: tuple(values.split())
    for name, values in {
        "Status": "ACTIVE_NOT_RECRUITING COMPLETED ENROLLING_BY_INVITATION NOT_YET_RECRUITING RECRUITING "
        "SUSPENDED TERMINATED WITHDRAWN AVAILABLE NO_LONGER_AVAILABLE TEMPORARILY_NOT_AVAILABLE "
        "APPROVED_FOR_MARKETING WITHHELD UNKNOWN",
        "RecruitmentStatus": "ACTIVE_NOT_RECRUITING COMPLETED ENROLLING_BY_INVITATION NOT_YET_RECRUITING "
        "RECRUITING SUSPENDED TERMINATED WITHDRAWN AVAILABLE",
        "Phase": "NA EARLY_PHASE1 PHASE1 PHASE2 PHASE3 PHASE4",
        "StudyType": "EXPANDED_ACCESS INTERVENTIONAL OBSERVATIONAL",
        "Sex": "FEMALE MALE ALL",
        "StandardAge": "CHILD ADULT OLDER_ADULT",
        "DateType": "ACTUAL ESTIMATED",
        "EnrollmentType": "ACTUAL ESTIMATED",
        "InterventionType": "BEHAVIORAL BIOLOGICAL COMBINATION_PRODUCT DEVICE DIAGNOSTIC_TEST "
        "DIETARY_SUPPLEMENT DRUG GENETIC PROCEDURE RADIATION OTHER",
        "AgencyClass": "NIH FED OTHER_GOV INDIV INDUSTRY NETWORK AMBIG OTHER UNKNOWN",
        "ContactRole": "STUDY_CHAIR STUDY_DIRECTOR PRINCIPAL_INVESTIGATOR SUB_INVESTIGATOR CONTACT",
        "PrimaryPurpose": "TREATMENT PREVENTION DIAGNOSTIC ECT SUPPORTIVE_CARE SCREENING "
        "HEALTH_SERVICES_RESEARCH BASIC_SCIENCE DEVICE_FEASIBILITY OTHER",
        "DesignMasking": "NONE SINGLE DOUBLE TRIPLE QUADRUPLE",
        "DesignAllocation": "RANDOMIZED NON_RANDOMIZED NA",
        "SecondaryIdType": "NIH FDA VA CDC AHRQ SAMHSA OTHER_GRANT EUDRACT_NUMBER CTIS REGISTRY OTHER",
    }.items()
}
"""The enums that the documents name; a field of another enum takes any value."""

AREAS: dict[str, tuple[str, ...]] = {
    name: tuple(pieces.split())
    for name, pieces in {
        "ConditionSearch": "Condition BriefTitle OfficialTitle ConditionMeshTerm ConditionAncestorTerm "
        "Keyword NCTId",
        "InterventionSearch": "InterventionName InterventionType ArmGroupType InterventionOtherName "
        "BriefTitle OfficialTitle ArmGroupLabel InterventionMeshTerm Keyword InterventionAncestorTerm "
        "InterventionDescription ArmGroupDescription",
        "TitleSearch": "Acronym BriefTitle OfficialTitle",
        "OutcomeSearch": "PrimaryOutcomeMeasure PrimaryOutcomeDescription SecondaryOutcomeMeasure "
        "SecondaryOutcomeDescription OtherOutcomeMeasure OtherOutcomeDescription",
        "SponsorSearch": "LeadSponsorName CollaboratorName OrgFullName",
        "LocationSearch": "LocationCity LocationState LocationCountry LocationFacility LocationZip",
        "IdSearch": "NCTId NCTIdAlias Acronym OrgStudyId SecondaryId",
        "BasicSearch": "NCTId NCTIdAlias Acronym BriefTitle OfficialTitle Condition InterventionName "
        "InterventionOtherName Phase Keyword BriefSummary DetailedDescription OrgStudyId SecondaryId "
        "PrimaryOutcomeMeasure SecondaryOutcomeMeasure ArmGroupLabel ArmGroupDescription "
        "InterventionDescription LeadSponsorName CollaboratorName LocationFacility LocationCity "
        "LocationCountry ConditionMeshTerm ConditionAncestorTerm InterventionMeshTerm EligibilityCriteria "
        "StudyType OverallStatus OverallOfficialName",
        "PatientSearch": "NCTId Acronym BriefTitle OfficialTitle Condition Keyword InterventionName "
        "BriefSummary DetailedDescription EligibilityCriteria StudyPopulation ConditionMeshTerm "
        "InterventionMeshTerm",
    }.items()
}
QUERIES = {
    "query.cond": ("ConditionSearch", "Conditions or disease"),
    "query.term": ("BasicSearch", "Other terms"),
    "query.intr": ("InterventionSearch", "Intervention / treatment"),
    "query.titles": ("TitleSearch", "Title / acronym"),
    "query.outc": ("OutcomeSearch", "Outcome measure"),
    "query.spons": ("SponsorSearch", "Sponsor / collaborator"),
    "query.lead": ("LeadSponsorName", "Lead sponsor"),
    "query.locn": ("LocationSearch", "Location terms"),
    "query.id": ("IdSearch", "Study IDs"),
    "query.patient": ("PatientSearch", "Patient search"),
}
"""Parameter -> its search area, and what error messages call it."""


@dataclass
class Field:
    """One node of the tree of fields."""

    name: str
    piece: str
    type: str
    path: tuple[str, ...]
    is_list: bool
    children: list["Field"] = field(default_factory=list)

    @property
    def enum(self) -> tuple[str, ...]:
        """Values that it may have; none where any may be."""
        return ENUMS.get(self.type.removeprefix("enum:"), ()) if self.type.startswith("enum:") else ()


def _read() -> list[Field]:
    top: list[Field] = []
    above: list[Field] = []
    for line in (Path(__file__).parent / "fields.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        depth = len(line) - len(line.lstrip())
        name, piece, *rest = line.split()
        above = above[:depth]
        plain = name.removesuffix("[]")
        path = (*above[-1].path, plain) if above else (plain,)
        node = Field(plain, piece, rest[0] if rest else "", path, name.endswith("[]"))
        (above[-1].children if above else top).append(node)
        above.append(node)
    return top


TOP = _read()


def _all(nodes: list[Field]) -> list[Field]:
    return [found for node in nodes for found in (node, *_all(node.children))]


FIELDS = _all(TOP)
PIECES = {found.piece: found for found in FIELDS}
PATHS = {".".join(found.path): found for found in FIELDS}


def wanted(names: list[str], queried: list[str]) -> Tree | str:
    """The tree that `fields` asks for, or the first name that is none. `queried`: areas of the query."""
    tree: Tree = {}
    for name in names:
        if name == "@query":
            pieces: list[str] = [piece for area in queried for piece in AREAS.get(area, (area,))]
        elif name in AREAS:
            pieces = list(AREAS[name])
        elif name in PIECES:
            pieces = [name]
        elif name in PATHS:
            pieces = [PATHS[name].piece]
        else:
            return name
        for piece in pieces:
            _add(tree, PIECES[piece].path)
    return tree


def _add(tree: Tree, path: tuple[str, ...]) -> None:
    for depth, step in enumerate(path):
        if step in tree and not tree[step]:
            return  # all of it is in already
        tree = tree.setdefault(step, {})
        if depth == len(path) - 1:
            tree.clear()


def pick(value: Any, tree: Tree) -> Any:
    """The wanted part of a value; a branch of which nothing is left is an empty dict."""
    if not tree:
        return value
    if isinstance(value, list):
        return [pick(each, tree) for each in value]
    if not isinstance(value, dict):
        return value
    picked = {key: pick(each, tree[key]) for key, each in value.items() if key in tree}
    return {key: each for key, each in picked.items() if each not in ({}, [])}


def values(tree: Any, path: tuple[str, ...]) -> list[Any]:
    """All values at a path below a value; lists on the way are walked."""
    found = [tree]
    for step in (*path, None):
        found = [each for value in found for each in (value if isinstance(value, list) else [value])]
        if step is not None:
            found = [each[step] for each in found if isinstance(each, dict) and step in each]
    return found


def put(document: dict[str, Any], piece: str, value: Any) -> None:
    """Set a piece of a document (not one inside a list); None takes it away."""
    node = document
    *branches, last = PIECES[piece].path
    for step in branches:
        if value is None and step not in node:
            return
        node = node.setdefault(step, {})
        if not isinstance(node, dict):
            raise TypeError(f"{piece} is inside a list: set the whole list")
    if value is None:
        node.pop(last, None)
    else:
        node[last] = value


def plain(text: str) -> str:
    """Words in lower case, one space between; what a search compares. A few endings and synonyms fold."""
    return " ".join(_fold(word) for word in re.findall(r"[^\W_]+", text.casefold()))


_SYNONYMS = {"neoplasm": "cancer", "tumour": "tumor"}


def _fold(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _SYNONYMS.get(word, word)
