"""What a page is drawn for: width, colour, characters, links."""

from msgspec import Struct

MEASURE = 88
"""Columns of running text at most, however wide the terminal."""
NARROW = 60
"""Below this many columns, labels stand above their values."""


class Screen(Struct, frozen=True):
    """`width` in columns, None where nothing may be wrapped (a pipe)."""

    width: int | None = None
    color: bool = False
    ascii: bool = False
    links: bool = False
