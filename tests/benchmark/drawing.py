"""Rich renderables -> Python source that constructs the same ones from literals."""

import inspect
from collections.abc import Callable
from typing import Any

from rich import box
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.table import Column, Table
from rich.text import Span, Text

IMPORTS = """\
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Span, Text
"""

_BOXES = {id(value): name for name, value in vars(box).items() if isinstance(value, box.Box)}
_COLUMN_ONLY = ("header", "_index", "_cells")


class NoLiteralForm(Exception):
    """The page is drawn with something that has no literal form here yet."""


class DrawingSource:
    """The statements that draw one page. Tables are filled step by step, so they get names."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._tables = 0

    def print(self, objects: tuple[Any, ...], options: dict[str, Any]) -> None:
        """One call of `console.print`, as it was made."""
        words = [self.expression(value) for value in objects]
        words += [f"{name}={self.expression(value)}" for name, value in options.items()]
        self.lines.append(f"console.print({', '.join(words)})")

    def expression(self, value: Any) -> str:
        """An expression that makes an equal value. Raises NoLiteralForm."""
        if value is None or isinstance(value, str | int | float):
            return repr(value)
        if isinstance(value, tuple | list | dict) and not value:
            return repr(value)
        write = _WRITERS.get(type(value))
        if write is None:
            raise NoLiteralForm(f"a {type(value).__name__} is drawn, which drawing.py cannot write down yet")
        return write(self, value)

    def _table(self, table: Table) -> str:
        """Statements for a table; the expression is its name."""
        options = self._options(table, Table(), Table)
        self._tables += 1
        name = f"table_{self._tables}"
        made = [f"{name} = Table({', '.join(options)})"]
        plain = Column()
        fields = [field for field in Column.__dataclass_fields__ if field not in _COLUMN_ONLY]
        for column in table.columns:
            words = [self.expression(column.header)]
            words += [
                f"{field}={self.expression(getattr(column, field))}"
                for field in fields
                if getattr(column, field) != getattr(plain, field)
            ]
            made.append(f"{name}.add_column({', '.join(words)})")
        cells = [list(column.cells) for column in table.columns]
        for row, across in zip(table.rows, zip(*cells, strict=True), strict=True):
            words = [self.expression(cell) for cell in across]
            words += [f"style={self.expression(row.style)}"] if row.style is not None else []
            words += ["end_section=True"] if row.end_section else []
            made.append(f"{name}.add_row({', '.join(words)})")
        self.lines += made
        return name

    def _panel(self, panel: Panel) -> str:
        words = [self.expression(panel.renderable), *self._options(panel, Panel(""), Panel, "renderable")]
        return f"Panel({', '.join(words)})"

    def _padding(self, padding: Padding) -> str:
        sides = (padding.top, padding.right, padding.bottom, padding.left)
        words = [self.expression(padding.renderable), repr(sides)]
        words += self._options(padding, Padding(""), Padding, "renderable", "pad")
        return f"Padding({', '.join(words)})"

    def _text(self, text: Text) -> str:
        words = [repr(text.plain), *self._options(text, Text(), Text, "text", "spans")]
        if text.spans:
            words.append(f"spans=[{', '.join(self._span(span) for span in text.spans)}]")
        return f"Text({', '.join(words)})"

    def _span(self, span: Span) -> str:
        return f"Span({span.start}, {span.end}, {self.expression(span.style)})"

    def _box(self, shape: box.Box) -> str:
        return f"box.{_BOXES[id(shape)]}"

    def _style(self, style: Style) -> str:
        return f"Style.parse({str(style)!r})"

    def _options(self, value: Any, plain: Any, kind: type, *without: str) -> list[str]:
        """The keywords in which `value` differs from a plain one of its kind."""
        words = []
        for name in inspect.signature(kind).parameters:
            if name in without or name == "headers":
                continue
            given = getattr(value, name)
            if given != getattr(plain, name):
                expression = repr(given) if name == "padding" else self.expression(given)
                words.append(f"{name}={expression}")
        return words


_WRITERS: dict[type, Callable[[DrawingSource, Any], str]] = {
    Table: DrawingSource._table,
    Panel: DrawingSource._panel,
    Padding: DrawingSource._padding,
    Text: DrawingSource._text,
    box.Box: DrawingSource._box,
    Style: DrawingSource._style,
}
