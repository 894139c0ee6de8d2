"""Where the data folder and its files are."""

import os
from contextlib import suppress
from pathlib import Path

from ..model.errors import KnowledgeError
from ..model.kinds import FOLDERS, KINDS

GLOSSARY = KINDS["term"].place
SEARCH = "search.yaml"
LICENCE = "LICENSE-DATA"


def data_folder(chosen: str | None) -> Path:
    """The folder that `--data` names, else the one inside the package, else the checkout's."""
    if chosen:
        folder = Path(chosen)
        if not folder.is_dir():
            raise KnowledgeError(f"There is no data folder at {chosen}", "Give --data a folder.")
        if not any((folder / name).is_dir() for name in FOLDERS):
            raise KnowledgeError(f"{chosen} is not a data folder", f"It has none of: {', '.join(FOLDERS)}.")
        return folder
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data", package.parent.parent / "data"):
        if folder.is_dir():
            return folder
    raise KnowledgeError("The data that comes with secbc is missing", "Install secbc again.")


def licence_of(folder: Path) -> Path | None:
    """The terms of reuse that lie in the data folder or beside it; None where nobody stated any."""
    places = (folder.resolve() / LICENCE, folder.resolve().parent / LICENCE)
    return next((place for place in places if place.is_file()), None)


def fingerprint(folder: Path) -> str:
    """A short text that changes when any data file is added, removed, renamed or written.

    One look at each file is the price of never answering from data that has changed since.
    """
    marks: list[int] = []
    for name in ("", *FOLDERS):
        with suppress(FileNotFoundError, NotADirectoryError):
            marks += _marks(folder / name)
    return f"{len(marks)}-{hash(tuple(marks)) & 0xFFFFFFFFFFFFFFFF:016x}"


def _marks(folder: Path) -> list[int]:
    """A number for the folder (it changes with every name in it) and for each file's time and size.

    Asked of an open folder, each look is an eighth faster; numbers, not text, another eighth.
    """
    opened = os.open(folder, os.O_RDONLY) if os.scandir in os.supports_fd else None
    place = folder if opened is None else opened
    try:
        with os.scandir(place) as entries:
            marks = [hash((s.st_mtime_ns, s.st_size)) for e in entries for s in (e.stat(),)]
    except OSError:
        with os.scandir(folder) as entries:
            marks = [_mark(entry) for entry in entries]
    finally:
        if opened is not None:
            os.close(opened)
    return [folder.stat().st_mtime_ns, *marks]


def _mark(entry: os.DirEntry[str]) -> int:
    try:
        stat = entry.stat()
    except OSError:  # a link that leads nowhere or to itself
        stat = entry.stat(follow_symlinks=False)
    return hash((stat.st_mtime_ns, stat.st_size))
