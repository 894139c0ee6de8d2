"""The house holds: imports go downward, each dependency has one owner, files stay small."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

SOURCE = CHECKOUT / "src" / "secbc_cli"
FILES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 400
BANNED_NAMES = {"utils", "util", "helpers", "common", "misc"}

MAY_IMPORT = {
    "model": set(),
    "knowledge": {"model"},
    "store": {"model"},
    "registry": {"model", "store"},
    "query": {"model", "knowledge", "store"},
    "view": {"model"},
    "render": {"model", "view"},
    "cli": {"model", "knowledge", "store", "registry", "query", "view", "render"},
}
OWNERS = {
    "yaml": {"knowledge"},
    "sqlite3": {"store"},
    "rich": {"render"},
    "typer": {"cli"},
    "platformdirs": {"query"},
    "subprocess": {"cli"},
}
"""A second owner needs a reason beside it: a format that writes YAML, say."""
NETWORK = {"socket", "http", "urllib", "urllib3", "ssl", "requests", "httpx"}


def room(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0]


def imports(file: Path) -> list[tuple[int, str, int]]:
    """(line, module, level) of every import in the file, wherever it stands."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name, 0) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.lineno, node.module or "", node.level))
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_file_keeps_the_rules_of_the_house(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert not BANNED_NAMES.intersection(file.with_suffix("").parts)
    first = ast.get_docstring(ast.parse(text)) or ""
    assert first, "a module says its one job in its docstring"
    if room(file) not in MAY_IMPORT:
        return
    depth = len(file.relative_to(SOURCE).parts)
    for line, module, level in imports(file):
        top = module.split(".")[0]
        if level == depth and top in MAY_IMPORT:
            allowed = MAY_IMPORT[room(file)] | {room(file)}
            assert top in allowed, f"line {line}: {room(file)} may not import {top}"
        if level == 0:
            owners = OWNERS.get(top, {room(file)})
            assert room(file) in owners, f"line {line}: {top} belongs to {' and '.join(owners)}"
            assert top not in NETWORK or room(file) == "registry", (
                f"line {line}: only registry/ has the network"
            )
            assert top != "secbc_cli", f"line {line}: import our own rooms by relative path"


def test_only_main_catches_everything_and_only_emit_writes() -> None:
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        name = str(file.relative_to(SOURCE))
        if name != "cli/main.py":
            assert not re.search(r"except (Base)?Exception\b", text), name
        assert not re.search(r"(?<![\w.])print\(", text), f"{name}: only emit writes"
        if name not in ("cli/emit.py", "cli/main.py", "cli/session.py"):
            assert "sys.std" not in text, f"{name}: streams belong to the session"


def test_every_suppression_and_pin_has_its_reason_on_the_line() -> None:
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if "type: ignore" in line or "noqa" in line:
                assert re.search(r"(ignore\[[\w,-]+\]|noqa: \w+)\s+# \w", line), (
                    f"{file.name}: {line.strip()}"
                )
    in_list = False
    for line in (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        in_list = line in ("dependencies = [", "dev = [", "ignore = [") or (in_list and line != "]")
        if in_list and line.startswith("    "):
            assert "#" in line, f"pyproject.toml: {line.strip()}"
