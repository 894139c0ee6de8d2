"""A hit as it is shown: its name, one line of it with the match marked, the command that opens it."""

from collections.abc import Iterable, Iterator

from ..model.search import Hit
from .library import Library
from .lookup import COMMANDS
from .wording import joined, words_of


def place_in(library: Library, text: str) -> str:
    """The UK place that the words name and some trial's record has; empty where there is none."""
    words = words_of(text)
    rows = library.index.rows("SELECT DISTINCT value FROM facet WHERE field = 'place'")
    known = {joined(words_of(row[0])): row[0] for row in rows}
    for start in range(len(words)):
        for end in range(start + 1, min(start + 3, len(words)) + 1):
            place = known.get(joined(words[start:end]))
            if place:
                return str(place)
    return ""


def hits_of(library: Library, records: Iterable[str], match: str) -> Iterator[Hit]:
    """The hits of these `kind/id`, in order; `match` is the question as a full-text query."""
    for record in records:
        kind, _, record_id = record.partition("/")
        context, marks = _context(library, kind, record_id, match)
        name = library.names(kind, [record_id])[record_id]
        word = f'"{record_id}"' if " " in record_id else record_id
        yield Hit(
            kind=kind, id=record_id, name=name, context=context, marks=marks,
            command=f"secbc {COMMANDS[kind]} {word}",
        )  # fmt: skip


def _context(
    library: Library, kind: str, record_id: str, match: str
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """One line of the record that shows the match, and where in it the matches are."""
    table = "trial_text" if kind == "trial" else "page_text"
    columns = ", ".join(f"snippet({table}, {column}, char(1), char(2), '\u2026', 24)" for column in (3, 4, 2))
    number = "(SELECT rowid FROM record WHERE kind = ? AND id = ?)"  # a text's row number is its record's
    sql = f"SELECT {columns} FROM {table} WHERE {table} MATCH ? AND rowid = {number}"
    rows = library.index.rows(sql, (match, kind, record_id))
    for text in rows[0] if rows else ():
        if "\x01" in text:
            return _unmarked(text.replace("\n", " "))
    sql = f"SELECT head FROM {table} WHERE rowid = {number}"
    head = library.index.rows(sql, (kind, record_id))
    return (head[0][0] if head else ""), ()


def _unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """`a \\x01match\\x02` -> `a match`, ((2, 7),)"""
    plain = ""
    marks: list[tuple[int, int]] = []
    start = 0
    for char in text:
        if char == "\x01":
            start = len(plain)
        elif char == "\x02":
            marks.append((start, len(plain)))
        else:
            plain += char
    return plain, tuple(marks)
