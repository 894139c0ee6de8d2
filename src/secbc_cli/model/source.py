"""Source: data/sources/<id>.yaml"""

from typing import Annotated, Literal

from msgspec import Meta

from .record import Row
from .text import Day, Id, Line, PartialDate, Url
from .vocabulary import SourceType

LIVE = "registry-"
"""How the id of a source begins that is no file of ours but the user's copy of a registry's record."""


class Source(Row, frozen=True, kw_only=True):
    """A page that was read, and when."""

    id: Id
    title: Annotated[Line, Meta(description="the page's title")]
    publisher: Annotated[Line, Meta(description="who stands behind the page")]
    type: SourceType
    url: Annotated[Url, Meta(description="the address of the public page")]
    mirror: Annotated[Url | None, Meta(description="where the copy that was read stood, if not at url")] = (
        None
    )
    published: Annotated[
        PartialDate | None, Meta(description="published or last updated, as the page prints it")
    ] = None
    read: Annotated[Day, Meta(description="the day we read it")]
    copy: Annotated[
        Literal["live", "stored"],
        Meta(description="stored: we read an archived copy, which may be older than the live page"),
    ]
    licence: Annotated[str | None, Meta(description="terms of reuse, where known")] = None
