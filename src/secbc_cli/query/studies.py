"""Narrow the copy of the registry to what only it has: filters in our words -> studies."""

from collections.abc import Iterable
from typing import Any

from ..model.errors import UsageError
from ..model.selection import OF_REGISTRY, PHASES, SORTS, STATUSES, Filters, Nearest, Studies, says
from ..store.live import LiveCopy
from .given import DrugNames
from .library import Library
from .near import miles_between
from .select import drug_ids, known

MOST = 50
"""Studies shown unless --limit says otherwise."""
MILES_A_DEGREE = 69.0
"""Of latitude, on the sphere that distances are reckoned on, rounded down: no box is too small."""

Row = tuple[int, str, str, str, str, str, str]
"""Of the copy: row number, NCT number, recruitment, update day, start, title, phase."""
Near = tuple[float, float, float]
"""A point in degrees, and how many miles from it."""


def select_studies(copy: LiveCopy, library: Library, filters: Filters, near: Near | None) -> Studies:
    """Studies that the registry still has, that a question of ours found, and that no record of ours covers.

    Where recruiting ones are asked for, a place counts only if it recruits too.
    """
    _refuse_others(filters)
    statuses = known("--status", filters.status, STATUSES)
    open_only = statuses == ("recruiting",)
    where, values = _where(library, filters, statuses, open_only)
    nearest = nearest_places(copy, near, open_only) if near else {}
    if near:
        where.append("s.id IN (SELECT value FROM json_each(?))")
        values.append(str(list(nearest)))
    columns = "id, nct, recruitment, updated, started, title, phase"
    by = " NOT INDEXED" if near else ""  # so that these few are looked up, and the rest asked of each
    rows: list[Any] = copy.rows(f"SELECT {columns} FROM study s{by} WHERE {' AND '.join(where)}", values)
    ours = {row[0] for row in library.index.rows("SELECT nct FROM trial WHERE nct != ''")}
    rows = [row for row in rows if row[1] not in ours]
    rows = _naming(copy, library, filters, rows)
    ordered = sorted(rows, key=lambda row: (_order(filters.sort, row), row[1]))
    if near:
        ordered.sort(key=lambda row: _far(nearest[row[0]]))
    limit = filters.limit or MOST
    return Studies(
        tuple(row[1] for row in ordered[:limit]),
        len(ordered),
        copy.rows(_HOW_MANY)[0][0],
        _said(filters),
        {row[1]: nearest[row[0]] for row in ordered[:limit] if near},
    )


_HELD = (
    "s.gone = '' AND EXISTS (SELECT 1 FROM member m WHERE m.query IN (SELECT id FROM query) "
    "AND m.nct = s.nct AND m.left IS NULL)"  # the question is named so that its index finds the study
)
_HOW_MANY = "SELECT (SELECT count(*) FROM study) - (SELECT count(*) FROM study WHERE gone > '')"
"""The studies that are not gone: to count all is quicker than to look at each."""
_RECRUITMENT = {"closed": ("closed", "stopped")}
_FIRST = ("recruiting", "planned", "paused", "closed", "unknown", "stopped")


def _refuse_others(filters: Filters) -> None:
    asked = [name for name in filters.__struct_fields__ if name not in OF_REGISTRY]
    default = Filters()
    for name in asked:
        value = getattr(filters, name)
        if value != getattr(default, name) and says(value):
            option = f"--{name.replace('_', '-')}"
            raise UsageError(
                f"{option} cannot be asked of the registry: its rules for joining are free text",
                f"secbc trials {option} ...   (asks our own records)",
            )


