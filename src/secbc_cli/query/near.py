"""A place that a person names -> its point on the map, offline; and the miles between two points."""

import re
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from ..model.errors import NoSuchName, UsageError
from .gazetteer import EXAMPLES, find_town, place_key, table, title

EARTH_RADIUS = 6371.0088
"""The mean radius R1 in kilometres: Moritz, Geodetic Reference System 1980."""
MILE = 1.609344
"""Kilometres in a statute mile."""

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{0,2})?")
_FIGURES = re.compile(r"(?=.*[0-9])[-+0-9.,;:°'\" NSEW]+")
_LAT_LON = re.compile(r"([-+]?[0-9]{1,3}(?:\.[0-9]+)?) ?, ?([-+]?[0-9]{1,3}(?:\.[0-9]+)?)")


class Point(NamedTuple):
    """A place as it is said back to the user, and where it is (WGS 84, degrees)."""

    name: str
    lat: float
    lon: float


def miles_between(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Statute miles over the ground between two points in degrees, the earth taken as a sphere.

    The haversine formula: R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984) 159.
    """
    north, east = radians(b_lat - a_lat) / 2, radians(b_lon - a_lon) / 2
    square = sin(north) ** 2 + cos(radians(a_lat)) * cos(radians(b_lat)) * sin(east) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, square))) / MILE


def find_point(words: str) -> Point:
    """The point that `words` names: a town, `Town, county`, a postcode or its first half, or `lat,lon`.

    Namesakes are asked about, never picked, with one exception: London, Leeds and others that have more
    than ten times the people of each namesake. Of a postcode only the outward half is used or repeated.
    Raises NoSuchName with what to type instead, or UsageError for figures that are no place.
    """
    text = " ".join(words.replace("\u2212", "-").split())
    capitals = text.upper()
    if postcode := _POSTCODE.fullmatch(capitals):
        return _district(postcode[1])
    if _FIGURES.fullmatch(capitals):
        return _coordinates(text)
    if not place_key(text):
        raise UsageError(f'"{text}" is not a place', *EXAMPLES)
    town = find_town(text)
    return Point(f"{title(town)}, town centre", town.lat, town.lon)


def towns(prefix: str) -> list[str]:
    """The one-word names of towns that begin like `prefix`, in any case: a shell would split the others."""
    begun = rf"(?im)^(?!@)({re.escape(prefix)}\S*)\t"
    return sorted(set(re.findall(begun, table("towns.tsv"))))


def _district(outward: str) -> Point:
    found = re.search(rf"^{outward}\t(.+)", table("outcodes.tsv"), re.MULTILINE)
    if not found:
        from difflib import get_close_matches  # only a miss pays for it

        codes = re.findall(r"^([A-Z0-9]+)\t", table("outcodes.tsv"), re.MULTILINE)
        alike = [f"--near {code}" for code in get_close_matches(outward, codes, 3, 0.6)]
        raise NoSuchName(f"There is no postcode district {outward} in the list", *(alike or EXAMPLES))
    lat, lon, *town = found[1].split("\t")
    taken_as = f", taken as {town[0]}, town centre" if town else ""
    return Point(f"{outward} postcode district{taken_as}", float(lat), float(lon))


def _coordinates(text: str) -> Point:
    pair = _LAT_LON.fullmatch(text)
    if not pair:
        raise UsageError(f'"{text}" is not a latitude and a longitude in degrees', *EXAMPLES)
    lat, lon = float(pair[1]), float(pair[2])
    if abs(lat) > 90 or abs(lon) > 180:
        raise UsageError(
            f'"{text}" is not on the map: latitude is -90 to 90, longitude -180 to 180', *EXAMPLES
        )
    return Point(f"{lat}, {lon}", lat, lon)
