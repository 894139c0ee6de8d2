"""Which drugs of the knowledge base a registry's words name: by every name that we know, longest first."""

import re
from collections.abc import Iterable

from ..model.study import Study
from .library import Library

_WORD = re.compile(r"[^\W_]+")
Tokens = tuple[str, ...]


def tokens(text: str) -> Tokens:
    """`DS-8201a` -> `ds`, `8201a`: as the copy's full-text index splits words."""
    return tuple(word.casefold() for word in _WORD.findall(text))


class DrugNames:
    """Every name of every drug that has a record, by its words."""

    def __init__(self, library: Library) -> None:
        rows = library.index.rows("SELECT text, id FROM name WHERE kind = 'drug'")
        self._ids = {tokens(text): record_id for text, record_id in rows}
        self._longest = max(map(len, self._ids), default=0)

    def named_in(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Ids of the drugs that the texts name, in order. `trastuzumab deruxtecan` is not trastuzumab."""
        found: dict[str, None] = {}
        for text in texts:
            words = tokens(text)
            start = 0
            while start < len(words):
                for size in range(min(self._longest, len(words) - start), 0, -1):
                    drug = self._ids.get(words[start : start + size])
                    if drug:
                        found[drug] = None
                        start += size - 1
                        break
                start += 1
        return tuple(found)

    def searched_for(self, ids: Iterable[str]) -> str:
        """A full-text question for any name of these drugs."""
        wanted = set(ids)
        phrases = (" ".join(words) for words, drug in self._ids.items() if drug in wanted and words)
        return " OR ".join(f'"{phrase}"' for phrase in sorted(phrases))


def given_names(study: Study) -> Iterable[str]:
    """Every name of what a study gives."""
    return (name for i in study.interventions for name in (i.name, *i.other_names))
