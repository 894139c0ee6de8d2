"""One self-contained, accessible HTML page: real headings and tables, light and dark, prints well."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from ..view.document import (
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Intervals,
    People,
    Prose,
    Table,
    Text,
    Timeline,
)
from .answer import Answer
from .marks import pieces
from .screen import Screen
from .svg import svg_of

_CSS = Path(__file__).with_name("page.css")


def to_html(answer: Answer, screen: Screen) -> str:
    """The page as HTML, with no script and nothing from elsewhere."""
    return "\n".join(_page(answer.document())) + "\n"


def _page(document: Document) -> Iterator[str]:
    title = escape(document.title)
    yield "<!doctype html>"
    yield '<html lang="en-GB">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title} - secbc</title><style>\n{_CSS.read_text(encoding='utf-8')}</style></head>"
    kind = {0: "", 1: ' class="sheet"'}.get(document.sheets, ' class="sheet several"')
    yield f"<body{kind}>"
    yield f"<header><h1>{title}</h1>"
    if document.kicker:
        yield f'<p class="kicker">{escape(document.kicker)}</p>'
    yield from (f"<p>{_words(text)}</p>" for text in document.lead)
    if document.stamp:
        yield f'<p class="stamp">{escape(document.stamp[0].upper() + document.stamp[1:])}</p>'
    yield "</header>"
    yield "<main>"
    for section in document.sections:
        aside = f' <span class="aside">{escape(section.aside)}</span>' if section.aside else ""
        yield f"<h{section.level}>{escape(section.heading)}{aside}</h{section.level}>"
        for block in section.blocks:
            yield from _block(block, section.heading)
        if section.space:
            space = f'class="write" style="height:{2 * section.space}em" role="img"'
            yield f'<div {space} aria-label="space to write"></div>'
    yield "</main>"
    yield "<footer>"
    if document.citations:
        yield "<h2>Sources</h2><ol>"
        for citation in document.citations:
            link = f'<a href="{escape(citation.url)}">{escape(citation.text)}</a>'
            yield f'<li id="source-{citation.number}" value="{citation.number}">{link}</li>'
        yield "</ol>"
    if document.next:
        yield '<div class="next"><h2>What to type next</h2><ul>'
        yield from (f"<li><code>{escape(step)}</code></li>" for step in document.next)
        yield "</ul></div>"
    if document.closing:
        yield f'<p class="closing">{escape(document.closing)}</p>'
    yield "</footer></body></html>"


def _block(block: Block, heading: str) -> Iterator[str]:
    match block:
        case Prose():
            yield from (f"<p>{_words(paragraph)}</p>" for paragraph in block.paragraphs)
        case Facts():
            yield "<dl>"
            for label, values in block.rows:
                yield f"<dt>{escape(label)}</dt>"
                yield from (f"<dd>{_words(value)}</dd>" for value in values)
            yield "</dl>"
        case Bullets():
            tag = "ol" if block.ordered else "ul"
            yield f"<{tag}>"
            for item in block.items:
                lead = f'<span class="strong">{escape(item.lead)}</span> ' if item.lead else ""
                command = f" <code>{escape(item.command)}</code>" if item.command else ""
                yield f"<li>{lead}{_words(item.text)}{command}</li>"
            yield f"</{tag}>"
        case Table():
            yield from _table(block, heading)
        case Figure():
            yield f"<p>{escape(block.sentence)}</p>"
            yield f'<p class="strong">{escape(block.root)}</p><ul class="branches">'
            yield from (
                f'<li><span class="strong">{escape(name)}</span> '
                f'<span class="quiet">{escape(words)}</span></li>'
                for name, words in block.branches
            )
            yield "</ul>"
        case Bars() | People() | Intervals() | Timeline():
            yield f"<figure>{svg_of(block)}<figcaption>{escape(block.sentence)}</figcaption></figure>"


def _table(table: Table, heading: str) -> Iterator[str]:
    classes = [
        " ".join(name for name, on in (("whole", column.whole), ("right", column.right)) if on)
        for column in table.columns
    ]
    # a box that scrolls must be reachable by keyboard and have a name
    begins = f", from {table.rows[0][0].text}" if table.rows else ""  # two tables may share a heading
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="Table: {escape(heading + begins)}">'
    yield "<table><thead><tr>"
    for column, css in zip(table.columns, classes, strict=True):
        yield f'<th scope="col" class="{css}">{escape(column.name)}</th>'
    yield "</tr></thead><tbody>"
    for row in table.rows:
        first, *rest = zip(row, classes, strict=True)
        cells = "".join(
            f'<td class="{css}" data-label="{escape(column.name)}">{_words(cell)}</td>'
            for column, (cell, css) in zip(table.columns[1:], rest, strict=True)
        )
        yield f'<tr><th scope="row" class="{first[1]}">{_words(first[0])}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _words(text: Text) -> str:
    words = "".join(
        f"<mark>{escape(piece)}</mark>" if marked else escape(piece) for piece, marked in pieces(text)
    )
    words = words.replace("\n", "<br>")
    if text.url:
        words = f'<a href="{escape(text.url)}">{words}</a>'
    if text.tone != "plain":
        words = f'<span class="{text.tone}">{words}</span>'
    marks = ", ".join(f'<a href="#source-{n}" aria-label="source {n}">{n}</a>' for n in text.cites)
    return f"{words}<sup>{marks}</sup>" if marks else words
