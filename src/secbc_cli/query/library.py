"""The library: a data folder seen through its index, built again when the folder changed."""

import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from ..knowledge.locate import data_folder, fingerprint
from ..model.errors import IndexBroken
from ..model.record import Row
from ..model.source import LIVE, Source
from ..store.index import Index, memory_index, open_index, write_index

if TYPE_CHECKING:
    from ..model.study import Registered
    from ..store.live import LiveCopy

R = TypeVar("R", bound=Row)


class Library:
    """Records by kind and id. Open it with `open_library`.

    With a `live` copy of the registry, trials come with the newer of both words on recruitment.
    """

    def __init__(self, folder: Path, index: Index, live: "LiveCopy | None" = None) -> None:
        self.folder = folder
        self.index = index
        self.live = live
        self.meta = index.meta()
        if live:
            index.lay_over(live.address)

    @property
    def data_date(self) -> str:
        """The newest day on which any record was compared with its sources."""
        return self.meta["data_date"]

    @property
    def broken(self) -> int:
        """How many files were left out because they have problems."""
        return int(self.meta["broken"])

    @property
    def broken_names(self) -> frozenset[str]:
        """`drug/elacestrant` for each record whose file was left out."""
        return frozenset(self.meta["broken_names"].split())

    def count(self, kind: str) -> int:
        """How many records of `kind` there are."""
        return int(self.meta[f"count.{kind}"])

    def json(self, kind: str, ids: Iterable[str]) -> list[bytes]:
        """The records' public JSON in the order of `ids`; ids without a record are passed over."""
        return list(self._json(kind, ids).values())

    def _json(self, kind: str, ids: Iterable[str]) -> dict[str, bytes]:
        wanted = list(ids)
        found = dict(self._by_id("SELECT id, json FROM record WHERE kind = ? AND id IN ({})", kind, wanted))
        return {i: found[i] for i in wanted if i in found}

    def records(self, type_: type[R], ids: Iterable[str]) -> list[R]:
        """The records themselves, likewise; trials with the registry's word where there is one."""
        decoder = msgspec.json.Decoder(type_)
        found: list[Any] = [decoder.decode(blob) for blob in self.json(type_.__name__.casefold(), ids)]
        return self._with_registry(found) if self.live and type_.__name__ == "Trial" else found

    def _with_registry(self, trials: "list[Any]") -> "list[Any]":
        from .standing import with_registry

        numbers = (trial.ids.nct for trial in trials if trial.ids.nct)
        registered = self.live.registered(numbers) if self.live else {}
        return [with_registry(trial, registered) for trial in trials]

    def public_json(self, kind: str, ids: Iterable[str]) -> list[bytes]:
        """The records for programs: a trial with what the registry says of it beside our own words."""
        found = self._json(kind, ids)
        if kind == "trial" and self.live:
            for i, entry in self.registered(found).items():
                found[i] = found[i][:-1] + b',"registry":' + msgspec.json.encode(entry) + b"}"
        return list(found.values())

    def registered(self, ids: Iterable[str]) -> "dict[str, Registered]":
        """How these trials stand in the copy of the registry, by our id."""
        if self.live is None:
            return {}
        numbers = self.numbers(ids)
        found = self.live.registered(numbers.values())
        return {i: found[nct] for i, nct in numbers.items() if nct in found}

    def numbers(self, ids: Iterable[str]) -> dict[str, str]:
        """These trials' numbers at ClinicalTrials.gov, by our id."""
        sql = "SELECT id, nct FROM trial WHERE nct != '' AND ? = 'trial' AND id IN ({})"
        return dict(self._by_id(sql, "trial", list(ids)))

    def record(self, type_: type[R], record_id: str) -> R:
        """One record that exists."""
        return self.records(type_, [record_id])[0]

    def ids(self, kind: str) -> list[str]:
        """Every id of a kind, in the order of its lists."""
        sql = "SELECT id FROM record WHERE kind = ? ORDER BY place, id"
        return [row[0] for row in self.index.rows(sql, (kind,))]

    def names(self, kind: str, ids: Iterable[str]) -> dict[str, str]:
        """What each record of `kind` is called; an id without a record is called by its id."""
        wanted = list(dict.fromkeys(ids))
        found = self._by_id("SELECT id, called FROM record WHERE kind = ? AND id IN ({})", kind, wanted)
        return {i: i for i in wanted} | dict(found)

    def states(self, kind: str, ids: Iterable[str]) -> dict[str, str]:
        """A drug's stage or a trial's verdict, by id."""
        return dict(
            self._by_id("SELECT id, state FROM record WHERE kind = ? AND id IN ({})", kind, list(ids))
        )

    def having(self, field: str, value: str, kind: str) -> list[str]:
        """Ids of the records of `kind` whose `field` (drug, treatment, subtype) has `value`."""
        sql = (
            "SELECT facet.id FROM facet JOIN record ON record.kind = facet.kind AND record.id = facet.id "
            "WHERE field = ? AND value = ? AND facet.kind = ? ORDER BY place, facet.id"
        )
        return [row[0] for row in self.index.rows(sql, (field, value, kind))]

    def cited_by(self, kind: str, ids: Iterable[str]) -> list[str]:
        """Ids of the sources that these records cite, each once."""
        ids = list(ids)
        found = self._by_id("SELECT DISTINCT source, id FROM cited WHERE kind = ? AND id IN ({})", kind, ids)
        cited = {row[0] for row in found}
        if kind == "trial" and self.live:
            cited |= {f"{LIVE}{entry.nct.casefold()}" for entry in self.registered(ids).values()}
        return sorted(cited)

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """Sources by id; those of the live copy are made from it."""
        wanted = list(ids)
        found = {source.id: source for source in self.records(Source, wanted)}
        live = [i.removeprefix(LIVE).upper() for i in wanted if i.startswith(LIVE)]
        if live and self.live:
            from .standing import source_of

            made = map(source_of, self.live.registered(live).values())
            found |= {source.id: source for source in made}
        return found

    def sources_json(self, ids: Iterable[str]) -> list[bytes]:
        """Sources for programs, those of the live copy too."""
        return [msgspec.json.encode(source) for source in self.sources(ids).values()]

    def _by_id(self, sql: str, kind: str, ids: list[str]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(ids), 500):  # SQLite's limit on values in one query is 999 in old builds
            part = ids[start : start + 500]
            rows += self.index.rows(sql.format(",".join("?" * len(part))), (kind, *part))
        return rows


