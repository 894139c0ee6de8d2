"""Walk a record by its types: every value with its path and the marks of its field."""

import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

Path = tuple[str | int, ...]


class Field(NamedTuple):
    """One value of a record: where it is, what it is, what its type says of it."""

    path: Path
    value: str
    lay: bool
    ref: str | None


def fields(record: msgspec.Struct) -> Iterator[Field]:
    """Every text and number in `record`, depth first, in the order of its fields."""
    yield from _struct(record, ())


@cache
def hints(type_: type) -> dict[str, Any]:
    return typing.get_type_hints(type_, include_extras=True)


def _struct(record: msgspec.Struct, path: Path) -> Iterator[Field]:
    for name, hint in hints(type(record)).items():
        yield from _value(getattr(record, name), hint, (*path, name), {})


def _value(value: Any, hint: Any, path: Path, marks: dict[str, Any]) -> Iterator[Field]:
    if value is None:
        return
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        for meta in hint.__metadata__:
            marks = {**marks, **(getattr(meta, "extra", None) or {})}
        yield from _value(value, arguments[0], path, marks)
    elif origin in (typing.Union, types.UnionType):
        inner = next(a for a in arguments if a is not type(None))
        yield from _value(value, inner, path, marks)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _value(item, arguments[0], (*path, index), marks)
    elif isinstance(value, msgspec.Struct):
        yield from _struct(value, path)
    else:
        yield Field(path, str(value), bool(marks.get("lay")), marks.get("ref"))


def allowed_at(type_: type, path: Path) -> tuple[str, ...]:
    """The words that the closed vocabulary at `path` allows; empty where there is none."""
    hint: Any = type_
    for step in path:
        hint = inside(hint)
        hint = typing.get_args(hint)[0] if isinstance(step, int) else hints(hint).get(step)
    hint = inside(hint)
    return tuple(map(str, typing.get_args(hint))) if typing.get_origin(hint) is typing.Literal else ()


def inside(hint: Any) -> Any:
    """The type inside `Annotated[...]` and `... | None`."""
    while typing.get_origin(hint) in (typing.Annotated, typing.Union, types.UnionType):
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
    return hint


def shown(path: Path) -> str:
    """`results[2].source`"""
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
