"""Writing the user's copy of the registry: each step whole or not at all, whatever interrupts it."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from ..model.errors import CannotWrite, LiveBroken
from ..model.study import UK, Site, Study
from ..model.update import Query
from .live import MIGRATIONS, NEWER, SHAPE, LiveCopy, uri

_QUIET = {"nct"}
"""Fields of a study that are never a change."""


class LiveWriter(LiveCopy):
    """The copy, to write. One at a time: the caller holds the lock."""

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All that is written inside is kept, or nothing is. Raises CannotWrite."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            finally:  # whatever ended it, Ctrl-C too
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise _failed(error) from error

    def begin_run(self, started: str, base_url: str, whole: bool) -> int:
        """A new run; what an earlier one left undone is marked so."""
        with self.whole():
            self._do("UPDATE run SET state = 'cut off' WHERE state = 'running'")
            self._do(
                "INSERT INTO run (started, state, whole, base_url) VALUES (?, 'running', ?, ?)",
                (started, int(whole), base_url),
            )
            return int(self.rows("SELECT last_insert_rowid()")[0][0])

    def end_run(self, run: int, finished: str, state: str, **numbers: object) -> None:
        """How it ended: columns of the table by name."""
        values = {"finished": finished, "state": state, **numbers}
        with self.whole():
            self._do(
                f"UPDATE run SET {', '.join(f'{name} = ?' for name in values)} WHERE id = ?",
                (*values.values(), run),
            )

    def query_id(self, query: Query) -> int:
        """The number of this question, which may be new or have new words."""
        with self.whole():
            self._do(
                "INSERT INTO query (name, area, expression) VALUES (?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET "
                "asked = CASE WHEN expression = excluded.expression THEN asked END, "
                "area = excluded.area, expression = excluded.expression",
                query[:3],
            )
        return int(self.rows("SELECT id FROM query WHERE name = ?", (query.name,))[0][0])

    def answered(self, query: int, asked: str, data_day: str, swept: bool) -> None:
        """The registry answered this question whole, and all that it named was fetched."""
        with self.whole():
            sql = "UPDATE query SET asked = ?, data_day = ?" + (", swept = ?" if swept else "")
            self._do(f"{sql} WHERE id = ?", (asked, data_day, *((asked,) if swept else ()), query))

    def listing(self) -> None:
        """Start with empty lists of what is listed and what must be fetched."""
        for table in ("listed", "wanted"):
            self._do(f"CREATE TEMP TABLE IF NOT EXISTS {table} (nct TEXT PRIMARY KEY) WITHOUT ROWID")
            self._do(f"DELETE FROM {table}")

    def note_listed(self, query: int, page: Sequence[tuple[str, str, str]], now: str) -> int:
        """Take in one page of a list (number, update day, status): members, and what differs from the copy.

        Returns how many are as the copy has them.
        """
        with self.whole():
            rows = [(nct,) for nct, _, _ in page]
            self._many("INSERT OR IGNORE INTO listed VALUES (?)", rows)
            self._many(
                "INSERT INTO member VALUES (?, ?, ?, NULL) "
                "ON CONFLICT (query, nct) DO UPDATE SET left = NULL",
                [(query, nct, now) for (nct,) in rows],
            )
            same = 0
            for nct, updated, status in page:
                cursor = self._do(  # one that was gone is fetched: that it is back is news
                    "UPDATE study SET seen = ? "
                    "WHERE nct = ? AND updated = ? AND status = ? AND shape = ? AND gone = ''",
                    (now, nct, updated, status, SHAPE),
                )
                if cursor.rowcount:
                    same += 1
                else:
                    self._do("INSERT OR IGNORE INTO wanted VALUES (?)", (nct,))
        return same

    def want_missing(self, ncts: Sequence[str]) -> None:
        """What the copy does not hold of these must be fetched, but for what was found not to be there."""
        known = {
            *self.registered(ncts),
            *(row[0] for row in self.rows("SELECT nct FROM member WHERE left != ''")),
        }
        self._many("INSERT OR IGNORE INTO wanted VALUES (?)", [(nct,) for nct in ncts if nct not in known])

    def left_to_fetch(self) -> int:
        """How many studies are still to be fetched."""
        return int(self.rows("SELECT count(*) FROM wanted")[0][0])

    def wanted(self, most: int) -> list[str]:
        """Numbers that are still to be fetched, in order."""
        return [row[0] for row in self.rows("SELECT nct FROM wanted ORDER BY nct LIMIT ?", (most,))]

    def not_wanted(self, ncts: Iterable[str]) -> None:
        """These are done with."""
        self._many("DELETE FROM wanted WHERE nct = ?", [(nct,) for nct in ncts])

    def unlisted(self, query: int) -> list[str]:
        """Members of this question that its whole list no longer names."""
        sql = (
            "SELECT nct FROM member WHERE query = ? AND left IS NULL AND nct NOT IN (SELECT nct FROM listed)"
        )
        return [row[0] for row in self.rows(sql, (query,))]

    def not_listed(self, ncts: Sequence[str]) -> list[str]:
        """Which of these the list does not name, though they were never members."""
        members = "SELECT nct FROM member WHERE left IS NULL"
        known = {row[0] for row in self.rows(f"SELECT nct FROM listed UNION {members}")} if ncts else set()
        return [nct for nct in ncts if nct not in known]

    def leave(self, query: int, nct: str, day: str) -> None:
        """The question no longer finds this study."""
        with self.whole():
            self._do(
                "INSERT INTO member VALUES (?, ?, ?, ?) "
                "ON CONFLICT (query, nct) DO UPDATE SET left = excluded.left",
                (query, nct, day, day),
            )

    def is_gone(self, run: int, nct: str, day: str, merged_into: str = "") -> bool:
        """The registry no longer has this record: kept, and said since when. Whether that is news."""
        with self.whole():
            cursor = self._do(
                "UPDATE study SET gone = ?, merged_into = ? WHERE nct = ? AND gone = ''",
                (day, merged_into, nct),
            )
            if cursor.rowcount:
                self._log(run, nct, "gone", "", merged_into or day)
        return bool(cursor.rowcount)

    def skip(self, run: int, nct: str, reason: str) -> None:
        """A record that could not be kept, and why."""
        with self.whole():
            self._do("INSERT INTO skipped VALUES (?, ?, ?)", (run, nct, reason[:300]))

    def save(self, run: int, studies: Sequence[Study], now: str, news: bool) -> tuple[int, int, int]:
        """Keep these studies: how many are new, changed, unchanged. `news`: a new one counts as a change."""
        counts = [0, 0, 0]
        with self.whole():
            before = self.studies(study.nct for study in studies)
            entries = self.registered(before)
            for study in studies:
                old = before.get(study.nct)
                changed = old is None or self._compare(run, old, study)
                gone = entries[study.nct].gone if old is not None else ""
                if gone:
                    self._log(run, study.nct, "gone", gone, "")
                counts[0 if old is None else 1 if changed or gone else 2] += 1
                if old is None and news:
                    self._log(run, study.nct, "new", "", study.status)
                self._keep(study, now, changed)
        return counts[0], counts[1], counts[2]

    def _compare(self, run: int, old: Study, new: Study) -> bool:
        """Log every field that differs; of places, only those that differ, whatever their order."""
        changed = False
        for name in Study.__struct_fields__:
            before, after = getattr(old, name), getattr(new, name)
            if before == after or name in _QUIET:
                continue
            if name == "sites":
                before, after = _only_in(old.sites, new.sites), _only_in(new.sites, old.sites)
                if not before and not after:
                    continue
            changed = True
            self._log(run, new.nct, name, before, after)
        return changed

    def _log(self, run: int, nct: str, field: str, old: object, new: object) -> None:
        texts = (msgspec.json.encode(old).decode(), msgspec.json.encode(new).decode())
        self._do(
            "INSERT INTO history (run, nct, field, old, new) VALUES (?, ?, ?, ?, ?)",
            (run, nct, field, *texts),
        )

    def _keep(self, study: Study, now: str, changed: bool) -> None:
        if not changed:
            self._do(
                "UPDATE study SET fetched = ?, seen = ?, gone = '', merged_into = '', shape = ? "
                "WHERE nct = ?",
                (now, now, SHAPE, study.nct),
            )
            return
        values = {
            "status": study.status,
            "recruitment": study.recruitment,
            "why_stopped": study.why_stopped,
            "verified": study.verified,
            "updated": study.updated,
            "started": study.started,
            "phase": study.phase or "",
            "sex": study.sex,
            "has_results": int(study.has_results),
            "uk": int(bool(study.uk_sites)),
            "title": study.title,
            "fetched": now,
            "seen": now,
            "gone": "",
            "merged_into": "",
            "shape": SHAPE,
            "json": msgspec.json.encode(study),
        }
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        sets = ", ".join(f"{name} = excluded.{name}" for name in values)
        sql = f"INSERT INTO study (nct, {names}) VALUES (?, {marks}) ON CONFLICT (nct) DO UPDATE SET {sets}"
        row = self._do(f"{sql} RETURNING id", (study.nct, *values.values())).fetchone()[0]
        self._do("DELETE FROM site WHERE study = ?", (row,))
        sites = dict.fromkeys(
            (row, int(study.is_open(s)), int(s.country == UK), s.city, s.lat, s.lon) for s in study.sites
        )
        self._many("INSERT INTO site VALUES (?, ?, ?, ?, ?, ?)", list(sites))
        self._do("DELETE FROM alias WHERE study = ?", (row,))
        self._many("INSERT OR REPLACE INTO alias VALUES (?, ?)", [(alias, row) for alias in study.aliases])
        names = "\n".join(name for i in study.interventions for name in (i.name, *i.other_names))
        self._do("DELETE FROM given WHERE rowid = ?", (row,))
        self._do("INSERT INTO given (rowid, names) VALUES (?, ?)", (row, names))

    def tidy(self) -> None:
        """Fold the log into the file, so that it is one file again where no reader holds it."""
        self._do("PRAGMA wal_checkpoint(TRUNCATE)")

    def _do(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise _failed(error) from error

    def _many(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise _failed(error) from error


def _only_in(sites: tuple[Site, ...], others: tuple[Site, ...]) -> list[Site]:
    there = set(others)
    return [site for site in sites if site not in there]


def _failed(error: sqlite3.Error) -> CannotWrite | LiveBroken:
    if isinstance(error, sqlite3.OperationalError):
        return CannotWrite(f"The copy of the registry could not be written: {error}")
    return LiveBroken(str(error))


def write_live(path: Path, migrations: Mapping[int, str] = MIGRATIONS) -> LiveWriter:
    """The copy at `path`, made where there is none, brought to today's schema, readable by its owner only.

    Raises CannotWrite, LiveBroken.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.chmod(0o600)
        connection = sqlite3.connect(f"{uri(path)}?mode=rw", uri=True, isolation_level=None, timeout=30)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotWrite(f"The copy of the registry cannot be written at {path}: {reason}") from None
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -8000")  # 8 MB, whatever the size of the file
        connection.execute("PRAGMA temp_store = FILE")
        _migrate(connection, migrations)
    except sqlite3.Error as error:
        connection.close()
        raise _failed(error) from error
    except LiveBroken:
        connection.close()
        raise
    return LiveWriter(connection, path)


def _migrate(connection: sqlite3.Connection, migrations: Mapping[int, str]) -> None:
    """Step by step to the newest schema, all or nothing. Raises LiveBroken for a file of a newer secbc."""
    version, newest = connection.execute("PRAGMA user_version").fetchone()[0], max(migrations)
    if version > newest:
        raise LiveBroken(NEWER)
    if version == newest:
        return
    connection.execute("BEGIN IMMEDIATE")
    for step in range(version + 1, newest + 1):
        for statement in migrations[step].split(";"):
            if statement.strip():
                connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {newest}")
    connection.execute("COMMIT")


def remove_live(path: Path) -> bool:
    """Delete the copy and what SQLite and the lock left beside it; whether there was one."""
    gone = path.exists()
    for end in ("", "-wal", "-shm", "-journal", ".lock"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    return gone
