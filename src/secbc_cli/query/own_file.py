"""A small file of the user's own: theirs alone (mode 0600), written whole or not at all, easy to remove."""

import os
from pathlib import Path
from typing import TypeVar

import msgspec

from ..model.errors import CannotWrite, UsageError

T = TypeVar("T")


def own_path(folder: str | None, name: str) -> Path:
    """Where the file is: in `folder`, else in the user's own settings folder. Raises CannotWrite."""
    if folder:
        return Path(folder) / name
    from platformdirs import user_config_path

    try:
        return user_config_path("secbc", appauthor=False) / name
    except (KeyError, RuntimeError):  # no HOME and no account to ask
        raise CannotWrite("There is no home folder to keep a file in", "Set SECBC_CONFIG_DIR.") from None


def read(path: Path, type_: type[T], called: str, remedy: str) -> T | None:
    """What the file holds, or None where there is none. Raises UsageError where it cannot be used."""
    try:
        data = path.read_bytes()
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)  # theirs alone, whoever wrote it
        return msgspec.json.decode(data, type=type_)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UsageError(f"Your {called} cannot be read: {error}", f"It is at {path}", remedy) from None


def keep(path: Path, value: object) -> None:
    """Write it. Raises CannotWrite."""
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)  # made with mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
            Path(name).replace(path.resolve())
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"{path} could not be written: {error}") from None


def remove(path: Path) -> bool:
    """Remove it; whether there was one. Raises CannotWrite."""
    try:
        path.resolve().unlink()
        path.unlink(missing_ok=True)  # where it was a link
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CannotWrite(f"{path} could not be removed: {error}") from None
    return True
