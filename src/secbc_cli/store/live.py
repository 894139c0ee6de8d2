"""The user's copy of the registry: one SQLite file, read here.

It holds what `secbc update` fetched: studies, which question found them, every run, every changed
field. A reader never waits for a writer (write-ahead log), and sees the last whole state.
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ..model.dates import earliest
from ..model.errors import LiveBroken
from ..model.study import STATUSES, Change, Registered, Study
from ..model.update import Query, Run

VERSION = 1
"""The schema's version, in the file's `user_version`."""

MIGRATIONS = {
    1: """
CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, state TEXT NOT NULL,
                  whole INTEGER NOT NULL, base_url TEXT NOT NULL, data_before TEXT, data_after TEXT,
                  added INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0,
                  unchanged INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
                  requests INTEGER NOT NULL DEFAULT 0);
CREATE TABLE skipped (run INTEGER NOT NULL, nct TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE query (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, area TEXT NOT NULL,
                    expression TEXT NOT NULL, asked TEXT, data_day TEXT, swept TEXT);
CREATE TABLE member (query INTEGER NOT NULL, nct TEXT NOT NULL, since TEXT NOT NULL, left TEXT,
                     PRIMARY KEY (query, nct)) WITHOUT ROWID;
CREATE TABLE study (id INTEGER PRIMARY KEY, nct TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
                    recruitment TEXT NOT NULL, why_stopped TEXT NOT NULL, verified TEXT NOT NULL,
                    updated TEXT NOT NULL, started TEXT NOT NULL, phase TEXT NOT NULL, sex TEXT NOT NULL,
                    has_results INTEGER NOT NULL, uk INTEGER NOT NULL, title TEXT NOT NULL,
                    fetched TEXT NOT NULL, seen TEXT NOT NULL, gone TEXT NOT NULL DEFAULT '',
                    merged_into TEXT NOT NULL DEFAULT '', shape INTEGER NOT NULL, json BLOB NOT NULL);
CREATE INDEX study_order ON study (gone, recruitment, updated);
CREATE TABLE alias (nct TEXT PRIMARY KEY, study INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX alias_study ON alias (study);
CREATE TABLE site (study INTEGER NOT NULL, open INTEGER NOT NULL, uk INTEGER NOT NULL, city TEXT NOT NULL,
                   lat REAL, lon REAL);
CREATE INDEX site_study ON site (study);
CREATE INDEX site_spot ON site (open, lat, lon, study, city);
CREATE INDEX site_uk ON site (study, open, lat, city) WHERE uk = 1;
CREATE VIRTUAL TABLE given USING fts5 (names, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE history (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, nct TEXT NOT NULL, field TEXT NOT NULL,
                      old TEXT NOT NULL, new TEXT NOT NULL);
CREATE INDEX history_run ON history (run, nct);
CREATE INDEX history_nct ON history (nct, run);
"""
}
"""The statements that lead from each version to the next; all that are needed run, or none."""
NEWER = "it was made by a newer secbc, so this one leaves it alone"

SHAPE = 1
"""Raised whenever `Study` changes: records kept in an older shape are fetched again."""

_REGISTERED = (
    "nct, status, recruitment, why_stopped, verified, updated, fetched, seen, has_results, gone, merged_into"
)


class LiveCopy:
    """A connection to the copy. Every method raises LiveBroken where the file is damaged."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @property
    def address(self) -> str:
        """The file as another reader's connection names it."""
        return to_read(self.path)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise LiveBroken(str(error)) from error

    def registered(self, ncts: Iterable[str]) -> dict[str, Registered]:
        """How these studies stand, by number; one that was merged answers to its old number too."""
        wanted = list(ncts)
        found: dict[str, Registered] = {}
        for part in _parts(wanted):
            marks = ",".join("?" * len(part))
            sql = f"SELECT nct, {_REGISTERED} FROM study WHERE nct IN ({marks})"
            found |= {row[0]: _registered(row[1:]) for row in self.rows(sql, part)}
            missing = [nct for nct in part if nct not in found]
            if missing:
                marks = ",".join("?" * len(missing))
                sql = (
                    f"SELECT alias.nct, {_REGISTERED.replace('nct,', 'study.nct,', 1)} FROM alias "
                    f"JOIN study ON study.id = alias.study WHERE alias.nct IN ({marks})"
                )
                found |= {row[0]: _registered(row[1:]) for row in self.rows(sql, missing)}
        return found

    def studies(self, ncts: Iterable[str]) -> dict[str, Study]:
        """The whole studies of these numbers that the copy holds."""
        found: dict[str, Study] = {}
        for part in _parts(list(ncts)):
            sql = f"SELECT nct, json FROM study WHERE nct IN ({','.join('?' * len(part))})"
            try:
                found |= {nct: _sound(_decode(blob)) for nct, blob in self.rows(sql, part)}
            except (msgspec.DecodeError, UnicodeDecodeError, TypeError) as error:
                raise LiveBroken(str(error)) from error
        return found

    def both(self, ncts: Iterable[str]) -> tuple[dict[str, Study], dict[str, Registered]]:
        """Studies that the copy holds, and how they stand: LiveBroken where one is not there after all."""
        wanted = list(ncts)
        studies, registered = self.studies(wanted), self.registered(wanted)
        for nct in wanted:
            if nct not in studies or nct not in registered:
                raise LiveBroken(f"the row of {nct} is damaged")
        return studies, registered

    def count(self) -> int:
        """How many studies it holds, those that are gone too."""
        return int(self.rows("SELECT count(*) FROM study")[0][0])

    def count_held(self) -> int:
        """How many studies it holds that the registry still has."""
        return int(self.rows("SELECT count(*) FROM study WHERE gone = ''")[0][0])

    def damage(self) -> str:
        """What SQLite finds wrong with the file; empty where it is whole. It reads all of it."""
        try:
            found = str(self.rows("PRAGMA quick_check(1)")[0][0])
        except LiveBroken as error:
            return str(error.__cause__)
        return "" if found == "ok" else found

    def queries(self) -> list[Query]:
        """Every question that was ever asked, oldest first."""
        sql = "SELECT name, area, expression, asked, data_day, swept FROM query ORDER BY id"
        return [Query(*(value or "" for value in row)) for row in self.rows(sql)]

    def runs(self) -> list[Run]:
        """Every run, newest first."""
        sql = (
            "SELECT id, started, finished, state, coalesce(data_after, data_before) FROM run ORDER BY id DESC"
        )
        return [Run(row[0], *(value or "" for value in row[1:])) for row in self.rows(sql)]

    def last_whole(self) -> Run | None:
        """The newest run that brought all it asked for."""
        return next((run for run in self.runs() if run.state == "done"), None)

    def changes(self, since: str) -> list[Change]:
        """Every field that runs begun after this moment (ISO) saw changed, oldest first."""
        sql = (
            "SELECT history.nct, field, old, new, run.started FROM history JOIN run ON run.id = history.run "
            "WHERE run.started > ? ORDER BY history.id"
        )
        return [
            Change(nct=nct, field=field, old=old, new=new, run=run)
            for nct, field, old, new, run in self.rows(sql, (since,))
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


_decode = msgspec.json.Decoder(Study).decode


def _registered(row: Sequence[Any]) -> Registered:
    names = _REGISTERED.split(", ")
    values = dict(zip(names, row, strict=True))
    if not all(isinstance(value, str) for name, value in values.items() if name != "has_results"):
        raise LiveBroken("a row is damaged")
    entry = Registered(**{**values, "has_results": bool(values["has_results"])})
    if entry.recruitment != STATUSES.get(entry.status, "unknown") or not entry.fetched:
        raise LiveBroken(f"the row of {entry.nct} is damaged")
    _check(entry.nct, (entry.verified, entry.updated, entry.fetched[:10], entry.seen[:10], entry.gone[:10]))
    return entry


def _sound(study: Study) -> Study:
    """A bit that flipped on the disk may leave text that can be read and yet be wrong: dates show it."""
    dates = (study.verified, study.updated, study.posted, study.started, study.primary_completion)
    _check(study.nct, (*dates, study.completion, study.results_posted))
    return study


def _check(nct: str, dates: Iterable[str]) -> None:
    for text in dates:
        try:
            if text:
                earliest(text)
        except (ValueError, TypeError, AttributeError):
            raise LiveBroken(f"the row of {nct} is damaged") from None


def _parts(ids: list[str]) -> Iterable[list[str]]:
    """SQLite's limit on values in one query is 999 in old builds."""
    return (ids[start : start + 500] for start in range(0, len(ids), 500))


def open_live(path: Path) -> LiveCopy | None:
    """The copy at `path`, to read; None where there is none. Raises LiveBroken."""
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(to_read(path), uri=True, isolation_level=None, timeout=5)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise LiveBroken(str(error)) from error
    if version == VERSION:
        return LiveCopy(connection, path)
    connection.close()
    if version > VERSION:
        raise LiveBroken(NEWER)
    return None  # begun and never written, or of an older secbc: the next update brings it up


def to_read(path: Path) -> str:
    """The copy's address for a reader; one in a folder that cannot be written has no log beside it."""
    alone = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return f"{uri(path)}?mode=ro" + ("&immutable=1" if alone else "")


def uri(path: Path) -> str:
    """The path as SQLite reads it in a URI. Path.as_uri would import urllib, 2 ms of each start."""
    return "file:" + str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
