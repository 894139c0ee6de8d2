"""The key under which names are compared."""

import re
import unicodedata

_NOT_KEY = re.compile(r"[^0-9a-z]+")


def key(text: str) -> str:
    """What a name is compared by: `SERENA-6`, `serena 6` and `Serena6` are one key.

    A plus sign counts (`HER2+`); a text of other signs only has an empty key.
    """
    folded = unicodedata.normalize("NFKD", text.casefold()).replace("+", " positive ")
    return _NOT_KEY.sub("", folded)
