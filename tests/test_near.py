"""Places: the point that a town, a postcode or coordinates mean, and the miles between two points."""

import re
import shlex
from math import acos, cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secbc_cli.model.errors import NoSuchName, SecbcError, UsageError
from secbc_cli.query.gazetteer import place_key, table
from secbc_cli.query.near import Point, find_point, miles_between, towns

LEEDS = find_point("Leeds")
ROWS = [line.split("\t") for line in table("towns.tsv").splitlines() if line[0] not in "#@"]
DISTRICTS = [line.split("\t") for line in table("outcodes.tsv").splitlines() if line[0] != "#"]
IN_THE_UK = (49.8, 60.9, -8.7, 1.8)
"""South, north, west and east of Scilly, Shetland, Fermanagh and Lowestoft."""


def apart(one: Point, other: Point) -> float:
    return miles_between(one.lat, one.lon, other.lat, other.lon)


def typed(hint: str) -> str:
    """What a shell gives the program for a hint."""
    option, words = shlex.split(hint)
    assert option == "--near"
    return words


def test_miles_are_those_that_are_published() -> None:
    assert apart(LEEDS, find_point("London")) == pytest.approx(169.2, abs=1)  # on the WGS 84 ellipsoid
    # C. Veness, movable-type.co.uk/scripts/latlong.html: Land's End to John o' Groats is 968.9 km
    miles = miles_between(50 + 3 / 60 + 59 / 3600, -5 - 42 / 60 - 53 / 3600, 58.64389, -3.07)
    assert miles * 1.609344 == pytest.approx(968.9, abs=0.2)


@given(*(st.floats(low, high) for low, high in [(-90, 90), (-180, 180)] * 3))
def test_miles_are_a_distance(
    a_lat: float, a_lon: float, b_lat: float, b_lon: float, c_lat: float, c_lon: float
) -> None:
    there = miles_between(a_lat, a_lon, b_lat, b_lon)
    assert there == pytest.approx(miles_between(b_lat, b_lon, a_lat, a_lon))
    assert miles_between(a_lat, a_lon, a_lat, a_lon) == 0
    by_way_of = miles_between(a_lat, a_lon, c_lat, c_lon) + miles_between(c_lat, c_lon, b_lat, b_lon)
    assert there <= by_way_of + 1e-3
    a, b, east = radians(a_lat), radians(b_lat), radians(b_lon - a_lon)
    cosine = sin(a) * sin(b) + cos(a) * cos(b) * cos(east)
    assert there == pytest.approx(acos(max(-1.0, min(1.0, cosine))) * 6371.0088 / 1.609344, abs=1)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("leeds", "Leeds, town centre"),
        ("  LONDON ", "London, England, town centre"),
        ("Gillingham", "Gillingham, Medway, town centre"),
        ("Hull", "Kingston upon Hull, town centre"),
        ("kingston-upon-hull", "Kingston upon Hull, town centre"),
        ("St Andrews", "Saint Andrews, town centre"),
        ("Saint Andrews", "Saint Andrews, town centre"),
        ("kings lynn", "King's Lynn, town centre"),
        ("Caerdydd", "Cardiff, town centre"),
        ("Londonderry", "Derry, town centre"),
        ("Newport, Wales", "Newport, Wales, town centre"),
        ("newport,isle of wight", "Newport, Isle of Wight, town centre"),
        ("LS1", "LS1 postcode district"),
        ("sm2 5pt", "SM2 postcode district"),
        ("W1A1AA", "W1A postcode district"),
        ("LS1 4", "LS1 postcode district"),
        ("SW1", "SW1 postcode district"),
        ("BT48 6AA", "BT48 postcode district, taken as Derry, town centre"),
        ("51.5, -0.12", "51.5, -0.12"),
        ("51.5,\u22120.12", "51.5, -0.12"),
    ],
)
def test_a_place_is_found_and_said_back(words: str, name: str) -> None:
    assert find_point(words).name == name


