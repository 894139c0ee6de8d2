"""What was measured, as a table for people and as JSON for keeping."""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from measure import Pairs, Spread

import secbc_cli

PACKAGES = ("typer", "rich", "msgspec", "PyYAML")
WHAT = 47
"""Columns of a row's name."""


@dataclass(frozen=True)
class Ratio:
    """secbc's cost as a multiple of another program's; the CPU time is held to the target."""

    what: str
    target: float
    pairs: Pairs

    @property
    def met(self) -> bool:
        """Whether the median ratio of CPU time is within the target."""
        return self.pairs.cpu.median <= self.target

    def line(self) -> str:
        """The row in the printed table."""
        pairs = self.pairs
        return (
            f"  {self.what:<{WHAT}} {_spread(pairs.cpu):<19} {_spread(pairs.wall):<19} "
            f"{1000 * pairs.ours:>6.0f} {1000 * pairs.theirs:>6.0f}   {self.target:.2f}  {_verdict(self.met)}"
        )


@dataclass(frozen=True)
class Amount:
    """A cost in a unit of its own, which depends on the machine. Without a target it is for information."""

    what: str
    unit: str
    spread: Spread
    target: float | None
    least: bool = False
    """The target is the least that will do, not the most."""

    @property
    def met(self) -> bool | None:
        """Whether the median is under the target, or reaches it; None where there is none."""
        if self.target is None:
            return None
        return self.spread.median >= self.target if self.least else self.spread.median < self.target

    def line(self) -> str:
        """The row in the printed table."""
        bound = "at least" if self.least else "under"
        target = "" if self.target is None else f"{bound} {self.target:g} {self.unit}"
        amount = f"{_spread(self.spread)} {self.unit}"
        return f"  {self.what:<{WHAT}} {amount:<27} {target:<14}  {_verdict(self.met)}"


@dataclass(frozen=True)
class Remark:
    """A row that could not be measured, and why; or a remark on the one above it."""

    what: str
    why: str

    def line(self) -> str:
        """The row in the printed table."""
        return f"  {self.what:<{WHAT}} {self.why}"


Row = Ratio | Amount | Remark


def heading(title: str, ratios: bool) -> str:
    """A section's title and, for ratios, its columns."""
    columns = (
        f"\n  {'':<{WHAT}} {'CPU (quartiles)':<19} {'wall (quartiles)':<19} {'ms':>6} {'ms':>6}   target"
        if ratios
        else ""
    )
    return f"\n{title}{columns}"


def circumstances(cpu: int | None, pairs: int, files: int) -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "secbc": str(Path(secbc_cli.__file__).parent),
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": {"secbc": secbc_cli.__version__, **{name: version(name) for name in PACKAGES}},
        "cpus": os.cpu_count(),
        "pinned_to_cpu": cpu,
        "load": os.getloadavg()[0],
        "pairs": pairs,
        "data_files": files,
    }


def preface(facts: dict[str, Any]) -> str:
    """The same in words."""
    packages = ", ".join(f"{name} {number}" for name, number in facts["packages"].items())
    pinned = "not pinned" if facts["pinned_to_cpu"] is None else f"pinned to CPU {facts['pinned_to_cpu']}"
    return (
        f"{facts['secbc']}\n"
        f"Python {facts['python']}, {packages}\n"
        f"{facts['system']}, {facts['cpus']} CPUs, {pinned}, load {facts['load']:.1f}\n"
        f"{facts['pairs']} interleaved pairs a row; {facts['data_files']} data files. "
        "The verdict is on the median ratio of CPU time;\nthe two ms columns are median CPU times: secbc, "
        "then what it is measured against.\n"
        "Two outputs of a row that are not the same bytes are reported under it."
    )


def keep(path: Path, facts: dict[str, Any], sections: Iterable[tuple[str, list[Row]]]) -> None:
    """All figures as JSON."""
    kept = [
        {"section": title, **asdict(row), "met": getattr(row, "met", None)}
        for title, rows in sections
        for row in rows
    ]
    path.write_text(json.dumps({**facts, "rows": kept}, indent=2) + "\n", encoding="utf-8")


def _spread(spread: Spread) -> str:
    return f"{spread.median:.2f} ({spread.low:.2f}-{spread.high:.2f})"


def _verdict(met: bool | None) -> str:
    return {True: "ok", False: "MISSED", None: ""}[met]
