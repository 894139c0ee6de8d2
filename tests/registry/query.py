"""The part of the Essie query language that the API's documents and users describe.

Precedence: terms, NOT and context operators, AND (also a comma, also nothing between), OR. Operators are in
capitals. `(head OR neck) AND pain`, `"exact words"`, `AREA[StartDate]RANGE[2022,MAX]`, `AREA[Phase]MISSING`,
`AREA[Phase:size]2`, `AREA[Phase](PHASE2 OR PHASE3)`, `SEARCH[Location](...)`, `ALL`,
`COVERAGE[FullMatch]"words"`, `AREA[LocationGeoPoint]DISTANCE[51.5,-0.1,50mi]`.
"""

import math
import re
from collections.abc import Callable
from typing import Any, Protocol

from tests.registry.fields import AREAS, PIECES, Field, plain, values


class Record(Protocol):
    """What a query asks of a study, or of one site of it."""

    def values(self, piece: str) -> list[Any]:
        """All values of a piece."""

    def text(self, area: str) -> str:
        """The words of an area or a piece as `plain` has them, with a bar between values."""


Test = Callable[[Record], bool]


class QueryError(Exception):
    """The query cannot be read; the text is what the API says after "Error parsing query in ...:"."""


_TOKEN = re.compile(
    r"""\s*(?:(?P<operator>AREA|SEARCH|RANGE|DISTANCE|EXPANSION|COVERAGE|COVER|TILT)\s*\[(?P<inside>[^\[\]]*)\]
    |(?P<phrase>"(?:\\.|[^"\\])*") | (?P<mark>[\[\](),]) | (?P<word>(?:\\.|[^\s\[\](),"])+) | (?P<bad>"))""",
    re.VERBOSE,
)
_LIMIT = re.compile(
    r"(?P<lat>-?\d+(\.\d+)?)\s*,\s*(?P<lon>-?\d+(\.\d+)?)\s*,\s*(?P<far>\d+(\.\d+)?)(?P<unit>km|mi)?"
)
_UNITS = {
    "year": 1.0,
    "month": 1 / 12,
    "week": 7 / 365.25,
    "day": 1 / 365.25,
    "hour": 1 / 8766,
    "minute": 1 / 525960,
}


def parse(text: str, area: str) -> Test:
    """A query as a test of a record. Terms without an AREA of their own are looked for in `area`."""
    reader = _Reader(text)
    test = reader.either(_Context(area))
    if reader.here is not None:
        raise QueryError(f"extraneous input '{reader.here[1]}' expecting <EOF>")
    return test


class _Context:
    """Where the terms that follow are looked for, and how."""

    def __init__(self, area: str, size: bool = False, full: bool = False) -> None:
        self.area, self.size, self.full = area, size, full

    @property
    def field(self) -> Field | None:
        return PIECES.get(self.area)


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str, str]] = []
        for match in _TOKEN.finditer(text.rstrip()):
            kind = match.lastgroup or ""
            if kind == "bad":
                raise QueryError("token recognition error at: '\"'")
            if kind == "inside":
                self.tokens.append(("operator", match["operator"], match["inside"].strip()))
            elif kind == "word" and match["word"] in ("AND", "OR", "NOT", "ALL", "MISSING"):
                self.tokens.append((match["word"], match["word"], ""))
            else:
                self.tokens.append((match[kind] if kind == "mark" else kind, match[kind], ""))
        self.at = 0

    @property
    def here(self) -> tuple[str, str, str] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def sees(self, *kinds: str) -> bool:
        return self.here is not None and self.here[0] in kinds

    def either(self, context: _Context) -> Test:
        tests = [self.both(context)]
        while self.sees("OR"):
            self.at += 1
            tests.append(self.both(context))
        return tests[0] if len(tests) == 1 else lambda record: any(test(record) for test in tests)

    def both(self, context: _Context) -> Test:
        tests = [self.one(context)]
        while self.here is not None and not self.sees("OR", ")"):
            if self.sees("AND", ","):
                self.at += 1
            tests.append(self.one(context))
        return tests[0] if len(tests) == 1 else lambda record: all(test(record) for test in tests)

    def one(self, context: _Context) -> Test:
        if self.here is None:
            raise QueryError("mismatched input '<EOF>' expecting {'(', 'NOT', 'AREA', 'SEARCH', WORD}")
        kind, text, inside = self.here
        if kind in ("word", "phrase"):
            return self.terms(context)
        self.at += 1
        if kind == "NOT":
            test = self.one(context)
            return lambda record: not test(record)
        if kind == "(":
            test = self.either(context)
            if not self.sees(")"):
                raise QueryError("missing ')' at '<EOF>'")
            self.at += 1
            return test
        if kind == "ALL":
            return lambda record: True
        if kind == "MISSING":
            return lambda record: not record.values(context.area)
        if kind == "operator":
            return self.operator(text, inside, context)
        raise QueryError(
            f"mismatched input '{text}' expecting {{<EOF>, '(', ',', 'NOT', 'AND', 'OR', 'AREA'}}"
        )

    def operator(self, name: str, inside: str, context: _Context) -> Test:
        if name == "RANGE":
            return _between(context, inside)
        if name == "DISTANCE":
            return _near(inside)
        if name == "SEARCH":
            if inside != "Location":
                raise QueryError(f"Unknown document name: '{inside}'")
            test = self.one(context)
            return lambda record: any(test(Site(site)) for site in record.values("Location"))
        if name == "AREA":
            area, _, part = inside.partition(":")
            if (area not in PIECES and area not in AREAS) or part not in ("", "size"):
                raise QueryError(f"Unknown area name: '{inside}'")
            return self.one(_Context(area, size=part == "size"))
        if name in ("COVERAGE", "COVER"):
            if inside not in ("FullMatch", "StartsWith", "EndsWith", "Contains"):
                raise QueryError(f"Invalid coverage: {inside}")
            return self.one(_Context(context.area, context.size, inside == "FullMatch"))
        return self.one(context)  # EXPANSION and TILT: no synonyms and no weights here

    def terms(self, context: _Context) -> Test:
        """Words and phrases beside each other: each must be there."""
        found = []
        while self.here is not None and self.here[0] in ("word", "phrase"):
            kind, text, _ = self.here
            text = text[1:-1] if kind == "phrase" else text
            found.append(re.sub(r"\\(.)", r"\1", text))
            self.at += 1
        if context.size:
            return lambda record: str(len(record.values(context.area))) == " ".join(found)
        known = context.field
        if known is not None and known.type not in ("text", "markup", ""):
            return _equals(known, " ".join(found))
        if context.full:
            exact = plain(" ".join(found))
            return lambda record: exact in record.text(context.area)[2:-2].split(" | ")
        words = [f" {plain(term)} " for term in found if plain(term)]
        return lambda record: all(word in record.text(context.area) for word in words)


