"""Run whole processes and measure them: CPU time, wall time, peak memory, ratios of interleaved pairs."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

MIB = 2**20

# The spawned process starts with its parent's peak memory on its account (Linux keeps the larger of
# both across exec), so the parent of a process whose memory is measured must be small.
_SMALL_PARENT = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)]
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
status, usage = os.wait4(pid, 0)[1:]
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


@dataclass(frozen=True)
class Program:
    """A command line and the environment that it runs in."""

    words: tuple[str, ...]
    environ: Mapping[str, str]

    def output(self) -> bytes:
        """What it writes to stdout. Raises RuntimeError where it fails."""
        done = subprocess.run(
            self.words, env=self.environ, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(self.words)}: exit {done.returncode}: {done.stderr.decode()}")
        return done.stdout


@dataclass(frozen=True)
class Cost:
    """What one run took, in seconds; `cpu` is user and system time together."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Spread:
    """The median of a sample and its quartiles."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, sample: list[float]) -> "Spread":
        """The spread of at least one figure."""
        if len(sample) == 1:
            return cls(sample[0], sample[0], sample[0])
        low, median, high = statistics.quantiles(sample, n=4, method="inclusive")
        return cls(median, low, high)


@dataclass(frozen=True)
class Pairs:
    """Ratios of two programs, pair by pair, and the median CPU time of each in seconds."""

    cpu: Spread
    wall: Spread
    ours: float
    theirs: float


def pin_to_one_cpu() -> int | None:
    """Keep this process and its children on one CPU, where the system can. Returns that CPU."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    cpu = max(os.sched_getaffinity(0))  # the first one serves most interrupts
    os.sched_setaffinity(0, {cpu})
    return cpu


def run(program: Program) -> Cost:
    """One run with every stream at the null device. Raises RuntimeError where the program fails."""
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawn(program.words[0], program.words, program.environ, file_actions=quiet)
    status, usage = os.wait4(pid, 0)[1:]
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code:
        raise RuntimeError(f"{' '.join(program.words)}: exit {code}")
    return Cost(usage.ru_utime + usage.ru_stime, wall)


def compare(ours: Program, theirs: Program, pairs: int) -> Pairs:
    """Run A B A B ... after one run of each that fills the caches."""
    run(ours)
    run(theirs)
    runs = [(run(ours), run(theirs)) for _ in range(pairs)]
    return Pairs(
        cpu=Spread.of([a.cpu / b.cpu for a, b in runs]),
        wall=Spread.of([a.wall / b.wall for a, b in runs]),
        ours=statistics.median(a.cpu for a, _ in runs),
        theirs=statistics.median(b.cpu for _, b in runs),
    )


def peak_memory(program: Program) -> float:
    """The largest resident size of one run, in MiB."""
    words = (sys.executable, "-I", "-S", "-c", _SMALL_PARENT, *program.words)
    code, size = Program(words, program.environ).output().split()
    if int(code):
        raise RuntimeError(f"{' '.join(program.words)}: exit {int(code)}")
    return int(size) * (1 if sys.platform == "darwin" else 1024) / MIB  # Linux counts in KiB
