"""A site: a page for each list and record, and for every other answer that a page names, as linked files.

Each page is the answer to a command's words, drawn by the html renderer. A link is drawn only to an
answer that exists; those that are neither list nor record wait in a queue until a page has named them.
"""

import re
import shlex
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import typer

from ..model.errors import SecbcError
from ..model.search import SearchWords
from ..query.lookup import COMMANDS
from ..render.answer import Answer
from ..render.frame import Frame, Link
from ..render.site import Entry, site_script, site_style
from ..render.to_html import page_html
from ..view import export as view
from ..view.document import Document
from ..view.search import KINDS as CALLED
from .session import Session

STYLE, SCRIPT, LICENCE = "style.css", "search.js", "LICENSE-DATA.txt"
_OTHERS = {"trials": "trials", "drugs": "drugs", "drug": "drugs", "trial": "trials",
           "results": "trials", "sheet": "trials", "compare": "drugs"}  # fmt: skip
"""Commands whose answers with options have pages too, and the list that each belongs to."""
_SHORT = {
    "treatment": "short", "drug": "short", "trial": "title", "subtype": "short", "guide": "short",
    "term": "meaning", "source": "publisher",
}  # fmt: skip
"""The field of each kind that the search shows beside the name."""
_USAGE: Any = typer.BadParameter.__mro__[1]
"""Typer's usage error; its class is private in 0.26+."""


class Site:
    """Writes itself page by page; holds the names of pages, never their text."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session = session
        self.library = session.library
        self.folder = folder
        self.pages = 0
        self.files = 0
        self._titles: dict[str, str] = {command: name for command, name, _, _ in view.LISTS}
        self._paths: dict[str, str | None] = {command: f"{command}.html" for command in self._titles}
        self._rows: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._waiting: list[str] = []
        for kind, command in COMMANDS.items():
            ids = self.library.ids(kind)
            names = self.library.names(kind, ids)
            for i in ids:
                words = f"{command} {i}"
                self._paths[words] = f"{command}/{i}.html"
                self._titles[words] = names[i]
                self._rows[f"{kind} {i}"] = words
                if kind in ("treatment", "drug", "trial", "subtype"):
                    self._names.setdefault(i, names[i])

    def write(self, licence: Path | None) -> None:
        """Every page, then the style and the search."""
        lists_and_records = list(self._paths)
        topics = self.library.ids("guide")
        counts = {kind: self.library.count(kind) for _, _, kind, _ in view.LISTS}
        first = view.first_page(
            counts, self._guides(topics), self.library.data_date, LICENCE if licence else ""
        )
        self._page("index.html", first, "index", SCRIPT)
        for words in lists_and_records:
            self._answer_page(words)
        while self._waiting:
            self._answer_page(self._waiting.pop())
        if licence:
            self._file(LICENCE, [licence.read_text(encoding="utf-8")])
        self._file(STYLE, [site_style()])
        said = self._search_words()
        self._file(SCRIPT, site_script(self._entries(said), said.silent, said.same))

    def _answer_page(self, words: str) -> None:
        """The page of the answer to these words."""
        document = self._answer(words).document()
        if "--" in words:
            document = msgspec.structs.replace(document, title=self._titles[words])
        path = self._paths[words]
        assert path  # only words that have one come here
        self._page(path, document, words.split()[0])

    def _page(self, path: str, document: Document, command: str, script: str = "") -> None:
        up = "../" if "/" in path else ""
        ways = (
            Link(f"{up}index.html", "Start"),
            *(Link(f"{up}{name}.html", words) for name, words, _, _ in view.LISTS),
            Link(f"{up}index.html#q", "Search"),
        )
        lists = {"treatments", "subtypes", "guide", "glossary", "sources", "index"}
        here = command if command in lists else _OTHERS[command]
        frame = Frame(
            lambda words: self._link(words, up),
            f"{up}{STYLE}",
            ways,
            f"{up}{here}.html",
            script,
            view.made(self.library.data_date, self.session.today),
        )
        self._file(path, [page_html(document, frame)])
        self.pages += 1

    def _file(self, path: str, parts: Iterator[str] | list[str]) -> None:
        place = self.folder / path
        place.parent.mkdir(exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(parts)
        self.files += 1

    def _link(self, said: str, up: str) -> Link | None:
        """The page of a command, or of a table's row such as `drug elacestrant`."""
        words = said.removeprefix("secbc ") if said.startswith("secbc ") else self._rows.get(said, "")
        if words not in self._paths:
            self._paths[words] = self._other(words)
        path = self._paths[words]
        return Link(up + path, self._titles[words]) if path else None

    def _other(self, words: str) -> str | None:
        """A path for an answer that is neither list nor record, which then waits to be drawn."""
        command, *rest = words.split() or [""]
        if command not in _OTHERS or any('"' in part or "'" in part for part in rest):
            return None
        path = f"{command}/{'_'.join(re.sub(r'[^a-z0-9.-]', '-', p.lower().lstrip('-')) for p in rest)}.html"
        if path in self._paths.values():
            return None
        try:
            self._answer(words)
        except (SecbcError, _USAGE):
            return None
        about = [self._names[part] for part in rest if part in self._names]
        options = [
            part.removeprefix("--").replace("-", " ")
            for part, after in zip(rest, (*rest[1:], "--"), strict=True)
            if part not in self._names and (not part.startswith("--") or after.startswith("--"))
        ]
        self._titles[words] = view.NAMES.get(words) or view.title(command, about, options)
        self._waiting.append(words)
        return path

    @cached_property
    def _group(self) -> Any:
        from .app import build

        return typer.main.get_command(build((*_OTHERS, *COMMANDS.values())))

    def _answer(self, words: str) -> Answer:
        """The answer to a command's words, as on the command line."""
        made = self._group.main(
            args=shlex.split(words), prog_name="secbc", standalone_mode=False, obj=self.session
        )
        if not isinstance(made, Answer):  # Typer turns Ctrl-C into a number
            raise KeyboardInterrupt
        return made

    def _guides(self, ids: list[str]) -> list[Any]:
        from ..model.guide import Guide

        return self.library.records(Guide, ids)

    def _search_words(self) -> SearchWords:
        from ..knowledge.load import load_search
        from ..knowledge.locate import SEARCH

        loaded, _ = load_search(self.library.folder / SEARCH, SEARCH)
        return loaded.record if loaded and isinstance(loaded.record, SearchWords) else SearchWords()

    def _entries(self, said: SearchWords) -> Iterator[Entry]:
        """Every record as the search knows it, with what people say when they mean it."""
        called: dict[tuple[str, str], list[str]] = {}
        sql = "SELECT kind, id, text FROM name ORDER BY rowid"
        for kind, record_id, name in self.library.index.rows(sql):
            called.setdefault((kind, record_id), []).append(name)
        for kind, command in COMMANDS.items():
            for i in self.library.ids(kind):
                [blob] = self.library.json(kind, [i])
                short = msgspec.json.decode(blob).get(_SHORT[kind]) or ""
                title = self._titles[f"{command} {i}"]
                others = [name for name in called.get((kind, i), []) if name != title]
                others += said.leads.get(f"{kind}/{i}", ())
                address = str(self._paths[f"{command} {i}"])
                yield title, CALLED.get(kind, kind), address, " ".join(short.split()), others
