"""What was asked of a list of trials, and what came of it."""

from msgspec import Struct


class Filters(Struct, frozen=True):
    """What the user asked for. Several values of one filter widen it; several filters narrow."""

    status: tuple[str, ...] = ()
    drug: tuple[str, ...] = ()
    treatment: tuple[str, ...] = ()
    subtype: tuple[str, ...] = ()
    biomarker: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    uk: bool = False
    sort: str = "status"
    limit: int | None = None


class Selection(Struct, frozen=True):
    """The trials that fit, in order, and what a reader must know of the choice."""

    ids: tuple[str, ...]
    fitting: int
    """How many fit; more than `ids` where --limit cut the list."""
    total: int
    oldest: str
    """The oldest dated status among those that fit; empty where none is dated."""
    newest: str
    said: tuple[str, ...] = ()
    """The filters as the user typed them."""
    emptied_by: tuple[str, ...] = ()
    """For an empty answer: what each filter does."""
    undated: int = 0
    """Where recruiting trials were asked for: how many more fit but for a status that no source dates."""
    uk_unknown: int = 0
    """Where UK places were asked for: how many more fit but for places that are not known."""
