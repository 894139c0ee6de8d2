"""Plain text values -> a typed record, or the problems that stand in the way."""

import re
from difflib import get_close_matches
from typing import Any

import msgspec

from ..model.kinds import Kind
from ..model.problem import Problem
from ..model.record import Row
from .fields import Path, allowed_at
from .fields import shown as shown_path
from .read import Lines, Read, line_of, problem

MAX_PROBLEMS = 40

_AT = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_UNKNOWN = re.compile(r"unknown field `(?P<name>[^`]*)`")
_MISSING = re.compile(r"missing required field `(?P<name>[^`]*)`")


def convert(read: Read, kind: Kind, record_id: str, shown: str) -> tuple[Row | None, list[Problem]]:
    """The record of `kind` in `read`, or None and every problem found in it."""
    if read.problems:
        return None, read.problems
    if not isinstance(read.value, dict):
        return None, [problem("Y006", shown, 1, "", read.text)]
    if "id" in read.value:
        line = read.lines.get(("id",), 1)
        return None, [problem("T001", shown, line, "id (the file's name is the id)", read.text)]
    return convert_value({"id": record_id, **read.value}, kind.type, read.lines, shown, read.text)


def convert_value(
    value: dict[str, Any], type_: type[Row], lines: Lines, shown: str, text: str
) -> tuple[Row | None, list[Problem]]:
    """Convert; after each error drop the offending value and go on, to report all in one run."""
    problems: list[Problem] = []
    given = set(value)
    while len(problems) < MAX_PROBLEMS:
        try:
            record = msgspec.convert(value, type_, strict=False)
        except msgspec.ValidationError as error:
            message, path = _split(str(error))
            unknown, missing = _UNKNOWN.search(message), _MISSING.search(message)
            if missing and not path:
                gone = [f.name for f in msgspec.structs.fields(type_) if f.required and f.name not in given]
                problems += [problem("T002", shown, 1, f'"{name}"', text) for name in gone]
                type_ = _without_required(type_)
                continue
            if unknown:
                path = (*path, unknown["name"])
                problems.append(problem("T001", shown, line_of(lines, path), f'"{unknown["name"]}"', text))
            elif missing:
                detail = f'"{missing["name"]}" in {shown_path(path)}'
                problems.append(problem("T002", shown, line_of(lines, path), detail, text))
            else:
                problems.append(_wrong_value(value, type_, path, message, shown, line_of(lines, path), text))
            if not _drop(value, path):
                return None, problems
            lines = _renumbered(lines, path)
        else:
            return (None if problems else record), problems
    return None, problems


def _wrong_value(
    value: Any, type_: type[Row], path: Path, message: str, shown: str, line: int, text: str
) -> Problem:
    """A value of the wrong type; for a closed vocabulary, its words and the nearest one."""
    allowed = allowed_at(type_, path)
    mend = ""
    if allowed:
        for step in path:
            value = value[step]
        near = get_close_matches(str(value), allowed, 1, 0.4)
        message = f'"{value}" is not one of its words'
        mend = (f'did you mean "{near[0]}"? ' if near else "") + "use one of: " + ", ".join(allowed)
    return problem("T003", shown, line, f"{shown_path(path) or 'record'}: {message}", text, mend)


def _split(message: str) -> tuple[str, Path]:
    """A msgspec message as its sentence and the path that it names."""
    match = _AT.search(message)
    if not match:
        return message, ()
    steps = _STEP.findall(match["path"])
    return message[: match.start()], tuple(name or int(index) for name, index in steps)


def _without_required(type_: type[Row]) -> type[Row]:
    """The same record with nothing required, to find the errors beside missing fields."""
    fields = [(f.name, f.type, None) for f in msgspec.structs.fields(type_)]
    return msgspec.defstruct(type_.__name__, fields, bases=(), forbid_unknown_fields=True)  # type: ignore[return-value]  # only ever converted to, never returned


def _drop(value: Any, path: Path) -> bool:
    """Remove the value at `path`, so that the next conversion meets the next problem."""
    try:
        for step in path[:-1]:
            value = value[step]
        del value[path[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _renumbered(lines: Lines, path: Path) -> Lines:
    """The lines after the list item at `path` was dropped: later items move up by one."""
    if not isinstance(path[-1], int):
        return lines
    *parent, gone = path
    depth = len(parent)
    moved: Lines = {}
    for key, line in lines.items():
        step = key[depth] if len(key) > depth and key[:depth] == tuple(parent) else None
        if isinstance(step, int) and isinstance(gone, int) and step >= gone:
            if step > gone:
                moved[(*parent, step - 1, *key[depth + 1 :])] = line
        else:
            moved[key] = line
    return moved
