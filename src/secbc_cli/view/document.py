"""The Document: what a page says, before anyone decides how it is drawn.

Six kinds of block. A new one needs two pages that want it, and every renderer must draw it.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "strong", "quiet", "recruiting", "closed", "results", "stopped", "warning", "command"]
"""What a text means, never how it looks; the words say it too."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words with a meaning, the sources behind them (by number) and perhaps a web address."""

    text: str
    tone: Tone = "plain"
    cites: tuple[int, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of running text."""

    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value in two aligned columns; a label may have several values."""

    rows: tuple[tuple[str, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Items of a list. `lead` is a short opening such as a date; `command` opens the item."""

    items: tuple["Bullet", ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list."""

    text: Text
    lead: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column.

    A `whole` column is never wrapped or cut (names to type, ids, dates); a `right` one lines
    up its figures; a `below` one holds longer words, which may stand under the row.
    """

    name: str
    whole: bool = False
    right: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first column is the name to type next. `item` names what a row is."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    item: str = "row"


@dataclass(frozen=True, slots=True)
class Figure:
    """A small picture, always with the sentence that says the same: a root and its branches."""

    sentence: str
    root: str
    branches: tuple[tuple[str, str], ...]


Block = Prose | Facts | Bullets | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its blocks. `level` 3 is a part of the level 2 section before it."""

    heading: str
    blocks: tuple[Block, ...]
    aside: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered source of the page."""

    number: int
    id: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Document:
    """One page. Sections, then citations, where to go next, and the fixed safety line."""

    title: str
    kicker: str = ""
    lead: tuple[Text, ...] = ()
    stamp: str = ""
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    next: tuple[str, ...] = ()
    closing: str = ""
