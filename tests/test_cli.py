"""The command line: exit codes, streams, options in any order, colour, files, help."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from secbc_cli import __version__
from secbc_cli.cli.app import COMMANDS, command
from secbc_cli.cli.session import Choices, Session
from secbc_cli.model.errors import UsageError
from tests.conftest import SAMPLE, Secbc, Stream
from tests.registry.copy_of import sample_copy
from tests.registry.documents import document
from tests.registry.server import Registry


def test_bare_secbc_is_a_helpful_screen(secbc: Secbc) -> None:
    ran = secbc()
    assert (ran.code, ran.err) == (0, "")
    for part in (
        "2 treatments",
        "2 drugs",
        "4 trials",
        "secbc treatments hormone",
        "secbc --help",
        "10 Nov 2026",
    ):
        assert part in ran.out
    assert secbc("--json").json["records"][0]["records"]["trials"] == 4


def test_version_says_program_data_and_counts(secbc: Secbc) -> None:
    out = secbc("--version").out
    assert out.startswith(f"secbc {__version__}, data of 2026-11-10: 2 treatments, 2 drugs, 4 trials")
    assert secbc("--version", "--json").json["records"][0]["version"] == __version__


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("drug", "examplib"), 0),
        (("drug",), 2),
        (("drug", "examplib", "--nosuch"), 2),
        (("nosuch",), 2),
        (("drug", "examplib", "--format", "pdf"), 2),
        (("drug", "examplib", "--json", "--csv"), 2),
        (("trials", "--limit", "none"), 2),
        (("drug", "examplib", "--color", "often"), 2),
        (("drug", "nosuch"), 3),
        (("trial", "nosuch"), 3),
        (("treatments", "nosuch"), 3),
        (("guide", "nosuch"), 3),
        (("sources", "nosuch"), 3),
        (("check",), 0),
        (("check", "--schema", "trial"), 0),
        (("check", "--schema", "nosuch"), 2),
    ],
)
def test_exit_codes(secbc: Secbc, words: tuple[str, ...], code: int) -> None:
    ran = secbc(*words)
    assert ran.code == code
    assert bool(ran.out) == (code == 0), "answers go to stdout"
    assert bool(ran.err) == (code != 0), "complaints go to stderr"
    assert "Traceback" not in ran.err


def test_our_own_bug_is_exit_1_without_a_traceback(secbc: Secbc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secbc_cli.query.library.Library.ids", lambda *_: 1 / 0)
    ran = secbc("drugs")
    assert ran.code == 1
    assert "bug of its own (ZeroDivisionError" in ran.err
    with pytest.raises(ZeroDivisionError):
        secbc("drugs", SECBC_DEBUG="1")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_led_by_examples_and_is_everywhere(
    secbc: Secbc, flag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in COMMANDS:
        examples = command(name).examples
        assert secbc(name, flag).code == 0
        shown = capsys.readouterr().out
        assert shown.index("Examples:") < shown.index("Options:")
        for example in examples:
            assert example in shown
    assert secbc(flag).code == 0
    assert "Exit codes: 0 answered" in capsys.readouterr().out


def test_examples_in_help_work(secbc: Secbc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shlex

    monkeypatch.chdir(tmp_path)
    with Registry([document("NCT09000001")]) as registry:
        for name in COMMANDS:
            own = {"SECBC_LIVE_DIR": str(sample_copy(tmp_path / name)), "SECBC_CONFIG_DIR": str(tmp_path)}
            for example in command(name).examples:
                words = shlex.split(example)[1:]
                if name == "update":
                    words += ["--base-url", registry.url, "--pace", "0"]
                if "data/" not in example:
                    ran = secbc(*words, data=None, SECBC_TODAY="2100-01-01", **own)
                    assert ran.code == 0, (example, ran.err)


def test_options_may_stand_before_the_command(secbc: Secbc) -> None:
    assert secbc("--json", "drug", "examplib").out == secbc("drug", "examplib", "--json").out
    assert secbc("--format", "plain", "drug", "examplib").out == secbc("drug", "--plain", "examplib").out


def test_output_never_replaces_a_file_unasked(secbc: Secbc, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    ran = secbc("drug", "examplib", "-f", "html", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert file.read_text().startswith("<!doctype html>")
    assert f"Written: {file}" in ran.err
    again = secbc("drug", "standardine", "-o", str(file))
    assert again.code == 2
    assert "Examplib" in file.read_text()
    assert secbc("drug", "standardine", "-o", str(file), "--force").code == 0
    assert "Standardine" in file.read_text()
    assert secbc("drug", "examplib", "-o", str(tmp_path / "no" / "page")).code == 2


@pytest.mark.parametrize(
    ("environ", "tty", "choice", "color"),
    [
        ({}, True, None, True),
        ({}, False, None, False),
        ({"NO_COLOR": "1"}, True, None, False),
        ({"NO_COLOR": ""}, True, None, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, None, False),
        ({"NO_COLOR": "1"}, False, "always", True),
        ({"FORCE_COLOR": "1"}, False, None, True),
        ({"FORCE_COLOR": "0"}, False, None, False),
        ({"CLICOLOR_FORCE": "1"}, False, None, True),
        ({"CLICOLOR_FORCE": "0"}, False, None, False),
        ({"CLICOLOR": "0"}, True, None, False),
        ({"TERM": "dumb"}, True, None, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, None, True),
        ({}, True, "never", False),
    ],
)
def test_who_decides_on_colour(environ: dict[str, str], tty: bool, choice: str | None, color: bool) -> None:
    session = Session(Choices(color=choice), environ=environ, stdout=Stream(tty=tty))
    assert session.color is color


def test_status_is_a_word_with_and_without_colour(secbc: Secbc) -> None:
    colored = secbc("trials", "--color", "always", COLUMNS="80").out
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored).split() == secbc("trials", COLUMNS="80").out.split()


def test_links_only_where_a_terminal_has_them(secbc: Secbc) -> None:
    assert "\x1b]8;" in secbc("trial", "trial-one", tty=True, COLUMNS="80").out
    assert "\x1b]8;" not in secbc("trial", "trial-one", "--color", "always").out


@pytest.mark.parametrize("words", [("drug", "examplib", "--no-pager"), ("--no-pager", "drug", "examplib")])
def test_no_pager_means_none(secbc: Secbc, tmp_path: Path, words: tuple[str, ...], monkeypatch) -> None:
    """A pager that leaves a mark: it is used on a terminal, and never with --no-pager."""
    mark = tmp_path / "mark"
    pager = f"tee {mark}"
    monkeypatch.setattr("tests.conftest.Stream.isatty", lambda self: True)
    secbc(*words, tty=True, PAGER=pager, PATH=os.environ["PATH"])
    assert not mark.exists()
    secbc("drug", "examplib", tty=True, PAGER=pager, PATH=os.environ["PATH"])
    assert mark.exists()


def test_a_frozen_date(secbc: Secbc) -> None:
    assert Session(environ={"SECBC_TODAY": "2026-01-02"}).today == date(2026, 1, 2)
    assert secbc("trials", SECBC_TODAY="soon").code == 2
    with pytest.raises(UsageError):
        _ = Session(environ={"SECBC_TODAY": "soon"}).today


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("drug ex", {"examplib", "exemplib", "ex-101"}),
        ("drug Ex", {"Examplib", "Exemplib", "Ex-101"}),
        ("drug Bran", {"Brandia"}),
        ("tri", {"trials", "trial"}),
        ("treatments h", {"hormone"}),
        ("subtypes ty", {"type-a", "tyA"}),
        ("trials --status re", {"recruiting", "results"}),
        ("trials --status recruiting,res", {"recruiting,results"}),
        ("trials --biomarker p", {"pR", "pIK3CA", "pTEN", "pALB2", "pD-L1"}),
        ("trials --drug bra", {"brandia"}),
    ],
)
def test_completion_as_bash_sees_it(cache: Path, typed: str, offered: set[str]) -> None:
    environ = {
        "_SECBC_COMPLETE": "complete_bash",
        "COMP_WORDS": f"secbc {typed}",
        "COMP_CWORD": str(len(typed.split())),
        "SECBC_DATA": str(SAMPLE),
        "SECBC_CACHE_DIR": str(cache),
    }
    script = "import sys; sys.argv = ['secbc']; from secbc_cli.__main__ import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=False
    )
    assert set(ran.stdout.split()) == offered


def test_sources_of_a_page_are_numbered_once(secbc: Secbc) -> None:
    out = secbc("drug", "examplib", "--plain").out
    numbers = [int(n) for n in re.findall(r"^Source (\d+) of", out, re.MULTILINE)]
    assert numbers == sorted(set(numbers)) == list(range(1, len(numbers) + 1))


def test_every_page_ends_with_the_safety_line(secbc: Secbc) -> None:
    assert "Do not start, stop or change a treatment" in secbc("drug", "examplib").out
    assert "Talk to your specialist" in secbc("trial", "trial-one").out
    for words in (("treatments", "hormone"), ("subtypes", "type-a")):
        assert "Do not start, stop or change a treatment" in secbc(*words).out
    for words in ((), ("trials",), ("drugs",), ("guide",), ("guide", "first"), ("glossary", "receptor")):
        assert "Talk to your team" in secbc(*words).out
