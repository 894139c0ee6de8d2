"""Guide topic: data/guide/<id>.yaml"""

from typing import Annotated

from msgspec import Meta

from .record import Record, Row
from .text import Lay, Line


class GuideSection(Row, frozen=True, kw_only=True):
    """A heading, what it says, and points under it."""

    heading: Lay
    words: Lay | None = None
    points: tuple[Lay, ...] = ()


class Guide(Record, frozen=True, kw_only=True):
    """Research and trials explained: one topic."""

    title: Line
    also: tuple[str, ...] = ()
    order: int = 100
    short: Annotated[Lay, Meta(description="the topic in one sentence")]
    sections: tuple[GuideSection, ...]
