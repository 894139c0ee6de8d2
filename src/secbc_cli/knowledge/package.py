"""The description of a dataset: a Frictionless data package whose fields come from the types.

https://specs.frictionlessdata.io/data-package/ and /table-schema/: a name, a type, a description a field.
"""

import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ..model.kinds import KINDS, Kind
from ..model.record import Row
from .fields import hints, inside

TITLE = "secbc: research into treatment of secondary breast cancer"
HOME = "https://creativecommons.org/licenses/by/4.0/"
MEDIA = {"json": "application/json", "jsonl": "application/jsonl", "csv": "text/csv"}
_WHOLE_DATE = r"^\d{4}-\d{2}-\d{2}$"
_ABOUT = {
    "json": "an array of whole records",
    "jsonl": "a whole record a line",
    "csv": "a row a record; parts of a field have dotted names; a list of words is joined with ' | '; "
    "a list of rows is JSON in its cell",
}


def resource(kind: Kind, format_name: str, columns: Iterable[str], size: int, digest: str) -> dict[str, Any]:
    """One file of the dataset. `columns` are its header (csv), `digest` is its SHA-256."""
    fields = (
        [_column(kind.type, name) for name in columns] if format_name == "csv" else list(_fields(kind.type))
    )
    about = " ".join((kind.type.__doc__ or "").split())
    return {
        "name": f"{kind.plural}-{format_name}",
        "title": f"{kind.plural} as {format_name}",
        "description": f"{about} Here: {_ABOUT[format_name]}.",
        "path": f"{kind.plural}.{format_name}",
        "format": format_name,
        "mediatype": MEDIA[format_name],
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        **({"profile": "tabular-data-resource"} if format_name == "csv" else {}),
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": "id"},
    }


def package(
    version: str,
    data_date: str,
    licence: str | None,
    publishers: Iterable[tuple[str, int]],
    resources: list[dict[str, Any]],
) -> dict[str, Any]:
    """The whole description. `licence` is the text of LICENSE-DATA; `publishers` with their pages."""
    return {
        "profile": "data-package",
        "name": "secbc",
        "title": TITLE,
        "description": "What is known, from published sources, with a source and a date for every fact. "
        "Information, not medical advice. Figures are text, exactly as published: 0.70 keeps its zero. "
        "A null (an empty cell) means not stated or not known.",
        "version": version,
        "data_date": data_date,
        **({"licenses": [_licence(licence)]} if licence else {}),
        "sources": [
            {"title": f"{publisher} ({number} {'page' if number == 1 else 'pages'}; see sources.csv)"}
            for publisher, number in publishers
        ],
        "keywords": ["secondary breast cancer", "metastatic breast cancer", "clinical trials"],
        "resources": resources,
    }


def readme(version: str, data_date: str, licensed: bool) -> str:
    """What is in the folder, and how to cite it."""
    terms = "; CC BY 4.0" if licensed else ""
    lines = (
        f"# {TITLE}",
        "",
        f"Version {version}, data of {data_date}. Written by `secbc export --dataset`.",
        "",
        "One file a kind of record, as `.json`, `.jsonl` and `.csv`. `datapackage.json` describes each file",
        "and each field. Every fact names the ids of its sources; `sources` holds their addresses and the",
        "day on which each was read.",
        "",
        "How to cite it:",
        "",
        "> secbc: an open, cited dataset on research into treatment of secondary breast cancer.",
        f"> Version {version}, data of {data_date}{terms}.",
        "",
        "Terms of reuse: see LICENSE-DATA." if licensed else "No terms of reuse came with this data.",
        "It is information, not medical advice, and stands still: check a status at its source.",
    )
    return "\n".join(lines) + "\n"


def _licence(text: str) -> dict[str, str]:
    """What the licence's own text says that it is."""
    if HOME in text:
        title = "Creative Commons Attribution 4.0 International"
        return {"name": "CC-BY-4.0", "title": title, "path": HOME}
    return {"title": "see LICENSE-DATA", "path": "LICENSE-DATA"}


def _fields(type_: type) -> Iterator[dict[str, Any]]:
    """The fields of a record as JSON holds them."""
    for name, hint in hints(type_).items():
        yield _field(name, hint, _json_type(inside(hint)))


def _column(type_: type, column: str) -> dict[str, Any]:
    """A column of the csv, `status.as_of`, found by its path in the types."""
    hint: Any = type_
    for step in column.split("."):
        hint = hints(inside(hint))[step]
    kind = _json_type(inside(hint))
    if kind == "array" and not _of_rows(inside(hint)):
        kind = "string"
    return _field(column, hint, "string" if kind == "object" else kind)


def _field(name: str, hint: Any, kind: str) -> dict[str, Any]:
    marks = list(_marks(hint))
    patterns = [mark.pattern for mark in marks if mark.pattern]
    if kind == "string" and _WHOLE_DATE in patterns:
        kind = "date"
    plain = inside(hint)
    words = [str(w) for w in typing.get_args(plain)] if typing.get_origin(plain) is typing.Literal else []
    if name == "id":
        marks = [msgspec.Meta(description="the record's own id, by which others name it")]
    says = next((mark.description for mark in marks if mark.description), "") or _says(plain)
    return {
        "name": name,
        "type": kind,
        **({"description": says} if says else {}),
        **({"constraints": {"enum": words}} if words and kind == "string" else {}),
    }


def _says(plain: Any) -> str:
    """What the type of a field says, where the field has no words of its own."""
    if typing.get_origin(plain) is tuple:
        inner = typing.get_args(plain)[0]
        ref = next((ref for mark in _marks(inner) if (ref := (mark.extra or {}).get("ref"))), "")
        return f"ids of {KINDS[ref].plural}" if ref else _says(inside(inner))
    if isinstance(plain, type) and issubclass(plain, Row):
        return " ".join((plain.__doc__ or "").split())
    if typing.get_origin(plain) is typing.Literal:
        return "one of the words listed"
    return {str: "text", bool: "true or false", int: "a whole number"}.get(plain, "")


def _marks(hint: Any) -> Iterator[msgspec.Meta]:
    """What the type says of a value, the outermost first."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        yield from reversed(hint.__metadata__)
        yield from _marks(typing.get_args(hint)[0])
    elif origin in (typing.Union, types.UnionType):
        yield from _marks(next(a for a in typing.get_args(hint) if a is not types.NoneType))


def _of_rows(plain: Any) -> bool:
    """Whether a list is of anything but words: the csv then holds it as JSON."""
    item = inside(typing.get_args(plain)[0])
    return not (item is str or typing.get_origin(item) is typing.Literal)


def _json_type(plain: Any) -> str:
    if typing.get_origin(plain) is tuple:
        return "array"
    if isinstance(plain, type) and issubclass(plain, Row):
        return "object"
    return {bool: "boolean", int: "integer", float: "number"}.get(plain, "string")
