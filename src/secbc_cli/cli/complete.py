"""What the shell offers after Tab: names and filter values, from the index."""

from collections.abc import Callable, Sequence

Complete = Callable[[str], list[str]]


def words_of(words: Sequence[str]) -> Complete:
    """These words, and after a comma the rest of them."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [before + comma + word for word in _continued(last, words)]

    return complete


def names_of(*kinds: str) -> Complete:
    """Every name of the records of these kinds that begins as typed, in any case."""

    def complete(incomplete: str) -> list[str]:
        from ..model.errors import SecbcError
        from ..model.key import key
        from .session import Session

        before, comma, last = incomplete.rpartition(",")
        try:
            sql = "SELECT text FROM name WHERE kind = ? AND key GLOB ? ORDER BY text != id, text"
            index = Session().library.index
            rows = [row for kind in kinds for row in index.rows(sql, (kind, f"{key(last)}*"))]
        except (SecbcError, OSError):
            return []
        names = [row[0] for row in rows if " " not in row[0]]  # a shell would split the others
        return [before + comma + name for name in _continued(last, names)]

    return complete


def places(incomplete: str) -> list[str]:
    """UK towns that some trial's record names."""
    from ..model.errors import SecbcError
    from .session import Session

    before, comma, last = incomplete.rpartition(",")
    try:
        rows = Session().library.index.rows(
            "SELECT DISTINCT value FROM facet WHERE field = 'place' ORDER BY 1"
        )
    except (SecbcError, OSError):
        return []
    towns = [row[0] for row in rows if " " not in row[0]]  # a shell would split the others
    return [before + comma + town for town in _continued(last, towns)]


def near_towns(incomplete: str) -> list[str]:
    """UK towns of one word."""
    from ..query.near import towns

    return _continued(incomplete, towns(incomplete))


def _continued(typed: str, words: Sequence[str]) -> list[str]:
    """The words that begin as typed, kept in the case that was typed: a shell compares letters."""
    begun = (word for word in words if word.casefold().startswith(typed.casefold()))
    return list(dict.fromkeys(typed + word[len(typed) :] for word in begun))
