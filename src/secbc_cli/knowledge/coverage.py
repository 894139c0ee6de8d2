"""What the knowledge base covers: records, filled fields, facts and their sources, ages, overdue records."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from ..model.coverage import Coverage, KindCoverage
from ..model.kinds import KINDS
from ..model.record import Row
from ..model.source import Source
from .fields import Path, fields, hints, inside
from .load import Knowledge, Loaded
from .rules.days import overdue

_UNKNOWN = {"not stated", "unknown"}
"""Words of our vocabularies that say that no source gave a value."""
_NOT_FACTS = {"id", "checked", "order"}


def coverage(knowledge: Knowledge, today: date, reading_age: float, errors: int) -> Coverage:
    """Count what `knowledge` holds on the day `today`; `errors` are those that the check found."""
    late = Counter(problem.path for problem in overdue(knowledge, today))
    kinds = tuple(_kind(name, knowledge, late) for name in KINDS if name != "source")
    sources = [
        loaded.record for loaded in knowledge.of("source").values() if isinstance(loaded.record, Source)
    ]
    printed = sorted(source.published for source in sources if source.published)
    years = Counter(source.published[:4] if source.published else "not printed" for source in sources)
    return Coverage(
        kinds=kinds,
        facts=sum(kind.facts for kind in kinds),
        sourced=sum(kind.sourced for kind in kinds),
        sources_by_type=dict(Counter(source.type for source in sources).most_common()),
        sources_by_year=dict(sorted(years.items())),
        oldest=printed[0] if printed else None,
        newest=printed[-1] if printed else None,
        last_read=max((source.read for source in sources), default=None),
        overdue=sum(kind.overdue for kind in kinds),
        reading_age=round(reading_age, 1),
        errors=errors,
    )


def _kind(name: str, knowledge: Knowledge, late: Counter[str]) -> KindCoverage:
    records = list(knowledge.of(name).values())
    slots: Counter[str] = Counter()
    full: Counter[str] = Counter()
    facts = sourced = closely = 0
    for loaded in records:
        for slot, has_value in _slots(loaded.record, KINDS[name].type):
            slots[slot] += 1
            full[slot] += has_value
        for near in _facts(loaded):
            facts += 1
            closely += near
            sourced += near or bool(loaded.record.sources)  # type: ignore[attr-defined]  # every kind but source has the field
    shares = sorted((100 * full[slot] / count, slot) for slot, count in slots.items())
    return KindCoverage(
        kind=name,
        records=len(records),
        filled=round(100 * full.total() / max(1, slots.total()), 1),
        emptiest=tuple((slot, round(share, 1)) for share, slot in shares[:5] if share < 100),
        facts=facts,
        sourced=sourced,
        sourced_closely=closely,
        overdue=sum(late[loaded.path] for loaded in records),
    )


def _slots(record: Row, type_: type, path: str = "") -> Iterator[tuple[str, bool]]:
    """Each field of a record, and whether it holds a value.

    A row that every record has (`ids`, `who`) counts by its fields, one that may be absent as one field.
    """
    for name, hint in hints(type_).items():
        value, row = getattr(record, name), inside(hint)
        if row is hint and isinstance(row, type) and issubclass(row, Row):
            yield from _slots(value, row, f"{path}{name}.")
        elif name not in _NOT_FACTS:
            yield f"{path}{name}", value not in (None, (), "") and value not in _UNKNOWN


def _facts(loaded: Loaded) -> Iterator[bool]:
    """For each fact of a record, whether its own row cites a source."""
    for field in fields(loaded.record):
        if field.ref is None and field.path[-1] not in _NOT_FACTS:
            yield _cites(loaded.record, field.path)


def _cites(record: Row, path: Path) -> bool:
    """Whether a row on the way to `path`, below the record itself, names a source."""
    row: Any = record
    for step in path[:-1]:
        row = row[step] if isinstance(step, int) else getattr(row, step)
        if getattr(row, "source", None) or getattr(row, "sources", None):
            return True
    return False