class Site:
    """One site of a study as a record of its own, for SEARCH[Location]."""

    def __init__(self, site: dict[str, Any]) -> None:
        self._site = site

    def values(self, piece: str) -> list[Any]:
        path = PIECES[piece].path
        return values(self._site, path[3:]) if path[2:3] == ("locations",) else []

    def text(self, area: str) -> str:
        return barred(each for piece in AREAS.get(area, (area,)) for each in self.values(piece))


def barred(found: Any) -> str:
    """Values as one text in which words and phrases are found, never across values."""
    return " | ".join(["", *(plain(str(each)) for each in found), ""])


def _equals(known: Field, wanted: str) -> Test:
    if known.enum and wanted not in known.enum:
        allowed = ", ".join(f"`{value}`" for value in known.enum)
        raise QueryError(f"Allowed values for enum field `{'.'.join(known.path)}` are {allowed}")
    if known.type == "date":  # a year or month stands for all its days
        return lambda record: any(str(value).startswith(wanted) for value in record.values(known.piece))
    if known.type == "bool":
        return lambda record: any(
            str(value).lower() == wanted.lower() for value in record.values(known.piece)
        )
    exact = key(known, wanted)
    return lambda record: any(key(known, value) == exact for value in record.values(known.piece))


def _between(context: _Context, inside: str) -> Test:
    """RANGE[a,b], both ends in. A study without the field never matches.

    Not established: a date without a day counts as the first of its month (or year) in the study, and as
    all of the month (or year) at the end of the range.
    """
    known, ends = context.field, [end.strip() for end in inside.split(",")]
    if known is None or known.type not in ("date", "number", "age") or len(ends) != 2:
        raise QueryError(f"Invalid range [{inside}] for area '{context.area}'")
    low = None if ends[0] == "MIN" else key(known, ends[0])
    high = None if ends[1] == "MAX" else key(known, ends[1], last=True)
    if (ends[0] != "MIN" and low is None) or (ends[1] != "MAX" and high is None):
        raise QueryError(f"Invalid range [{inside}] for area '{context.area}'")

    def test(record: Record) -> bool:
        for value in record.values(known.piece):
            found = key(known, value)
            if found is not None and (low is None or found >= low) and (high is None or found <= high):
                return True
        return False

    return test


def key(known: Field, value: Any, last: bool = False) -> Any:
    """A value as what ranges and sorting compare; None where it cannot be read."""
    text = str(value).strip()
    if known.type == "date":
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
            return None
        return text + ("-12-31" if last else "-01-01")[len(text) - 4 :] if len(text) < 10 else text
    if known.type == "number":
        return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
    if known.type == "age":
        match = re.fullmatch(r"(\d+)\s*([A-Za-z]+?)s?", text)
        return int(match[1]) * _UNITS[match[2].lower()] if match and match[2].lower() in _UNITS else None
    return text.upper() if known.type == "nct" else text


def _near(inside: str) -> Test:
    place = re.fullmatch(_LIMIT, inside)
    return within(place) if place else _bad_distance(inside)


def _bad_distance(inside: str) -> Test:
    raise QueryError(f"Invalid distance [{inside}]")


def within(place: re.Match[str]) -> Test:
    """Any site not farther than that, whatever its status. Not established: without a unit it is miles."""
    lat, lon = float(place["lat"]), float(place["lon"])
    far = float(place["far"]) * (1 if place["unit"] == "km" else 1.609344)

    def test(record: Record) -> bool:
        points = record.values("LocationGeoPoint")
        return any(_km(lat, lon, point["lat"], point["lon"]) <= far for point in points)

    return test


def distance(text: str) -> re.Match[str] | None:
    """What filter.geo says, or None where it has another format."""
    inside = re.fullmatch(r"distance\((.*)\)", text)
    return re.fullmatch(_LIMIT, inside[1]) if inside else None


def _km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    half = math.sin(math.radians(to_lat - lat) / 2) ** 2
    half += (
        math.cos(math.radians(lat))
        * math.cos(math.radians(to_lat))
        * math.sin(math.radians(to_lon - lon) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))
