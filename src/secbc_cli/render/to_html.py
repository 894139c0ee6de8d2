"""One self-contained, accessible HTML page: real headings and tables, light and dark, prints well.

In a frame it is a page of a site: a command that has a page there is drawn as a link to it.
"""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from ..view.document import (
    Block,
    Bullet,
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
from .frame import ALONE, Frame, Link
from .marks import pieces
from .screen import Screen
from .svg import svg_of

_TYPED = re.compile(r"(?:Type: |(?<=: ))(secbc .+)$")
"""A command at the end of words: `12 more trials: secbc trials --drug capecitabine`"""
_CSS = Path(__file__).with_name("page.css")


def to_html(answer: Answer, screen: Screen) -> str:
    """The page as HTML, with no script and nothing from elsewhere."""
    return page_html(answer.document(), ALONE)


def page_html(document: Document, frame: Frame) -> str:
    """The page in a frame."""
    return "\n".join(_page(document, frame)) + "\n"


def style() -> str:
    """The style of every page."""
    return _CSS.read_text(encoding="utf-8")


def _page(document: Document, frame: Frame) -> Iterator[str]:
    title = escape(document.title)
    yield "<!doctype html>"
    yield '<html lang="en-GB">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    if frame.style:
        yield f'<title>{title} - secbc</title><link rel="stylesheet" href="{escape(frame.style)}"></head>'
    else:
        yield f"<title>{title} - secbc</title><style>\n{style()}</style></head>"
    kind = {0: "", 1: ' class="sheet"'}.get(document.sheets, ' class="sheet several"')
    yield f"<body{kind}>"
    if frame.ways:
        yield from _ways(frame)
    yield f"<header><h1>{title}</h1>"
    if document.kicker:
        yield f'<p class="kicker">{escape(document.kicker)}</p>'
    yield from (f"<p>{_words(text, frame)}</p>" for text in document.lead)
    if document.stamp:
        yield f'<p class="stamp">{escape(capital(document.stamp))}</p>'
    yield "</header>"
    yield '<main id="main">' if frame.ways else "<main>"
    if frame.script:
        yield from _search(frame)
    for section in document.sections:
        aside = f' <span class="aside">{escape(section.aside)}</span>' if section.aside else ""
        yield f"<h{section.level}>{escape(section.heading)}{aside}</h{section.level}>"
        for block in section.blocks:
            yield from _block(block, section.heading, frame)
        if section.space:
            space = f'class="write" style="height:{2 * section.space}em" role="img"'
            yield f'<div {space} aria-label="space to write"></div>'
    yield "</main>"
    yield "<footer>"
    if document.citations:
        yield "<h2>Sources</h2><ol>"
        for citation in document.citations:
            link = f'<a href="{escape(citation.url)}">{escape(citation.text)}</a>'
            record = frame.link(f"source {citation.id}")
            if record:
                link += f' <span class="quiet of-site">(our record: {_anchor(record, citation.id)})</span>'
            yield f'<li id="source-{citation.number}" value="{citation.number}">{link}</li>'
        yield "</ol>"
    if document.next:
        heading = "Where to go next" if frame.ways else "What to type next"
        yield f'<div class="next"><h2>{heading}</h2><ul>'
        yield from (f"<li>{_step(step, frame)}</li>" for step in document.next)
        yield "</ul></div>"
    if document.closing:
        yield f'<p class="closing">{escape(document.closing)}</p>'
    if frame.made:
        yield f'<p class="quiet of-site">{escape(frame.made)}</p>'
    yield "</footer></body></html>"


def _ways(frame: Frame) -> Iterator[str]:
    """The way around the site, after a link that passes over it."""
    yield '<a class="skip" href="#main">To the page</a><nav aria-label="This site"><ul>'
    for way in frame.ways:
        current = ' aria-current="true"' if way.href == frame.here else ""
        yield f'<li><a href="{escape(way.href)}"{current}>{escape(way.words)}</a></li>'
    yield "</ul></nav>"


def _search(frame: Frame) -> Iterator[str]:
    """A search box that the script shows; without it, words that say where to look."""
    yield '<form id="search" role="search" action="index.html" hidden>'
    yield '<label for="q">Search</label>'
    yield '<input id="q" type="search" autocomplete="off" spellcheck="false" aria-describedby="q-about">'
    yield "<button>Find</button>"
    yield '<p id="q-about" class="quiet">A drug, a trial, a medical word, or your own words. '
    yield "Nothing that you type is sent anywhere.</p>"
    yield '<p id="q-count" role="status"></p><ol id="q-found"></ol></form>'
    yield "<noscript><p>The search box needs JavaScript. All pages are in the lists below.</p></noscript>"
    yield f'<script src="{escape(frame.script)}" defer></script>'


def _anchor(link: Link, words: str) -> str:
    return f'<a href="{escape(link.href)}">{escape(words)}</a>'


def _step(command: str, frame: Frame) -> str:
    """A page to go to by its name, or a command to type."""
    link = frame.link(command)
    return _anchor(link, link.words) if link else f"<code>{escape(command)}</code>"


def _item(item: Bullet, frame: Frame) -> str:
    """An item; where it has a page, its opening (or its text) is the link and nothing is left to type."""
    link = frame.link(item.command or item.opens)
    if link is None:
        lead = f'<span class="strong">{escape(item.lead)}</span> ' if item.lead else ""
        command = f" <code>{escape(item.command)}</code>" if item.command else ""
        return f"{lead}{_words(item.text, frame)}{command}"
    if not item.lead:
        return _words(item.text, frame, link)
    return f'<span class="strong">{_anchor(link, item.lead)}</span> {_words(item.text, frame)}'


def _block(block: Block, heading: str, frame: Frame) -> Iterator[str]:
    match block:
        case Prose():
            yield from (f"<p>{_words(paragraph, frame)}</p>" for paragraph in block.paragraphs)
        case Facts():
            yield "<dl>"
            for label, values in block.rows:
                yield f"<dt>{escape(label)}</dt>"
                yield from (f"<dd>{_words(value, frame)}</dd>" for value in values)
            yield "</dl>"
        case Bullets():
            tag = "ol" if block.ordered else "ul"
            yield f"<{tag}>"
            yield from (f"<li>{_item(item, frame)}</li>" for item in block.items)
            yield f"</{tag}>"
        case Table():
            yield from _table(block, heading, frame)
        case Figure():
            yield f"<p>{escape(block.sentence)}</p>"
            yield f'<p class="strong">{escape(block.root)}</p><ul class="branches">'
            yield from (
                f'<li><span class="strong">{escape(name)}</span> '
                f'<span class="quiet">{escape(words)}</span></li>'
                for name, words in block.branches
            )
            yield "</ul>"
        case Drawn():
            yield f"<figure>{svg_of(block)}<figcaption>{escape(block.sentence)}</figcaption></figure>"


def _table(table: Table, heading: str, frame: Frame) -> Iterator[str]:
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
            f'<td class="{css}" data-label="{escape(column.name)}">{_words(cell, frame)}</td>'
            for column, (cell, css) in zip(table.columns[1:], rest, strict=True)
        )
        name = _words(first[0], frame, frame.link(f"{table.item} {first[0].text}"))
        yield f'<tr><th scope="row" class="{first[1]}">{name}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _words(text: Text, frame: Frame, link: Link | None = None) -> str:
    """Words with their tone, address and sources; `link` is the page that they name, if they name one."""
    words = "".join(
        f"<mark>{escape(piece)}</mark>" if marked else escape(piece) for piece, marked in pieces(text)
    )
    words = words.replace("\n", "<br>")
    typed = None if text.marks else _TYPED.search(text.text)
    named = frame.link(typed[1]) if typed else None
    if link or text.url:
        words = f'<a href="{escape(link.href if link else text.url)}">{words}</a>'
    elif typed and named:
        words = f"{escape(text.text[: typed.start()])}{_anchor(named, named.words)}"
    if text.tone != "plain":
        words = f'<span class="{text.tone}">{words}</span>'
    marks = ", ".join(f'<a href="#source-{n}" aria-label="source {n}">{n}</a>' for n in text.cites)
    return f"{words}<sup>{marks}</sup>" if marks else words
