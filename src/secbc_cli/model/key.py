"""The key under which names are compared."""

import re

_NOT_KEY = re.compile(r"[^0-9a-z]+")


def key(text: str) -> str:
    """What a name is compared by: `SERENA-6`, `serena 6` and `Serena6` are one key.

    A plus or minus sign at the end counts (`HER2+`, `HER2-`); a text of signs only has an empty key.
    """
    folded = text.casefold()
    if not folded.isascii():
        import unicodedata  # 2 ms of a start; most names are plain letters

        folded = unicodedata.normalize("NFKD", folded)
    folded = folded.strip().replace("+", " positive ")
    if folded.endswith(("-", "\u2212")) and len(folded) > 1:
        folded += " negative"
    return _NOT_KEY.sub("", folded)
