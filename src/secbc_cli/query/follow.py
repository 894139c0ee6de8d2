"""The names that a person follows, and when they last looked at the news: one file of theirs."""

from pathlib import Path

from msgspec import Struct

from ..model.errors import NoSuchName, UsageError
from ..model.study import NCT
from ..store.live import LiveCopy
from .library import Library
from .lookup import find_first
from .own_file import keep, own_path, read

NAME = "following.json"


class Following(Struct, frozen=True, forbid_unknown_fields=True):
    """`followed`: `drug/elacestrant`, `trial/emerald`, `study/NCT01234567`; `looked`: ISO, UTC."""

    followed: tuple[str, ...] = ()
    looked: str = ""


def following_path(folder: str | None) -> Path:
    """Where the file is: beside the profile. Raises CannotWrite."""
    return own_path(folder, NAME)


def read_following(path: Path) -> Following:
    """What is followed; nothing where there is no file. Raises UsageError where it cannot be used."""
    return read(path, Following, "list of followed names", "secbc forget following") or Following()


def keep_following(path: Path, following: Following) -> None:
    """Write it whole or not at all, readable by this user only. Raises CannotWrite."""
    keep(path, following)


def to_follow(library: Library, copy: LiveCopy | None, word: str) -> str:
    """What a name stands for: a trial or drug of ours, else a study of the copy. Raises NoSuchName."""
    try:
        return "/".join(find_first(library, ("trial", "drug"), word))
    except NoSuchName:
        number = word.strip().upper()
        if NCT.fullmatch(number) and copy and copy.registered([number]):
            return f"study/{number}"
        raise


def named(following: Following, word: str) -> str:
    """Which followed entry a word means; by its id. Raises UsageError."""
    for entry in following.followed:
        if entry.partition("/")[2].casefold() == word.strip().casefold() or entry == word:
            return entry
    raise UsageError(f'You do not follow "{word}"', "secbc following")


def numbers_followed(library: Library, following: Following) -> dict[str, str]:
    """NCT number -> the name followed: a followed drug stands for every trial of ours that it is in."""
    found: dict[str, str] = {}
    for entry in following.followed:
        kind, _, record_id = entry.partition("/")
        if kind == "study":
            found[record_id] = record_id
            continue
        ids = [record_id] if kind == "trial" else library.having("drug", record_id, "trial")
        for nct in library.numbers(ids).values():
            found.setdefault(nct, record_id)
    return found
