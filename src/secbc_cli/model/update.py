"""What `secbc update` asks of the registry, and what came of it."""

from typing import Literal, NamedTuple

from msgspec import Struct, field

State = Literal["running", "done", "partial", "failed", "cut off"]
"""Of a run: `done` brought all it asked for; a `running` one that does not run was cut off."""


class Query(NamedTuple):
    """A question that decides what belongs to the copy, and when the registry last answered it whole.

    `area` is the API's parameter; `data_day` the registry's data day of that answer; `swept` when
    everything was last listed, whatever its date.
    """

    name: str
    area: str
    expression: str
    asked: str = ""
    data_day: str = ""
    swept: str = ""


class Run(NamedTuple):
    """One `secbc update`: when it began and ended (ISO, UTC), and the registry's data date."""

    id: int
    started: str
    finished: str
    state: str
    data_day: str


class Totals(Struct):
    """What an update did. `skipped`: records that could not be kept; `problems`: what could not be had."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    skipped: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    requests: int = 0
    data_timestamp: str = ""
    state: State = "cut off"
