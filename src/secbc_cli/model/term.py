"""Term: one entry of data/glossary.yaml"""

from typing import Annotated

from msgspec import Meta

from .record import Row
from .text import Id, Lay, SourceId


class Term(Row, frozen=True, kw_only=True):
    """A medical word in plain words."""

    id: Id
    term: Annotated[str, Meta(min_length=1, description="the word")]
    say: Annotated[str | None, Meta(description="how to say it")] = None
    meaning: Annotated[Lay, Meta(description="what it means")]
    also: Annotated[tuple[str, ...], Meta(description="lay words, abbreviations, other spellings")] = ()
    sources: tuple[SourceId, ...] = ()
