"""A dataset: every record as json, jsonl and csv, one file a kind and format, and what describes them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import __version__
from ..knowledge.package import package, readme, resource
from ..model.kinds import KINDS, Kind
from ..query.library import Library
from ..render.to_csv import row_of, write_rows

_AT_ONCE = 200


def write_dataset(library: Library, folder: Path, licence: Path | None) -> dict[str, int]:
    """Write all files; how many records and files."""
    resources: list[dict[str, Any]] = []
    for kind in KINDS.values():
        resources += _write_kind(library, kind, folder)
    text = licence.read_text(encoding="utf-8") if licence else None
    if text is not None:
        _write(folder / "LICENSE-DATA", text)
    _write(folder / "README.md", readme(__version__, library.data_date, text is not None))
    made = package(__version__, library.data_date, text, _publishers(library), resources)
    _write(folder / "datapackage.json", json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    records = sum(library.count(kind) for kind in KINDS)
    return {"records": records, "files": sum(place.is_file() for place in folder.iterdir())}


def _write_kind(library: Library, kind: Kind, folder: Path) -> Iterator[dict[str, Any]]:
    """The three files of a kind, each read from the index record by record, and their descriptions."""
    columns = list(dict.fromkeys(name for record in _records(library, kind) for name in row_of(record)))
    paths = {name: folder / f"{kind.plural}.{name}" for name in ("json", "jsonl", "csv")}
    with paths["json"].open("xb") as out:
        out.write(b"[")
        for place, record in enumerate(_records(library, kind)):
            out.write((b",\n" if place else b"\n") + record)
        out.write(b"\n]\n")
    with paths["jsonl"].open("xb") as out:
        out.writelines(record + b"\n" for record in _records(library, kind))
    with paths["csv"].open("x", encoding="utf-8", newline="") as table:
        if columns:
            write_rows(table, columns, map(row_of, _records(library, kind)))
    for name, path in paths.items():
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield resource(kind, name, columns, path.stat().st_size, digest)


def _records(library: Library, kind: Kind) -> Iterator[bytes]:
    ids = library.ids(kind.name)
    for start in range(0, len(ids), _AT_ONCE):
        yield from library.json(kind.name, ids[start : start + _AT_ONCE])


def _publishers(library: Library) -> list[tuple[str, int]]:
    """Who stands behind the pages that were read, with their number, most first."""
    counts: dict[str, int] = {}
    for record in _records(library, KINDS["source"]):
        publisher = json.loads(record)["publisher"]
        counts[publisher] = counts.get(publisher, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
