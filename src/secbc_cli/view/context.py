"""What every page is written with: today's date, the sources, and what records are called."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.dates import show
from ..model.source import Source
from .cite import Citer

if TYPE_CHECKING:
    from ..model.study import Registered


class Context(Struct, frozen=True, dict=True):
    """`names` are what records are called and `states` how far they have come, by kind and id."""

    today: date
    data_date: str
    sources: Mapping[str, Source]
    names: Mapping[str, Mapping[str, str]]
    states: Mapping[str, Mapping[str, str]]
    registered: "Mapping[str, Registered]" = {}
    """How trials stand in the user's copy of the registry, by our id; empty where there is no copy."""

    @cached_property
    def cite(self) -> Citer:
        """The page's one numbering of sources."""
        return Citer(self.sources)

    def name(self, kind: str, record_id: str) -> str:
        """What a record is called; its id where there is no such record."""
        return self.names.get(kind, {}).get(record_id, record_id)

    def state(self, kind: str, record_id: str) -> str:
        """A drug's stage, a trial's verdict; empty where there is no such record."""
        return self.states.get(kind, {}).get(record_id, "")

    def list(self, kind: str, ids: tuple[str, ...]) -> str:
        """Names in a row: `Fulvestrant, Letrozole`"""
        return "; ".join(self.name(kind, i) for i in ids)

    def publisher(self, source_id: str) -> str:
        """Who says so."""
        source = self.sources.get(source_id)
        return source.publisher if source else source_id

    def checked(self, day: str) -> str:
        """The stamp of a page."""
        return f"facts checked {show(day)}"
