"""What happened, and what was looked for and not found: rows that several kinds share."""

from typing import Annotated

from msgspec import Meta

from .record import Row
from .text import Lay, PartialDate, SourceId


class Event(Row, frozen=True, kw_only=True):
    """Something that happened, when, and who says so."""

    date: PartialDate
    words: Annotated[Lay, Meta(description="what happened")]
    source: SourceId


class NotFound(Row, frozen=True, kw_only=True):
    """What was looked for and not found: said plainly, with the day and the places."""

    what: Annotated[Lay, Meta(description="what was looked for")]
    looked: Annotated[PartialDate, Meta(description="the day we looked")]
    where: Annotated[str, Meta(min_length=1, description="the places searched")]
