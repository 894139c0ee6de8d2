"""A status of ours that the registry contradicts."""

from msgspec import Struct

from .vocabulary import Recruitment


class Stale(Struct, frozen=True, kw_only=True):
    """One contradiction. `newer`: whose word is newer; `path` and `line`: where ours stands."""

    id: str
    nct: str
    ours: Recruitment
    as_of: str
    registry: str
    theirs: Recruitment
    updated: str
    verified: str
    why_stopped: str
    newer: str
    path: str
    line: int
