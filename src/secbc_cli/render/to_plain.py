"""The linear form: one "Label: value" a line, for screen readers and for pipes.

No boxes, columns or symbols; a heading before each list; "item 3 of 12".
"""

from collections.abc import Iterator
from itertools import takewhile

from ..view.document import (
    Block,
    Bullets,
    Document,
    Drawn,
    Facts,
    Figure,
    Prose,
    Section,
    Table,
    Text,
)
from .answer import Answer
from .drawing import rows_of
from .marks import spelled
from .screen import Screen


def to_plain(answer: Answer, screen: Screen) -> str:
    """The page from top to bottom."""
    return "\n".join(_page(answer.document())) + "\n"


def _page(document: Document) -> Iterator[str]:
    parts: list[Section] = []
    yield f"{document.title}, {document.kicker}" if document.kicker else document.title
    yield from (_words(text) for text in document.lead)
    if document.stamp:
        yield f"Date: {document.stamp}"
    whole = [section for section in document.sections if section.level == 2]
    for section in document.sections:
        yield ""
        if section.level == 2:
            parts = _parts(document.sections, section)
            yield f"Section {whole.index(section) + 1} of {len(whole)}: {_heading(section)}"
        else:
            yield f"Part {parts.index(section) + 1} of {len(parts)}: {_heading(section)}"
        yield from _section(section)
    if document.citations:
        yield ""
        yield "Sources"
        many = len(document.citations)
        for citation in document.citations:
            yield f"Source {citation.number} of {many}: {citation.text}"
            yield f"Address of source {citation.number}: {citation.url}"
    if document.next:
        yield ""
        yield "What to type next"
        many = len(document.next)
        yield from (f"Command {number} of {many}: {step}" for number, step in enumerate(document.next, 1))
    if document.closing:
        yield ""
        yield document.closing


def _heading(section: Section) -> str:
    return f"{section.heading}, {section.aside}" if section.aside else section.heading


def _parts(sections: tuple[Section, ...], whole: Section) -> list[Section]:
    """The level 3 sections that follow a level 2 section."""
    after = sections[sections.index(whole) + 1 :]
    return list(takewhile(lambda section: section.level > 2, after))


def _section(section: Section) -> Iterator[str]:
    for block in section.blocks:
        yield from _block(block)
    if section.space:
        yield "Space to write."


def _block(block: Block) -> Iterator[str]:
    match block:
        case Prose():
            yield from (_words(paragraph) for paragraph in block.paragraphs)
        case Facts():
            for label, values in block.rows:
                yield from (f"{label}: {_words(value)}" for value in values)
        case Bullets():
            many = len(block.items)
            for number, item in enumerate(block.items, 1):
                lead = f"{item.lead}: " if item.lead else ""
                yield f"{number} of {many}: {lead}{_words(item.text)}"
                if item.command:
                    yield f"Command: {item.command}"
        case Table():
            yield from _table(block)
        case Figure():
            yield block.sentence
            many = len(block.branches)
            for number, (name, words) in enumerate(block.branches, 1):
                yield f"Group {number} of {many}: {name}, {words}"
        case Drawn():
            yield block.sentence
            rows = rows_of(block)
            for number, (name, words) in enumerate(rows, 1):
                yield f"{number} of {len(rows)}: {name}: {words}"


def _table(table: Table) -> Iterator[str]:
    many = len(table.rows)
    for number, row in enumerate(table.rows, 1):
        yield f"{table.item.capitalize()} {number} of {many}: {_words(row[0])}"
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if cell.text:
                yield f"{column.name}: {_words(cell)}"


def _words(text: Text) -> str:
    """One line, whatever the text holds, with its sources spelled out."""
    address = f", {text.url}" if text.url and text.url != text.text else ""
    return f"{' '.join(text.text.split())}{address}{spelled(text.cites)}"
