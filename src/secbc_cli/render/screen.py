"""What a page is drawn for: width, colour, characters, links."""

from dataclasses import dataclass

MEASURE = 88
"""Columns of running text at most, however wide the terminal."""
NARROW = 60
"""Below this many columns, labels stand above their values."""


@dataclass(frozen=True)
class Screen:
    """`width` in columns, None where nothing may be wrapped (a pipe)."""

    width: int | None = None
    color: bool = False
    ascii: bool = False
    links: bool = False
