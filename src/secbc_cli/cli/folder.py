"""Write a whole folder or none: into a hidden sibling first, moved into place when all of it is there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.errors import CannotWrite, UsageError

CONTENTS = ".secbc-export"
"""The file that lists what an export wrote, so that `--force` never removes anything else."""


@contextmanager
def whole_folder(named: str, force: bool) -> Iterator[Path]:
    """A folder to write into, which becomes `named` when the block ends well and vanishes when it does not.

    `named` must be new or empty; with `force` it may hold an earlier export, which is replaced.
    """
    target = Path(named).resolve()
    _may_be_written(target, named, force)
    part = target.parent / f".{target.name}.{os.getpid()}.part"
    try:
        try:
            part.mkdir()
        except OSError as error:
            raise UsageError(f"Cannot write {named}: {error.strerror}") from None
        yield part
        listed = sorted(_files(part))
        (part / CONTENTS).write_text("\n".join([*listed, CONTENTS, ""]), encoding="utf-8")
        _may_be_written(target, named, force)  # it may have changed meanwhile
        _move(part, target)
    except OSError as error:
        raise CannotWrite(f"{named} could not be written: {error.strerror or error}") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _may_be_written(target: Path, named: str, force: bool) -> None:
    if target.exists() and not target.is_dir():
        raise UsageError(f"{named} is a file", "Name a new folder.")
    if Path.cwd().is_relative_to(target):
        raise UsageError(f"{named} is the folder you are in, or holds it", "Name a new folder.")
    if not target.exists() or not any(target.iterdir()):
        return
    if not force:
        raise UsageError(f"{named} is not empty", "Name a new folder, or add --force to replace an export.")
    contents = target / CONTENTS
    ours = set(contents.read_text(encoding="utf-8").splitlines()) if contents.is_file() else set()
    others = sorted(set(_files(target)) - ours)
    if others:
        raise UsageError(
            f"{named} holds what secbc did not write: {others[0]}",
            "Name a new folder: --force replaces an earlier export only.",
        )


def _files(folder: Path) -> Iterator[str]:
    """Every file (and link) below the folder, by its path from there."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from ((Path(place) / name).relative_to(folder).as_posix() for name in (*names, *links))


def _move(part: Path, target: Path) -> None:
    """Put the whole folder in place; what was there is kept until the new one stands."""
    old = part.with_suffix(".old")
    if target.exists():
        target.rename(old)
    try:
        part.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
