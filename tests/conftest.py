"""One helper to run secbc in this process, and the folders that tests use."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from secbc_cli.cli.main import run
from secbc_cli.cli.session import Session

TESTS = Path(__file__).parent
CHECKOUT = TESTS.parent
SAMPLE = TESTS / "sample"
DATA = CHECKOUT / "data"
TODAY = "2026-11-20"


class Ran(NamedTuple):
    """What a command wrote, and how it ended."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Stream(io.StringIO):
    """A text stream that says which encoding and whether a terminal it is."""

    def __init__(self, encoding: str = "utf-8", tty: bool = False) -> None:
        super().__init__()
        self._encoding, self._tty = encoding, tty

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._tty


Secbc = Callable[..., Ran]


@pytest.fixture(autouse=True)
def hermetic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the user's files or today's date."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SECBC_TODAY", TODAY)
    for name in (
        "SECBC_DATA",
        "SECBC_PLAIN",
        "SECBC_CACHE_DIR",
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "PAGER",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One index for all tests that do not ask for their own."""
    return tmp_path_factory.mktemp("index")


@pytest.fixture
def secbc(cache: Path) -> Secbc:
    """`secbc("drug", "examplib", data=SAMPLE)`; keywords in capitals are environment variables."""

    def call(
        *words: str, data: Path | None = SAMPLE, tty: bool = False, encoding: str = "utf-8", **environ: str
    ) -> Ran:
        out, err = Stream(encoding, tty), Stream(encoding)
        environ = {"SECBC_TODAY": TODAY, "SECBC_CACHE_DIR": str(cache), "TERM": "xterm"} | environ
        if data is not None:
            environ["SECBC_DATA"] = str(data)
        session = Session(environ=environ, stdin=Stream(), stdout=out, stderr=err)
        code = run(list(words), session)
        return Ran(out.getvalue(), err.getvalue(), int(code))

    return call


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample data that a test may change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden pages again")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
