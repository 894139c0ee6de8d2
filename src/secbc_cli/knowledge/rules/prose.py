"""Rules about running text: what it names has a page or a glossary entry."""

import re
from collections.abc import Iterator
from datetime import date

from ...model.drug import Drug
from ...model.key import key
from ...model.names import names
from ...model.problem import Problem
from ...model.subtype import Subtype
from ...model.treatment import ResearchItem, Treatment
from ...model.trial import Trial
from ..fields import fields, shown
from ..load import Knowledge
from .report import at

_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9/+-]*\b")
_PLAIN = {"US", "UK", "EU", "UK-led", "US-led"}
_NUMBERED = re.compile(r"(TA|SMC|CG|NG|NCT|HST|ID)\d+")
_TRIAL_NAME = re.compile(r"[A-Za-z0-9]*[A-Z]{3,}[A-Za-z]*(-[A-Za-z]*\d+)?|[A-Z]\w+-?\w*\d+")
_TRIAL_WORD = re.compile(r"\b(trials?|study|studies)\b")


def unlinked(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A research item links each drug and trial with a page that its text names."""
    pages = [
        *(
            (r.record.name, "drugs", r.id)
            for r in knowledge.of("drug").values()
            if isinstance(r.record, Drug)
        ),
        *(
            (r.record.acronym, "trials", r.id)
            for r in knowledge.of("trial").values()
            if isinstance(r.record, Trial) and r.record.acronym
        ),
    ]
    pages.sort(key=lambda page: -len(page[0]))  # trastuzumab deruxtecan before trastuzumab
    for loaded in knowledge.records:
        if isinstance(loaded.record, Treatment | Subtype):
            for index, item in enumerate(loaded.record.research):
                for field, record_id in _named(item, pages):
                    if record_id not in getattr(item, field):
                        detail = f"research[{index}] names {record_id}, which is not in its `{field}`"
                        yield at(loaded, "L008", ("research", index), detail)


def _named(item: ResearchItem, pages: list[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    text = " ".join((item.idea, item.words, *(event.words for event in item.happened)))
    for name, field, record_id in pages:
        pattern = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
        text, found = re.subn(pattern, " ", text, flags=re.IGNORECASE if field == "drugs" else 0)
        if found:
            yield field, record_id


def unexplained(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """An abbreviation in lay text is in the glossary, or names a record, or a trial beside the word trial."""
    known = {key(n) for r in knowledge.records if r.kind != "source" for n in names(r.record)}
    for loaded in knowledge.records:
        if loaded.kind == "term":
            continue
        for field in fields(loaded.record):
            if not field.lay:
                continue
            for match in _ABBREVIATION.finditer(field.value):
                word = match.group(0).strip("-/")
                if word in _PLAIN or _NUMBERED.fullmatch(word):
                    continue
                if _TRIAL_NAME.fullmatch(word) and _TRIAL_WORD.search(field.value):
                    continue
                if not {key(word), key(word).removesuffix("s")} & known:
                    yield at(loaded, "L009", field.path, f'{shown(field.path)}: "{word}"')
