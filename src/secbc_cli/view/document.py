"""The Document: what a page says, before anyone decides how it is drawn.

Words, lists, tables and figures. A new kind of block needs two pages that want it, and every
renderer must draw it.
They are msgspec structs like the records: twelve dataclasses would cost 4 ms of each start.
"""

from typing import Literal

from msgspec import Struct

Tone = Literal["plain", "strong", "quiet", "recruiting", "closed", "results", "stopped", "warning", "command"]
"""What a text means, never how it looks; the words say it too."""


class Text(Struct, frozen=True):
    """Words with a meaning, the sources behind them (by number) and perhaps a web address.

    `marks` are places in the words, (start, end), that answer what was asked.
    """

    text: str
    tone: Tone = "plain"
    cites: tuple[int, ...] = ()
    url: str = ""
    marks: tuple[tuple[int, int], ...] = ()


class Prose(Struct, frozen=True):
    """Paragraphs of running text."""

    paragraphs: tuple[Text, ...]


class Facts(Struct, frozen=True):
    """Label and value in two aligned columns; a label may have several values."""

    rows: tuple[tuple[str, tuple[Text, ...]], ...]


class Bullets(Struct, frozen=True):
    """Items of a list. `lead` is a short opening such as a date; `command` opens the item."""

    items: tuple["Bullet", ...]
    ordered: bool = False


class Bullet(Struct, frozen=True):
    """One item of a list.

    `opens` is a command too, for items that nobody needs to open: it is drawn only as a link.
    """

    text: Text
    lead: str = ""
    command: str = ""
    opens: str = ""


class Column(Struct, frozen=True):
    """A table's column.

    A `whole` column is never wrapped or cut (names to type, ids, dates); a `right` one lines
    up its figures; a `below` one holds longer words, which may stand under the row.
    """

    name: str
    whole: bool = False
    right: bool = False
    below: bool = False


class Table(Struct, frozen=True):
    """Rows of cells; the first column is the name to type next. `item` names what a row is."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    item: str = "row"


class Figure(Struct, frozen=True):
    """A small picture, always with the sentence that says the same: a root and its branches."""

    sentence: str
    root: str
    branches: tuple[tuple[str, str], ...]


class Drawn(Struct, frozen=True):
    """A figure that is drawn: whatever draws it, its sentence says the same."""

    sentence: str


class Bars(Drawn, frozen=True):
    """Lengths on one scale that starts at 0: label, value in `unit`, and the value as it is said.

    A row without a value is said in words only.
    """

    unit: str
    rows: tuple[tuple[str, float | None, str], ...]


class People(Drawn, frozen=True):
    """Groups of 100 people: label, and how many of the 100 the sentence is about."""

    of_whom: str
    rows: tuple[tuple[str, int], ...]


class Intervals(Drawn, frozen=True):
    """Ratios with their intervals on a log axis, with the line of no difference at 1.

    A row is label, low, ratio, high, and the figures as they are said.
    """

    rows: tuple[tuple[str, float, float, float, str], ...]
    left: str
    right: str


class Timeline(Drawn, frozen=True):
    """Dated events in order: ISO date (may be partial), what happened, its tone, and its lane.

    The last `ahead` rows are still to come: a partial date alone does not say on which side of
    today it lies.
    """

    rows: tuple[tuple[str, Text, str], ...]
    today: str
    ahead: int = 0


Drawing = Bars | People | Intervals | Timeline
Block = Prose | Facts | Bullets | Table | Figure | Drawing


class Section(Struct, frozen=True):
    """A heading and its blocks. `level` 3 is a part of the level 2 section before it.

    `space`: so many empty lines to write on.
    """

    heading: str
    blocks: tuple[Block, ...]
    aside: str = ""
    level: int = 2
    space: int = 0


class Citation(Struct, frozen=True):
    """One numbered source of the page."""

    number: int
    id: str
    text: str
    url: str


class Document(Struct, frozen=True):
    """One page. Sections, then citations, where to go next, and the fixed safety line.

    `sheets`: of how many A4 pages for paper it is made; 0 for a page of the screen.
    """

    title: str
    kicker: str = ""
    lead: tuple[Text, ...] = ()
    stamp: str = ""
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    next: tuple[str, ...] = ()
    closing: str = ""
    sheets: int = 0
