"""Rules about dates: real, not in the future, in order, and checked lately."""

import re
from collections.abc import Iterator
from datetime import date

from ...model.dates import STALE_DAYS, days_old, earliest
from ...model.problem import Problem
from ...model.trial import Trial
from ..fields import fields, shown
from ..load import Knowledge
from .report import at

YEAR_DAYS = 365

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DATE_FIELDS = {"date", "as_of", "reported", "checked", "read", "published", "looked", "started"}
_MAY_BE_AHEAD = {"pending", "started"}


def impossible_or_future(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A date is a day that exists; only what is planned or awaited may lie ahead."""
    for loaded in knowledge.records:
        for field in fields(loaded.record):
            if field.path[-1] not in _DATE_FIELDS or not _DATE.fullmatch(field.value):
                continue
            try:
                ahead = earliest(field.value) > today
            except ValueError:
                yield at(loaded, "D001", field.path, f"{shown(field.path)}: {field.value}")
                continue
            if ahead and not _MAY_BE_AHEAD.intersection(field.path):
                yield at(loaded, "D002", field.path, f"{shown(field.path)}: {field.value}")


def overdue(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Facts were compared with their sources within a year, a recruiting trial's within 30 days."""
    for loaded in knowledge.records:
        checked = getattr(loaded.record, "checked", None)
        if checked is None:
            continue
        record = loaded.record
        recruiting = isinstance(record, Trial) and record.status.recruitment == "recruiting"
        try:
            days = days_old(checked, today)
        except ValueError:
            continue  # D001 says it
        if days > (STALE_DAYS if recruiting else YEAR_DAYS):
            yield at(loaded, "D003", ("checked",), f"{days} days ago")


def out_of_order(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Histories run from the oldest to the newest."""
    for loaded in knowledge.records:
        previous: dict[tuple[str | int, ...], str] = {}
        for field in fields(loaded.record):
            if field.path[-1] != "date" or len(field.path) < 3:
                continue
            row = field.path[:-2]
            if _later(previous.get(row, ""), field.value):
                yield at(loaded, "D004", field.path, f"{shown(field.path)}: {field.value}")
            previous[row] = field.value


def _later(first: str, second: str) -> bool:
    """Whether `first` is later, as far as both are exact."""
    shared = min(len(first), len(second))
    return first[:shared] > second[:shared]
