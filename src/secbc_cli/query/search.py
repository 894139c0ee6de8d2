"""Search: words that people have -> the records they mean, likeliest first, or an honest miss.

A question is read in three steps. Its words are cut into known phrases: names of records, leads
of data/search.yaml, words that say nothing. Then it is decided whether it is about what secbc
holds at all. Then records are ranked: named before hinted at, hinted at before mentioned.
"""

import math
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from ..model.search import Found
from .hits import hits_of
from .library import Library
from .wording import LONGEST, joined, may_be_misspelt, spoken, words_of

MOST = 20
"""Hits shown unless the user asks for more."""

NAMED = {"trial": 12.0, "drug": 10.0, "subtype": 8.0, "treatment": 7.5, "guide": 6.0, "term": 5.0}
"""What a name in the question is worth, by the kind it names."""
TITLE = 2.5
"""It is the record's own name, not one of its others."""
LED = {"guide": 9.0, "subtype": 8.5, "treatment": 8.0, "drug": 8.0, "trial": 8.0, "term": 5.0}
WHOLE = 6.0
"""The name is all that was asked."""
PART = 0.6
"""A word of a name, against the whole name."""
TEXT = 4.0
"""A page whose text has every word of the question, in its head."""
LEAST_OF_BEST = 0.2
"""A page that scores less of the best one's score is left out."""
MENTIONS = 8
"""Trials that only mention what was asked for, after the pages about it."""
KNOWN_SHARE = 0.65
"""Of the words that say something, how many must be ours where nothing is named."""
FOUND_SHARE = 0.55
"""And how much of their weight the best page must have."""
KNOWN_SHARE_OF_OURS = 0.4
FOUND_SHARE_OF_OURS = 0.3
"""The same where a word shows that the question is about secondary breast cancer."""
ALIKE = {"name": 0.8, "word": 0.87}
"""How alike a misspelt word must be to a drug's or trial's name, and to another word (difflib's ratio)."""


_SPELT = "SELECT word FROM spelling WHERE sort = ? AND word GLOB ? AND length(word) BETWEEN ? AND ?"


class Span(NamedTuple):
    """Words `start` to `end` of the question that are a phrase, and the records it leads to."""

    start: int
    end: int
    records: dict[str, float]
    weak: bool
    exact: bool
    led: bool = False
    """Whether data/search.yaml has the phrase, rather than a record's names."""


def search(library: Library, text: str, most: int = MOST) -> Found:
    """The records that `text` asks for. No hit where it is about other matters or nothing is known."""
    question = _Question(library, words_of(text)[:60])
    corrected = question.correct()
    if corrected:
        question = _Question(library, question.words)
    if not question.words or question.elsewhere or not question.about_us():
        return Found(corrected=corrected, elsewhere=question.elsewhere)
    scores = question.scores()
    if not scores:
        return Found(corrected=corrected)
    ranked = _ranked(library, scores)
    ranked += [record for record in question.mentions() if record not in scores]
    hits = tuple(hits_of(library, ranked[:most], question.match()))
    return Found(hits=hits, total=len(ranked), corrected=corrected)


