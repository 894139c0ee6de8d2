"""Answer a question inside this process and keep how its page is drawn with Rich."""

import contextlib
import io
import os
from collections.abc import Mapping
from typing import Any
from unittest import mock

from drawing import DrawingSource, NoLiteralForm
from rich.console import Console

from secbc_cli.cli.main import run
from secbc_cli.cli.session import Session


class Recording:
    """The settings of the page's console and the source of every print on it."""

    def __init__(self) -> None:
        self.console: dict[str, Any] | None = None
        self.drawing = DrawingSource()

    def source(self) -> str:
        """A function `draw` that gives the page's text, drawn anew. Raises NoLiteralForm."""
        if self.console is None:
            raise NoLiteralForm("nothing was drawn with Rich")
        settings = [f"{name}={self.drawing.expression(value)}" for name, value in self.console.items()]
        body = [
            "out = StringIO()",
            f"console = Console(file=out, {', '.join(settings)})",
            *self.drawing.lines,
            "return out.getvalue()",
        ]
        return "def draw():\n" + "".join(f"    {line}\n" for line in body)


def record(words: tuple[str, ...], environ: Mapping[str, str]) -> Recording:
    """How secbc draws its answer to these words. Raises NoLiteralForm."""
    kept = Recording()
    begin, show = Console.__init__, Console.print

    def begin_and_keep(console: Console, **settings: Any) -> None:
        if kept.console is not None:
            raise NoLiteralForm("the page is drawn on more than one console")
        kept.console = {name: value for name, value in settings.items() if name != "file"}
        begin(console, **settings)

    def show_and_keep(console: Console, *objects: Any, **options: Any) -> None:
        kept.drawing.print(objects, options)  # before it is drawn: drawing may change it
        show(console, *objects, **options)

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with (
        mock.patch.dict(os.environ, {**environ, "SECBC_DEBUG": "1"}, clear=True),
        mock.patch.object(Console, "__init__", begin_and_keep),
        mock.patch.object(Console, "print", show_and_keep),
        contextlib.redirect_stdout(out),
    ):
        run(list(words), Session())
    return kept
