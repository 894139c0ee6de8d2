"""Number the sources of a page as they are first cited."""

from collections.abc import Mapping

from ..model.dates import show
from ..model.source import Source
from .document import Citation


class Citer:
    """Hands out one number a source, in the order of first use."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def __call__(self, *ids: str | None) -> tuple[int, ...]:
        """The numbers of these sources; None is passed over."""
        return tuple(self._numbers.setdefault(i, len(self._numbers) + 1) for i in ids if i)

    def citations(self) -> tuple[Citation, ...]:
        """Every source cited so far, in order."""
        return tuple(
            Citation(
                number,
                i,
                _words(self._sources.get(i)),
                source.url if (source := self._sources.get(i)) else "",
            )
            for i, number in self._numbers.items()
        )


def _words(source: Source | None) -> str:
    """`NICE: Elacestrant for ... (5 Feb 2025), saved copy read 23 Nov 2026`"""
    if source is None:
        return "source record missing"
    dated = f" ({show(source.published)})" if source.published else " (undated)"
    copy = "saved copy read" if source.copy == "stored" else "read"
    return f"{source.publisher}: {source.title}{dated}, {copy} {show(source.read)}"
