"""What a page of a site has that a page alone has not: links to its siblings, one style, a way around."""

from collections.abc import Callable

from msgspec import Struct


class Link(Struct, frozen=True):
    """Where a link goes, as seen from the page it stands on, and what it is called."""

    href: str
    words: str


class Frame(Struct, frozen=True):
    """`link` finds the page of a command (`secbc drug elacestrant`) or of a table's row (`drug elacestrant`).

    A page alone has no siblings, so nothing is a link, and it carries its style.
    """

    link: Callable[[str], Link | None]
    style: str = ""
    ways: tuple[Link, ...] = ()
    """The pages that every page leads to."""
    here: str = ""
    """The `href` of the way that this page is, or lies on."""
    script: str = ""
    """The search's script: only the page that has a search box."""
    made: str = ""
    """The day of this copy: ages of dates are told as on that day."""


ALONE = Frame(lambda words: None)