def test_the_points_are_where_the_places_are() -> None:
    assert apart(find_point("SM2 5PT"), find_point("Sutton, Greater London")) < 2
    assert apart(find_point("LS1"), LEEDS) < 1
    assert apart(find_point("BT48"), find_point("Belfast")) > 60
    assert find_point("51.5, -0.12")[1:] == (51.5, -0.12)


@pytest.mark.parametrize("words", ["Newport", "Bangor", "Newcastle", "Richmond", "Stone", "Whitchurch"])
def test_namesakes_are_asked_about(words: str) -> None:
    with pytest.raises(NoSuchName, match="could be") as asked:
        find_point(words)
    points = [find_point(typed(hint)) for hint in asked.value.hints]
    assert len({point[1:] for point in points}) == len(points) > 1


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Ledes", "--near Leeds"),
        ("Newport Wales", '--near "Newport, Wales"'),
        ("Boston, Massachusetts", '--near "Boston, Lincolnshire"'),
        ("Kent", "--near Maidstone"),
        ("Scotland", "--near Glasgow"),
        ("LS39", "--near LS3"),
        ("\u041c\u043e\u0441\u043a\u0432\u0430", "--near Leeds"),
        ("51.5", "--near Leeds"),
        ("51.5N 0.12W", "--near Leeds"),
        ("91, 0", "--near Leeds"),
        ("51.5, 181", "--near Leeds"),
    ],
)
def test_a_miss_says_what_to_type_instead(words: str, hint: str) -> None:
    with pytest.raises(SecbcError) as missed:
        find_point(words)
    assert hint in missed.value.hints
    assert isinstance(missed.value, UsageError if place_key(words)[:1] in "59" else NoSuchName)


def test_a_home_is_not_repeated() -> None:
    for postcode in ("LS1 4AB", "ZZ9 4AB"):
        try:
            said = find_point(postcode).name
        except NoSuchName as missed:
            said = f"{missed.message} {missed.hints}"
        assert "4AB" not in said


@given(st.text() | st.from_regex(r"[A-Za-z0-9 ,.+-]{1,12}", fullmatch=True))
def test_any_text_is_a_point_or_an_answer(words: str) -> None:
    try:
        answer: Point | tuple[str, ...] = find_point(words)
    except SecbcError as error:
        answer = error.hints
    assert answer


def test_every_town_can_be_named() -> None:
    """By its own name or by a hint of the question that its name raises; each hint means one place."""
    asked: dict[str, set[tuple[float, float]]] = {}
    for name, keys, lat, lon, people, *_ in ROWS:
        assert int(people) >= 0
        assert place_key(name) in keys.strip("|").split("|")
        assert re.fullmatch(r"(\|[a-z0-9]+)+\|", keys), name
        south, north, west, east = IN_THE_UK
        assert south < float(lat) < north, name
        assert west < float(lon) < east, name
        for key in keys.strip("|").split("|"):
            asked.setdefault(key, set()).add((float(lat), float(lon)))
    for key, points in asked.items():
        try:
            meant = [find_point(key)[1:]]
        except NoSuchName as question:
            meant = [find_point(typed(hint))[1:] for hint in question.hints]
        assert set(meant) <= points, key
        assert len(set(meant)) == len(meant) == 1 or len(meant) == min(8, len(points)), key


def test_every_district_is_a_point_in_the_uk() -> None:
    for outward, lat, lon, *town in DISTRICTS:
        point = find_point(outward)
        assert point[1:] == (float(lat), float(lon))
        assert bool(town) == outward.startswith("BT")
        south, north, west, east = IN_THE_UK
        assert south < point.lat < north, outward
        assert west < point.lon < east, outward


def test_completion_offers_towns_of_one_word() -> None:
    assert "Leeds" in towns("lee")
    assert all(name.casefold().startswith("new") and " " not in name for name in towns("New"))
    assert towns("")
    assert towns("@") == towns(".*") == []
