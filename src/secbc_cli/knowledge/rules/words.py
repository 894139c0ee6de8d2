"""Rules about words: the ban list and the reading age of what patients read."""

import re
from collections.abc import Iterator
from datetime import date
from statistics import median

from ...model.names import names
from ...model.problem import Problem
from ..fields import fields, shown
from ..load import Knowledge, Loaded
from .report import at

CEILING = 14
"""Reading age in years that no lay field may pass (STANDARDS, words 1)."""
SHORTEST = 8
"""Words that a text needs before a readability formula means anything."""

_PEOPLE = r"(patients?|people|persons?|wom[ae]n|m[ae]n|who|you|they|she|he)"
BANNED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bbattl(e|es|ed|ing)\b",
        r"\bfight(s|ing|er|ers)?\b",
        r"\bfought\b",
        r"\bbrave(ly|ry)?\b",
        r"\bvictims?\b",
        r"\bsuffer(s|ed|ing|er|ers)?\b",
        r"\b(lost|losing|loses)\b",
        _PEOPLE + r"\s+(\w+\s+)?fail(s|ed)?\b",
        r"\bbreakthroughs?\b",
        r"\bpromising\b",
        r"\bexciting\b",
        r"\bmiracles?\b",
        r"\bchronic\b",
        r"(?<!how )\bsafe\b(?! enough)",  # unqualified: "how safe" and "safe enough" are fine
        r"\b(common|commonly|rare|rarely)\b(?=[^.\d]*(\.|$))(?<!\d)",  # without a number beside it
    )
)
_READ_BY_ALL = {"for_whom", "note", "group", "population"}


def banned(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """No word of the ban list (STANDARDS, words 3) in a field that people read."""
    for loaded in knowledge.records:
        for field in fields(loaded.record):
            if not field.lay and field.path[-1] not in _READ_BY_ALL:
                continue
            for pattern in BANNED:
                match = pattern.search(field.value)
                if match:
                    detail = f'{shown(field.path)}: "{match.group(0)}"'
                    yield at(loaded, "W001", field.path, detail)


_SURVIVAL = re.compile(
    r"\b(lived?|alive|live longer)\b[^.]*?\d+(\.\d+)? (months?|years?)"
    r"|\d+(\.\d+)? (months?|years?)[^.]*\b(lived|live longer|alive)\b",
    re.IGNORECASE,
)


def survival_figures(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """How long people lived, in figures, stands only in OS rows, which are shown when asked for."""
    for loaded in knowledge.records:
        for field in fields(loaded.record):
            if field.lay and field.path[0] != "results" and (match := _SURVIVAL.search(field.value)):
                yield at(loaded, "W003", field.path, f'{shown(field.path)}: "{match.group(0)}"')


def reading_age(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """No lay field is harder than the ceiling; names of drugs and trials are excused."""
    excused = _name_words(knowledge)
    for loaded in knowledge.records:
        for path, years in lay_ages(loaded, excused):
            if years > CEILING:
                yield at(loaded, "W002", path, f"{shown(path)}: reading age {years:.0f}")


def lay_ages(loaded: Loaded, excused: set[str]) -> Iterator[tuple[tuple[str | int, ...], float]]:
    """The reading age of each lay field of a record, where it is long enough to have one."""
    for field in fields(loaded.record):
        if field.lay:
            plain = _without(field.value, excused)
            if len(plain.split()) >= SHORTEST:
                yield field.path, age_of(plain)


def median_age(knowledge: Knowledge) -> float:
    """The median reading age of all lay fields, in years."""
    excused = _name_words(knowledge)
    ages = [years for loaded in knowledge.records for _, years in lay_ages(loaded, excused)]
    return median(ages) if ages else 0.0


def age_of(text: str) -> float:
    """Reading age in years by the Automated Readability Index (grade) plus 5.

    Smith and Senter 1967, AMRL-TR-66-220: 4.71 letters a word + 0.5 words a sentence - 21.43.
    It needs no list of syllables, so it gives the same answer on every machine.
    """
    words = re.findall(r"[A-Za-z0-9'\u2019/+-]+", text)
    if not words:
        return 0.0
    sentences = max(1, len(re.findall(r"[.!?:;](?=\s|$)", text)))
    letters = sum(len(word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43 + 5


def _without(text: str, excused: set[str]) -> str:
    """The text without excused words; the full stop after one still ends its sentence."""
    kept: list[str] = []
    for word in text.split():
        if _bare(word) not in excused:
            kept.append(word)
        elif kept and word[-1] in ".!?:;" and kept[-1][-1] not in ".!?:;":
            kept[-1] += word[-1]
    return " ".join(kept)


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:()'\u2019\u201c\u201d\"")


def _name_words(knowledge: Knowledge) -> set[str]:
    """Every word of a drug's or trial's names."""
    words: set[str] = set()
    for kind in ("drug", "trial"):
        for loaded in knowledge.of(kind).values():
            for name in names(loaded.record):
                words.update(_bare(word) for word in name.split())
    return words
