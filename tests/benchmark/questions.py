"""The questions that are asked and the rows that they give, section by section."""

import re
import time
from collections.abc import Callable, Iterator

from drawing import IMPORTS, NoLiteralForm
from growth import TRIALS, grow
from live import live
from measure import Program, Spread, compare, peak_memory, run
from programs import completed, floor, literal, naive
from recording import record
from report import Amount, Ratio, Remark, Row
from workshop import Workshop

CARDS = (("treatments", "hormone"), ("drug", "elacestrant"), ("trials", "--status", "recruiting"))
LONG_LIST = ("trials",)
UNTOUCHED_BY_GROWTH = (*CARDS, ("trial", "emerald"))
ASKING = (
    ("search", "what if it has spread to the brain"),
    ("search", "elecestrant"),
    ("trials", "--gene", "ESR1", "--had", "palbociclib", "--lines", "1", "--status", "recruiting,unknown"),
    ("drugs", "--her2", "low"),
    ("results", "emerald"),
    ("compare", "elacestrant", "imlunestrant"),
    ("timeline", "elacestrant"),
    ("pipeline",),
    ("sheet", "emerald"),
)
MANY = 20_000
COMPLETED = ("secbc drug ela", "secbc tri", "secbc trials --her2 l")

FLOOR_TARGET = 1.25
TEXT_TARGET = 1.40
NAIVE_TARGET = 0.35
GROWTH_TARGET = 1.10
ASKING_TARGET = 1.30
COMPLETION_TARGET = 1.40
MANY_TARGET = 1.50
FIRST_RUN_SECONDS = 1.0
QUERY_MEMORY_MIB = 45.0

Measure = Callable[[Workshop, int], Iterator[Row]]


def against_the_floor(workshop: Workshop, pairs: int) -> Iterator[Row]:
    """The rich page against Typer and Rich drawing the same objects from literals."""
    for words in (*CARDS, LONG_LIST):
        try:
            program = _floor(workshop, words)
        except NoLiteralForm as error:
            yield Remark(_said(words), f"not measured: {error}")
            continue
        yield from _compared(_said(words), FLOOR_TARGET, workshop.secbc(*words), program, pairs)


def asking(workshop: Workshop, pairs: int) -> Iterator[Row]:
    """Searches and narrowed lists against the same objects drawn from literals; a completion."""
    for words in ASKING:
        yield from _compared(
            _said(words), ASKING_TARGET, workshop.secbc(*words), _floor(workshop, words), pairs
        )
    for line in COMPLETED:
        secbc = workshop.completing(workshop.secbc(), line)
        offered = [word for word in secbc.output().decode().split("\n") if word]
        bare = workshop.program(_name("completed", (line,)), completed(offered))
        same = workshop.completing(bare, f"secbc drug {line.split()[-1]}")
        yield from _compared(f"completion of `{line}`", COMPLETION_TARGET, secbc, same, pairs)


def among_many(workshop: Workshop, pairs: int) -> Iterator[Row]:
    """Searches among thousands of trials and among today's."""
    today = workshop.data
    grown = grow(today, workshop.folder / "many", MANY)
    workshop.secbc("drugs", "--data", str(grown)).output()
    for words in ASKING[:2]:
        ours = workshop.secbc(*words, "--data", str(grown))
        theirs = workshop.secbc(*words, "--data", str(today))
        yield Ratio(_said(words), MANY_TARGET, compare(ours, theirs, pairs))


def against_the_text(workshop: Workshop, pairs: int) -> Iterator[Row]:
    """The plain and JSON forms against Typer writing the same text from a literal."""
    for option in ("--plain", "--json"):
        for words in (*CARDS, LONG_LIST):
            secbc = workshop.secbc(*words, option)
            name = _name("text", (*words, option))
            program = workshop.program(name, literal(secbc.output().decode()))
            yield from _compared(_said((*words, option)), TEXT_TARGET, secbc, program, pairs)


