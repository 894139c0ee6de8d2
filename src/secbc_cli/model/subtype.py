"""Subtype: data/subtypes/<id>.yaml"""

from typing import Annotated

from msgspec import Meta

from .record import Record
from .text import Lay, Line, SubtypeId
from .treatment import ResearchItem
from .vocabulary import Biomarker


class Subtype(Record, frozen=True, kw_only=True):
    """A type of secondary breast cancer, named by what its cells carry."""

    name: Annotated[Line, Meta(description="as people call it")]
    also: Annotated[tuple[str, ...], Meta(description="other names, abbreviations")] = ()
    kind_of: Annotated[SubtypeId | None, Meta(description="the wider type it is a kind of")] = None
    order: Annotated[int, Meta(description="place in lists")] = 100
    biomarkers: Annotated[tuple[Biomarker, ...], Meta(description="what tests look for")] = ()
    marks: Annotated[
        tuple[Biomarker, ...],
        Meta(description="for a gene change or marker: what lists one of these belongs to it"),
    ] = ()
    short: Annotated[Lay, Meta(description="one sentence: what it is")]
    what: Annotated[Lay, Meta(description="what it means")]
    test: Annotated[Lay, Meta(description="the test that finds it")]
    standard: Annotated[Lay, Meta(description="what is usual today, without advice")]
    research: Annotated[tuple[ResearchItem, ...], Meta(description="what research is looking at")] = ()
