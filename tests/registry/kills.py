"""Kill `secbc update` (kill -9) at random moments while the registry changes; then see what is left.

python -m tests.registry.kills --kills 200 --seed 1     # ends with 1 where anything is corrupt, lost, doubled

After each kill the file is checked; after every few, one update ends in peace, and all must be as the
registry has it: each study once, each change of status told once, in order, without a gap.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from tests.registry.documents import document
from tests.registry.faults import delayed
from tests.registry.server import Registry

TODAY = "2026-11-20"
STATUSES = ("RECRUITING", "SUSPENDED", "COMPLETED", "UNKNOWN", "TERMINATED")
SAMPLE = Path(__file__).parent.parent / "sample"


class Trouble(Counter[str]):
    """How much was corrupt, lost or doubled; and a line on each."""

    def __init__(self) -> None:
        super().__init__(corrupt=0, lost=0, doubled=0)
        self.lines: list[str] = []

    def add(self, kind: str, line: str) -> None:
        self[kind] += 1
        self.lines.append(f"{kind}: {line}")


class Killing:
    """One copy, one registry, and updates that are killed."""

    def __init__(self, registry: Registry, folder: Path, seed: int, studies: int) -> None:
        self.registry, self.random, self.folder = registry, Random(seed), folder
        self.path = folder / "live" / "registry.sqlite"
        self.trouble = Trouble()
        self.ended = self.killed = self.runs_left_open = 0
        self.open = False
        self.numbers = [f"NCT{9_000_001 + number:08}" for number in range(studies)]
        self.removed: dict[str, dict[str, Any]] = {}
        self.base = {nct: document(nct, LastUpdatePostDate=TODAY) for nct in self.numbers}
        registry.put(*self.base.values())
        registry.faults = lambda request: delayed(self.random.uniform(0, 0.06))

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """An update in a process of its own."""
        words = ("update", "--base-url", self.registry.url, "--pace", "0", "--json", *options)
        environ = os.environ | {
            "SECBC_LIVE_DIR": str(self.path.parent),
            "SECBC_CACHE_DIR": str(self.folder / "cache"),
            "SECBC_DATA": str(SAMPLE),
            "SECBC_TODAY": TODAY,
        }
        command = [sys.executable, "-m", "secbc_cli", *words]
        return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def whole(self) -> float:
        """An update that is left in peace: how long it took.

        After a run that was killed it must sweep by itself; otherwise it is told to, because the date
        of a study does not tell that it went.
        """
        begun = time.monotonic()
        process = self.start(*([] if self.open else ["--full"]))
        out, err = process.communicate(timeout=60)
        self.open = False
        if process.returncode != 0:
            self.trouble.add("corrupt", f"an update after a kill ended with {process.returncode}: {err!r}")
        elif [record["state"] for record in json.loads(out)["records"]] != ["done"]:
            self.trouble.add("lost", f"an update after a kill was not whole: {out!r}")
        return time.monotonic() - begun

    def change(self) -> None:
        """Most studies get another status; one goes, one that went comes back."""
        for nct in self.random.sample(self.numbers, len(self.numbers) * 2 // 3):
            if nct not in self.removed:
                self.registry.change(nct, OverallStatus=self.random.choice(STATUSES))
        if self.removed and self.random.random() < 0.5:
            self.registry.put(self.removed.pop(self.random.choice(sorted(self.removed))))
        if len(self.removed) < 5:
            nct = self.random.choice([nct for nct in self.numbers if nct not in self.removed])
            self.removed[nct] = self.registry.get(nct)
            self.registry.remove(nct)

    def kill(self, longest: float) -> None:
        """Start an update and kill it somewhere on its way; then look at the file."""
        process = self.start()
        try:
            process.communicate(timeout=self.random.uniform(0.05, longest))
            self.ended += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.killed += 1
        self.open = self.path.exists() and self.look()
        self.runs_left_open += self.open

    def look(self) -> bool:
        """Check the file as a reader finds it; whether it has a run that did not end."""
        try:
            with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
                [(said,)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
                if said != "ok":
                    self.trouble.add("corrupt", str(said))
                [(begun,)] = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'run'")
                running = "SELECT count(*) FROM run WHERE state = 'running'"
                return bool(begun) and connection.execute(running).fetchone() != (0,)
        except sqlite3.Error as error:
            self.trouble.add("corrupt", str(error))
            return False

    def compare(self) -> None:
        """The copy against the registry: call it after an update that ended."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT id, nct, status, gone, json FROM study").fetchall()
            changes = connection.execute("SELECT nct, field, old, new FROM history ORDER BY id").fetchall()
            members = connection.execute(
                "SELECT nct FROM member JOIN query ON query.id = member.query "
                "WHERE name = 'metastatic' AND left IS NULL"
            ).fetchall()
            given = Counter(row for (row,) in connection.execute("SELECT rowid FROM given"))
            sites = Counter(row for (row,) in connection.execute("SELECT study FROM site"))
        there = {nct for nct in self.numbers if nct not in self.removed}
        held = {nct: status for _, nct, status, gone, _ in rows if not gone}
        for nct in there:
            status = self.registry.get(nct)["protocolSection"]["statusModule"]["overallStatus"]
            if held.get(nct) != status:
                self.trouble.add("lost", f"{nct} is {held.get(nct)}, and {status} in the registry")
        for nct in held.keys() - there:
            self.trouble.add("lost", f"the removal of {nct}")
        if {nct for (nct,) in members} != there:
            self.trouble.add("lost", f"members: {len(members)} of {len(there)}")
        for row, nct, status, _, blob in rows:
            study = json.loads(blob)
            if study["status"] != status or study["nct"] != nct:
                self.trouble.add("corrupt", f"{nct}: two halves")
            if sites[row] != len(study["sites"]) or given[row] != 1:
                self.trouble.add("doubled" if sites[row] > 2 or given[row] > 1 else "lost", f"parts of {nct}")
        if len(given) != len(rows):
            self.trouble.add("doubled", f"{len(given)} lists of names for {len(rows)} studies")
        self._chains(changes, {nct: status for _, nct, status, _, _ in rows})

    def _chains(self, changes: list[tuple[str, str, str, str]], now: dict[str, str]) -> None:
        """Each change of a status begins where the one before it ended, and the last one is what is held."""
        last: dict[tuple[str, str], Any] = defaultdict(lambda: None)
        for nct, field, old, new in changes:
            if field not in ("status", "gone"):
                continue
            before = last[nct, field]
            if old == new or (before is not None and before != old):
                self.trouble.add("doubled" if before == new else "lost", f"{nct}: {before}, {old} -> {new}")
            last[nct, field] = new
        for (nct, field), value in last.items():
            if field == "status" and json.loads(value) != now[nct]:
                self.trouble.add("lost", f"{nct}: told as {value}, held as {now[nct]}")


def kills(count: int, seed: int, folder: Path, studies: int = 500, between: int = 5) -> Killing:
    """Kill so many; after each few, let one end and compare."""
    with Registry(gzip=False) as registry:
        killing = Killing(registry, folder, seed, studies)
        longest, compared = 0.6, 0
        while killing.killed < count:
            killing.kill(longest)
            if killing.random.random() < 0.7:
                killing.change()
            if killing.killed >= compared + between:
                longest, compared = killing.whole(), killing.killed
                killing.compare()
                killing.change()
        killing.whole()
        killing.compare()
    return killing


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killing = kills(words.kills, words.seed, Path(folder))
    trouble = killing.trouble
    print(
        f"kills {killing.killed} (seed {words.seed}), {killing.runs_left_open} of them inside a run;", end=" "
    )
    print(f"{killing.ended} updates ended before their kill")
    print(f"corrupt stores {trouble['corrupt']}, lost {trouble['lost']}, doubled {trouble['doubled']}")
    for line in trouble.lines[:20]:
        print(f"  {line}")
    return 1 if sum(trouble.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
