"""The copy of the registry: what an update costs, and what having a copy costs the other commands."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import Program, Spread, compare, peak_memory, run
from report import Amount, Ratio, Remark, Row
from workshop import Workshop

ROOT = Path(__file__).parents[2]
UPDATED, FEW, MANY = 5_000, 500, 50_000
SMALL = 1_000
"""Studies of the update whose memory a large one's is compared with."""
NEAR = ("trials", "--registry", "--status", "recruiting", "--near", "Leeds")
CARDS = (("trial", "emerald"), ("trials",), ("trials", "--status", "recruiting"), ("drug", "elacestrant"))

STUDIES_A_SECOND = 1_500
UPDATE_MEMORY_MIB = 120
FLAT = 1.25
"""Peak memory with many studies against that with a fiftieth of them: it may not grow with them."""
REQUESTS = 3
NEAR_TARGET = 1.50
CARD_TARGET = 1.05

_STATUSES = {
    "recruiting": "RECRUITING",
    "planned": "NOT_YET_RECRUITING",
    "paused": "SUSPENDED",
    "closed": "ACTIVE_NOT_RECRUITING",
    "stopped": "TERMINATED",
}


class Served:
    """A registry in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.url = self._line()

    def requests(self) -> int:
        """How many have come so far."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return int(self._line())

    def _line(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline().strip()
        if not line:
            raise RuntimeError("the stand-in for the registry did not start")
        return line


class Bench:
    """Registries, and secbc with copies of them."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._statuses = _statuses(workshop)
        self._copies = 0

    @contextmanager
    def serving(self, count: int, samples: Path | None) -> Iterator[Served]:
        """A registry of so many studies, our records' among them."""
        words = [sys.executable, "-m", "tests.benchmark.served", "--documents", str(count)]
        words += ["--statuses", json.dumps(self._statuses)]
        words += ["--samples", str(samples)] if samples else []
        environ = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            words, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            yield Served(process)

    def copy(self) -> Path:
        """A folder for a copy that is not there yet."""
        self._copies += 1
        return self.workshop.folder / f"copy-{self._copies}"

    def secbc(self, copy: Path, *words: str) -> Program:
        """secbc with the copy in this folder."""
        program = self.workshop.secbc(*words)
        return Program(program.words, {**program.environ, "SECBC_LIVE_DIR": str(copy)})

    def update(self, served: Served, copy: Path) -> Program:
        """The update that is measured: no pace, since the registry is our own."""
        return self.secbc(copy, "update", "--base-url", served.url, "--pace", "0", "--json")


def live(workshop: Workshop, pairs: int) -> Iterator[Row]:
    """Updates from a local registry, questions to a copy, and cards with a copy and without."""
    workshop.secbc("drugs").output()  # so that the index is there
    bench, samples = Bench(workshop), sample_folder()
    runs = max(3, pairs // 4)
    kinds: list[tuple[str, Path | None]] = [("invented", None)]
    if samples:
        kinds.append(("real", samples))
    else:
        yield Remark("real documents", "not measured: there is no ../shared/registry/studies")
    for kind, folder in kinds:
        with bench.serving(UPDATED, folder) as served:
            yield from _rate(bench, served, kind, runs)
            yield from _nothing_new(bench, served, kind)
    with bench.serving(SMALL, samples) as served:
        small = [peak_memory(bench.update(served, bench.copy())) for _ in range(3)]
    few, many = bench.copy(), bench.copy()
    with bench.serving(FEW, samples) as served:
        bench.update(served, few).output()
    with bench.serving(MANY, samples) as served:
        large = peak_memory(bench.update(served, many))
    kind = kinds[-1][0]
    for count, peaks in ((SMALL, Spread.of(small)), (MANY, Spread.of([large]))):
        yield Amount(f"update, {count:,} {kind}: peak memory", "MiB", peaks, UPDATE_MEMORY_MIB)
    growth = Spread.of([large / peak for peak in small])
    yield Amount(f"the same, {MANY:,} against {SMALL:,}", "times", growth, FLAT)
    yield from _near(bench, many, few, pairs)
    for words in CARDS:
        what = f"secbc {' '.join(words)}, with a copy"
        yield Ratio(what, CARD_TARGET, compare(bench.secbc(many, *words), workshop.secbc(*words), pairs))


def sample_folder() -> Path | None:
    """Real documents, where they are: SECBC_REGISTRY_SAMPLES, else beside the checkout."""
    chosen = os.environ.get("SECBC_REGISTRY_SAMPLES")
    folder = Path(chosen) if chosen else ROOT.parent / "shared" / "registry" / "studies"
    return folder.resolve() if any(folder.glob("*.json")) else None


def _rate(bench: Bench, served: Served, kind: str, runs: int) -> Iterator[Row]:
    """Studies a second of a first update: of its wall time, the registry's own included, and of its CPU."""
    costs = [run(bench.update(served, bench.copy())) for _ in range(runs)]
    for clock in ("wall", "cpu"):
        rates = Spread.of([UPDATED / getattr(cost, clock) for cost in costs])
        what = f"first update, {UPDATED:,} {kind}: of {clock} time"
        yield Amount(what, "studies/s", rates, STUDIES_A_SECOND, least=True)


def _nothing_new(bench: Bench, served: Served, kind: str) -> Iterator[Row]:
    """Requests of an update right after another, as the registry counts them."""
    copy = bench.copy()
    bench.update(served, copy).output()
    before = served.requests()
    totals = json.loads(bench.update(served, copy).output())["records"][0]
    spread = Spread.of([served.requests() - before])
    yield Amount(f"update, {kind}, nothing new: requests", "requests", spread, REQUESTS + 1)
    if totals["unchanged"] < UPDATED:
        yield Remark("", "^ there was something new")


def _near(bench: Bench, many: Path, few: Path, pairs: int) -> Iterator[Row]:
    """A question about places, among many stored studies and among few."""
    for more in ((), ("--limit", "1")):
        ours, theirs = bench.secbc(many, *NEAR, *more), bench.secbc(few, *NEAR, *more)
        what = " ".join(("--registry --near Leeds", *more, f"among {MANY:,}"))
        yield Ratio(what, NEAR_TARGET, compare(ours, theirs, pairs))
        yield Remark(
            "", f"^ shown of those that fit: {_fitting(ours)} among {MANY:,}, {_fitting(theirs)} among {FEW}"
        )


def _fitting(program: Program) -> str:
    page = Program((*program.words, "--plain"), program.environ).output().decode()
    found = re.search(r"(\d+ of \d+) that fit", page)
    return found[1] if found else "none"


def _statuses(workshop: Workshop) -> dict[str, str]:
    """Our trials' numbers at the registry, and how each stands there: as we say, where we say it."""
    trials = json.loads(workshop.secbc("trials", "--json").output())["records"]
    return {
        trial["ids"]["nct"]: _STATUSES.get(trial["status"]["recruitment"], "")
        for trial in trials
        if trial.get("ids", {}).get("nct")
    }
