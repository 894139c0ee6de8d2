"""Rules about what a record must have before readers may rely on it."""

from collections.abc import Iterator
from datetime import date

from ...model.drug import Drug
from ...model.problem import Problem
from ...model.subtype import Subtype
from ...model.treatment import Treatment
from ...model.trial import Trial
from ..load import Knowledge
from .report import at

_LICENCES = {"FDA", "EMA", "MHRA", "NMPA"}
_NICE_FINAL = {"recommended", "managed access", "not recommended", "terminated"}


def recruiting_without_id(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A trial that people might ask to join can be found in a register."""
    for loaded in knowledge.of("trial").values():
        trial = loaded.record
        assert isinstance(trial, Trial)
        ids = trial.ids
        found = ids.nct or ids.isrctn or ids.ctis or ids.eudract or ids.iras
        if trial.status.recruitment == "recruiting" and not found:
            yield at(loaded, "C001", ("ids",), loaded.id)


def nice_without_number(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A final NICE decision has its number."""
    for loaded in knowledge.of("drug").values():
        assert isinstance(loaded.record, Drug)
        for index, row in enumerate(loaded.record.approvals):
            if row.body == "NICE" and row.decision in _NICE_FINAL and not (row.ref or "").startswith("TA"):
                yield at(loaded, "C002", ("approvals", index), f"approvals[{index}]: {row.decision}")


def licence_of_a_stopped_drug(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Where a drug was stopped, no licence for breast cancer stands open."""
    for loaded in knowledge.of("drug").values():
        drug = loaded.record
        assert isinstance(drug, Drug)
        if drug.stage != "stopped":
            continue
        last = {row.body: index for index, row in enumerate(drug.approvals) if row.body in _LICENCES}
        for index in last.values():
            row = drug.approvals[index]
            if row.decision in ("approved", "accelerated approval"):
                yield at(
                    loaded, "C003", ("approvals", index), f"approvals[{index}]: {row.body} {row.decision}"
                )


def drug_without_trial(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A drug's page leads to a trial, or says that none was found."""
    used = {
        drug
        for loaded in knowledge.of("trial").values()
        if isinstance(loaded.record, Trial)
        for drug in loaded.record.drugs
    }
    for loaded in knowledge.of("drug").values():
        assert isinstance(loaded.record, Drug)
        if loaded.id not in used and not loaded.record.not_found:
            yield at(loaded, "C004", (), loaded.id)


def item_without_outcome(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A direction of research says what happened next, or that nothing was found."""
    for loaded in knowledge.records:
        if isinstance(loaded.record, Treatment | Subtype):
            for index, item in enumerate(loaded.record.research):
                if not (item.happened or item.not_found):
                    yield at(loaded, "C005", ("research", index), f"research[{index}]: {item.id}")
