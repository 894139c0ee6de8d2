"""The files of a site that are no pages: its style, and its search's script with the index of pages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from .to_html import style

Entry = tuple[str, str, str, str, list[str]]
"""A page as the search knows it: title, kind, address, short text, other names."""

_HERE = Path(__file__).parent


def site_style() -> str:
    """The style of a page alone, and what only a site has."""
    return style() + (_HERE / "site.css").read_text(encoding="utf-8")


def site_script(
    entries: Iterable[Entry], silent: Iterable[str], same: Iterable[Iterable[str]]
) -> Iterator[str]:
    """The script in parts: a line a page, the words of questions, then the search itself."""
    yield "const PAGES = [\n"
    for entry in entries:
        yield f"{msgspec.json.encode(entry).decode()},\n"
    words = {"silent": list(silent), "same": [list(line) for line in same]}
    yield f"];\nconst WORDS = {msgspec.json.encode(words).decode()};\n"
    yield (_HERE / "search.js").read_text(encoding="utf-8")
