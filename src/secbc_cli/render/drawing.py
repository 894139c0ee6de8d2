"""Figures as lines of characters: bars, groups of 100 people, intervals on a log axis, a line of time.

Every line is a list of (text, tone) pieces. The sentence of a figure says the same, so nothing is
told by a picture alone. `ascii` uses characters that every terminal has.
"""

from math import log

from ..model.dates import show
from ..view.document import Bars, Drawing, Intervals, People, Timeline, Tone

Line = list[tuple[str, Tone]]

_EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589"
SMALLEST = 12
"""Columns that a scale needs."""


def lines_of(drawing: Drawing, width: int, ascii_only: bool) -> list[Line]:
    """The figure in at most `width` columns, its sentence last."""
    match drawing:
        case Bars():
            lines = _bars(drawing, width, ascii_only)
        case People():
            lines = _people(drawing, width, ascii_only)
        case Intervals():
            lines = _intervals(drawing, width, ascii_only)
        case Timeline():
            lines = _timeline(drawing, ascii_only)
    return [*lines, [(drawing.sentence, "quiet")]]


def rows_of(drawing: Drawing) -> list[tuple[str, str]]:
    """The figure's rows in words: what it is of, and what is said of it."""
    match drawing:
        case Bars():
            return [(label, words) for label, _, words in drawing.rows]
        case People():
            return [(label, f"{count} of 100 {drawing.of_whom}") for label, count in drawing.rows]
        case Intervals():
            return [(label, words) for label, _, _, _, words in drawing.rows]
        case Timeline():
            return [(show(when), f"{lane}: {text.text}") for when, text, lane in drawing.rows]


def _bars(bars: Bars, width: int, ascii_only: bool) -> list[Line]:
    longest = max((value for _, value, _ in bars.rows if value is not None), default=0.0) or 1.0
    said = max((len(words) for _, _, words in bars.rows), default=0)
    room = max(SMALLEST, min(50, width - said - 2))
    lines: list[Line] = []
    for number, (label, value, words) in enumerate(bars.rows):
        lines.append([(label, "strong")])
        bar = "" if value is None else _bar(value / longest * room, ascii_only)
        lines.append(
            [(bar, "results" if number == 0 else "closed"), (f" {words}" if bar else words, "plain")]
        )
    return lines


def _bar(length: float, ascii_only: bool) -> str:
    """A bar of so many columns, to an eighth of a column."""
    if ascii_only:
        return "#" * max(1, round(length))
    eighths = max(1, round(length * 8))
    return "\u2588" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _people(people: People, width: int, ascii_only: bool) -> list[Line]:
    """Ten rows of ten; side by side where there is room."""
    yes, no = ("#", ".") if ascii_only else ("\u25cf", "\u25cb")
    grids = [_grid(label, count, people.of_whom) for label, count in people.rows]
    each = max((len(title) for title, _ in grids), default=0)
    each = max(each, 19) + 4
    beside = max(1, width // each)
    lines: list[Line] = []
    for at in range(0, len(grids), beside):
        some = grids[at : at + beside]
        lines.append([(title.ljust(each), "strong") for title, _ in some])
        for row in range(10):
            line: Line = []
            for _, count in some:
                dots = min(10, max(0, count - row * 10))
                line.append((" ".join(yes * dots), "results"))
                line.append(((" " if 0 < dots < 10 else "") + " ".join(no * (10 - dots)), "quiet"))
                line.append((" " * (each - 19), "plain"))
            lines.append(line)
        lines.append([])
    return lines


def _grid(label: str, count: int, of_whom: str) -> tuple[str, int]:
    return f"{label}: {count} of 100", count


def _intervals(drawing: Intervals, width: int, ascii_only: bool) -> list[Line]:
    """A row a ratio: whiskers from low to high, a mark at the ratio, the line of no difference."""
    bounds = [value for _, low, _, high, _ in drawing.rows for value in (low, high)]
    low, high = log(min([*bounds, 0.5])), log(max([*bounds, 2.0]))
    room = max(SMALLEST, min(60, width - 2))
    dash, mark, line = ("-", "o", "|") if ascii_only else ("\u2500", "\u25c6", "\u2502")

    def at(value: float) -> int:
        return round((log(value) - low) / (high - low) * (room - 1))

    one = at(1.0)
    lines: list[Line] = []
    for label, first, ratio, last, words in drawing.rows:
        lines.append([(label, "strong"), (f"  {words}", "plain")])
        cells = [" "] * room
        cells[one] = line
        for column in range(at(first), at(last) + 1):
            cells[column] = dash
        cells[at(ratio)] = mark
        lines.append([("".join(cells).rstrip(), "results")])
    axis = [" "] * room
    for value in (0.25, 0.5, 1.0, 2.0, 4.0):
        if low <= log(value) <= high:
            text = f"{value:g}"
            start = min(at(value), room - len(text))
            axis[start : start + len(text)] = text
    lines.append([("".join(axis).rstrip(), "quiet")])
    lines.append([(f"{drawing.left}; {drawing.right}", "quiet")])
    return lines


def _timeline(timeline: Timeline, ascii_only: bool) -> list[Line]:
    """A line downward: the date, a mark, what happened; today between what was and what is due."""
    mark, bar, now = ("*", "|", "-") if ascii_only else ("\u25cf", "\u2502", "\u2576")
    widest = max((len(show(when)) for when, _, _ in timeline.rows), default=0)
    lines: list[Line] = []
    past = len(timeline.rows) - timeline.ahead
    for number, (when, text, lane) in enumerate(timeline.rows):
        if number == past:
            lines.append([(f"{'today':>{widest}} {now}", "warning"), (f" {show(timeline.today)}", "warning")])
        elif lines:
            lines.append([(" " * widest + f" {bar}", "quiet")])
        lines.append(
            [
                (f"{show(when):>{widest}} ", "quiet"),
                (mark, text.tone),
                (f" {lane}: ", "quiet"),
                (text.text, text.tone),
            ]
        )
    return lines
