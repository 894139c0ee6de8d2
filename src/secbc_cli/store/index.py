"""The disposable index of a knowledge base: one SQLite file, written whole or not at all.

It may be deleted at any time. Nothing in it is a fact of its own: every row comes from the
YAML, and `fingerprint` says from which state of it.
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..model.errors import IndexBroken

LAYOUT = 17
"""Raised whenever the tables or the records' types change: an older index is then built again."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE record (kind TEXT, id TEXT, called TEXT, state TEXT, place TEXT, json BLOB);
CREATE TABLE name (key TEXT, kind TEXT, id TEXT, text TEXT);
CREATE TABLE cited (kind TEXT, id TEXT, source TEXT);
CREATE TABLE facet (field TEXT, value TEXT, kind TEXT, id TEXT);
CREATE TABLE trial (id TEXT PRIMARY KEY, recruitment TEXT, as_of TEXT, outcome TEXT, has_results INTEGER,
                    uk INTEGER, phase TEXT, started TEXT, called TEXT, nct TEXT) WITHOUT ROWID;
CREATE TABLE spelling (word TEXT, sort TEXT, PRIMARY KEY (word, sort)) WITHOUT ROWID;
CREATE TABLE part (word TEXT, kind TEXT, id TEXT);
CREATE TABLE phrase (key TEXT, role TEXT, value TEXT);
CREATE VIRTUAL TABLE page_text USING fts5(kind UNINDEXED, id UNINDEXED, names, head, body,
                                         tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE trial_text USING fts5(kind UNINDEXED, id UNINDEXED, names, head, body,
                                          tokenize = 'porter unicode61');
"""
_INDEXES = """
CREATE UNIQUE INDEX record_id ON record (kind, id, called, state);
CREATE INDEX record_place ON record (kind, place, id);
CREATE INDEX name_key ON name (key, kind, id);
CREATE INDEX cited_by ON cited (kind, id);
CREATE INDEX facet_value ON facet (field, value, kind, id);
CREATE INDEX facet_of ON facet (kind, id);
CREATE INDEX trial_status ON trial (recruitment);
CREATE INDEX trial_as_of ON trial (as_of);
CREATE INDEX part_word ON part (word, kind, id);
CREATE INDEX phrase_key ON phrase (key, role, value);
"""
OVERLAY = """
CREATE TEMP VIEW trial AS
SELECT id, iif(leads, theirs, ours) AS recruitment, iif(leads, updated, as_of) AS as_of, outcome,
       has_results, uk, phase, started, called, nct
FROM (SELECT t.id, t.recruitment AS ours, t.as_of, t.outcome, t.has_results, t.uk, t.phase, t.started,
             t.called, t.nct, s.recruitment AS theirs, s.updated,
             coalesce(s.updated != '' AND (s.updated > t.as_of
                      OR (t.recruitment = 'unknown' AND s.recruitment != 'unknown')), 0) AS leads
      FROM main.trial t LEFT JOIN live.study s ON s.nct = t.nct)
"""
"""The trials, each with the newer of our word and the registry's on recruitment."""


class Rows(NamedTuple):
    """What an index is made from: the rows of each table."""

    meta: dict[str, str]
    record: list[tuple[str, str, str, str, str, bytes]]
    name: list[tuple[str, str, str, str]]
    cited: list[tuple[str, str, str]]
    facet: list[tuple[str, str, str, str]]
    trial: list[tuple[Any, ...]]
    text: list[tuple[str, str, str, str, str]]
    part: list[tuple[str, str, str]]
    phrase: list[tuple[str, str, str]]
    spelling: set[tuple[str, str]]


class Index:
    """A read-only index, on disk or in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises IndexBroken where the file is damaged."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexBroken(str(error)) from error

    def meta(self) -> dict[str, str]:
        """Every key and value of the table `meta`."""
        return dict(self.rows("SELECT key, value FROM meta"))

    def lay_over(self, live: str) -> None:
        """Let the newer word on recruitment count: ours, or that of the registry's copy at this address."""
        self.rows("ATTACH ? AS live", (live,))
        self.rows(OVERLAY)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_index(path: Path, fingerprint: str) -> Index | None:
    """The index at `path` if it is whole and of this fingerprint, else None."""
    try:
        with path.open("rb") as file:
            head = file.read(32)
            size = os.fstat(file.fileno()).st_size
        page = int.from_bytes(head[16:18], "big")
        if head[:15] != b"SQLite format 3" or size != int.from_bytes(head[28:32], "big") * (page or 65536):
            return None  # foreign or cut short
        index = Index(sqlite3.connect(f"file:{_in_uri(path)}?mode=ro&immutable=1", uri=True))
        found = index.rows("SELECT value FROM meta WHERE key IN ('layout', 'fingerprint') ORDER BY key")
        if found != [(fingerprint,), (str(LAYOUT),)]:
            index.close()
            return None
        return index
    except (OSError, sqlite3.Error, IndexBroken):
        return None


def _in_uri(path: Path) -> str:
    """The path as SQLite reads it in a URI. Path.as_uri would import urllib, 2 ms of each start."""
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def write_index(path: Path, rows: Rows) -> None:
    """Write the index beside `path`, then move it there in one step. Raises OSError."""
    import tempfile  # only a build pays for it

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".index-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(name, isolation_level=None)
        try:
            _fill(connection, rows)
        finally:
            connection.close()
        Path(name).replace(path)
    except sqlite3.Error as error:  # a full disk shows here
        raise OSError(str(error)) from error
    finally:
        Path(name).unlink(missing_ok=True)


def memory_index(rows: Rows) -> Index:
    """The same index in memory, where no file can be written."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _fill(connection, rows)
    return Index(connection)


def _fill(connection: sqlite3.Connection, rows: Rows) -> None:
    for statement in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "BEGIN", *_statements(_TABLES)):
        connection.execute(statement)  # executescript would commit first
    meta: Iterable[tuple[str, str]] = {**rows.meta, "layout": str(LAYOUT)}.items()
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta)
    connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", rows.record)
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", rows.name)
    connection.executemany("INSERT INTO cited VALUES (?, ?, ?)", rows.cited)
    connection.executemany("INSERT INTO facet VALUES (?, ?, ?, ?)", rows.facet)
    connection.executemany("INSERT INTO trial VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows.trial)
    numbers = {(row[0], row[1]): number for number, row in enumerate(rows.record, 1)}
    for table, of_trials in (("page_text", False), ("trial_text", True)):
        texts = ((numbers[row[:2]], *row) for row in rows.text if (row[0] == "trial") == of_trials)
        columns = "rowid, kind, id, names, head, body"  # the row number of the record itself
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES (?, ?, ?, ?, ?, ?)", texts)
    connection.executemany("INSERT INTO part VALUES (?, ?, ?)", rows.part)
    connection.executemany("INSERT INTO phrase VALUES (?, ?, ?)", rows.phrase)
    connection.executemany("INSERT INTO spelling VALUES (?, ?)", sorted(rows.spelling))
    for statement in _statements(_INDEXES):
        connection.execute(statement)
    connection.execute("COMMIT")


def _statements(script: str) -> list[str]:
    return [statement for statement in script.split(";") if statement.strip()]
