"""Treatment: data/treatments/<id>.yaml"""

from typing import Annotated

from msgspec import Meta

from .history import Event, NotFound
from .record import Record, Row
from .text import DrugId, Id, Lay, Line, SourceId, TreatmentId, TrialId


class ResearchItem(Row, frozen=True, kw_only=True):
    """One direction of research, with the real drugs and trials behind it."""

    id: Annotated[Id, Meta(description="a short name for the item")]
    idea: Annotated[Lay, Meta(description="the direction, as a short phrase")]
    words: Annotated[Lay, Meta(description="what is being tried and why")]
    drugs: tuple[DrugId, ...] = ()
    trials: tuple[TrialId, ...] = ()
    happened: Annotated[tuple[Event, ...], Meta(description="what happened next, oldest first")] = ()
    not_found: tuple[NotFound, ...] = ()
    sources: tuple[SourceId, ...] = ()


class Treatment(Record, frozen=True, kw_only=True):
    """A type of treatment, and what research is looking at."""

    name: Annotated[Line, Meta(description="as people call it")]
    also: Annotated[tuple[str, ...], Meta(description="lay and medical synonyms")] = ()
    kind_of: Annotated[TreatmentId | None, Meta(description="the wider treatment it is a kind of")] = None
    order: Annotated[int, Meta(description="place in lists")] = 100
    short: Annotated[Lay, Meta(description="one sentence: what it is")]
    what: Annotated[Lay, Meta(description="what it is, and its place in secondary breast cancer")]
    how: Annotated[Lay, Meta(description="how it works")]
    research: Annotated[tuple[ResearchItem, ...], Meta(description="what research is looking at")] = ()
