"""A user's desk: secbc run in this process against the stand-in, and a look into the copy that it keeps."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.conftest import Ran, Secbc
from tests.registry.documents import document
from tests.registry.server import Registry

RECORDS = ("NCT00000001", "NCT00000003")
"""The trials of tests/sample that have a number."""


class Desk:
    """`desk.update()` asks `desk.registry`; `desk("drug", "examplib")` asks with that copy at hand."""

    def __init__(self, secbc: Secbc, registry: Registry, folder: Path) -> None:
        self._secbc, self.registry, self.folder = secbc, registry, folder
        self.path = folder / "registry.sqlite"

    def __call__(self, *words: str, **environ: Any) -> Ran:
        given = {"SECBC_LIVE_DIR": str(self.folder), "SECBC_CONFIG_DIR": f"{self.folder}-config"}
        return self._secbc(*words, **given | environ)

    def update(self, *words: str, **environ: Any) -> Ran:
        """`secbc update`, as JSON; what it asked is in `registry.log`, which is emptied before."""
        self.registry.log.clear()
        base = () if "--base-url" in words else ("--base-url", self.registry.url)
        return self("update", *base, "--pace", "0", "--json", *words, **environ)

    def updated(self, *words: str, **environ: Any) -> dict[str, Any]:
        """The totals of an update that ends well."""
        ran = self.update(*words, **environ)
        assert ran.code == 0, ran.err
        [totals] = ran.json["records"]
        return dict(totals)

    @property
    def asked(self) -> list[dict[str, str]]:
        """The parameters of each request for studies of the last update."""
        return [request.parameters for request in self.registry.log if request.path == "/studies"]

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """A look into the file."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def held(self) -> dict[str, str]:
        """Every study of the copy with the registry's status."""
        return dict(self.rows("SELECT nct, status FROM study"))

    def study(self, nct: str) -> dict[str, Any]:
        """What the copy keeps of a study."""
        return dict(json.loads(self.rows("SELECT json FROM study WHERE nct = ?", nct)[0][0]))

    def history(self) -> list[tuple[str, str, Any, Any]]:
        """(number, field, old, new) of every change."""
        sql = "SELECT nct, field, old, new FROM history ORDER BY id"
        return [(nct, field, json.loads(old), json.loads(new)) for nct, field, old, new in self.rows(sql)]

    def members(self, query: str) -> dict[str, str | None]:
        """Every study that a question ever found, and since when it does not."""
        sql = "SELECT nct, left FROM member JOIN query ON query.id = member.query WHERE name = ?"
        return dict(self.rows(sql, query))

    def states(self) -> list[str]:
        """How each run ended, oldest first."""
        return [state for (state,) in self.rows("SELECT state FROM run ORDER BY id")]


def some(count: int, **pieces: Any) -> list[dict[str, Any]]:
    """The two trials of the sample, and so many that only the registry has."""
    numbers = [*RECORDS, *(f"NCT{9_000_001 + number:08}" for number in range(count))]
    return [document(nct, **pieces) for nct in numbers]
