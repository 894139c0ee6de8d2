"""Which words of the glossary stand in a text."""

import re
from collections.abc import Iterable

from ..model.key import key
from ..model.term import Term
from .library import Library

LONGEST = 6
"""Words in the longest term that is looked for."""
_WORD = re.compile(r"[^\s,.;:()\u201c\u201d\"]+")


def terms_in(library: Library, texts: Iterable[str]) -> list[Term]:
    """The glossary's terms that the texts use, in the order of the glossary.

    A short abbreviation counts only in capitals: `OS` is a term, `os` is not.
    """
    named = dict(library.index.rows("SELECT key, id FROM name WHERE kind = 'term'"))
    found: set[str] = set()
    for text in texts:
        words = _WORD.findall(text)
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                phrase = " ".join(words[start:end])
                term = named.get(key(phrase)) or named.get(key(phrase).removesuffix("s"))
                if term and (len(phrase) > 3 or phrase.isupper()):
                    found.add(term)
    return library.records(Term, [term for term in library.ids("term") if term in found])
