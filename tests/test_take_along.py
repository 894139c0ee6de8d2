"""Results, comparisons, sheets and explained words: what was found, said and drawn alike."""

import re
from pathlib import Path

import pytest

from secbc_cli.model.drug import Drug
from secbc_cli.model.trial import Trial
from secbc_cli.query.library import open_library
from secbc_cli.render.drawing import lines_of, rows_of
from secbc_cli.view.document import Bars, Intervals, People, Text, Timeline
from tests.browser import AXE, CHROMIUM, pages_printed, violations
from tests.conftest import DATA, Secbc

BARS = Bars(
    "A 2.8 months, B 1.4 months.",
    "months",
    (("A", 2.8, "2.8 months"), ("B", 1.4, "1.4 months"), ("C", None, "not reached")),
)
PEOPLE = People("22 and 9 of 100.", "were well", (("A", 22), ("B", 9)))
INTERVALS = Intervals(
    "0.70 (0.55 to 0.88).", (("PFS", 0.55, 0.70, 0.88, "0.70"), ("OS", 0.8, 1.1, 1.6, "1.1")), "new", "old"
)
TIMELINE = Timeline(
    "Two events.", (("2020", Text("began"), "Trials"), ("2030-01", Text("due"), "Awaited")), "2026-11-20", 1
)
DRAWINGS = (BARS, PEOPLE, INTERVALS, TIMELINE)


def drawn(drawing: object, width: int = 60, ascii_only: bool = False) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines_of(drawing, width, ascii_only)]  # type: ignore[arg-type]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda d: type(d).__name__)
@pytest.mark.parametrize("width", [24, 40, 60, 80, 200])
def test_figures_fit_and_end_with_their_sentence(drawing: object, width: int) -> None:
    lines = drawn(drawing, width)
    assert lines[-1] == drawing.sentence  # type: ignore[attr-defined]
    assert max(map(len, lines[:-1])) <= max(width, 30)
    assert all(line.isascii() for line in drawn(drawing, width, ascii_only=True))


def test_lengths_are_in_proportion() -> None:
    first, second = (line.count("\u2588") for line in drawn(BARS) if "\u2588" in line)
    assert abs(first - 2 * second) <= 1
    assert "not reached" in "\n".join(drawn(BARS))
    dots = "".join(drawn(PEOPLE)[:-1])
    assert dots.count("\u25cf") == 22 + 9
    assert dots.count("\u25cb") == 200 - 31
    axis = drawn(INTERVALS)
    one = next(line for line in axis if line.strip().startswith("0.5")).index("1")
    assert axis[1][one] in "\u2502\u2500"
    assert axis[1].index("\u25c6") < one < axis[3].index("\u25c6")
    assert "today" in "".join(drawn(TIMELINE))
    assert [name for name, _ in rows_of(TIMELINE)] == ["2020", "Jan 2030"]


def test_results_only_draw_what_was_published(secbc: Secbc) -> None:
    """Each share on the page is a landmark or rate of the record; each typical time a median."""
    library = open_library(str(DATA))
    for trial in library.records(Trial, ("emerald", "serena-6", "monaleesa-2", "destiny-breast04", "bravo")):
        page = secbc("results", trial.id, "--plain", data=DATA).out
        rows = [r for r in trial.results if r.endpoint != "OS"]
        shares = {v for r in rows for m in (*r.at, r.rate) if m for v in (m.experimental, m.control) if v}
        for said in re.findall(r"about \d+ \(published as ([\d.]+)\)", page):
            assert said in shares
        medians = {v for r in rows if r.median for v in (r.median.experimental, r.median.control)}
        for months in re.findall(r", ([\d.]+) months[;.]", page):
            assert months in medians
        for hr in (r.hr for r in rows if r.hr):
            assert f"Hazard ratio: {hr}" not in page
        assert "Interval" not in page


def test_survival_is_asked_for(secbc: Secbc) -> None:
    assert "that people lived" not in secbc("results", "serena-6", "--plain", data=DATA).out
    hidden = secbc("results", "monaleesa-2", "--plain", data=DATA).out
    assert "add --survival" in hidden
    shown = secbc("results", "monaleesa-2", "--survival", "--plain", data=DATA).out
    assert "They are about groups, not about you." in shown


