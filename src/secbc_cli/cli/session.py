"""The world as one object: streams, terminal, environment, today's date, and the user's choices."""

import os
import sys
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct, field

from ..model.errors import UsageError
from ..render.formats import FORMATS
from ..render.screen import Screen

if TYPE_CHECKING:
    from ..model.errors import IndexBroken, LiveBroken
    from ..query.library import Library
    from ..store.live import LiveCopy

NARROWEST = 20


class Choices(Struct, frozen=True):
    """What the options that every command has say. None where the user said nothing."""

    format: str | None = None
    json: bool = False
    csv: bool = False
    plain: bool = False
    output: str | None = None
    force: bool = False
    color: str | None = None
    pager: bool | None = None
    data: str | None = None
    explain: bool = False

    def over(self, earlier: "Choices") -> "Choices":
        """These choices, and those said before the command's name where these say nothing."""
        named = ("format", "json", "csv", "plain", "output", "force", "color", "pager", "data", "explain")
        chosen = {n: v for n in named if (v := getattr(self, n)) or (n == "pager" and v is False)}
        return Choices(**{n: getattr(earlier, n) for n in named} | chosen)


class Session(Struct, dict=True):
    """Everything outside that a command may look at. Tests make their own."""

    choices: Choices = field(default_factory=Choices)
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    fresh_index: bool = False
    without_live: bool = False
    warnings: list[str] = field(default_factory=list)

    @cached_property
    def today(self) -> date:
        """Today, or the date in SECBC_TODAY."""
        frozen = self.environ.get("SECBC_TODAY")
        if not frozen:
            return date.today()
        try:
            return date.fromisoformat(frozen)
        except ValueError:
            raise UsageError(f'SECBC_TODAY is not a date: "{frozen}"', "Write it as 2026-11-20.") from None

    @cached_property
    def library(self) -> "Library":
        """The knowledge base that the user chose."""
        return self.open_library(self.live)

    def open_library(self, live: "LiveCopy | None" = None) -> "Library":
        """The knowledge base, with the copy of the registry laid over it where one is given."""
        from ..query.library import open_library

        return open_library(self.data_folder, self.environ.get("SECBC_CACHE_DIR"), self.fresh_index, live)

    @cached_property
    def live(self) -> "LiveCopy | None":
        """The user's copy of the registry, if there is one that can be read."""
        from ..model.errors import LiveBroken
        from ..query.live import find_live

        try:
            return None if self.without_live else find_live(self.live_folder)
        except LiveBroken as error:
            self.warnings.append(_left_out(error))
            return None

    def mended(self, error: "IndexBroken | LiveBroken") -> "Session":
        """The same session without what was found to be damaged: the index, or the copy of the registry.

        Raises the error where there is nothing to leave out.
        """
        from ..model.errors import IndexBroken, LiveBroken

        again = Session(environ=self.environ, stdin=self.stdin, stdout=self.stdout, stderr=self.stderr)
        live: LiveCopy | None = self.__dict__.get("live")
        if isinstance(error, IndexBroken):  # they are read together, and either may be the damaged one
            damage = live.damage() if live else ""
            if not damage:
                again.fresh_index = True
                return again
            error = LiveBroken(damage)
        elif live is None:
            raise error
        again.without_live = True
        again.warnings.append(_left_out(error))
        return again

    @property
    def live_folder(self) -> str | None:
        """The folder that the user named for the copy of the registry, if any."""
        return self.environ.get("SECBC_LIVE_DIR") or None

    @property
    def data_folder(self) -> str | None:
        """The data folder that the user named, if any."""
        return self.choices.data or self.environ.get("SECBC_DATA") or None

    @property
    def format(self) -> str:
        """The one format asked for, else plain if SECBC_PLAIN is set, else rich."""
        choices = self.choices
        asked = {
            n for n, on in (("json", choices.json), ("csv", choices.csv), ("plain", choices.plain)) if on
        }
        if choices.format:
            asked.add(choices.format)
        if len(asked) > 1:
            raise UsageError(f"Choose one format, not {' and '.join(sorted(asked))}")
        name = asked.pop() if asked else "plain" if self._on("SECBC_PLAIN") else "rich"
        if name not in FORMATS:
            raise UsageError(f'There is no format "{name}"', "One of: " + ", ".join(FORMATS))
        return name

    @cached_property
    def on_terminal(self) -> bool:
        """Whether a person sees stdout."""
        try:
            return self.stdout.isatty()
        except ValueError:  # a closed stream
            return False

    @property
    def width(self) -> int | None:
        """Columns: COLUMNS if set, else the terminal's; None (no wrapping) in a pipe or a file."""
        said = self.environ.get("COLUMNS", "")
        if said.isdigit() and int(said) > 0:
            return max(int(said), NARROWEST)
        if self.choices.output or not self.on_terminal:
            return None
        try:
            return max(os.get_terminal_size(self.stdout.fileno()).columns, NARROWEST)
        except (OSError, ValueError):
            return 80

    @property
    def color(self) -> bool:
        """An explicit --color first, then NO_COLOR, the force variables, TERM=dumb, the terminal."""
        choice = self.choices.color or "auto"
        if choice not in ("auto", "always", "never"):
            raise UsageError(f'--color cannot be "{choice}"', "One of: auto, always, never")
        if choice != "auto":
            return choice == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if any(self._on(name) for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
            return True
        if self.environ.get("CLICOLOR") == "0" or self.environ.get("TERM") == "dumb":
            return False
        return self.on_terminal and not self.choices.output

    @property
    def ascii(self) -> bool:
        """Whether stdout can only show ASCII and its kin."""
        if self.choices.output:
            return False
        return not (self.stdout.encoding or "ascii").lower().replace("-", "").startswith("utf")

    @property
    def screen(self) -> Screen:
        """What the page is drawn for."""
        color = self.color
        links = color and self.on_terminal and self.environ.get("TERM") not in ("dumb", "linux")
        return Screen(width=self.width, color=color, ascii=self.ascii, links=links)

    def _on(self, name: str) -> bool:
        return self.environ.get(name, "") not in ("", "0")


def _left_out(error: "LiveBroken") -> str:
    return f"Warning: {error.message}. It is left out. Try: {' or '.join(error.hints)}"
