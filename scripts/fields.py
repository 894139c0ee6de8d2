"""Write data/FIELDS.md, the field guide, from the types."""

import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from secbc_cli.knowledge.fields import hints, inside
from secbc_cli.model.kinds import KINDS
from secbc_cli.model.record import Row
from secbc_cli.model.vocabulary import Biomarker

GUIDE = Path(__file__).parent.parent / "data" / "FIELDS.md"

_HEAD = """# The fields

Every field of every kind of record, made from the types by `scripts/fields.py`: change a type, not this
file. [CONTRIBUTING.md](../CONTRIBUTING.md) says how to add or correct a fact; [_template/](_template) has an
annotated example of each kind.

*Needed*: a record without it is refused. *Lay*: everybody reads it, so reading age and banned words are
checked. *Id of a ...*: must name a record that exists. A field that no source gives is left out,
never guessed.
"""


def guide() -> str:
    """The whole guide as Markdown: a section a kind, a table a row type, shared ones at the end."""
    own = {kind.name: list(_types(kind.type)) for kind in KINDS.values()}
    every = [type_ for found in own.values() for type_ in found]
    shared = list(dict.fromkeys(type_ for type_ in every if every.count(type_) > 1))
    parts = [_HEAD]
    for kind in KINDS.values():
        parts.append(f"\n## {kind.name}: `data/{kind.place}`\n")
        for type_ in own[kind.name]:
            if type_ not in shared:
                parts += _table(type_, is_record=type_ is kind.type)
    parts.append("\n## Rows that several kinds share\n")
    for type_ in shared:
        parts += _table(type_, is_record=False)
    parts.append(f"\n## Biomarkers\n\n{', '.join(f'`{word}`' for word in typing.get_args(Biomarker))}\n")
    return "".join(parts)


def _types(type_: type) -> Iterator[type]:
    """A record's type, then the types of the rows inside it, each once."""
    found = [type_]
    for current in found:
        yield current
        for hint in hints(current).values():
            row = _row_type(hint)
            if row and row not in found:
                found.append(row)


def _row_type(hint: Any) -> type | None:
    hint = inside(hint)
    if typing.get_origin(hint) is tuple:
        hint = inside(typing.get_args(hint)[0])
    return hint if isinstance(hint, type) and issubclass(hint, Row) else None


def _table(type_: type, is_record: bool) -> Iterator[str]:
    """The heading, the meaning and a line a field. A record's id is its file's name, so not in the file."""
    about = " ".join((type_.__doc__ or "").split())
    heading = "" if is_record else f"\n### {type_.__name__}\n"
    yield f"{heading}\n{about}\n\n| field | needed | what goes in |\n| --- | --- | --- |\n"
    for field in msgspec.structs.fields(type_):
        if not (is_record and field.name == "id"):
            says = "; ".join(dict.fromkeys(_says(hints(type_)[field.name]))).replace("|", "\\|")
            yield f"| `{field.name}` | {'yes' if field.required else ''} | {says or 'text'} |\n"


def _says(hint: Any) -> Iterator[str]:
    """What a field's type says of it, the field's own words first."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    row = _row_type(hint)
    if origin is typing.Annotated:
        yield from _marks(hint.__metadata__)
        yield from _says(arguments[0])
    elif origin in (typing.Union, types.UnionType):
        yield from _says(next(a for a in arguments if a is not types.NoneType))
    elif hint == Biomarker:
        yield "[biomarkers](#biomarkers)"
    elif row:
        link = f"[{row.__name__}](#{row.__name__.casefold()})"
        yield f"a list of {link}" if origin is tuple else f"a row: {link}"
    elif origin is tuple:
        yield "two values" if Ellipsis not in arguments else "a list"
        yield from _says(arguments[0])
    elif origin is typing.Literal:
        yield "one of: " + ", ".join(f"`{word}`" for word in arguments)
    elif hint in _PLAIN:
        yield _PLAIN[hint]


_PLAIN = {bool: "`true` or `false`", int: "a whole number"}


def _marks(metadata: tuple[Any, ...]) -> Iterator[str]:
    """The description, then what the field's marks mean; written outermost last, so read from the end."""
    for meta in reversed(metadata):
        if meta.description:
            yield meta.description
        elif meta.pattern:
            yield f"matches `{meta.pattern}`"
        extra = meta.extra or {}
        if extra.get("lay"):
            yield "lay"
        if extra.get("ref"):
            yield f"id of a {extra['ref']}"


if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
