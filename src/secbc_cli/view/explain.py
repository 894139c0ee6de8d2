"""`--explain`: the medical words of a page with their meanings, at its end."""

from collections.abc import Iterator
from typing import Any

import msgspec

from ..model.term import Term
from .document import Bullet, Bullets, Document, Prose, Section, Text
from .words import plural


def texts_of(document: Document) -> Iterator[str]:
    """Every text of the page but its sources and commands."""
    for part in (document.title, document.kicker, document.lead, document.sections):
        yield from _texts(part)


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _texts(item)
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            if name not in ("command", "opens", "url", "tone"):
                yield from _texts(getattr(part, name))


def explained(document: Document, terms: list[Term]) -> Document:
    """The page with a last section of its medical words."""
    if terms:
        items = tuple(Bullet(Text(t.meaning), t.term, f"secbc glossary {t.id}") for t in terms)
        section = Section("Words on this page", (Bullets(items),), aside=plural(len(terms), "word"))
    else:
        section = Section("Words on this page", (Prose((Text("None is in the glossary."),)),))
    return msgspec.structs.replace(document, sections=(*document.sections, section))
