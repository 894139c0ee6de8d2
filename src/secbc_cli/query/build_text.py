"""A record's and the search file's words -> the rows of the index that a search reads."""

import re
from collections.abc import Iterable

from ..knowledge.fields import fields
from ..model.key import key
from ..model.names import called, names
from ..model.record import Row
from ..model.search import SearchWords
from ..store.index import Rows
from .wording import joined, may_be_misspelt, spoken, words_of


def add_text(rows: Rows, kind: str, record_id: str, record: Row) -> None:
    """A record's words for the full-text tables, and the parts and spellings of its names."""
    all_names = names(record)
    head = str(getattr(record, "short", "") or getattr(record, "title", "") or getattr(record, "meaning", ""))
    lay = (
        f"Keeps people out if: {f.value}" if f.path[:2] == ("who", "cannot") else f.value
        for f in fields(record)
        if (f.lay or f.path[-1] == "for_whom") and f.value != head
    )
    shown = " \u00b7 ".join(_each_once((called(record), *all_names)))
    rows.text.append((kind, record_id, shown, head, "\n".join(lay)))
    own = all_names if kind != "trial" else (record_id, called(record))  # its other names are sentences
    parts = {word for name in own for word in words_of(name) if len(word) > 2}
    rows.part.extend((word, kind, record_id) for word in sorted(parts))
    sort = "name" if kind in ("drug", "trial") else "word"
    rows.spelling.update((word, sort) for word in parts if may_be_misspelt(word))
    for name in all_names:  # `DESTINY-Breast03` is asked for as `destiny breast 3` too
        short = re.sub(r"(?<=\D)0(?=\d$)", "", name)
        for phrase in {joined(words_of(name)), joined(words_of(short)), joined(spoken(words_of(name)))}:
            rows.phrase.append((phrase, "name", f"{kind}/{record_id}"))
    for name in (record_id, called(record)):
        rows.phrase.append((joined(words_of(name)), "title", f"{kind}/{record_id}"))


def _each_once(names_: Iterable[str]) -> list[str]:
    """Names that differ in more than case or hyphens."""
    kept: dict[str, str] = {}
    for name in names_:
        kept.setdefault(key(name), name)
    return list(kept.values())


def add_words(rows: Rows, words: SearchWords) -> None:
    """The words of data/search.yaml, each under its key with its role."""
    for role in ("silent", "general", "weak", "elsewhere", "ours", "surely"):
        rows.phrase.extend((joined(words_of(w)) or w, role, "") for w in getattr(words, role))
    for line in words.same:
        together = "|".join(" ".join(words_of(v)) for v in line)
        rows.phrase.extend((joined(words_of(w)), "same", together) for w in line)
    silent, general = set(words.silent), set(words.general)
    for record, phrases in words.leads.items():
        for phrase in phrases:
            full = words_of(phrase)
            short = [word for word in full if word not in silent]
            telling = sum(word not in general for word in short)
            keys = {joined(full), joined(short) if telling > 1 else joined(full)}
            rows.phrase.extend((each, "lead", record) for each in keys)
    lines = (*words.same, *words.leads.values())
    said = (word for line in lines for phrase in line for word in words_of(phrase))
    rows.spelling.update((word, "word") for word in said if may_be_misspelt(word))
