"""The studies as bytes, one piece a module, so that a page is a join; and the search among them."""

import threading
import zlib
from collections.abc import Iterable
from typing import Any

import msgspec

from tests.registry.fields import AREAS, PIECES, Tree, pick, values
from tests.registry.query import Test, barred, key

encode = msgspec.json.encode
decode = msgspec.json.decode


class Study:
    """One study: its modules as bytes, in the order of the document."""

    __slots__ = ("_cache", "aliases", "id", "parts")

    def __init__(self, document: dict[str, Any], shared: dict[bytes, bytes]) -> None:
        identification = document["protocolSection"]["identificationModule"]
        self.id: str = identification["nctId"]
        self.aliases: list[str] = identification.get("nctIdAliases", [])
        self.parts: list[tuple[str, str | None, bytes]] = []
        for section, modules in document.items():
            if not isinstance(modules, dict) or not modules:
                self.parts.append((section, None, encode(modules)))
                continue
            for module, value in modules.items():
                data = encode(value)
                self.parts.append((section, module, shared.setdefault(data, data)))
        self._cache: dict[str, Any] = {}

    def document(self) -> dict[str, Any]:
        """The whole study as a dict of its own."""
        found: dict[str, Any] = decode(self.json({}))
        return found

    def json(self, tree: Tree) -> bytes:
        """The study as JSON; only what `tree` wants, or all where that is empty."""
        out: list[bytes] = []
        open_section = ""
        for section, module, data in self.parts:
            if tree:
                if section not in tree:
                    continue
                inside = tree[section]
                if inside and module is not None:
                    if module not in inside:
                        continue
                    if inside[module]:
                        picked = pick(decode(data), inside[module])
                        if not picked:
                            continue
                        data = encode(picked)
            if section == open_section:
                out.append(b',"%b":' % module.encode())  # type: ignore[union-attr]  # only modules share a section
            else:
                out.append(b"}," if open_section else b"," if out else b"")
                out.append(b'"%b":' % section.encode())
                open_section = section if module is not None else ""
                if module is not None:
                    out.append(b'{"%b":' % module.encode())
            out.append(data)
        return b"{%b%b}" % (b"".join(out), b"}" if open_section else b"")

    def values(self, piece: str) -> list[Any]:
        """All values of a piece."""
        if (found := self._cache.get(piece)) is None:
            section, *rest = PIECES[piece].path
            found = []
            for name, module, data in self.parts:
                if name == section and (module is None or (rest and module == rest[0])):
                    found += values(decode(data), tuple(rest[1:]))
            self._cache[piece] = found
        return found

    def text(self, area: str) -> str:
        """The words of an area or a piece."""
        if (found := self._cache.get(name := f"text {area}")) is None:
            decoded: dict[tuple[str, str], Any] = {}
            pieces = []
            for piece in AREAS.get(area, (area,)):
                section, module, *rest = PIECES[piece].path
                if (section, module) not in decoded:
                    data = next((part[2] for part in self.parts if part[:2] == (section, module)), b"{}")
                    decoded[section, module] = decode(data)
                pieces += values(decoded[section, module], tuple(rest))
            found = self._cache[name] = barred(pieces)
        return found


class Store:
    """All studies, by id; safe to change while it answers."""

    def __init__(self, documents: Iterable[dict[str, Any]], aliases: dict[str, str]) -> None:
        self._lock = threading.RLock()
        self._shared: dict[bytes, bytes] = {}
        self._studies: dict[str, Study] = {}
        self._aliases = dict(aliases)
        self._found: dict[Any, list[Study]] = {}
        self._changes = 0
        for document in documents:
            self.put(document)

    def put(self, document: dict[str, Any]) -> None:
        """Add a study, or put it in the place of the one with its id."""
        study = Study(document, self._shared)
        with self._lock:
            self._studies[study.id] = study
            self._aliases |= dict.fromkeys(study.aliases, study.id)
            self._changes += 1

    def remove(self, nct: str) -> None:
        """Take a study away."""
        with self._lock:
            del self._studies[nct]
            self._changes += 1

    def get(self, nct: str) -> Study | None:
        """The study of that id; aliases do not count."""
        return self._studies.get(nct)

    def live(self, alias: str) -> str | None:
        """The id of the live record that an alias stands for."""
        nct = self._aliases.get(alias)
        return nct if nct in self._studies else None

    def all(self) -> list[Study]:
        with self._lock:
            return list(self._studies.values())

    def with_ids(self, ids: Iterable[str]) -> Test:
        """Is it one of these, by its id or an alias?"""
        wanted = {found for nct in ids for found in (nct, self._aliases.get(nct)) if found}
        return lambda record: record.values("NCTId")[0] in wanted

    def search(
        self, question: Any, tests: list[Test], sort: list[tuple[str, bool]], words: list[str]
    ) -> list[Study]:
        """Studies that pass all tests. `question` is what makes two searches the same.

        Without a sort the order is arbitrary but steady, so that nobody relies on it.
        """
        with self._lock:
            question = (self._changes, question)
            if (found := self._found.get(question)) is not None:
                return found
            studies = self.all()
        found = [study for study in studies if all(test(study) for test in tests)]
        found.sort(key=lambda study: zlib.crc32(study.id.encode()))
        for piece, down in reversed(sort):
            if piece == "@relevance":
                found.sort(
                    key=lambda study: sum(study.text("ConditionSearch").count(w) for w in words), reverse=down
                )
                continue
            ranks = {study.id: _rank(study, piece) for study in found}
            has = [study for study in found if ranks[study.id] is not None]
            has.sort(key=lambda study: ranks[study.id], reverse=down)
            found = has + [study for study in found if ranks[study.id] is None]
        with self._lock:
            if len(self._found) > 50:
                self._found.clear()
            self._found[question] = found
        return found


def _rank(study: Study, piece: str) -> Any:
    found = study.values(piece)
    return key(PIECES[piece], found[0]) if found else None
