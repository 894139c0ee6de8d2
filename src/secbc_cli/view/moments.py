"""Records -> the dated events of a line of time: trials, results, licences, the NHS, what is awaited."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from ..model.dates import earliest, latest
from ..model.drug import PLACES, Approval, Drug
from ..model.trial import PartIn, Result, Trial, part_in
from .document import Tone
from .drug import NO, YES, decided
from .words import ANALYSES, BODIES, DECISIONS, OUTCOMES, trial_name

TRIALS, RESULTS, LICENCE, NHS, AWAITED = LANES = ("Trials", "Results", "Licence", "NHS", "Awaited")

_PARTS: dict[PartIn, str] = {"in every group": "every group had {}"}
_PLAIN_LOOKS = {"primary", "final"}


class Moment(Struct, frozen=True):
    """One dated event. `more` says whom it is about; `order` is where a partial `day` stands."""

    day: str
    lane: str
    words: str
    tone: Tone
    sources: tuple[str, ...]
    order: date
    more: str = ""
    command: str = ""


def of_trials(trials: Iterable[Trial], today: date, drug: Drug | None = None) -> Iterator[Moment]:
    """Starts and main-aim results; of one `drug`, with what it is in the trial."""
    for trial in trials:
        part = _PARTS.get(part_in(trial, drug.id), "").format(drug.name.casefold()) if drug else ""
        if trial.started:
            yield _start(trial, trial.started, part, today)
        yield from _readouts(trial, part)


def _start(trial: Trial, started: str, part: str, today: date) -> Moment:
    ahead = earliest(started) > today
    phase = f"phase {trial.phase}" if trial.phase else "phase not stated"
    inside = ", ".join(words for words in (phase, part) if words)
    return Moment(
        started,
        TRIALS,
        f"{trial_name(trial)} {'is planned to start' if ahead else 'started'} ({inside})",
        "quiet" if ahead else "closed",
        trial.sources or (trial.status.source,),
        earliest(started),
        trial.title,
        f"secbc trial {trial.id}",
    )


def _readouts(trial: Trial, part: str) -> Iterator[Moment]:
    """One event for each day on which main-aim results came out.

    The verdict is of the whole trial. Where results came out on several days, each says so: what
    is known at the end was not known at the first.
    """
    days: dict[str, list[Result]] = {}
    for row in main_results(trial):
        days.setdefault(row.reported, []).append(row)
    outcome, tone = OUTCOMES[trial.verdict.outcome]
    verdict = (trial.verdict.source,) if trial.verdict.source else ()
    for day, rows in days.items():
        looks = list(dict.fromkeys(ANALYSES[row.analysis] for row in rows))
        if len(days) == 1:
            plain = any(row.analysis in _PLAIN_LOOKS for row in rows)
            inside = ", ".join(words for words in (*([] if plain else looks), part) if words)
            words = f"{outcome} ({inside})" if inside else outcome
        else:
            inside = f" ({part})" if part else ""
            words = f"{', '.join(looks)}{inside}; over all its results, the trial {_as_verb(outcome)}"
        sources = tuple(dict.fromkeys((*(row.source for row in rows), *verdict)))
        yield Moment(
            day,
            RESULTS,
            f"{trial_name(trial)}: {words}",
            tone,
            sources,
            earliest(day),
            trial.verdict.words if len(days) == 1 else "",
            f"secbc trial {trial.id}",
        )


def _as_verb(outcome: str) -> str:
    """`met its main aim` stays; what is no verb is quoted: `is told as "results, no target set"`"""
    return outcome if outcome.startswith(("met", "missed")) else f'is told as "{outcome}"'


def main_results(trial: Trial) -> list[Result]:
    """Results of the main aim; a group picked afterwards is not the trial's result."""
    return [row for row in trial.results if row.primary and row.analysis != "post hoc"]


def place(body: str) -> str:
    """`England`, `UK`, `United States`: the lane says whether it is a licence or the NHS."""
    return BODIES[body][0].removeprefix("NHS in ").removesuffix(" licence")


def steps(drug: Drug) -> list[Approval]:
    """Rows that a later decision of the same body overtook: drafts, filings, advice; and designations."""
    overtaken = []
    for number, row in enumerate(drug.approvals):
        later = any(r.body == row.body and r.decision in FINAL for r in drug.approvals[number + 1 :])
        if row.decision == "designation" or (later and row.decision not in FINAL):
            overtaken.append(row)
    return overtaken


FINAL = YES | NO | {"terminated"}


def of_decisions(drug: Drug, named: bool, every: bool = True) -> Iterator[Moment]:
    """Licence and NHS decisions; `named` with the drug's name, without `every` no `steps`.

    The record lists them oldest first, so a row with only a year stands after the row before it
    where that year allows.
    """
    left_out = [] if every else steps(drug)
    floor = date.min
    for row in drug.approvals:
        floor = max(earliest(row.date), floor) if floor <= latest(row.date) else earliest(row.date)
        if row not in left_out:
            yield _decision(drug, row, named, floor)


def _decision(drug: Drug, row: Approval, named: bool, order: date) -> Moment:
    name = f"{drug.name}, " if named else ""
    return Moment(
        row.date,
        LICENCE if row.body in PLACES else NHS,
        f"{name}{place(row.body)}: {decided(row)}",
        DECISIONS[row.decision][1],
        (row.source,),
        order,
        row.for_whom,
        f"secbc drug {drug.id}" if named else "",
    )


def of_pending(drug: Drug, named: bool, today: date) -> Iterator[Moment]:
    """What is awaited, and whether its date has passed: a year that still runs has not."""
    name = f"{drug.name}, " if named else ""
    for event in drug.pending:
        passed = latest(event.date) < today
        yield Moment(
            event.date,
            AWAITED,
            f"{name}{'was due' if passed else 'due'}: {event.words}",
            "warning" if passed else "quiet",
            (event.source,),
            earliest(event.date),
            command=f"secbc drug {drug.id}" if named else "",
        )


def is_ahead(moment: Moment, today: date) -> bool:
    """Whether it is still to come."""
    if moment.lane == AWAITED:
        return latest(moment.day) >= today
    return earliest(moment.day) > today


def in_order(moments: Iterable[Moment], today: date) -> list[Moment]:
    """Oldest first, what is to come last; on one day in the order of the lanes."""
    return sorted(moments, key=lambda m: (is_ahead(m, today), m.order, LANES.index(m.lane)))
