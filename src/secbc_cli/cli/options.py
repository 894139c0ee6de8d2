"""The options that every command has, declared once and added to each command's own."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from ..render.answer import Answer
from ..render.formats import FORMATS
from .session import Choices, Session

FormatOption = Annotated[
    str | None,
    typer.Option("--format", "-f", help=", ".join(FORMATS) + ".", metavar="NAME"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Short for --format csv.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="For screen readers: one fact a line.")]
OutputOption = Annotated[str | None, typer.Option("--output", "-o", help="Write to a file.", metavar="FILE")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file (--output), an earlier export.")]
ColorOption = Annotated[str | None, typer.Option("--color", help="auto, always or never.", metavar="WHEN")]
PagerOption = Annotated[
    bool | None, typer.Option("--pager/--no-pager", help="Show long pages in a pager.", show_default=False)
]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Add the page's medical words with their meanings.")
]
DataOption = Annotated[str | None, typer.Option("--data", help="Another data folder.", metavar="DIR")]

SHARED: dict[str, Any] = {
    "format": (FormatOption, None),
    "json": (JsonOption, False),
    "csv": (CsvOption, False),
    "plain": (PlainOption, False),
    "output": (OutputOption, None),
    "force": (ForceOption, False),
    "color": (ColorOption, None),
    "pager": (PagerOption, None),
    "data": (DataOption, None),
    "explain": (ExplainOption, False),
}


def with_shared_options(command: Callable[..., Answer]) -> Callable[..., Answer]:
    """`command(session, ...)` as Typer should see it: its own parameters, then the shared ones.

    The wrapper turns the shared options into the session's choices and returns the Answer.
    """

    parameters_of_command = inspect.signature(command).parameters

    @wraps(command)
    def wrapper(ctx: typer.Context, **given: Any) -> Answer:
        choices = Choices(**{name: given.pop(name) for name in SHARED})
        session: Session = ctx.obj
        session.choices = choices.over(session.choices)
        if "ctx" in parameters_of_command:
            given["ctx"] = ctx
        return command(session, **given)

    own = [p for n, p in parameters_of_command.items() if n not in ("session", "ctx")]
    keyword = inspect.Parameter.KEYWORD_ONLY
    shared = [
        inspect.Parameter(name, keyword, default=default, annotation=annotation)
        for name, (annotation, default) in SHARED.items()
    ]
    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    parameters = [context, *(p.replace(kind=keyword) for p in own), *shared]
    wrapper.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
    wrapper.__annotations__ = {p.name: p.annotation for p in parameters}
    return wrapper
