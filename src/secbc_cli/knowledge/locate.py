"""Where the data folder and its files are."""

import os
import zlib
from pathlib import Path

from ..model.errors import KnowledgeError

FOLDERS = ("drugs", "guide", "sources", "subtypes", "treatments", "trials")
GLOSSARY = "glossary.yaml"


def data_folder(chosen: str | None) -> Path:
    """The folder that `--data` names, else the one inside the package, else the checkout's."""
    if chosen:
        folder = Path(chosen)
        if not folder.is_dir():
            raise KnowledgeError(f"There is no data folder at {chosen}", "Give --data a folder.")
        return folder
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data", package.parent.parent / "data"):
        if folder.is_dir():
            return folder
    raise KnowledgeError("The data that comes with secbc is missing", "Install secbc again.")


def fingerprint(folder: Path) -> str:
    """A short text that changes when any data file is added, removed, renamed or written."""
    crc = count = 0
    for name in ("", *FOLDERS):
        try:
            with os.scandir(folder / name) as entries:
                for entry in entries:
                    stat = entry.stat()
                    mark = f"{name}/{entry.name} {stat.st_mtime_ns} {stat.st_size}"
                    crc = zlib.crc32(mark.encode("utf-8", "surrogateescape"), crc)
                    count += 1
        except (FileNotFoundError, NotADirectoryError):
            crc = zlib.crc32(b"none", crc)
    return f"{count}-{crc:08x}"