def open_library(
    chosen: str | None, cache: str | None = None, fresh: bool = False, live: "LiveCopy | None" = None
) -> Library:
    """The library of the chosen data folder, else the one that ships.

    `cache` is the folder for the index, else the user's own; `fresh`: do not trust the index there;
    `live`: the copy of the registry to lay over it.
    """
    folder = data_folder(chosen)
    mark = fingerprint(folder)
    path = _index_path(folder, cache)
    if path and not fresh:
        index = open_index(path, mark)
        if index:
            return Library(folder, index, live)
    return Library(folder, _built(folder, mark, path, fresh), live)


def _built(folder: Path, mark: str, path: Path | None, fresh: bool) -> Index:
    """Build the index and open it: on disk if that can be written, else in memory."""
    import gc

    from ..knowledge.load import load
    from ..store.lock import build_lock
    from .build import rows_of

    gc.enable()

    if path is None:
        return memory_index(rows_of(load(folder), mark))
    with build_lock(path.with_suffix(".lock")):
        index = None if fresh else open_index(path, mark)  # another process may have built it meanwhile
        if index:
            return index
        rows = rows_of(load(folder), mark)
        try:
            write_index(path, rows)
        except OSError:
            return memory_index(rows)
    index = open_index(path, mark)
    if index is None:
        raise IndexBroken(f"The index at {path} cannot be read back")
    return index


def _index_path(folder: Path, cache: str | None) -> Path | None:
    """The index's place, or None where the user has no cache folder (no HOME)."""
    name = f"index-{zlib.crc32(str(folder.resolve()).encode()):08x}.sqlite"
    if cache:
        return Path(cache) / name
    from platformdirs import user_cache_path

    try:
        return user_cache_path("secbc", appauthor=False) / name
    except (KeyError, RuntimeError):  # no HOME and no account to ask
        return None
