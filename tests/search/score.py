"""How well the search answers tests/search/queries.yaml: `python -m tests.search.score`."""

import tempfile
from pathlib import Path
from typing import NamedTuple

import yaml

from secbc_cli.query.library import Library, open_library
from secbc_cli.query.search import search

QUERIES = Path(__file__).parent / "queries.yaml"


class Score(NamedTuple):
    """Rates of the queries in scope; the queries that went wrong, each with what was found."""

    queries: int
    top_1: float
    top_3: float
    missed: list[str]
    wrong_hits: list[str]
    not_first: list[str]

    def __str__(self) -> str:
        lines = [f"{self.queries} queries: top 1 {self.top_1:.1%}, top 3 {self.top_3:.1%}"]
        for name in ("missed", "wrong_hits", "not_first"):
            lines += [f"  {name}: {line}" for line in getattr(self, name)]
        return "\n".join(lines)


def score(library: Library) -> Score:
    """Ask every query and count."""
    rows = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    places: list[int] = []
    missed: list[str] = []
    wrong: list[str] = []
    late: list[str] = []
    for row in rows:
        found = [f"{hit.kind}/{hit.id}" for hit in search(library, row["query"]).hits]
        told = f"{row['query']!r}: {found[:3]}"
        if not row["want"]:
            wrong += [told] if found else []
            continue
        place = min((found.index(want) for want in row["want"] if want in found), default=-1)
        places.append(place)
        missed += [told] if place < 0 else []
        late += [told] if place > 0 else []
    inside = len(places)
    top_1, top_3 = (sum(0 <= place < most for place in places) / inside for most in (1, 3))
    return Score(len(rows), top_1, top_3, missed, wrong, late)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as cache:
        print(score(open_library(None, cache)))
