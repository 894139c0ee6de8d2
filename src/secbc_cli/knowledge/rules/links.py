"""Rules about ids and names: every reference leads to a record, every name to one record."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from ...model.key import key
from ...model.kinds import KINDS, record_of
from ...model.names import names
from ...model.problem import Problem
from ...model.search import SearchWords
from ...model.subtype import Subtype
from ...model.treatment import Treatment
from ...model.trial import Trial
from ..fields import fields, shown
from ..load import Knowledge
from .report import at


def dangling(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Every id names a record of its kind."""
    ids = {kind: set(knowledge.of(kind)) for kind in KINDS}
    for problem in knowledge.problems:  # a file with errors of its own is there all the same
        if found := record_of(problem.path):
            ids[found[0]].add(found[1])
    for loaded in knowledge.records:
        for field in fields(loaded.record):
            if field.ref and field.value not in ids[field.ref]:
                near = get_close_matches(field.value, ids[field.ref], 1)
                mend = f'Did you mean "{near[0]}"?' if near else ""
                place = KINDS[field.ref].place
                mend = f"{mend} Use an id that exists, or add {place}/{field.value}.yaml".strip()
                detail = f'{shown(field.path)}: no {field.ref} called "{field.value}"'
                yield at(loaded, "L001", field.path, detail, mend)


def leads_of_search(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Every record that the search file leads to exists."""
    found = knowledge.search
    if found is None or not isinstance(found.record, SearchWords):
        return
    for lead in found.record.leads:
        kind, _, record_id = lead.partition("/")
        if record_id not in knowledge.of(kind):
            yield at(found, "L001", ("leads", lead), f'leads: "{lead}"')


def unused_sources(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Every source is cited somewhere."""
    used = {f.value for loaded in knowledge.records for f in fields(loaded.record) if f.ref == "source"}
    for source_id, loaded in knowledge.of("source").items():
        if source_id not in used:
            yield at(loaded, "L002", (), source_id)


def arms_in_drugs(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A trial's `drugs` holds the drugs of its arms."""
    for loaded in knowledge.of("trial").values():
        trial = loaded.record
        assert isinstance(trial, Trial)
        for index, arm in enumerate(trial.arms):
            for drug in arm.drugs:
                if drug not in trial.drugs:
                    yield at(loaded, "L003", ("arms", index), f'"{drug}"')


def kinds_in_circle(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Following `kind_of` upward never leads back to the record."""
    for kind in ("treatment", "subtype"):
        above = {
            i: loaded.record.kind_of
            for i, loaded in knowledge.of(kind).items()
            if isinstance(loaded.record, Treatment | Subtype)
        }
        for loaded in knowledge.of(kind).values():
            current, steps = above[loaded.id], 0
            while current and current != loaded.id and steps < len(above):
                current, steps = above.get(current), steps + 1
            if current == loaded.id:
                yield at(loaded, "L004", ("kind_of",), f'"{above[loaded.id]}"')


def shared_names(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Within a kind a name leads to one record only."""
    for kind in KINDS:
        owner: dict[str, str] = {}
        for loaded in knowledge.of(kind).values():
            for name in names(loaded.record):
                first = owner.setdefault(key(name), loaded.id)
                if first != loaded.id:
                    yield at(loaded, "L005", (), f'"{name}" is also a name of {first}')


def without_source(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Every record but a word of the glossary rests on a source."""
    for loaded in knowledge.records:
        if loaded.kind not in ("source", "term") and not loaded.record.sources:  # type: ignore[attr-defined]  # every other kind has the field
            yield at(loaded, "L006", (), loaded.id)


def from_template(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """No value of a template stands in a record."""
    for loaded in knowledge.records:
        if "/_template/" not in f"/{loaded.path}":
            for field in fields(loaded.record):
                if "EXAMPLE" in field.value:
                    yield at(loaded, "L007", field.path, f'{shown(field.path)}: "{field.value}"')
