"""A name that a person has -> the one record it means, or an honest miss."""

from collections.abc import Sequence
from typing import TypeVar

from ..model.errors import NoSuchName, UsageError
from ..model.key import key
from ..model.kinds import KINDS
from ..model.record import Row
from .library import Library

R = TypeVar("R", bound=Row)

WHOLE = "   (the whole list)"
COMMANDS = {
    "treatment": "treatments",
    "drug": "drug",
    "trial": "trial",
    "subtype": "subtypes",
    "guide": "guide",
    "term": "glossary",
    "source": "sources",
}
"""The command that opens a record of each kind."""


def find(library: Library, type_: type[R], word: str) -> R:
    """The record of `type_` that `word` names, in any case, with or without hyphens and spaces.

    Raises NoSuchName with near names, the candidates, or the kind that has the name.
    """
    kind = type_.__name__.casefold()
    return library.record(type_, find_id(library, kind, word))


def find_first(library: Library, kinds: Sequence[str], word: str) -> tuple[str, str]:
    """The kind and id that `word` names, in the first of these kinds that has it."""
    misses: list[NoSuchName] = []
    for kind in kinds:
        try:
            return kind, find_id(library, kind, word)
        except NoSuchName as error:
            misses.append(error)
    wanted = key(word)
    for kind, miss in zip(kinds, misses, strict=True):
        if _having(library, kind, wanted) or f"{kind}/{wanted}" in library.broken_names:
            raise miss  # several records have the name, or its file is broken: that says more
    hints = dict.fromkeys(hint for miss in misses for hint in miss.hints)
    hints = {h: None for h in hints if not h.endswith(WHOLE)} or hints
    raise NoSuchName(f'There is no {" or ".join(kinds)} called "{word}"', *hints)


def find_id(library: Library, kind: str, word: str) -> str:
    """The id that `word` names among the records of `kind`."""
    wanted = key(word)
    if not wanted:
        raise UsageError(f'"{word}" is not a name')
    ids = _having(library, kind, wanted) or _plural(library, kind, wanted)
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise NoSuchName(f'"{word}" could be more than one {kind}', *_openers(library, kind, ids))
    raise _miss(library, kind, word, wanted)


def find_either(library: Library, kinds: tuple[str, ...], word: str) -> tuple[str, str]:
    """The first of `kinds` that has a record called `word`, and its id. Raises the first kind's miss."""
    misses: list[NoSuchName] = []
    for kind in kinds:
        try:
            return kind, find_id(library, kind, word)
        except NoSuchName as miss:
            misses.append(miss)
    raise misses[0]


def _having(library: Library, kind: str, name_key: str) -> list[str]:
    sql = "SELECT DISTINCT id FROM name WHERE key = ? AND kind = ? ORDER BY id"
    return [row[0] for row in library.index.rows(sql, (name_key, kind))]


def _plural(library: Library, kind: str, name_key: str) -> list[str]:
    """`SERD` for `SERDs`, and the other way round."""
    other = name_key[:-1] if name_key.endswith("s") else name_key + "s"
    return _having(library, kind, other)


def _miss(library: Library, kind: str, word: str, wanted: str) -> NoSuchName:
    """What to say when nothing has the name: its broken file, other kinds that have it, near names."""
    called = {"guide": "guide topic", "term": "glossary term"}.get(kind, kind)
    message = f'There is no {called} called "{word}"'
    if f"{kind}/{wanted}" in library.broken_names:
        return NoSuchName(f"The record of {word} has a problem and was left out", "secbc check")
    rows = library.index.rows("SELECT kind, id FROM name WHERE key = ? AND kind != ?", (wanted, kind))
    hints = [f"secbc {COMMANDS[k]} {i}" for k, i in rows]
    if kind == "drug" and classes(library, word):
        quoted = f'"{word}"' if " " in word else word
        hints.append(f"secbc trials --drug {quoted}   (the trials of this class)")
    hints += _openers(library, kind, near(library, kind, wanted))
    listing = "guide" if kind == "guide" else "glossary" if kind == "term" else KINDS[kind].plural
    return NoSuchName(message, *(dict.fromkeys(hints) or [f"secbc {listing}{WHOLE}"]))


def classes(library: Library, word: str) -> tuple[str, ...]:
    """The keys of the drug classes that `word` names: `SERD` stands for every kind of SERD."""
    wanted = key(word).removesuffix("s")
    rows = library.index.rows("SELECT DISTINCT value FROM facet WHERE field = 'class' AND kind = 'drug'")
    return tuple(row[0] for row in rows if len(wanted) > 2 and wanted in row[0])


def near(library: Library, kind: str, wanted: str, most: int = 5) -> list[str]:
    """Ids whose names begin alike or look alike, likeliest first."""
    from difflib import get_close_matches  # only a miss pays for it

    rows = library.index.rows("SELECT key, id FROM name WHERE kind = ?", (kind,))
    owner: dict[str, str] = {}
    for name_key, record_id in rows:
        owner.setdefault(name_key, record_id)
    begins = sorted(k for k in owner if len(wanted) > 2 and k.startswith(wanted))
    alike = get_close_matches(wanted, owner, most, 0.78)
    return list(dict.fromkeys(owner[k] for k in [*begins, *alike]))[:most]


def _openers(library: Library, kind: str, ids: list[str]) -> list[str]:
    """The commands that open these records."""
    names = library.names(kind, ids)
    return [f"secbc {COMMANDS[kind]} {i}" + (f"   ({names[i]})" if names[i] != i else "") for i in ids]
