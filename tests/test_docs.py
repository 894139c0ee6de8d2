"""The documents cannot go stale: outputs are real, commands and formats are documented."""

import re
import runpy
import subprocess
import sys

import pytest

from secbc_cli.cli import topics
from secbc_cli.cli.app import COMMANDS
from secbc_cli.knowledge.check import check
from secbc_cli.model.errors import ExitCode
from secbc_cli.model.kinds import KINDS
from secbc_cli.model.selection import OUTCOMES, STATUSES
from secbc_cli.render.formats import FORMATS
from tests.conftest import CHECKOUT, DATA, Secbc

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_the_outputs_in_the_readme_are_real() -> None:
    script = CHECKOUT / "scripts" / "readme.py"
    ran = subprocess.run([sys.executable, script, "--check"], cwd=CHECKOUT, check=False)
    assert ran.returncode == 0, "run scripts/readme.py (all that is wrong after a new fact)"
    assert len(re.findall("<!-- run: secbc", README)) >= 10


def test_the_readme_names_every_command_and_format() -> None:
    for name in COMMANDS:
        assert f"secbc {name}" in README, f"the README does not name secbc {name}"
    for name in FORMATS:
        if name != "rich":
            assert re.search(rf"--(format )?{name}\b", README), f"README does not name --format {name}"


def test_the_two_commands_of_the_readme() -> None:
    """CI runs these lines word for word."""
    for line in (
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/secbc treatments hormone",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ):
        assert f"    {line}\n" in README


def test_the_field_guide_is_made_from_the_types() -> None:
    made = runpy.run_path(str(CHECKOUT / "scripts" / "fields.py"))["guide"]()
    assert (DATA / "FIELDS.md").read_text(encoding="utf-8") == made, "stale: run python scripts/fields.py"
    for kind in KINDS.values():
        section = made.split(f"## {kind.name}: ")[1].split("\n## ")[0]
        for name in kind.type.__struct_fields__:
            assert f"| `{name}` |" in section or name == "id"
    assert "| text |" not in made, "a field without a description"


def test_the_man_page_is_made_from_the_commands() -> None:
    made = runpy.run_path(str(CHECKOUT / "scripts" / "manpage.py"))["manual"]()
    shown = (CHECKOUT / "man" / "secbc.1").read_text(encoding="utf-8")
    assert shown == made, "stale: run python scripts/manpage.py"
    for name in COMMANDS:
        assert f".SS secbc {name}" in made


def test_the_topics_tell_all_there_is() -> None:
    assert set(topics.FORMATS) == set(FORMATS)
    assert set(topics.STATUSES) == set(STATUSES)
    assert set(topics.OUTCOMES) == set(OUTCOMES)
    assert set(topics.EXIT_CODES) == set(ExitCode)
    code = "".join(file.read_text(encoding="utf-8") for file in (CHECKOUT / "src").rglob("*.py"))
    read = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', code)) | set(
        re.findall(r'"(SECBC_[A-Z_]+)"', code)
    )
    read = {name for name in read if not name.startswith("_")}  # what shells ask Typer with
    assert read - {"TERM", "CLICOLOR", "LESS", "COMP_WORDS"} <= set(topics.ENVIRONMENT)


def test_help_knows_topics_and_commands(secbc: Secbc, capsys: pytest.CaptureFixture[str]) -> None:
    for topic in topics.TOPICS:
        assert secbc("help", topic).code == 0
        assert f"secbc help {topic}" in secbc("help").out
    secbc("trials", "--help")
    assert secbc("help", "trials").out == capsys.readouterr().out
    assert "--brain-mets" in secbc("help", "filters", "--plain").out
    assert secbc("help", "nosuch").code == 2


def test_the_templates_pass_the_check() -> None:
    from datetime import date

    files = sorted((DATA / "_template").rglob("*.yaml"))
    assert {file.parent.name for file in files} == {
        "drugs",
        "trials",
        "treatments",
        "subtypes",
        "guide",
        "sources",
    }
    report = check(DATA, tuple(map(str, files)), date(2100, 1, 1), "data")
    assert [p for p in report.problems if not p.warning] == []


def test_paths_named_in_hacking_exist() -> None:
    text = (CHECKOUT / "HACKING.md").read_text(encoding="utf-8") + README
    for path in re.findall(
        r"`((?:model|knowledge|store|query|view|render|cli|tests|scripts|data)/[\w/.]+)`", text
    ):
        inside = CHECKOUT / "src" / "secbc_cli" / path
        assert inside.exists() or (CHECKOUT / path).exists(), path
