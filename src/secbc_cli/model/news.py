"""What changed in the registry since a day: for people first, each piece of news about one trial."""

from typing import Literal

from msgspec import Struct

What = Literal["opened", "closed", "stopped", "paused", "planned", "unclear", "results", "places", "rules",
               "new", "gone"]  # fmt: skip


class News(Struct, frozen=True, kw_only=True):
    """One piece of news. `old` and `new` are the registry's words; `gained` and `lost` are UK places.

    `trial`: the id of our record, if there is one; `followed`: the name that the user follows.
    """

    nct: str
    what: What
    name: str
    title: str = ""
    trial: str | None = None
    old: str = ""
    new: str = ""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    why: str = ""
    seen: str
    """When the update ran that saw it (ISO, UTC)."""
    updated: str = ""
    """The registry's own day of the change."""
    followed: str | None = None
