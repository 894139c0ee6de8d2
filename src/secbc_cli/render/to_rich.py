"""Panels, tables and wrapped prose for a terminal; the same page unwrapped for a pipe.

Data reaches Rich only as Text, so brackets and colons in it stay as they are.
"""

from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text as RichText

from ..view.document import (
    Block,
    Bullets,
    Citation,
    Column,
    Document,
    Drawing,
    Drawn,
    Facts,
    Figure,
    Prose,
    Section,
    Table,
    Text,
)
from .answer import Answer
from .drawing import lines_of
from .marks import pieces, raised, spelled
from .screen import MEASURE, NARROW, Screen
from .theme import BORDER, HEADING, LABEL, MARK, STYLES, TITLE

UNWRAPPED = 100_000
INDENT = 2
_PARTS = {True: ("|-", "`-", "*"), False: ("\u251c\u2500", "\u2514\u2500", "\u2022")}


def to_rich(answer: Answer, screen: Screen) -> str:
    """The page as a terminal shows it."""
    text = _Page(screen).draw(answer.document())
    return text if screen.color else "\n".join(line.rstrip() for line in text.split("\n"))


class _Page:
    """One drawing of one Document."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.width = screen.width or UNWRAPPED
        self.measure = min(self.width, MEASURE) if screen.width else UNWRAPPED
        self.inner = self.measure - INDENT
        self.fork, self.last, self.bullet = _PARTS[screen.ascii]
        self.out = StringIO()
        self.console = Console(
            file=self.out,
            width=self.width,
            force_terminal=screen.color,
            color_system="standard" if screen.color else None,
            no_color=not screen.color,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
            _environ={},
        )

    def draw(self, document: Document) -> str:
        """The whole page."""
        self._header(document)
        for section in document.sections:
            self._section(section)
        self._footer(document)
        return self.out.getvalue()

    def _header(self, document: Document) -> None:
        title, kicker = document.title, document.kicker
        whole = f"{title} {self._dash()} {kicker}" if kicker else title
        fits = len(whole) + 6 <= self.measure
        lines = [self._text(line) for line in document.lead]
        heading = RichText(whole)
        heading.stylize(TITLE, 0, len(title))
        heading.stylize(LABEL, len(title))
        if not fits:
            lines.insert(0, RichText(title, TITLE))
            if kicker:
                lines.insert(1, RichText(kicker, LABEL))
        stamped = bool(document.stamp) and len(document.stamp) + 6 <= self.measure
        if document.stamp and not stamped:
            lines.append(RichText(document.stamp, LABEL))
        panel = Panel(
            RichText("\n").join(lines),
            title=heading if fits else None,
            title_align="left",
            subtitle=RichText(document.stamp, LABEL) if stamped else None,
            subtitle_align="right",
            box=box.ASCII if self.screen.ascii else box.ROUNDED,
            border_style=BORDER,
            width=self.measure if self.screen.width else None,
            expand=bool(self.screen.width),
        )
        self._print(panel)

    def _section(self, section: Section) -> None:
        heading = RichText(section.heading, HEADING)
        if section.aside:
            heading.append(f"   {section.aside}", LABEL)
        self._print(RichText(""))
        self._print(Padding(heading, (0, 0, 0, INDENT if section.level > 2 else 0), expand=False))
        for number, block in enumerate(section.blocks):
            if number and isinstance(block, Prose) and block.paragraphs[0].tone == "strong":
                self._print(RichText(""))
            wide = isinstance(block, Table) and not any(column.below for column in block.columns)
            self._print(Padding(self._block(block), (0, 0, 0, INDENT), expand=False), wide)
        for _ in range(section.space):
            self._print(RichText(f"\n  {self._dash() * min(40, self.inner)}", MARK))

    def _footer(self, document: Document) -> None:
        if document.citations:
            self._print(RichText("\nSources", HEADING))
            for citation in document.citations:
                self._citation(citation)
        if document.next:
            self._print(RichText("\nNext", HEADING))
            for step in document.next:
                self._print(Padding(RichText(step, STYLES["command"]), (0, 0, 0, INDENT), expand=False))
        if document.closing:
            self._print(RichText("\n" + document.closing, TITLE))

    def _citation(self, citation: Citation) -> None:
        """A numbered source. Its address is never broken, so that it can be copied."""
        grid = self._grid(gap=1)
        words = Text(citation.text, "quiet", url=citation.url if self.screen.links else "")
        grid.add_row(RichText(f"{citation.number}.", MARK), self._text(words))
        self._print(Padding(grid, (0, 0, 0, INDENT), expand=False))
        if not self.screen.links:
            address = RichText(" " * (INDENT + len(str(citation.number)) + 2) + citation.url, MARK)
            self.console.print(address, soft_wrap=True)

    def _print(self, item: RenderableType, wide: bool = False) -> None:
        width = self.width if wide else self.measure
        self.console.print(item, width=width, soft_wrap=False, overflow="fold")

    def _block(self, block: Block) -> RenderableType:
        match block:
            case Prose():
                return RichText("\n\n").join(self._text(paragraph) for paragraph in block.paragraphs)
            case Facts():
                return self._facts(block)
            case Bullets():
                return self._bullets(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Drawn():
                return self._drawing(block)

    def _facts(self, facts: Facts) -> RenderableType:
        longest = max((len(label) for label, _ in facts.rows), default=0)
        if self.measure < NARROW and longest > 6:
            stack = self._column()
            for label, values in facts.rows:
                stack.add_row(RichText(label, LABEL))
                for value in values:
                    stack.add_row(Padding(self._text(value), (0, 0, 0, INDENT), expand=False))
            return stack
        grid = self._grid()
        for label, values in facts.rows:
            grid.add_row(RichText(label, LABEL), RichText("\n").join(self._text(value) for value in values))
        return grid

    def _bullets(self, bullets: Bullets) -> RenderableType:
        if len(bullets.items) > 1 and all(item.command for item in bullets.items):
            aligned = self._aligned(bullets)
            if aligned:
                return aligned
        grid = self._grid(gap=1)
        for number, item in enumerate(bullets.items, 1):
            words = RichText("")
            if item.lead:
                words.append(item.lead, STYLES["strong"])
                words.append("  " if item.text.text else "")
            words.append_text(self._text(item.text))
            if item.command:
                room = len(words) + len(item.command) + 6 <= self.inner
                words.append("   " if room else "\n")
                words.append(item.command, STYLES["command"])
            grid.add_row(self._mark(bullets, number), words)
        return grid

    def _aligned(self, bullets: Bullets) -> RichTable | None:
        """Short items that open something, in columns; None where they do not fit side by side."""
        columns = [
            [RichText(item.lead, STYLES["strong"]) for item in bullets.items],
            [self._text(item.text) for item in bullets.items],
            [RichText(item.command, STYLES["command"]) for item in bullets.items],
        ]
        used = [column for column in columns if any(len(cell) for cell in column)]
        if sum(max(map(len, column)) + 2 for column in used) + 4 > self.inner:
            return None
        grid = RichTable.grid(padding=(0, 2, 0, 0))
        for _ in used:
            grid.add_column(no_wrap=True)
        for number, (first, *rest) in enumerate(zip(*used, strict=True), 1):
            grid.add_row(self._mark(bullets, number) + " " + first, *rest)
        return grid

    def _mark(self, bullets: Bullets, number: int) -> RichText:
        return RichText(f"{number}." if bullets.ordered else self.bullet, MARK)

    def _figure(self, figure: Figure) -> RenderableType:
        grid = self._grid(gap=1)
        for number, (name, words) in enumerate(figure.branches, 1):
            mark = self.last if number == len(figure.branches) else self.fork
            branch = RichText(name, STYLES["strong"])
            branch.append(f"  {words}", STYLES["quiet"])
            grid.add_row(RichText(mark, MARK), branch)
        tree = self._column()
        tree.add_row(RichText(figure.root, STYLES["strong"]))
        tree.add_row(grid)
        tree.add_row(RichText(figure.sentence, STYLES["quiet"]))
        return tree

    def _drawing(self, drawing: Drawing) -> RenderableType:
        lines = self._column()
        for line in lines_of(drawing, self.inner, self.screen.ascii):
            drawn = RichText()
            for text, tone in line:
                drawn.append(text, STYLES[tone])
            lines.add_row(drawn)
        return lines

    def _column(self) -> RichTable:
        """Lines under each other; a word longer than the line is folded, never cut."""
        grid = RichTable.grid()
        grid.add_column(overflow="fold")
        return grid

    def _grid(self, gap: int = 2) -> RichTable:
        grid = RichTable.grid(padding=(0, gap, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        return grid

    def _table(self, table: Table) -> RenderableType:
        if self.screen.width and self._least(table) > self.width - INDENT:
            return self._stacked(table)
        if any(column.below for column in table.columns):
            return self._rows_with_below(table)
        drawn = RichTable(
            box=None if self.screen.ascii else box.SIMPLE_HEAD,
            header_style=LABEL,
            border_style=BORDER,
            pad_edge=False,
            show_edge=False,
            padding=(0, 2, 0, 0),
        )
        for index, column in enumerate(table.columns):
            drawn.add_column(
                RichText(column.name),
                no_wrap=column.whole or not self.screen.width,
                justify="right" if column.right else "left",
                overflow="fold",
                min_width=self._widest(table, index) if column.whole else None,
            )
        for row in table.rows:
            drawn.add_row(*(self._text(cell) for cell in row))
        return drawn

    def _rows_with_below(self, table: Table) -> RenderableType:
        """A line of short cells a row, and its longer words under it."""
        beside = [i for i, column in enumerate(table.columns) if not column.below]
        widths = [self._widest(table, i) for i in beside]
        names = (table.columns[i].name.ljust(w) for i, w in zip(beside, widths, strict=True))
        grid = self._column()
        grid.add_row(RichText("  ".join(names).rstrip(), LABEL))
        for row in table.rows:
            line = RichText()
            for i, width in zip(beside, widths, strict=True):
                cell = self._text(row[i])
                cell.pad_right(max(0, width - len(cell)) + 2)
                line.append_text(cell)
            line.rstrip()
            below = [
                self._below(column, cell)
                for column, cell in zip(table.columns, row, strict=True)
                if column.below and cell.text
            ]
            grid.add_row(RichText(""))
            grid.add_row(line)
            for words in below:
                grid.add_row(Padding(words, (0, 0, 0, INDENT), expand=False))
        return grid

    def _below(self, column: Column, cell: Text) -> RichText:
        return RichText(f"{column.name}: ", LABEL) + self._text(cell)

    def _least(self, table: Table) -> int:
        """The fewest columns in which the table can be read."""
        return sum(
            (self._widest(table, index) if column.whole or column.right else max(12, len(column.name))) + 2
            for index, column in enumerate(table.columns)
            if not column.below
        )

    def _widest(self, table: Table, index: int) -> int:
        cells = (len(row[index].text) + len(self._marks(row[index].cites)) for row in table.rows)
        return max(len(table.columns[index].name), *cells, 0)

    def _stacked(self, table: Table) -> RenderableType:
        """One record after another, labels above values, for narrow terminals."""
        grid = self._column()
        for number, row in enumerate(table.rows):
            if number:
                grid.add_row(RichText(""))
            grid.add_row(self._text(row[0]))
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                if cell.text:
                    grid.add_row(Padding(self._below(column, cell), (0, 0, 0, INDENT), expand=False))
        return grid

    def _text(self, text: Text) -> RichText:
        style = STYLES[text.tone]
        if text.url and self.screen.links:
            style = f"{style} link {text.url}".strip()
        drawn = RichText()
        for piece, marked in pieces(text):
            shown = f"*{piece}*" if marked and not self.screen.color else piece
            drawn.append(shown, f"{style} {STYLES['strong']}".strip() if marked else style)
        if text.url and not self.screen.links and text.url != text.text:
            drawn.append(f" {text.url}", STYLES["quiet"])
        if text.cites:
            drawn.append(self._marks(text.cites), MARK)
        return drawn

    def _marks(self, cites: tuple[int, ...]) -> str:
        return spelled(cites) if self.screen.ascii else raised(cites)

    def _dash(self) -> str:
        return "-" if self.screen.ascii else "\u2500"
