"""Figures as inline SVG: drawn in the page's own colours, named by their sentence."""

from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from math import log

from ..model.dates import earliest
from ..view.document import Bars, Drawing, Intervals, People, Timeline

WIDTH = 640
_ROW = 46
_LABEL = 18


def svg_of(drawing: Drawing) -> str:
    """One `<svg>` with the figure's sentence as its name."""
    match drawing:
        case Bars():
            height, parts = _bars(drawing)
        case People():
            height, parts = _people(drawing)
        case Intervals():
            height, parts = _intervals(drawing)
        case Timeline():
            height, parts = _timeline(drawing)
    name = escape(drawing.sentence)
    return (
        f'<svg class="drawing" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{name}"><title>{name}</title>{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, words: str, css: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{css}" text-anchor="{anchor}">{escape(words)}</text>'


def _bars(bars: Bars) -> tuple[int, list[str]]:
    longest = max((value for _, value, _ in bars.rows if value is not None), default=0.0) or 1.0
    room = WIDTH - 170
    parts: list[str] = []
    for number, (label, value, words) in enumerate(bars.rows):
        top = number * _ROW
        parts.append(_text(0, top + _LABEL - 4, label, "strong"))
        length = 0 if value is None else max(2.0, value / longest * room)
        if length:
            css = "first" if number == 0 else "other"
            parts.append(f'<rect x="0" y="{top + _LABEL}" width="{length:.1f}" height="18" class="{css}"/>')
        parts.append(_text(length + (8 if length else 0), top + _LABEL + 14, words))
    return len(bars.rows) * _ROW + 4, parts


def _people(people: People) -> tuple[int, list[str]]:
    step, each = 18, 220
    beside = WIDTH // each
    parts: list[str] = []
    for number, (label, count) in enumerate(people.rows):
        left, top = number % beside * each, number // beside * (10 * step + 40)
        parts.append(_text(left, top + _LABEL - 4, f"{label}: {count} of 100", "strong"))
        for dot in range(100):
            x, y = left + dot % 10 * step + 8, top + _LABEL + dot // 10 * step + 10
            css = "yes" if dot < count else "no"
            parts.append(f'<circle cx="{x}" cy="{y}" r="6" class="{css}"/>')
    return (len(people.rows) + beside - 1) // beside * (10 * step + 40), parts


def _intervals(drawing: Intervals) -> tuple[int, list[str]]:
    bounds = [value for _, low, _, high, _ in drawing.rows for value in (low, high)]
    low, high = log(min([*bounds, 0.5])), log(max([*bounds, 2.0]))
    height = len(drawing.rows) * _ROW + 44

    def at(value: float) -> float:
        return 10 + (log(value) - low) / (high - low) * (WIDTH - 20)

    parts = [f'<line x1="{at(1):.1f}" x2="{at(1):.1f}" y1="0" y2="{height - 40}" class="axis"/>']
    for number, (label, first, ratio, last, words) in enumerate(drawing.rows):
        top = number * _ROW
        y = top + _LABEL + 10
        parts.append(_text(0, top + _LABEL - 4, f"{label}  {words}", "strong"))
        parts.append(f'<line x1="{at(first):.1f}" x2="{at(last):.1f}" y1="{y}" y2="{y}" class="range"/>')
        parts.append(f'<rect x="{at(ratio) - 5:.1f}" y="{y - 5}" width="10" height="10" class="first"/>')
    for value in (0.25, 0.5, 1.0, 2.0, 4.0):
        if low <= log(value) <= high:
            parts.append(_text(at(value), height - 24, f"{value:g}", "quiet", "middle"))
    parts.append(_text(0, height - 4, f"{drawing.left}; {drawing.right}", "quiet"))
    return height, parts


def _timeline(timeline: Timeline) -> tuple[int, list[str]]:
    """One line a lane, from the first year to the last; the events themselves are listed below it."""
    today = earliest(timeline.today).toordinal()
    days = [*(earliest(when).toordinal() for when, _, _ in timeline.rows), today]
    first, last = min(days), max(days) + 1
    lanes = list(dict.fromkeys(lane for _, _, lane in timeline.rows))
    height = len(lanes) * 30 + 30

    def at(day: int) -> float:
        return 130 + (day - first) / max(1, last - first) * (WIDTH - 150)

    parts: list[str] = []
    for number, lane in enumerate(lanes):
        y = number * 30 + 16
        parts.append(_text(0, y + 5, lane, "strong"))
        parts.append(f'<line x1="130" x2="{WIDTH - 20}" y1="{y}" y2="{y}" class="axis"/>')
        for row, (when, text, where) in enumerate(timeline.rows):
            if where == lane:
                day = earliest(when).toordinal()
                x = at(max(day, today) if row >= len(timeline.rows) - timeline.ahead else day)
                title = f"<title>{escape(when)}: {escape(text.text)}</title>"
                parts.append(f'<circle cx="{x:.1f}" cy="{y}" r="6" class="{text.tone}">{title}</circle>')
    now = at(today)
    parts.append(f'<line x1="{now:.1f}" x2="{now:.1f}" y1="0" y2="{height - 24}" class="now"/>')
    parts.append(_text(now, height - 8, "today", "quiet", "middle"))
    parts += _years(first, last, at, height)
    return height, parts


def _years(first: int, last: int, at: Callable[[int], float], height: int) -> Iterator[str]:
    years = range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1)
    step = max(1, len(years) // 8)
    for year in years[::step]:
        yield _text(at(date(year, 1, 1).toordinal()), height - 8, str(year), "quiet", "middle")
