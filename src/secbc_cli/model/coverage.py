"""Coverage: how much a knowledge base holds, and how much of it has a source."""

import msgspec


class KindCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of record, in counts and per cent.

    `filled` is the share of all fields that hold a value; an empty list, "not stated" and
    "unknown" count as empty. A fact is one value that is not an id, a link or our own date;
    it is `sourced` where its record cites a source, and `sourced_closely` where its own row does.
    """

    kind: str
    records: int
    filled: float
    emptiest: tuple[tuple[str, float], ...]
    facts: int
    sourced: int
    sourced_closely: int
    overdue: int


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole knowledge base. Dates are those that source pages print; counts are of sources."""

    kinds: tuple[KindCoverage, ...]
    facts: int
    sourced: int
    sources_by_type: dict[str, int]
    sources_by_year: dict[str, int]
    oldest: str | None
    newest: str | None
    last_read: str | None
    overdue: int
    reading_age: float
    errors: int
