"""Rules about figures: intervals, shares of 100, which groups are compared, verdicts."""

from collections.abc import Iterator
from datetime import date

from ...model.drug import Drug
from ...model.problem import Problem
from ...model.trial import Result, Trial
from ..load import Knowledge, Loaded
from .report import at


def _results(knowledge: Knowledge) -> Iterator[tuple[Loaded, Trial, int, Result]]:
    for loaded in knowledge.of("trial").values():
        assert isinstance(loaded.record, Trial)
        for index, result in enumerate(loaded.record.results):
            yield loaded, loaded.record, index, result


def intervals(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A confidence interval runs from low to high and holds its hazard ratio."""
    for loaded, _, index, result in _results(knowledge):
        if result.ci is None:
            continue
        low, high = (float(bound) for bound in result.ci)
        middle = low if result.hr is None else float(result.hr)
        if not low <= middle <= high:
            figures = f"{result.hr} not in {result.ci[0]} to {result.ci[1]}"
            yield at(loaded, "N001", ("results", index, "ci"), f"results[{index}]: {figures}")


def shares(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """What is counted out of 100 is from 0 to 100."""
    for loaded, _, index, result in _results(knowledge):
        pairs = [*result.at, *([result.rate] if result.rate else [])]
        for figure in [f for pair in pairs for f in (pair.experimental, pair.control)]:
            if figure is not None and not 0 <= float(figure) <= 100:
                yield at(loaded, "N002", ("results", index), f"results[{index}]: {figure}")
    for loaded in knowledge.of("drug").values():
        assert isinstance(loaded.record, Drug)
        for index, effect in enumerate(loaded.record.side_effects):
            for figure in (effect.of_100, effect.control_of_100):
                if figure is not None and not 0 <= float(figure) <= 100:
                    yield at(loaded, "N002", ("side_effects", index), f"side_effects[{index}]: {figure}")


def comparisons(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """With more than two arms a row names the arms that it compares."""
    for loaded, trial, index, result in _results(knowledge):
        arms = {arm.name for arm in trial.arms}
        if result.comparison is None:
            if len(arms) > 2:
                yield at(loaded, "N003", ("results", index), f"results[{index}]")
            continue
        for name in (result.comparison.experimental, result.comparison.control):
            if name is not None and name not in arms:
                yield at(loaded, "N003", ("results", index, "comparison"), f'no arm is called "{name}"')


def empty_rows(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A result row carries a figure, or says why it has none."""
    for loaded, _, index, result in _results(knowledge):
        if not (result.hr or result.median or result.rate or result.at or result.p or result.note):
            yield at(loaded, "N004", ("results", index), f"results[{index}]")


def verdicts(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A trial whose main aim is reported is not waiting."""
    for loaded in knowledge.of("trial").values():
        trial = loaded.record
        assert isinstance(trial, Trial)
        reported = any(r.primary and r.analysis in ("primary", "final") for r in trial.results)
        if reported and trial.verdict.outcome == "awaited":
            yield at(loaded, "N005", ("verdict",), "awaited, but the main aim is reported")