class _Question:
    """A question's words, and what the index knows of each phrase in it."""

    def __init__(self, library: Library, words: list[str]) -> None:
        self.library = library
        self.words = words
        self._rows = library.index.rows
        self.roles: dict[tuple[int, int], dict[str, list[str]]] = self._look_up()
        self.spans = self._spans()
        covered = {i for span in self.spans for i in range(span.start, span.end)}
        inside = self._inside("silent") | self._inside("general")
        self.content = [i for i in range(len(words)) if i in covered or i not in inside]
        self.loose = [i for i in self.content if i not in covered]
        self.df = {i: self._pages_with(words[i]) for i in self.loose}
        self.unknown = [i for i in self.loose if not self.df[i] and not self._has(i, "part")]

    def _look_up(self) -> dict[tuple[int, int], dict[str, list[str]]]:
        """Every phrase of the question that the index knows: its place -> role -> values."""
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        marks = ",".join("?" * len(self.words))
        sql = f"SELECT key FROM phrase WHERE key IN ({marks}) AND role = 'silent'"
        silent = {row[0] for row in self._rows(sql, self.words)}
        for start in range(len(self.words)):
            for end in range(start + 1, min(start + LONGEST, len(self.words)) + 1):
                phrase = self.words[start:end]
                bare = [word for word in phrase if word not in silent]
                for variant in (phrase, spoken(phrase), bare if len(bare) > 1 else phrase):
                    key = joined(variant) or "".join(variant)
                    if (start, end) not in places[key]:
                        places[key].append((start, end))
                        if end - start == 1 and len(key) > 3:
                            places[key[:-1] if key.endswith("s") else key + "s"].append((start, end))
        roles: dict[tuple[int, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        keys = list(places)
        for at in range(0, len(keys), 500):
            some = keys[at : at + 500]
            marks = ",".join("?" * len(some))
            sql = f"SELECT key, role, value FROM phrase WHERE key IN ({marks})"
            for key, role, value in self._rows(sql, some):
                for place in places[key]:
                    if value not in roles[place][role]:
                        roles[place][role].append(value)
        for i, word in enumerate(self.words):
            parts = self._rows("SELECT DISTINCT kind || '/' || id FROM part WHERE word = ? LIMIT 60", (word,))
            if parts:
                roles[i, i + 1]["part"] = [row[0] for row in parts]
        self._same(roles)
        return roles

    def _same(self, roles: dict[tuple[int, int], dict[str, list[str]]]) -> None:
        """A phrase that holds a word with another of the same meaning is looked up under that too."""
        known = [(place, found["same"]) for place, found in roles.items() if "same" in found]
        for (start, end), lines in known:
            others = {word for line in lines for word in line.split("|")}
            for before in range(max(0, start - 3), start + 1):
                for after in range(end, min(end + 3, len(self.words)) + 1):
                    around = self.words[before:start], self.words[end:after]
                    keys = [joined([*around[0], *other.split(), *around[1]]) for other in others]
                    marks = ",".join("?" * len(keys))
                    sql = (
                        f"SELECT role, value FROM phrase WHERE key IN ({marks}) AND role IN ('name', 'lead')"
                    )
                    for role, value in self._rows(sql, keys):
                        if value not in roles[before, after][role]:
                            roles[before, after][role].append(value)

    def _has(self, i: int, role: str) -> bool:
        return role in self.roles.get((i, i + 1), {})

    def _inside(self, role: str) -> set[int]:
        """The words that are in a phrase of this role."""
        return {i for (start, end), found in self.roles.items() if role in found for i in range(start, end)}

    def _spans(self) -> list[Span]:
        """The phrases that lead to records, the longest first, none over another."""
        silent = self._inside("silent")
        quiet = silent | self._inside("general")
        whole = len(self.words)
        said = set(range(whole)) - silent
        found: list[Span] = []
        for (start, end), roles in self.roles.items():
            records: dict[str, float] = {}
            only_quiet = all(i in quiet for i in range(start, end))
            for value in roles.get("lead", ()):
                records[value] = LED[value.split("/")[0]]
            if not only_quiet or said <= set(range(start, end)):
                for value in roles.get("name", ()):
                    worth = NAMED[value.split("/")[0]] + (TITLE if value in roles.get("title", ()) else 0)
                    records[value] = max(records.get(value, 0), worth)
            if records:
                found.append(Span(start, end, records, "weak" in roles, exact=True, led="lead" in roles))
        taken: set[int] = set()
        spans: list[Span] = []
        for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
            if not taken.intersection(range(span.start, span.end)):
                spans.append(span)
                taken.update(range(span.start, span.end))
        for i in range(whole):
            parts = self.roles.get((i, i + 1), {}).get("part", [])
            parts = [value for value in parts if value.split("/")[0] in ("drug", "trial")]
            if (
                parts
                and i not in taken
                and i not in quiet
                and len(parts) <= 40
                and not self.words[i].isdigit()
            ):
                records = {value: PART * NAMED[value.split("/")[0]] for value in parts}
                spans.append(Span(i, i + 1, records, weak=len(parts) > 12, exact=False))
        return spans

    @property
    def elsewhere(self) -> bool:
        """Whether the question names another illness or matter, and none of our drugs or trials."""
        kinds = ("drug/", "trial/", "subtype/")
        ours = any(r.startswith(kinds) for s in self.spans if s.exact and not s.weak for r in s.records)
        surely = any("surely" in found for found in self.roles.values())
        return not ours and not surely and any("elsewhere" in found for found in self.roles.values())

    def correct(self) -> dict[str, str]:
        """Put the likeliest known word for each unknown one; what was typed -> what was read."""
        from difflib import get_close_matches  # only an unknown word pays for it

        corrected: dict[str, str] = {}
        for i in self.unknown:
            word = self.words[i]
            if len(word) < 6 or not may_be_misspelt(word):
                continue
            for sort, ratio in ALIKE.items():
                rows = self._rows(_SPELT, (sort, f"{word[0]}*", len(word) - 2, len(word) + 2))
                least = ratio if word.isalpha() else ALIKE["name"]
                alike = get_close_matches(word, [row[0] for row in rows], 1, least)
                if alike:
                    corrected[word] = self.words[i] = alike[0]
                    break
        return corrected

    def about_us(self) -> bool:
        """Whether enough of the question is ours to answer it. A miss is better than a wrong guess."""
        strong = [span for span in self.spans if self._strong(span)]
        if any(record.startswith("drug/") for span in strong for record in span.records):
            return True
        if strong:
            return len(self.unknown) <= 3 * sum(map(self._telling, strong)) + 1
        if not self.content:
            return bool(self.spans or self._inside("general"))
        known = 1 - len(self.unknown) / len(self.content)
        return known >= (KNOWN_SHARE_OF_OURS if self.ours else KNOWN_SHARE)

    def _strong(self, span: Span) -> bool:
        """Whether a phrase can only mean us: a drug, a trial, a type, or several words that lead somewhere.

        A trial called by an ordinary word (Emerald) is sure only where nothing unknown stands beside it.
        """
        kinds = {record.partition("/")[0] for record in span.records}
        if span.weak or not span.exact or kinds == {"term"}:
            return False
        if kinds == {"trial"} and all(word.isalpha() for word in self.words[span.start : span.end]):
            return not self.unknown or self.ours
        if kinds & {"drug", "trial", "subtype", "treatment"}:
            return True
        return span.end - span.start > 1 if span.led else self._telling(span) > 1

    def _telling(self, span: Span) -> int:
        """How many words of a phrase say something."""
        return sum(not self._has(i, "silent") for i in range(span.start, span.end))

    @property
    def ours(self) -> bool:
        """Whether the question has a word that shows that it is about secondary breast cancer."""
        return any("ours" in found for found in self.roles.values())

    def scores(self) -> dict[str, float]:
        """Each record's score, by `kind/id`."""
        scores: dict[str, float] = defaultdict(float)
        for span in self.spans:
            whole = set(range(span.start, span.end)) >= set(self.content)
            words = self._telling(span)
            for record, worth in span.records.items():
                scores[record] += worth + 1.5 * (words - 1) + (WHOLE if whole and span.exact else 0)
        covered = bool(scores) and not self.loose
        named = covered or (bool(scores) and (self.ours or any(map(self._strong, self.spans))))
        best = 0.0
        for record, share in self._text_scores().items():
            best = max(best, share)
            scores[record] += TEXT * share * (0.8 if record.startswith("term/") else 1)
        if not named and best < (FOUND_SHARE_OF_OURS if self.ours else FOUND_SHARE):
            return {}
        for record in [record for record in scores if not self._exists(record)]:
            del scores[record]
        return scores

    def _exists(self, record: str) -> bool:
        sql = "SELECT 1 FROM record WHERE kind = ? AND id = ?"
        return bool(self._rows(sql, tuple(record.split("/", 1))))

    @cached_property
    def _groups(self) -> list[tuple[float, list[str]]]:
        """For each word that says something: its weight and the words that mean the same."""
        telling = [i for i in self.content if not self._has(i, "silent")]
        chosen = telling or self.content or range(len(self.words))
        pages = int(self.library.meta["pages"])
        groups: list[tuple[float, list[str]]] = []
        for i in chosen:
            word = self.words[i]
            lines = self.roles.get((i, i + 1), {}).get("same", [])
            alike = [word, *(w for line in lines for w in line.split("|") if w != word)]
            count = self.df[i] if i in self.df else self._pages_with(word)
            groups.append((math.log(1 + pages / (1 + count)), alike))
        return groups

    def _text_scores(self) -> dict[str, float]:
        """The share of the question's weight that each page has: all in its names or head is 1."""
        groups = self._groups
        total = sum(weight for weight, _ in groups) or 1.0
        scores: dict[str, float] = defaultdict(float)
        for weight, alike in groups:
            seen: dict[str, float] = {}
            query = " OR ".join(_quoted(word) for word in alike)
            for column, worth in (("names", 1.0), ("head", 0.9), ("body", 0.6)):
                sql = "SELECT kind || '/' || id FROM page_text WHERE page_text MATCH ?"
                for (record,) in self._rows(sql, (f"{column} : ({query})",)):
                    seen[record] = max(seen.get(record, 0), worth)
            for record, worth in seen.items():
                scores[record] += worth * weight / total
        return scores

    def mentions(self) -> list[str]:
        """Trials of the drugs that are named, then trials whose text has every telling word."""
        named = (record for span in self.spans if span.exact for record in span.records)
        drugs = [record.partition("/")[2] for record in named if record.startswith("drug/")]
        found = [f"trial/{i}" for drug in drugs for i in self.library.having("drug", drug, "trial")]
        words = [self.words[i] for i in self.content]
        if words and not self.unknown:
            sql = f"SELECT 'trial/' || id FROM trial_text WHERE trial_text MATCH ? LIMIT {MENTIONS}"
            found += [row[0] for row in self._rows(sql, (" AND ".join(map(_quoted, words)),))]
        return list(dict.fromkeys(found))

    def _pages_with(self, word: str) -> int:
        sql = "SELECT count(*) FROM page_text WHERE page_text MATCH ?"
        return int(self._rows(sql, (_quoted(word),))[0][0])

    def match(self) -> str:
        """The question as a full-text query that any of its words answers."""
        words = dict.fromkeys(word for _, alike in self._groups for word in alike)
        return " OR ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _ranked(library: Library, scores: dict[str, float]) -> list[str]:
    """Best first; of equals the licensed drug, then by kind and name. Far weaker ones are left out."""
    best = max(scores.values())
    kept = [record for record, score in scores.items() if score >= LEAST_OF_BEST * best]
    drugs = [record.split("/")[1] for record in kept if record.startswith("drug/")]
    states = library.states("drug", drugs)
    order = list(NAMED)

    def place(record: str) -> tuple[float, int, int, str]:
        kind, _, record_id = record.partition("/")
        licensed = kind == "drug" and states.get(record_id, "").startswith("licensed")
        return (-round(scores[record], 3), 0 if licensed else 1, order.index(kind), record_id)

    return sorted(kept, key=place)
