"""Markdown: headings, pipe tables, lists."""

import re
from collections.abc import Iterator

from ..view.document import (
    Block,
    Bullets,
    Document,
    Drawn,
    Facts,
    Figure,
    Prose,
    Table,
    Text,
)
from ..view.words import capital
from .answer import Answer
from .drawing import rows_of
from .marks import pieces, spelled
from .screen import Screen

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def to_markdown(answer: Answer, screen: Screen) -> str:
    """The page as Markdown."""
    return "\n".join(_page(answer.document())).rstrip() + "\n"


def _page(document: Document) -> Iterator[str]:
    yield f"# {escape(document.title)}"
    yield ""
    if document.kicker:
        yield f"*{escape(document.kicker)}*"
        yield ""
    for text in document.lead:
        yield _words(text)
        yield ""
    if document.stamp:
        yield f"{escape(capital(document.stamp))}."
        yield ""
    for section in document.sections:
        aside = f" ({escape(section.aside)})" if section.aside else ""
        yield f"{'#' * section.level} {escape(section.heading)}{aside}"
        yield ""
        for block in section.blocks:
            yield from _block(block)
            yield ""
        yield from ["\\_" * 30 + "\n"] * section.space
    if document.citations:
        yield "## Sources"
        yield ""
        for citation in document.citations:
            yield f"{citation.number}. {escape(citation.text)} <{citation.url}>"
        yield ""
    if document.next:
        yield "## What to type next"
        yield ""
        yield from (f"- `{step}`" for step in document.next)
        yield ""
    if document.closing:
        yield f"**{escape(document.closing)}**"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Prose():
            for number, paragraph in enumerate(block.paragraphs):
                if number:
                    yield ""
                yield _words(paragraph)
        case Facts():
            for label, values in block.rows:
                yield f"- **{escape(label)}:** {'; '.join(map(_words, values))}"
        case Bullets():
            for number, item in enumerate(block.items, 1):
                mark = f"{number}." if block.ordered else "-"
                lead = f"**{escape(item.lead)}:** " if item.lead else ""
                command = f" (`{item.command}`)" if item.command else ""
                yield f"{mark} {lead}{_words(item.text)}{command}"
        case Table():
            yield "| " + " | ".join(escape(column.name) for column in block.columns) + " |"
            yield "|" + "|".join("---:" if column.right else "---" for column in block.columns) + "|"
            for row in block.rows:
                yield "| " + " | ".join(map(_words, row)) + " |"
        case Figure():
            yield escape(block.sentence)
            yield ""
            yield from (f"- **{escape(name)}:** {escape(words)}" for name, words in block.branches)
        case Drawn():
            yield escape(block.sentence)
            yield ""
            yield from (f"- **{escape(name)}:** {escape(words)}" for name, words in rows_of(block))


def _kept(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def escape(text: str) -> str:
    """Text that Markdown must not read as marks, on one line."""
    return " ".join(_kept(text).split())


def _words(text: Text) -> str:
    words = "".join(f"**{_kept(piece)}**" if marked else _kept(piece) for piece, marked in pieces(text))
    words = " ".join(words.split())
    linked = f"[{words}](<{text.url}>)" if text.url else words
    return linked + spelled(text.cites)
