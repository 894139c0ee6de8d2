"""Check a data folder: read everything, run every rule, give every problem in one run."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..model.kinds import FOLDERS
from ..model.problem import Problem
from .load import Knowledge, Loaded, load, load_file, load_glossary
from .locate import GLOSSARY, SEARCH
from .read import problem
from .rules import RULES
from .rules.words import median_age


class Report(NamedTuple):
    """What a check found. `files` were looked at; `reading_age` is the lay fields' median, in years."""

    problems: tuple[Problem, ...]
    files: int
    knowledge: Knowledge
    reading_age: float


def check(folder: Path, paths: tuple[str, ...], today: date, shown_as: str) -> Report:
    """Every problem under `folder`, or only those of `paths`, sorted by path and line.

    Cross-record rules always see the whole folder; a path outside it is checked against it.
    """
    if len(paths) == 1 and any((Path(paths[0]) / name).is_dir() for name in FOLDERS):
        folder, shown_as, paths = Path(paths[0]), paths[0].rstrip("/"), ()
    records, problems, search = load(folder, shown_as)
    wanted: set[str] = set()
    for path in paths:
        for file in _files(Path(path)):
            shown = _shown(file, folder, shown_as)
            wanted.add(shown)
            if not file.exists():
                problems.append(problem("F001", shown, 1, "no such file"))
            elif not _belongs(file, folder):
                added, found = _beside(file, shown)
                records = [r for r in records if (r.kind, r.id) not in {(a.kind, a.id) for a in added}]
                records += added
                problems += found
    read = Knowledge(records, list(problems), search)
    for rule in RULES:
        problems += rule(read, today)
    if paths:
        problems = [p for p in problems if p.path in wanted]
    ordered = sorted(set(problems), key=lambda p: (p.path, p.line, p.code, p.message))
    files = len(wanted or {r.path for r in records} | {p.path for p in problems})
    return Report(tuple(ordered), files, read, median_age(read))


def _files(path: Path) -> list[Path]:
    """The path itself, or every YAML file under a folder."""
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _shown(file: Path, folder: Path, shown_as: str) -> str:
    """How problems name the file: as `load` does inside the folder, as given outside it."""
    try:
        return f"{shown_as}/{file.resolve().relative_to(folder.resolve()).as_posix()}"
    except ValueError:
        return str(file)


def _belongs(file: Path, folder: Path) -> bool:
    """Whether `load` reads this file as a part of the data folder."""
    try:
        first = file.resolve().relative_to(folder.resolve()).parts[0]
    except (ValueError, IndexError):
        return False
    return first in FOLDERS or first in (GLOSSARY, SEARCH)


def _beside(file: Path, shown: str) -> tuple[list[Loaded], list[Problem]]:
    """A file beside the data folder, or a template in it: its own folder's name says its kind."""
    if file.name == GLOSSARY:
        return load_glossary(file, shown)
    kind = FOLDERS.get(file.resolve().parent.name)
    if kind is None:
        folders = ", ".join(FOLDERS)
        return [], [problem("F004", shown, 1, "its folder does not name a kind", mend=f"put it in {folders}")]
    loaded, problems = load_file(file, kind, shown)
    return ([loaded] if loaded else []), problems
