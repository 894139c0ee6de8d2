"""A data folder grown to thousands of trials that no question of the benchmark asks for."""

from pathlib import Path
from typing import Any

import yaml

TRIALS = 5_000
_ID, _NCT = "GROWN-9999999", "NCT99999999"


def grow(data: Path, folder: Path, trials: int = TRIALS) -> Path:
    """A folder with the trials of `data`, generated ones up to `trials`, and links to all else."""
    folder.mkdir()
    for entry in data.iterdir():
        if entry.name != "trials":
            (folder / entry.name).symlink_to(entry)
    inside = folder / "trials"
    inside.mkdir()
    real = sorted((data / "trials").glob("*.yaml"))
    for file in real:
        (inside / file.name).write_bytes(file.read_bytes())
    pattern = yaml.dump(_pattern(real), allow_unicode=True, sort_keys=False, width=100)
    for number in range(trials - len(real)):
        text = pattern.replace(_ID, f"GROWN-{number:07d}").replace(_NCT, f"NCT{90_000_000 + number}")
        (inside / f"grown-{number:07d}.yaml").write_text(text, encoding="utf-8")
    return folder


def _pattern(real: list[Path]) -> dict[str, Any]:
    """The first closed trial that the questions do not touch, under a name of its own."""
    for file in real:
        # All scalars as text, as secbc reads them: `phase: "1/2"` and dates stay what they are.
        trial = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        if trial["status"]["recruitment"] == "closed" and _untouched(trial):
            return {**trial, "acronym": _ID, "also": [], "ids": {"nct": _NCT}}
    raise RuntimeError("there is no closed trial without hormone therapy to copy")


def _untouched(trial: dict[str, Any]) -> bool:
    hormone = "hormone" in trial["treatments"]
    return not hormone and "elacestrant" not in trial["drugs"] and trial.get("acronym") != "EMERALD"
