"""The user's copy of the registry: where it is, opening it, writing it, removing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.errors import CannotWrite, UsageError

if TYPE_CHECKING:
    from ..store.live import LiveCopy
    from ..store.live_write import LiveWriter


def live_path(folder: str | None) -> Path:
    """Where the copy is: in `folder`, else in the user's data folder. Raises CannotWrite."""
    if folder:
        return Path(folder) / "registry.sqlite"
    from platformdirs import user_data_path

    try:
        return user_data_path("secbc", appauthor=False) / "registry.sqlite"
    except (KeyError, RuntimeError):  # no HOME and no account to ask
        raise CannotWrite(
            "There is no home folder to keep the copy of the registry in", "Set SECBC_LIVE_DIR."
        ) from None


def find_live(folder: str | None) -> "LiveCopy | None":
    """The copy, where there is one. Raises LiveBroken."""
    try:
        path = live_path(folder)
    except CannotWrite:
        return None
    if not path.exists():
        return None
    from ..store.live import open_live  # the code that reads it costs 2 ms, and only who has a copy pays

    return open_live(path)


def need_live(copy: "LiveCopy | None") -> "LiveCopy":
    """The copy, or a UsageError that says how to get one."""
    if copy is None:
        raise UsageError("There is no copy of the registry on this computer yet", "secbc update")
    return copy


@contextmanager
def writing(path: Path) -> "Iterator[LiveWriter]":
    """The copy, to write, by one process at a time. Raises UsageError, CannotWrite, LiveBroken."""
    from contextlib import ExitStack

    from ..store.live_write import write_live
    from ..store.lock import one_writer

    with ExitStack() as held:
        try:
            mine = held.enter_context(one_writer(_lock(path)))
        except OSError as error:
            raise CannotWrite(
                f"The copy of the registry cannot be written at {path}: {error.strerror or error}",
                "Set SECBC_LIVE_DIR to a folder that can be written.",
            ) from None
        if not mine:
            raise UsageError("Another secbc update is running", "Wait until it has ended.")
        copy = write_live(path)
        held.callback(copy.close)
        yield copy


def forget_live(path: Path) -> bool:
    """Remove the copy; whether there was one. Raises UsageError while it is being written, CannotWrite."""
    from contextlib import nullcontext

    from ..store.live_write import remove_live
    from ..store.lock import one_writer

    try:
        with one_writer(_lock(path)) if _lock(path).exists() else nullcontext(True) as mine:
            if not mine:
                raise UsageError(
                    "A secbc update is running: it writes what you want to forget", "Stop it first."
                )
            return remove_live(path)
    except OSError as error:
        raise CannotWrite(
            f"The copy of the registry could not be removed: {error}", f"It is at {path}"
        ) from None


def _lock(path: Path) -> Path:
    return Path(f"{path}.lock")
