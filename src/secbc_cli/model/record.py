"""The base of every record and row: frozen, and closed to unknown fields."""

from typing import Annotated

import msgspec
from msgspec import Meta

from .text import Day, Id, SourceId


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a record. A field that the source does not give is null, never guessed."""


class Record(Row, frozen=True, kw_only=True):
    """One YAML file. `id` is the file's name; `checked` is the day its facts were last compared."""

    id: Id
    sources: Annotated[tuple[SourceId, ...], Meta(description="what the record rests on as a whole")] = ()
    checked: Annotated[Day, Meta(description="the day its facts were last compared with their sources")]
