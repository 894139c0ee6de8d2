"""Marks in running text: of sources (never square brackets, which read like an interval), of matches."""

from collections.abc import Iterator

from ..view.document import Text

_RAISED = str.maketrans("0123456789-", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b")


def spelled(cites: tuple[int, ...]) -> str:
    """` (source 1)`, ` (sources 1, 4 to 7)` or nothing."""
    if not cites:
        return ""
    word = "source" if len(cites) == 1 else "sources"
    return f" ({word} {', '.join(f'{a} to {b}' if a < b else str(a) for a, b in runs(cites))})"


def raised(cites: tuple[int, ...]) -> str:
    """The same as raised figures."""
    marks = (f"{a}-{b}" if a < b else str(a) for a, b in runs(cites))
    return "\u02d2".join(mark.translate(_RAISED) for mark in marks)


def runs(cites: tuple[int, ...]) -> list[tuple[int, int]]:
    """`(1, 2, 3, 7)` -> `[(1, 3), (7, 7)]`; two in a row stay apart."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(cites)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return [part for a, b in found for part in ([(a, a), (b, b)] if b == a + 1 else [(a, b)])]


def pieces(text: Text) -> Iterator[tuple[str, bool]]:
    """A text cut at its marks: each piece, and whether it is marked."""
    at = 0
    for start, end in text.marks:
        yield text.text[at:start], False
        yield text.text[start:end], True
        at = end
    yield text.text[at:], False
