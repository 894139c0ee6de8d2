"""A person's own situation, kept in one file of theirs so that filters need not be typed again.

The file is theirs alone (mode 0600), is read only where `--mine` is given, and `secbc forget` removes it.
"""

import os
from pathlib import Path

import msgspec

from ..model.errors import CannotWrite, UsageError
from ..model.selection import KEPT, Filters, Profile, says


def profile_path(folder: str | None) -> Path:
    """Where the profile is: in `folder`, else in the user's own settings folder. Raises CannotWrite."""
    if folder:
        return Path(folder) / "profile.json"
    from platformdirs import user_config_path

    try:
        return user_config_path("secbc", appauthor=False) / "profile.json"
    except (KeyError, RuntimeError):  # no HOME and no account to ask
        raise CannotWrite("There is no home folder to keep a profile in", "Set SECBC_CONFIG_DIR.") from None


def read_profile(path: Path) -> Profile | None:
    """The profile, or None where there is none. Raises UsageError where the file cannot be used."""
    try:
        data = path.read_bytes()
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)  # theirs alone, whoever wrote it
        return msgspec.json.decode(data, type=Profile)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UsageError(
            f"Your profile cannot be read: {error}", f"It is at {path}", "secbc forget"
        ) from None


def keep_profile(path: Path, profile: Profile) -> None:
    """Write it whole or not at all, readable by this user only. Raises CannotWrite."""
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(prefix=".profile-", dir=path.parent)  # made with mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(profile), indent=2) + b"\n")
            Path(name).replace(path.resolve())
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"The profile could not be kept: {error}") from None


def forget_profile(path: Path) -> bool:
    """Remove it; whether there was one. Raises CannotWrite."""
    try:
        path.resolve().unlink()
        path.unlink(missing_ok=True)  # where it was a link
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CannotWrite(f"The profile could not be removed: {error}", f"It is at {path}") from None
    return True


def merged(profile: Profile, filters: Filters) -> Profile:
    """The profile with what `filters` says put over it."""
    said = {name: getattr(filters, name) for name in KEPT if says(getattr(filters, name))}
    return msgspec.structs.replace(profile, **said)


def filters_of(profile: Profile, filters: Filters) -> Filters:
    """The filters, filled from the profile where the user said nothing."""
    silent = [name for name in KEPT if not says(getattr(filters, name))]
    return msgspec.structs.replace(filters, **{name: getattr(profile, name) for name in silent})


def told(profile: Profile) -> tuple[str, ...]:
    """What it keeps, as options: `--er positive`, `--lines 2`"""
    options: list[str] = []
    for name in KEPT:
        value = getattr(profile, name)
        option = "--" + name.replace("_", "-")
        if value is True:
            options.append(option)
        elif isinstance(value, tuple):
            options += [f"{option} {word}" for word in value]
        elif says(value):
            options.append(f"{option} {value}")
    return tuple(options)
