"""Partial dates: 2026, 2026-04 or 2026-04-30, as exact as their source."""

from calendar import monthrange
from datetime import date

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

STALE_DAYS = 30
"""A status older than this shows its age (STANDARDS, safety and truth 3)."""
OLD_DAYS = 90
"""A status older than this is told in the past, with a warning."""


def earliest(text: str) -> date:
    """The first day that a partial date can mean. Raises ValueError for a day that does not exist."""
    year, month, day = (*text.split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def latest(text: str) -> date:
    """The last day that a partial date can mean."""
    first = earliest(text)
    parts = text.count("-")
    month = 12 if parts == 0 else first.month
    return first if parts == 2 else date(first.year, month, monthrange(first.year, month)[1])


def show(text: str) -> str:
    """As people write it: `20 Nov 2026`, `Nov 2026`, `2026`."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def when(text: str) -> str:
    """`on 20 Nov 2026`, `in Nov 2026`, `in 2026`"""
    return f"{'on' if text.count('-') == 2 else 'in'} {show(text)}"


def days_old(text: str, today: date) -> int:
    """Days from a partial date to `today`; a partial date counts from its first day."""
    return (today - earliest(text)).days


def age(text: str, today: date) -> str:
    """How long ago, in words: `today`, `12 days ago`, `8 months ago`, `over 2 years ago`."""
    days = days_old(text, today)
    if days < 0:
        return "in the future"
    if "-" not in text:
        years = today.year - int(text)
        return ("this year", "last year")[years] if years < 2 else f"{years} years ago"
    if days == 0:
        return "today"
    if days < 60:
        return f"{days} day{'s' if days > 1 else ''} ago"
    if days < 730:
        return f"{days * 12 // 365} months ago"
    return f"over {days // 365} years ago"
