"""CSV: one row a record, a column a field. Parts of a field get a dotted name (status.as_of).

A list of words is joined with " | "; a list of rows (results, arms) is JSON in its cell, so
that nothing is lost. In a narrowed list a column a filter says what each record says of it.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from .answer import Answer
from .screen import Screen


def to_csv(answer: Answer, screen: Screen) -> str:
    """A header line and a line a record; only a header's absence means no records."""
    rows = [row_of(record) for record in answer.records()]
    if answer.selection:
        for row, shown in zip(rows, msgspec.json.decode(answer.selection())["shown"], strict=True):
            row |= {f"asked {fact['option']}": f"{fact['state']}: {fact['quote']}" for fact in shown["facts"]}
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    if rows:
        write_rows(out, columns, rows)
    return out.getvalue()


def row_of(record: bytes) -> dict[str, str]:
    """A record's JSON -> its cells by column."""
    return _flat(msgspec.json.decode(record))


def write_rows(out: TextIO, columns: list[str], rows: Iterable[dict[str, str]]) -> None:
    """A header line, then a line a row; a row may lack columns."""
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _flat(value: dict[str, Any], before: str = "") -> dict[str, str]:
    row: dict[str, str] = {}
    for name, part in value.items():
        if isinstance(part, dict):
            row |= _flat(part, f"{before}{name}.")
        else:
            row[before + name] = _cell(part)
    return row


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return " | ".join(value)
        return msgspec.json.encode(value).decode()
    return str(value)