def test_met_missed_and_waiting_say_so(secbc: Secbc) -> None:
    assert "The answer so far: it met its main aim." in secbc("results", "emerald", data=DATA).out
    assert "The answer so far: it missed its main aim." in secbc("results", "bravo", data=DATA).out or (
        "stopped" in secbc("results", "bravo", data=DATA).out
    )
    waiting = secbc("results", "serena-4", data=DATA).out
    assert "waiting for results" in waiting
    assert "No figures of this trial are in our records." in waiting


def test_a_comparison_favours_nobody(secbc: Secbc) -> None:
    out = secbc("compare", "elacestrant", "imlunestrant", "--plain", data=DATA).out
    assert "cannot be compared as if they came from one" in out
    assert "does not say which is better" in out
    for section in out.split("Section ")[1:]:
        if section.startswith(("1 of", "2 of", "3 of")):
            assert "Elacestrant: " in section
            assert "Imlunestrant: " in section
    swapped = secbc("compare", "imlunestrant", "elacestrant", "--plain", data=DATA).out
    assert len(swapped.splitlines()) == len(out.splitlines()), "no page depends on the order but in order"
    assert secbc("compare", "elacestrant", data=DATA).code == 2
    assert secbc("compare", "elacestrant", "RAD1901", data=DATA).code == 2
    assert secbc("compare", "elacestrant", "nosuch", data=DATA).code == 3


def test_a_sheet_has_its_parts_and_dates(secbc: Secbc) -> None:
    library = open_library(str(DATA))
    for trial in library.records(Trial, library.ids("trial")[::12]):
        out = secbc("sheet", trial.id, "--plain", data=DATA).out
        status = next(line for line in out.splitlines() if line.startswith("Recruiting: "))
        assert re.search(r"\((on|in|no dated statement found, looked)", status), "a status with its date"
        assert "Space to write." in out
        assert "0808 800 6000" in out
        assert "0808 800 4040" not in out, "a number that is not confirmed"
    drug = secbc("sheet", "elacestrant", "--plain", data=DATA).out
    assert "What is this trial" not in drug
    both = secbc("sheet", "elacestrant", "emerald", "--json", data=DATA).json
    assert [record["id"] for record in both["records"]] == ["elacestrant", "emerald"]


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium: the count of printed pages is not checked here")
def test_a_sheet_prints_on_one_page(secbc: Secbc, tmp_path: Path) -> None:
    library = open_library(str(DATA))
    longest = max(
        library.records(Drug, library.ids("drug")), key=lambda d: len(d.who) + len(d.approvals) * 40
    )
    widest = max(library.records(Trial, library.ids("trial")), key=lambda t: len(str(t.who)))
    for name, pages in ((longest.id, 1), (widest.id, 1), (f"{longest.id} {widest.id}", 2)):
        page = tmp_path / "sheet.html"
        page.write_text(secbc("sheet", *name.split(), "--format", "html", data=DATA).out, encoding="utf-8")
        assert pages_printed(page, tmp_path) == pages, name


@pytest.mark.skipif(not (CHROMIUM and AXE), reason="no Chromium or no axe-core: see tests/browser.py")
@pytest.mark.parametrize(
    "words",
    [
        ("drug", "elacestrant"),
        ("results", "emerald", "--clinical", "--survival"),
        ("timeline", "elacestrant"),
        ("trials", "--her2", "low", "--hidden"),
        ("sheet", "emerald"),
        ("search", "brain"),
        ("guide", "where-to-turn"),
    ],
    ids=lambda words: words[0],
)
def test_an_accessibility_checker_finds_nothing(secbc: Secbc, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert violations(secbc(*words, "--format", "html", data=DATA).out, tmp_path) == []


def test_explained_words_are_those_of_the_page(secbc: Secbc) -> None:
    out = secbc("trial", "emerald", "--explain", "--plain", data=DATA).out
    words = out.split("Words on this page")[1]
    assert "ESR1: " in words
    assert "Command: secbc glossary esr1" in words
    assert "mouth" not in words.split("What to type next")[0].casefold()
    assert "Words on this page" not in secbc("trial", "emerald", "--plain", data=DATA).out
