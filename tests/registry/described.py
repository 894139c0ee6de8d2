"""What the API says of itself: the tree of fields, enums, search areas, sizes."""

from typing import Any

from tests.registry.fields import AREAS, ENUMS, FIELDS, PIECES, QUERIES, TOP, Field
from tests.registry.store import Study

LEGACY = {
    "ACTIVE_NOT_RECRUITING": "Active, not recruiting",
    "UNKNOWN": "Unknown status",
    "NA": "Not Applicable",
    "EARLY_PHASE1": "Early Phase 1",
}
"""Not established: most of these labels are the value with spaces, which is not checked."""


def _node(known: Field) -> dict[str, Any]:
    kind = known.type.removeprefix("enum:") or "struct"
    node: dict[str, Any] = {"name": known.name, "piece": known.piece}
    node["sourceType"] = "ENUM" if known.enum else kind.upper()
    node |= {"type": f"{kind}[]" if known.is_list else kind, "isEnum": known.type.startswith("enum:")}
    return node | ({"children": [_node(child) for child in known.children]} if known.children else {})


def metadata() -> list[dict[str, Any]]:
    """GET /studies/metadata."""
    return [_node(known) for known in TOP]


def enums() -> list[dict[str, Any]]:
    """GET /studies/enums."""
    return [
        {
            "type": name,
            "pieces": [known.piece for known in FIELDS if known.type == f"enum:{name}"],
            "values": [
                {
                    "value": value,
                    "legacyValue": value
                    if name == "AgencyClass"
                    else LEGACY.get(value, value.replace("_", " ").replace("PHASE", "Phase ").capitalize()),
                }
                for value in values
            ],
        }
        for name, values in ENUMS.items()
    ]


def search_areas() -> list[dict[str, Any]]:
    """GET /studies/search-areas. Not established: names of the keys; weights are all 1."""
    parameters = {area: (name.removeprefix("query."), label) for name, (area, label) in QUERIES.items()}
    return [
        {
            "name": "Study",
            "areas": [
                {
                    "name": area,
                    "param": parameters[area][0],
                    "uiLabel": parameters[area][1],
                    "parts": [
                        {"pieces": [piece], "isEnum": bool(PIECES[piece].enum), "weight": 1}
                        for piece in pieces
                    ],
                }
                for area, pieces in AREAS.items()
            ],
        }
    ]


def sizes(studies: list[Study]) -> dict[str, Any]:
    """GET /stats/size."""
    found = sorted((len(study.json({})), study.id) for study in studies)
    total = len(found)
    steps = (5, 10, 25, 50, 75, 90, 95, 99)
    return {
        "totalStudies": total,
        "averageSizeBytes": sum(size for size, _ in found) // total if total else 0,
        "percentiles": {f"{step}": found[(total - 1) * step // 100][0] for step in steps} if total else {},
        "ranges": [
            {"sizeRange": f"{low}-{2 * low}", "studiesCount": sum(low <= size < 2 * low for size, _ in found)}
            for low in (2**power for power in range(9, 22))
        ],
        "largestStudies": [{"id": nct, "sizeBytes": size} for size, nct in reversed(found[-10:])],
    }
