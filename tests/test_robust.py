"""What a machine can do to a program: no HOME, a full or read-only disk, many at once, Ctrl-C."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, TODAY

MANY = 24
"""Processes at once; two hundred are tried by hand, they take minutes on a small machine."""


def environ(tmp_path: Path, **more: str) -> dict[str, str]:
    base = {
        "PATH": os.environ["PATH"],
        "SECBC_TODAY": TODAY,
        "SECBC_DATA": str(SAMPLE),
        "HOME": str(tmp_path),
    }
    return base | {"SECBC_CACHE_DIR": str(tmp_path / "cache")} | more


def secbc(*words: str, env: dict[str, str], **more) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "secbc_cli", *words]
    return subprocess.run(command, env=env, capture_output=True, timeout=60, check=False, **more)


def index_of(tmp_path: Path) -> Path:
    return next((tmp_path / "cache").glob("index-*.sqlite"))


def test_no_home(tmp_path: Path) -> None:
    env = environ(tmp_path)
    del env["HOME"], env["SECBC_CACHE_DIR"]
    ran = secbc("drug", "examplib", "--json", env=env | {"XDG_CACHE_HOME": "/proc/none"})
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_cache_folder_with_an_odd_name(tmp_path: Path) -> None:
    odd = tmp_path / "what? 100% #1 é"
    for _ in range(2):
        ran = secbc("drug", "examplib", "--json", env=environ(tmp_path, SECBC_CACHE_DIR=str(odd)))
        assert (ran.returncode, ran.stderr) == (0, b"")
    assert len(list(odd.glob("*.sqlite"))) == 1


def test_a_cache_folder_that_cannot_be_written(tmp_path: Path) -> None:
    for place in ("/proc/none", "/dev/null/x"):
        ran = secbc("drug", "examplib", "--json", env=environ(tmp_path, SECBC_CACHE_DIR=place))
        assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty", "folder", "middle", "other tables"])
def test_a_damaged_index_is_built_again(tmp_path: Path, damage: str) -> None:
    env = environ(tmp_path)
    good = secbc("drug", "examplib", env=env).stdout
    index = index_of(tmp_path)
    whole = index.read_bytes()
    match damage:
        case "cut":
            index.write_bytes(whole[: len(whole) // 2])
        case "foreign":
            index.write_bytes(b"not a database at all" * 100)
        case "empty":
            index.write_bytes(b"")
        case "folder":
            index.unlink()
            index.mkdir()
        case "middle":
            index.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
        case "other tables":
            index.unlink()
            with sqlite3.connect(index) as connection:
                connection.execute("CREATE TABLE other (x)")
    ran = secbc("drug", "examplib", env=env)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, good, b"")


def test_a_full_disk_while_the_index_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from secbc_cli.query.library import open_library
    from secbc_cli.store import index

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    real = index._fill
    monkeypatch.setattr(index, "_fill", lambda c, r: full() if "index-" in _name(c) else real(c, r))
    library = open_library(str(SAMPLE), str(tmp_path))
    assert library.count("drug") == 2
    assert list(tmp_path.glob("*.sqlite")) == []
    assert list(tmp_path.glob(".index-*")) == [], "nothing half-written stays"


def _name(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA database_list").fetchone()[2])


def test_the_index_follows_the_data(tmp_path: Path, sample: Path) -> None:
    env = environ(tmp_path, SECBC_DATA=str(sample))
    assert b"licensed" not in secbc("drug", "examplib", "--csv", env=env).stdout
    drug = sample / "drugs" / "examplib.yaml"
    drug.write_text(drug.read_text().replace("stage: late trials", "stage: licensed"))
    assert b"licensed" in secbc("drug", "examplib", "--csv", env=env).stdout
    (sample / "drugs" / "standardine.yaml").rename(sample / "drugs" / "renamed.yaml")
    assert b"renamed" in secbc("drug", "standardine", "--json", env=env).stdout
    (sample / "drugs" / "renamed.yaml").unlink()
    assert secbc("drug", "standardine", env=env).returncode == 3


def test_many_at_once_on_an_empty_cache(tmp_path: Path) -> None:
    env = environ(tmp_path)
    command = [sys.executable, "-m", "secbc_cli", "drug", "examplib", "--json"]
    running = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(MANY)
    ]
    ended = [process.communicate(timeout=90) for process in running]
    assert {process.returncode for process in running} == {0}
    assert len(set(ended)) == 1
    assert ended[0][1] == b""
    assert len(list((tmp_path / "cache").glob("*.sqlite"))) == 1
    assert list((tmp_path / "cache").glob(".index-*")) == []


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    command = f"{sys.executable} -m secbc_cli trials --plain | head -1; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(
        ["bash", "-c", command], env=environ(tmp_path), capture_output=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_stdout_that_is_full_or_closed(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "secbc_cli", "drugs"]
        ran = subprocess.run(command, env=environ(tmp_path), stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert os.strerror(errno.ENOSPC).encode() in ran.stderr


INTERRUPTED = """
import atexit, signal, sys
signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
sys.argv = ["secbc", "drugs"]
from secbc_cli.__main__ import main
atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)
signal.setitimer(signal.ITIMER_REAL, {after})
main()
"""


@pytest.mark.parametrize("after", [0.001, 0.005, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3])
def test_ctrl_c_at_any_moment(tmp_path: Path, after: float) -> None:
    """The clock starts once Python itself is up: what it says before that is its own."""
    command = [sys.executable, "-c", INTERRUPTED.format(after=after)]
    ran = subprocess.run(command, env=environ(tmp_path), capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in ran.stderr
    assert ran.returncode in (0, 130, -signal.SIGINT), "a shell shows 130 for the last too"
    assert list((tmp_path / "cache").glob(".index-*")) == []
    again = secbc("drugs", "--json", env=environ(tmp_path))
    assert (again.returncode, again.stderr) == (0, b"")


@pytest.mark.parametrize(("redirect", "code"), [(">&-", 1), ("2>&-", 0), (">&- 2>&-", 1)])
def test_closed_streams(tmp_path: Path, redirect: str, code: int) -> None:
    command = f"{sys.executable} -m secbc_cli drugs --json {redirect}"
    ran = subprocess.run(
        ["bash", "-c", command], env=environ(tmp_path), capture_output=True, timeout=60, check=False
    )
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr
    wrong = f"{sys.executable} -m secbc_cli drug nosuch 2>&-"
    ran = subprocess.run(
        ["bash", "-c", wrong], env=environ(tmp_path), capture_output=True, timeout=60, check=False
    )
    assert ran.returncode == 3


def test_links_in_the_data_that_lead_nowhere(tmp_path: Path, sample: Path) -> None:
    (sample / "drugs" / "loop.yaml").symlink_to(sample / "drugs" / "loop.yaml")
    (sample / "drugs" / "gone.yaml").symlink_to(sample / "nowhere.yaml")
    env = environ(tmp_path, SECBC_DATA=str(sample))
    ran = secbc("drug", "examplib", "--json", env=env)
    assert ran.returncode == 0
    assert b"2 files have problems" in ran.stderr
    assert secbc("check", env=env).returncode == 4


def test_a_folder_without_records(tmp_path: Path) -> None:
    env = environ(tmp_path, SECBC_DATA=str(tmp_path))
    for command in ("drugs", "check"):
        ran = secbc(command, env=env)
        assert ran.returncode == 4
        assert b"is not a data folder" in ran.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_terminals_that_are_not_utf_8(tmp_path: Path, encoding: str) -> None:
    env = environ(tmp_path, PYTHONIOENCODING=encoding, COLUMNS="40")
    ran = secbc("drug", "examplib", env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    ran.stdout.decode(encoding)


def test_what_a_plain_answer_imports(tmp_path: Path) -> None:
    """Rich, PyYAML and the checks are not needed to answer in plain or JSON: guard the start-up."""
    env = environ(tmp_path)
    secbc("drug", "examplib", env=env)
    code = (
        "import sys; sys.argv = ['secbc', 'drug', 'examplib', '{}'];"
        "from secbc_cli.cli.main import main\ntry: main()\nexcept SystemExit: pass\n"
        "print(' '.join(sys.modules), file=sys.stderr)"
    )
    heavy = {"yaml", "rich", "secbc_cli.knowledge.read", "secbc_cli.knowledge.rules", "secbc_cli.query.build"}
    for flag in ("--plain", "--json"):
        ran = subprocess.run(
            [sys.executable, "-c", code.format(flag)], env=env, capture_output=True, text=True, check=True
        )
        assert heavy.isdisjoint(ran.stderr.split()), flag
