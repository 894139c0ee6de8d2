"""The UK's towns by name: the town that words mean, or what to ask."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..model.errors import NoSuchName
from ..model.key import key

EXAMPLES = ("--near Leeds", "--near LS1", '--near "53.8, -1.55"')
MOST_HINTS = 8
BIGGER = 10
"""A place with more than this many times the people of each namesake is taken without asking."""

_SAINT = re.compile(r"\bsaint\b")


class Town(NamedTuple):
    """A row of towns.tsv. `near` is set where the county does not tell it from its namesakes."""

    name: str
    people: int
    lat: float
    lon: float
    county: str
    nation: str
    near: str

    @property
    def wheres(self) -> tuple[str, ...]:
        """What may stand after its name and a comma: nation, county, both, the town that it is near."""
        last = (f"near {self.near}",) if self.near else ()
        return (self.nation, self.county, f"{self.county}, {self.nation}", *last)


def place_key(words: str) -> str:
    """What a place's name is compared by: `Saint Andrews`, `St. Andrews` and `st-andrews` are one."""
    folded = _SAINT.sub("st", words.casefold()).replace("&", " and ")
    return key(folded.replace("+", " ").strip(" -\u2212"))


def find_town(text: str) -> Town:
    """The one town that a text means. Raises NoSuchName with what to type instead."""
    found = _meant(text)
    if len(found) == 1:
        return found[0]
    if found:
        many = f"{len(found)} places, the largest first" if len(found) > MOST_HINTS else "more than one place"
        raise NoSuchName(f'"{text}" could be {many}', *_hints(found))
    raise _miss(text)


def _meant(text: str) -> list[Town]:
    """The towns that a text may mean, most people first; one, if it can be told."""
    found = _called(text)
    name, comma, where = text.partition(",")
    if comma and not found:
        wanted = place_key(where)
        found = [town for town in _called(name) if wanted in map(place_key, town.wheres)]
    else:
        name = text
    if len(found) > 1 and place_key(found[0].name) == place_key(name):
        largest, *others = found
        if all(0 < BIGGER * other.people < largest.people for other in others):
            return [largest]
    return found


def _called(name: str) -> list[Town]:
    """Every town that has this name, or is also called so, most people first."""
    text, wanted = table("towns.tsv"), f"|{place_key(name)}|"
    found, at = [], text.find(wanted)
    while at >= 0:
        found.append(_row(text, at))
        at = text.find(wanted, at + 1)
    return sorted(found, key=lambda town: -town.people)


def _row(text: str, at: int) -> Town:
    """The town whose row is around this place of the table, with the county above it."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    head = text.rfind("\n@", 0, at) + 2
    county, nation = text[head : text.find("\n", head)].split("\t")
    name, _, lat, lon, people, *near = text[start:end].split("\t")
    return Town(name, int(people), float(lat), float(lon), county, nation, near[0] if near else "")


def title(town: Town) -> str:
    """A town's name as it is said back; where others have the name, also where this one is."""
    if len(_called(town.name)) == 1:
        return town.name
    if place_key(town.name) in place_key(town.county):  # London, Greater London
        return f"{town.name}, {town.nation}"
    return f"{town.name}, {f'near {town.near}' if town.near else town.county}"


def _told_apart(town: Town, from_county: bool = False) -> str:
    """The shortest words that mean this town and no other, its county always among them if asked for."""
    names = [town.name, *(f"{town.name}, {where}" for where in town.wheres)][2 * from_county :]
    return next((name for name in names if _meant(name) == [town]), names[-1])


def _miss(text: str) -> NoSuchName:
    """What to say of a name that no town has: it is in another county, is a county, or is spelt otherwise."""
    message, wanted = f'There is no "{text}" in the list of UK towns', place_key(text)
    if elsewhere := _called(text.partition(",")[0]):
        return NoSuchName(message, *_hints(elsewhere, from_county=True))
    rows = table("towns.tsv")
    every = [_row(rows, row.end()) for row in re.finditer(r"^[^@#\t\n]+", rows, re.MULTILINE)]
    within = [t for t in every if wanted in (place_key(t.county), place_key(t.nation))]
    if within:
        return NoSuchName(f'"{text}" is wider than a town: name a town in it', *_hints(within))
    from difflib import get_close_matches  # only a miss pays for it

    keys = re.findall(r"[a-z0-9]+(?=\|)", rows)
    begins = [k for k in keys if _begin_alike(k, wanted)]
    alike = [t for k in (*begins, *get_close_matches(wanted, keys, 5, 0.75)) for t in _called(k)]
    return NoSuchName(message, *(_hints(alike) or EXAMPLES))


def _begin_alike(one: str, other: str) -> bool:
    return (len(other) > 2 and one.startswith(other)) or (len(one) > 4 and other.startswith(one))


def _hints(found: list[Town], from_county: bool = False) -> list[str]:
    """What to type for each of these towns, the largest first."""
    most = sorted(dict.fromkeys(found), key=lambda town: -town.people)[:MOST_HINTS]
    names = [_told_apart(town, from_county) for town in most]
    return [f"--near {name}" if name.isalpha() else f'--near "{name}"' for name in names]


@cache
def table(file: str) -> str:
    """A table beside this file, whole: finding a name in its text is quicker than splitting its rows."""
    return Path(__file__).with_name(file).read_text(encoding="utf-8")