def _where(
    library: Library, filters: Filters, statuses: tuple[str, ...], open_only: bool
) -> tuple[list[str], list[str]]:
    where, values = [_HELD], []
    states = [state for s in statuses if s != "results" for state in _RECRUITMENT.get(s, (s,))]
    parts = ([f"recruitment IN {_marks(states)}"] if states else []) + (
        ["has_results = 1"] if "results" in statuses else []
    )
    if parts:
        where.append(f"({' OR '.join(parts)})")
        values += states
    phases = [p for phase in known("--phase", filters.phase, PHASES) for p in _with_parts(phase)]
    if phases:
        where.append(f"phase IN {_marks(phases)}")
        values += phases
    at = "SELECT 1 FROM site WHERE site.study = s.id AND site.uk = 1" + (
        " AND site.open = 1" if open_only else ""
    )
    if filters.uk:
        where.append(f"EXISTS ({at})")
    if filters.place:
        where.append(f"EXISTS ({at} AND site.city COLLATE NOCASE IN {_marks(filters.place)})")
        values += filters.place
    if filters.sex:
        [sex] = known("--sex", (filters.sex,), ("male", "female"))
        where.append("sex != ?")
        values.append("MALE" if sex == "female" else "FEMALE")
    if filters.since:
        where.append("updated >= ?")
        values.append(filters.since)
    if filters.sort not in SORTS:
        raise UsageError(f'--sort cannot be "{filters.sort}"', "One of: " + ", ".join(SORTS))
    return where, values


def _with_parts(phase: str) -> list[str]:
    """A phase 1/2 trial is found by 1, by 2 and by 1/2."""
    return [p for p in PHASES if p == phase or ("/" not in phase and phase in p.split("/"))]


def _naming(copy: LiveCopy, library: Library, filters: Filters, rows: list[Row]) -> list[Row]:
    """Those of the rows whose treatments name what --drug and --treatment ask for, by any name of ours."""
    for name in ("drug", "treatment"):
        words: tuple[str, ...] = getattr(filters, name)
        if not words:
            continue
        wanted = drug_ids(library, name, words)
        names = DrugNames(library)
        question = names.searched_for(wanted)
        if not question:
            return []
        found = copy.rows("SELECT rowid, names FROM given WHERE given MATCH ?", (question,))
        fits = {row for row, text in found if wanted.intersection(names.named_in(text.split("\n")))}
        rows = [row for row in rows if row[0] in fits]
    return rows


def nearest_places(copy: LiveCopy, near: Near, open_only: bool) -> dict[int, Nearest]:
    """For each study with a place within so many miles, the nearest; UK places without a point are kept."""
    lat, lon, within = near
    import math

    tall = within / MILES_A_DEGREE
    wide = min(180.0, tall / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + tall)))))
    state = "open = 1" if open_only else "open IN (0, 1)"  # the index of spots begins with it
    west, east = (lon - wide, lon + wide) if abs(lon) + wide <= 180 else (-180.0, 180.0)
    box = "lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"
    sql = f"SELECT study, city, lat, lon FROM site WHERE {state} AND {box}"
    found: dict[int, Nearest] = {}
    for study, city, site_lat, site_lon in copy.rows(sql, (lat - tall, lat + tall, west, east)):
        miles = miles_between(lat, lon, site_lat, site_lon)
        before = found.get(study)
        if miles <= within and (before is None or before.miles is None or miles < before.miles):
            found[study] = Nearest(miles, city)
    nowhere = f"SELECT study, city FROM site WHERE uk = 1 AND lat IS NULL AND +{state}"  # +: the UK's index
    for study, city in copy.rows(nowhere):
        found.setdefault(study, Nearest(None, city))
    return found


def _far(nearest: Nearest) -> float:
    return float("inf") if nearest.miles is None else nearest.miles


def _order(sort: str, row: Row) -> tuple[object, ...]:
    recruitment, updated, started, title, phase = row[2:]
    newest, latest = _down(started), _down(updated)
    orders: dict[str, tuple[object, ...]] = {
        "status": (_FIRST.index(recruitment), newest),
        "newest": (newest,),
        "name": (title.casefold(),),
        "phase": (_down(phase), newest),
        "seen": (latest,),
    }
    return orders[sort]


def _down(text: str) -> tuple[int, ...]:
    """A key that sorts texts of one kind from last to first; an empty one comes last."""
    return tuple(-ord(letter) for letter in text) or (1,)


def _said(filters: Filters) -> tuple[str, ...]:
    """The filters as options, in the order of their fields."""
    said: list[str] = []
    for name in filters.__struct_fields__:
        value = getattr(filters, name)
        if name in ("registry", "limit", "sort", "hidden", "within") or not says(value):
            continue
        words = "" if value is True else ",".join(value) if isinstance(value, tuple) else str(value)
        said.append(f"--{name.replace('_', '-')} {words}".rstrip())
    return tuple(said)


def _marks(values: Iterable[str]) -> str:
    return f"({','.join('?' for _ in values)})"
