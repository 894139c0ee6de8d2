"""A person's own situation, kept in one file of theirs so that filters need not be typed again.

The file is theirs alone (mode 0600), is read only where `--mine` is given, and `secbc forget` removes it.
"""

from pathlib import Path

import msgspec

from ..model.selection import KEPT, Filters, Profile, says
from .own_file import keep, own_path, read


def profile_path(folder: str | None) -> Path:
    """Where the profile is: in `folder`, else in the user's own settings folder. Raises CannotWrite."""
    return own_path(folder, "profile.json")


def read_profile(path: Path) -> Profile | None:
    """The profile, or None where there is none. Raises UsageError where the file cannot be used."""
    return read(path, Profile, "profile", "secbc forget profile")


def keep_profile(path: Path, profile: Profile) -> None:
    """Write it whole or not at all, readable by this user only. Raises CannotWrite."""
    keep(path, profile)


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