def against_yaml(workshop: Workshop, pairs: int) -> Iterator[Row]:
    """The rich page against a twin that reads all YAML at each run and draws the same."""
    for words in CARDS:
        try:
            _floor(workshop, words)
        except NoLiteralForm as error:
            yield Remark(_said(words), f"not measured: {error}")
            continue
        source = naive(_name("floor", words), str(workshop.data))
        program = workshop.program(_name("naive", words), source)
        yield from _compared(_said(words), NAIVE_TARGET, workshop.secbc(*words), program, pairs)


def against_today(workshop: Workshop, pairs: int) -> Iterator[Row]:
    """Questions whose answers stay the same, asked of thousands of trials and of today's."""
    today = workshop.data
    grown = grow(today, workshop.folder / "grown")
    start = time.perf_counter()
    workshop.secbc("drugs", "--data", str(grown)).output()
    seconds = time.perf_counter() - start
    for words in UNTOUCHED_BY_GROWTH:
        ours = workshop.secbc(*words, "--data", str(grown))
        theirs = workshop.secbc(*words, "--data", str(today))
        same = _without_counts(ours) == _without_counts(theirs)
        yield Ratio(_said(words), GROWTH_TARGET, compare(ours, theirs, pairs))
        if not same:
            yield Remark("", "^ the answers differ in more than their counts")
    yield Amount(f"wall time to index {TRIALS:,} trials, once", "s", Spread.of([seconds]), None)


def absolute(workshop: Workshop, pairs: int) -> Iterator[Row]:
    """The first run of all and the memory of a run. These figures depend on the machine."""
    runs = max(3, pairs // 4)
    first = [workshop.secbc(*CARDS[1], home=workshop.new_home(f"first-{n}")) for n in range(runs)]
    costs = [run(program) for program in first]
    wall = Spread.of([cost.wall for cost in costs])
    yield Amount("first run, index built: wall time", "s", wall, FIRST_RUN_SECONDS)
    yield Amount("first run, index built: CPU time", "s", Spread.of([c.cpu for c in costs]), None)
    fresh = [workshop.secbc(*CARDS[1], home=workshop.new_home(f"memory-{n}")) for n in range(3)]
    yield Amount("first run: peak memory", "MiB", Spread.of([peak_memory(p) for p in fresh]), None)
    for words in (*CARDS, LONG_LIST):
        program = workshop.secbc(*words)
        run(program)  # so that the index is there
        peaks = Spread.of([peak_memory(program) for _ in range(3)])
        yield Amount(f"{_said(words)}: peak memory", "MiB", peaks, QUERY_MEMORY_MIB)


SECTIONS: dict[str, tuple[str, Measure]] = {
    "floor": ("Rich pages against the same objects drawn from literals", against_the_floor),
    "text": ("Plain and JSON against the same text from a literal", against_the_text),
    "yaml": ("Rich pages against a twin that reads all YAML with SafeLoader", against_yaml),
    "growth": (f"{TRIALS:,} trials against today's, index warm", against_today),
    "asking": ("Searches, narrowed lists and a completion against literals", asking),
    "many": (f"Searches among {MANY:,} trials against today's, index warm", among_many),
    "live": ("The copy of the registry: updates from a local one, questions to a copy", live),
    "absolute": ("Absolute figures; they depend on the machine", absolute),
}


def _floor(workshop: Workshop, words: tuple[str, ...]) -> Program:
    recording = record(words, workshop.environ())
    return workshop.program(_name("floor", words), floor(recording, IMPORTS))


def _compared(what: str, target: float, ours: Program, theirs: Program, pairs: int) -> Iterator[Row]:
    """The row, and a remark where the two do not write the same bytes."""
    same = ours.output() == theirs.output()
    yield Ratio(what, target, compare(ours, theirs, pairs))
    if not same:
        yield Remark("", "^ the two outputs are not the same")


def _without_counts(program: Program) -> str:
    """The plain page with all `N of M trials` made alike, one space between words."""
    text = Program((*program.words, "--plain"), program.environ).output().decode()
    return re.sub(r"\d+ of \d+ trials", "N of M trials", " ".join(text.split()))


def _said(words: tuple[str, ...]) -> str:
    return " ".join(("secbc", *words))


def _name(kind: str, words: tuple[str, ...]) -> str:
    """A module's name."""
    return re.sub(r"\W+", "_", "_".join((kind, *words)))
