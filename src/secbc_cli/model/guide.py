"""Guide topic: data/guide/<id>.yaml"""

from typing import Annotated

from msgspec import Meta

from .record import Record, Row
from .text import Lay, Line


class GuideSection(Row, frozen=True, kw_only=True):
    """A heading, what it says, and points under it."""

    heading: Annotated[Lay, Meta(description="a few words")]
    words: Annotated[Lay | None, Meta(description="what it says")] = None
    points: tuple[Lay, ...] = ()


class Guide(Record, frozen=True, kw_only=True):
    """Research and trials explained: one topic."""

    title: Annotated[Line, Meta(description="the topic's name")]
    also: Annotated[tuple[str, ...], Meta(description="other words for it")] = ()
    order: Annotated[int, Meta(description="place in lists")] = 100
    short: Annotated[Lay, Meta(description="the topic in one sentence")]
    sections: tuple[GuideSection, ...]
