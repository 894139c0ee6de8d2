"""Read one YAML file into plain text values, with the line of every one.

Scalars stay text (`no` is a word, `1.10` keeps its zero); a plain `null`, `~` or empty value
is null. Duplicate keys, anchors, aliases, tags, hidden characters and deep nesting are refused.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..model.problem import Problem
from .codes import CODES

MAX_BYTES = 1_048_576
MAX_DEPTH = 12

Lines = dict[tuple[str | int, ...], int]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml is 10 times faster where present
_NULL = {"", "~", "null", "Null", "NULL"}
_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff{_BIDIRECTIONAL}]")


class Read(NamedTuple):
    """A file's value, the line of each path into it, its text, and what was wrong."""

    value: Any
    lines: Lines
    text: str
    problems: list[Problem]


def line_of(lines: Lines, path: tuple[str | int, ...]) -> int:
    """The line of the value at `path`, or of the nearest value around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def problem(code: str, path: str, line: int, detail: str, text: str = "", mend: str = "") -> Problem:
    """A Problem of `code` at `path:line`; `text` is the whole file, to quote the line from."""
    entry = CODES[code]
    quoted = ""
    if text and line > 0:
        all_lines = text.splitlines()
        quoted = all_lines[line - 1] if line <= len(all_lines) else ""
    return Problem(
        path=path,
        line=max(line, 1),
        code=code,
        message=f"{entry.title}: {detail}" if detail else entry.title,
        text=quoted[:160],
        expected=entry.expected,
        mend=mend or entry.mend,
        warning=entry.warning,
    )


def read_file(file: Path, shown: str) -> Read:
    """Read `file`; `shown` is the path that problems name. Never raises for bad content."""
    try:
        if not file.is_file():
            return Read(None, {}, "", [problem("F001", shown, 1, "not a file")])
        if file.stat().st_size > MAX_BYTES:
            return Read(None, {}, "", [problem("F003", shown, 1, f"over {MAX_BYTES} bytes")])
        raw = file.read_bytes()
    except OSError as error:
        return Read(None, {}, "", [problem("F001", shown, 1, error.strerror or str(error))])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Read(None, {}, "", [problem("F002", shown, line, f"byte {error.start}")])
    return read_text(text, shown)


def read_text(text: str, shown: str) -> Read:
    """Read YAML `text` as `read_file` does."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    problems = _hidden_characters(text, shown)
    if problems:
        return Read(None, {}, text, problems)
    early = _refused_events(text, shown)
    if early:
        return Read(None, {}, text, [early])
    node = yaml.compose(text, Loader=_LOADER)
    lines: Lines = {}
    value = _build(node, (), lines, problems, shown, text)
    return Read(value, lines, text, problems)


def _hidden_characters(text: str, shown: str) -> list[Problem]:
    """Control and bidirectional characters, which could make text show as what it is not."""
    return [
        problem("Y007", shown, text.count("\n", 0, m.start()) + 1, f"U+{ord(m.group()):04X}")
        for m in _HIDDEN.finditer(text)
    ]


def _refused_events(text: str, shown: str) -> Problem | None:
    """Walk the event stream first: it is flat, so no bomb or deep nesting can hurt."""
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    return problem("Y005", shown, line, "", text)
            elif isinstance(event, yaml.AliasEvent):
                return problem("Y003", shown, line, f"*{event.anchor}", text)
            elif isinstance(event, yaml.NodeEvent):
                tag = getattr(event, "tag", None)
                if event.anchor or tag:
                    return problem(
                        "Y003", shown, line, f"&{event.anchor}" if event.anchor else str(tag), text
                    )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return problem("Y004", shown, line, "", text)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return problem("Y001", shown, line, str(getattr(error, "problem", None) or error).strip(), text)
    except RecursionError:
        return problem("Y004", shown, 1, "", text)
    return None


def _build(
    node: Any,
    path: tuple[str | int, ...],
    lines: Lines,
    problems: list[Problem],
    shown: str,
    text: str,
) -> Any:
    """A node as dicts, lists and text, noting each path's line."""
    if node is None:
        return None
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        hidden = _HIDDEN.search(node.value)  # written as an escape: "\\e[31m"
        if hidden:
            problems.append(problem("Y007", shown, lines[path], f"U+{ord(hidden.group()):04X}", text))
        return None if not node.style and node.value in _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [
            _build(child, (*path, index), lines, problems, shown, text)
            for index, child in enumerate(node.value)
        ]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in result:
            problems.append(problem("Y002", shown, line, f'"{key}"', text))
        result[key] = _build(value_node, (*path, key), lines, problems, shown, text)
        lines[(*path, key)] = line
    return result
