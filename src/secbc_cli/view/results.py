"""What a trial reported: words and absolute figures first; hazard ratios only when asked for.

STANDARDS, numbers: no bare hazard ratio on a lay screen; landmarks only as published;
overall survival only behind an explicit request, with a sentence first.
"""

from ..model.dates import show
from ..model.trial import Medians, Result, Trial
from .context import Context
from .document import Block, Bullet, Bullets, Column, Facts, Prose, Section, Table, Text
from .words import ANALYSES, ENDPOINTS, STILL

SURVIVAL_FIRST = (
    "These figures say how long people in the trial lived. They are about groups, not about you. "
    "Some people did better and some did worse. Your team can talk them through with you."
)
SURVIVAL_HIDDEN = (
    "This trial also reported how long people lived. It is not shown unless you ask: add --survival."
)


def results_sections(trial: Trial, context: Context, clinical: bool, survival: bool) -> list[Section]:
    """The sections of results, or the one that says there are none yet."""
    if not trial.results:
        return [_verdict(trial, context)]
    open_rows = [r for r in trial.results if r.endpoint != "OS"]
    hidden = [r for r in trial.results if r.endpoint == "OS"]
    sections = [_verdict(trial, context)]
    sections += [_lay(result, trial, context) for result in open_rows]
    if hidden:
        words = Text(SURVIVAL_FIRST) if survival else Text(SURVIVAL_HIDDEN, "quiet")
        sections.append(Section("How long people lived", (Prose((words,)),)))
        if survival:
            sections += [_lay(result, trial, context) for result in hidden]
    if clinical:
        rows = open_rows + (hidden if survival else [])
        sections.append(Section("Clinical figures", clinical_blocks(rows, context)))
    return sections


def _verdict(trial: Trial, context: Context) -> Section:
    """What became of the main aim, in words."""
    words = Text(trial.verdict.words, cites=context.cite(trial.verdict.source))
    return Section("What was found", (Prose((words,)),))


def _lay(result: Result, trial: Trial, context: Context) -> Section:
    """One result in words: who was counted, typical times, of 100 people."""
    cites = context.cite(result.source)
    first, second = arm_names(result, trial)
    rows: list[tuple[str, tuple[Text, ...]]] = [
        ("Who was counted", (Text(result.population, cites=cites),)),
        ("What kind of look", (Text(f"{ANALYSES[result.analysis]}, {show(result.reported)}"),)),
    ]
    figures = len(rows)
    if result.median:
        rows.append(("Typical time (median)", _medians(result.median, first, second)))
    if result.rate:
        rate = result.rate
        values = _of_100(rate.experimental, first, rate.control, second, result.endpoint)
        rows.append(("Of 100 people", values))
    for mark in result.at:
        label = f"Of 100 people, after {mark.months} months"
        rows.append((label, _of_100(mark.experimental, first, mark.control, second, result.endpoint)))
    if len(rows) == figures:
        words = "see --clinical" if result.hr or result.p or result.note else "no figures were published"
        rows.append(("Figures", (Text(words, "quiet"),)))
    return Section(
        ENDPOINTS[result.endpoint], (Facts(tuple(rows)),), "main aim" if result.primary else "", level=3
    )


def arm_names(result: Result, trial: Trial) -> tuple[str, str]:
    """The names of the groups that a row compares."""
    if result.comparison:
        return result.comparison.experimental, result.comparison.control or ""
    tested = [arm.name for arm in trial.arms if arm.role == "experimental"]
    compared = [arm.name for arm in trial.arms if arm.role == "comparator"]
    return (tested or ["the new treatment"])[0], (compared or ["the comparison group"])[0]


def medians_said(result: Result, trial: Trial) -> tuple[Text, ...]:
    """`Elacestrant: 2.8 months`, for each group of a row that has a median."""
    return _medians(result.median, *arm_names(result, trial)) if result.median else ()


def _medians(median: Medians, first: str, second: str) -> tuple[Text, ...]:
    pairs = ((first, median.experimental), (second, median.control))
    return tuple(
        Text(f"{name}: {value}" + ("" if value == "not reached" else " months"))
        for name, value in pairs
        if value is not None
    )


def _of_100(new: str | None, first: str, old: str | None, second: str, endpoint: str) -> tuple[Text, ...]:
    pairs = ((first, new), (second, old))
    return tuple(
        Text(f"{name}: {_both_sides(value, endpoint)}") for name, value in pairs if value is not None
    )


def _both_sides(value: str, endpoint: str) -> str:
    """`33 had their cancer shrink, 67 did not`: both sides where the figure is a whole number."""
    words, other = STILL[endpoint]
    return f"{value} {words}, {100 - int(value)} {other}" if value.isdigit() else f"{value} {words}"


def clinical_blocks(results: list[Result], context: Context) -> tuple[Block, ...]:
    """Hazard ratios with interval and p, beside the medians."""
    columns = (
        Column("Endpoint", whole=True),
        Column("Population"),
        Column("Hazard ratio", whole=True),
        Column("Interval"),
        Column("p", whole=True),
        Column("Median, months"),
        Column("Analysis"),
    )
    rows = tuple(_clinical_row(result, context) for result in results)
    note = "A hazard ratio under 1 favours the group being tested. It is not a share of people."
    notes = tuple(
        Bullet(Text(r.note, cites=context.cite(r.source)), f"{r.endpoint}, {r.analysis}, {show(r.reported)}")
        for r in results
        if r.note
    )
    blocks: tuple[Block, ...] = (Table(columns, rows, "result"), Prose((Text(note, "quiet"),)))
    return (*blocks, Prose((Text("Notes on these figures", "strong"),)), Bullets(notes)) if notes else blocks


def _clinical_row(result: Result, context: Context) -> tuple[Text, ...]:
    interval = f"{result.ci_level}% {result.ci[0]} to {result.ci[1]}" if result.ci else "not given"
    median, people = result.median, result.people
    months = (
        f"{median.experimental or 'not given'} v {median.control or 'not given'}" if median else "not given"
    )
    assessed = f", {result.assessed_by}" if result.assessed_by else ""
    size = f" ({people.experimental or '?'} v {people.control or '?'} people)" if people else ""
    return (
        Text(result.endpoint + (" (main)" if result.primary else ""), "strong"),
        Text(result.population + size, cites=context.cite(result.source)),
        Text(result.hr or "not given"),
        Text(interval),
        Text(result.p or "not given"),
        Text(months),
        Text(f"{result.analysis}{assessed}, {show(result.reported)}"),
    )
