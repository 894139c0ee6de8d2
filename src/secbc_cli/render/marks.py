"""Source marks in running text, and the label of a source list; never square brackets,
which read like a confidence interval."""

_RAISED = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def spelled(cites: tuple[int, ...]) -> str:
    """` (source 1)`, ` (sources 1, 2)` or nothing."""
    if not cites:
        return ""
    word = "source" if len(cites) == 1 else "sources"
    return f" ({word} {', '.join(map(str, cites))})"


def raised(cites: tuple[int, ...]) -> str:
    """The same as raised figures."""
    return "\u02d2".join(str(number).translate(_RAISED) for number in cites)
