"""What the shell offers after Tab: names and filter values, from the index."""

from collections.abc import Callable, Sequence

Complete = Callable[[str], list[str]]


def words_of(words: Sequence[str]) -> Complete:
    """These words, and after a comma the rest of them."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [before + comma + word for word in words if word.startswith(last.casefold())]

    return complete


def names_of(kind: str) -> Complete:
    """The ids of a kind, and its names once what is typed begins one."""

    def complete(incomplete: str) -> list[str]:
        from ..model.errors import SecbcError
        from ..model.key import key
        from .session import Session

        before, comma, last = incomplete.rpartition(",")
        try:
            library = Session().library
            sql = "SELECT DISTINCT id FROM name WHERE kind = ? AND key GLOB ? ORDER BY id"
            rows = library.index.rows(sql, (kind, f"{key(last)}*"))
        except (SecbcError, OSError):
            return []
        return [before + comma + row[0] for row in rows]

    return complete
