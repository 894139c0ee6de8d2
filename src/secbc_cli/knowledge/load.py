"""A data folder -> every record, where each came from, and every problem in reading it."""

import re
from pathlib import Path
from typing import NamedTuple

from ..model.kinds import FOLDERS, Kind
from ..model.problem import Problem
from ..model.record import Row
from ..model.search import SearchWords
from ..model.term import Term
from .convert import convert, convert_value
from .locate import GLOSSARY, SEARCH
from .read import Lines, line_of, problem, read_file

_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*\.yaml")


class Loaded(NamedTuple):
    """One record and its file: the path to show, the file's text and the line of each value."""

    kind: str
    record: Row
    path: str
    text: str
    lines: Lines

    @property
    def id(self) -> str:
        return str(self.record.id)  # type: ignore[attr-defined]  # every kind has one

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the value at `path`, or of the nearest value around it."""
        return line_of(self.lines, path)


class Knowledge(NamedTuple):
    """All that a data folder holds."""

    records: list[Loaded]
    problems: list[Problem]
    search: Loaded | None = None
    """The words of data/search.yaml."""

    def of(self, kind: str) -> dict[str, Loaded]:
        """The records of one kind by id."""
        return {loaded.id: loaded for loaded in self.records if loaded.kind == kind}


def load(folder: Path, shown_as: str | None = None) -> Knowledge:
    """Read the whole folder. Paths in problems start with `shown_as` (the folder as given)."""
    base = shown_as if shown_as is not None else str(folder)
    records: list[Loaded] = []
    problems: list[Problem] = []
    for name, kind in FOLDERS.items():
        inside = folder / name
        if not inside.exists():
            continue
        if not inside.is_dir():
            problems.append(problem("F004", f"{base}/{name}", 1, "a folder is expected here"))
            continue
        for file in sorted(inside.iterdir()):
            loaded, found = load_file(file, kind, f"{base}/{name}/{file.name}")
            problems += found
            if loaded:
                records.append(loaded)
    glossary = folder / GLOSSARY
    if glossary.exists():
        terms, found = load_glossary(glossary, f"{base}/{GLOSSARY}")
        records += terms
        problems += found
    search, found = load_search(folder / SEARCH, f"{base}/{SEARCH}")
    return Knowledge(records, problems + found, search)


def load_file(file: Path, kind: Kind, shown: str) -> tuple[Loaded | None, list[Problem]]:
    """One record's file -> the record, or its problems."""
    if file.suffix != ".yaml":
        return None, [problem("F004", shown, 1, file.name)]
    if not _FILE_NAME.fullmatch(file.name):
        return None, [problem("F005", shown, 1, file.name)]
    read = read_file(file, shown)
    record, problems = convert(read, kind, file.stem, shown)
    if record is None:
        return None, problems
    return Loaded(kind.name, record, shown, read.text, read.lines), problems


def load_glossary(file: Path, shown: str) -> tuple[list[Loaded], list[Problem]]:
    """The one file of terms -> a record each; a term's id is its slug."""
    read = read_file(file, shown)
    if read.problems:
        return [], read.problems
    if not isinstance(read.value, list):
        return [], [problem("Y006", shown, 1, "a list of terms is expected", read.text)]
    records: list[Loaded] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for index, value in enumerate(read.value):
        lines = {path[1:]: line for path, line in read.lines.items() if path[:1] == (index,)}
        if not isinstance(value, dict):
            problems.append(problem("Y006", shown, lines.get((), 1), "a term is expected", read.text))
            continue
        term_id = slug(str(value.get("term") or ""))
        if term_id in seen:
            detail = f'"{value.get("term")}" is on line {seen[term_id]} too'
            problems.append(problem("Y002", shown, lines.get((), 1), detail, read.text))
            continue
        seen[term_id] = lines.get((), 1)
        record, found = convert_value({"id": term_id or "-", **value}, Term, lines, shown, read.text)
        problems += found
        if record is not None:
            records.append(Loaded("term", record, shown, read.text, lines))
    return records, problems


def load_search(file: Path, shown: str) -> tuple[Loaded | None, list[Problem]]:
    """The words of the search; none where the folder has no such file."""
    if not file.exists():
        return None, []
    read = read_file(file, shown)
    if read.problems:
        return None, read.problems
    value = read.value if isinstance(read.value, dict) else {"": read.value}
    words, problems = convert_value(value, SearchWords, read.lines, shown, read.text)
    return (Loaded("search", words, shown, read.text, read.lines) if words else None), problems


def slug(text: str) -> str:
    """`Progression-free survival (PFS)` -> `progression-free-survival-pfs`"""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
