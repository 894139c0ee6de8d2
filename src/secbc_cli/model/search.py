"""Search: the words of data/search.yaml, and a hit."""

from typing import Annotated

from msgspec import Meta, Struct, field

from .record import Row

Words = tuple[str, ...]


class SearchWords(Row, frozen=True, kw_only=True):
    """What a search must know of how people write: data/search.yaml."""

    silent: Annotated[Words, Meta(description="words of a question that say nothing")] = ()
    general: Annotated[Words, Meta(description="words of the whole subject: they count only alone")] = ()
    ours: Annotated[Words, Meta(description="words that show that a question is about this subject")] = ()
    surely: Annotated[Words, Meta(description="words that leave no doubt that it is")] = ()
    same: Annotated[tuple[Words, ...], Meta(description="words that mean the same, a line each")] = ()
    leads: Annotated[dict[str, Words], Meta(description="`kind/id` -> words that lead to that record")] = (
        field(default_factory=dict)
    )
    weak: Annotated[Words, Meta(description="leads that mean nothing among words that are not ours")] = ()
    elsewhere: Annotated[Words, Meta(description="words of other illnesses and other matters")] = ()


class Found(Struct, frozen=True, kw_only=True):
    """What a search found: the hits shown, how many there are, what was read for what was typed."""

    hits: tuple["Hit", ...] = ()
    total: int = 0
    corrected: dict[str, str] = field(default_factory=dict)
    elsewhere: bool = False
    """Whether the question is about another illness or another matter."""


class Hit(Struct, frozen=True, kw_only=True):
    """One answer to a search. `marks` are the places in `context` that match, as (start, end)."""

    kind: str
    id: str
    name: str
    context: str
    marks: tuple[tuple[int, int], ...]
    command: str
