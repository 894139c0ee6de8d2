"""How far a long command is: a bar for a person at a terminal, plain lines elsewhere."""

from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

STEP = 1000
"""Plain lines come at the start of each part of the work, and after so many of its things."""


class Bar:
    """Called with what is being done, how many are done, of how many (0: not known)."""

    def __init__(self, stream: TextIO, drawn: bool, color: bool) -> None:
        self._stream = stream
        self._said: tuple[str, int] = ("", 0)
        self._task: TaskID | None = None
        self._progress: Progress | None = _drawn(stream, color) if drawn else None

    def __enter__(self) -> "Bar":
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def __call__(self, words: str, done: int, total: int) -> None:
        if self._progress:
            self._draw(self._progress, words, done, total)
            return
        before, at = self._said
        if words == before and done < at + STEP and not done == total != 0:
            return
        self._said = (words, done)
        self._stream.write(f"{words}: {done}{f' of {total}' if total else ''}\n")
        self._stream.flush()

    def _draw(self, progress: "Progress", words: str, done: int, total: int) -> None:
        if self._task is None or words != self._said[0]:
            if self._task is not None:
                progress.remove_task(self._task)
            self._task = progress.add_task(words, total=total or None)
            self._said = (words, 0)
        progress.update(self._task, completed=done, total=total or None)


def _drawn(stream: TextIO, color: bool) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(file=stream, no_color=not color, markup=False, emoji=False, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=console, transient=True)
