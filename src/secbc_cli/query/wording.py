"""Words: how a question and a record are cut into words, so that the two can meet.

Both sides go through `words_of` and `joined`, at the build of the index and at each search.
"""

import re

LONGEST = 7
"""Words in the longest phrase that is looked up."""

_PASSED_OVER = frozenset(
    ("a", "an", "the", "my", "your", "her", "his", "our", "their", "its", "this", "that", "of")
)
"""Words that a phrase may have or lack: `spread to my brain`, `spread to the brain`."""
_SIGN = re.compile(r"\b(er|pr|hr|her ?2|her)\s?(\+|-(?![a-z0-9]))")
_WORD = re.compile(r"[a-z0-9]+")
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
            "eight": "8", "nine": "9"}  # fmt: skip


def words_of(text: str) -> list[str]:
    """`What's HER2+ cancer?` -> `whats`, `her2`, `positive`, `cancer`"""
    plain = text.casefold()
    if not plain.isascii():
        import unicodedata  # 2 ms of a start; most questions are plain letters

        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.replace("'", "").replace("\u2019", "").replace("\u2212", "-")
    plain = _SIGN.sub(lambda m: f"{m[1]} {'positive' if m[2] == '+' else 'negative'} ", plain)
    return _WORD.findall(plain.replace("+", " positive "))


def joined(words: list[str]) -> str:
    """The key of a phrase: its words in a row, without those that it may have or lack."""
    return "".join(word for word in words if word not in _PASSED_OVER)


def spoken(words: list[str]) -> list[str]:
    """The words with numbers as figures: `destiny breast three` -> `destiny breast 3`"""
    return [_NUMBERS.get(word, word) for word in words]


def may_be_misspelt(word: str) -> bool:
    """Whether a word is long enough to be guessed at; a code of figures never is."""
    letters = sum(c.isalpha() for c in word)
    return len(word) > 4 and (letters == len(word) or (letters * 2 > len(word) and len(word) < 8))
