"""Every format says the same: golden files for the sample, parity for every real record."""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from secbc_cli.cli.app import COMMANDS
from secbc_cli.model.kinds import KINDS
from secbc_cli.render.answer import Answer
from secbc_cli.render.formats import FORMATS, renderer
from secbc_cli.render.marks import raised, runs, spelled
from secbc_cli.render.screen import Screen
from secbc_cli.view.document import (
    Bars,
    Bullets,
    Document,
    Facts,
    Figure,
    Intervals,
    People,
    Prose,
    Table,
    Text,
    Timeline,
)
from tests.conftest import DATA, SAMPLE, TESTS, Secbc
from tests.registry.copy_of import sample_copy
from tests.registry.documents import document
from tests.registry.server import Registry

GOLDEN = TESTS / "golden"
PAGES = {
    "home": (),
    "treatments": ("treatments",),
    "treatment": ("treatments", "hormone"),
    "drugs": ("drugs",),
    "drug": ("drug", "examplib"),
    "trials": ("trials",),
    "timeline": ("timeline", "examplib"),
    "pipeline": ("pipeline",),
    "trial": ("trial", "trial-one", "--clinical", "--survival"),
    "subtype": ("subtypes", "type-a"),
    "guide": ("guide", "first"),
    "glossary": ("glossary",),
    "sources": ("sources", "register-one"),
    "search": ("search", "examplib"),
    "profile": ("profile",),
    "forget": ("forget",),
    "help": ("help", "statuses"),
    "results": ("results", "trial-one", "--clinical"),
    "compare": ("compare", "examplib", "standardine"),
    "sheet": ("sheet", "trial-one"),
}
WITH_COPY = {
    "registry.trial": ("trial", "trial-one"),
    "registry.trials": ("trials", "--near", "Leeds"),
    "registry.studies": ("trials", "--registry", "--status", "recruiting", "--near", "Leeds"),
    "registry.study": ("trial", "NCT09000001"),
    "update": ("update", "--pace", "0"),
    "changes": ("changes",),
    "follow": ("follow", "examplib"),
    "following": ("following",),
    "unfollow": ("unfollow", "examplib"),
    "stale": ("stale",),
}
"""Pages that need a copy of the registry; in this order, because following lasts."""
UNWRAPPED = Screen()


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_drug_page_is_as_it_was(secbc: Secbc, format_name: str, update_golden: bool) -> None:
    """One golden page a format. Write them again with: pytest --update-golden, and read the diff."""
    ran = secbc("drug", "examplib", "--format", format_name, COLUMNS="80")
    golden(f"drug.{format_name}", ran.out, update_golden)


@pytest.mark.parametrize("columns", ["80", "40"])
@pytest.mark.parametrize("page", ["home", "trials", "trial", "treatment"])
def test_pages_at_two_widths_are_as_they_were(
    secbc: Secbc, page: str, columns: str, update_golden: bool
) -> None:
    ran = secbc(*PAGES[page], COLUMNS=columns)
    golden(f"{page}.{columns}", ran.out, update_golden)


@pytest.mark.parametrize("page", PAGES)
def test_transcripts_for_listeners(secbc: Secbc, page: str, update_golden: bool) -> None:
    """Each command's linear output as a listener hears it: lines of words, nothing to look at."""
    out = secbc(*PAGES[page], "--plain", SECBC_CONFIG_DIR="/nonexistent").out
    golden(f"transcript.{page}", out, update_golden)
    assert not re.search("[\u2190-\u27bf\u2b00-\u2bff\U0001f000-\U0001ffff]", out), (
        "a box, a symbol or an emoji"
    )
    for line in out.splitlines():
        assert "  " not in line.strip(), f"columns: {line}"


def test_transcripts_of_the_registry(
    secbc: Secbc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    """As above, with a copy of the registry; the update asks a stand-in."""
    monkeypatch.chdir(SAMPLE.parent.parent)
    own = {"SECBC_CONFIG_DIR": str(tmp_path)}
    with Registry([document("NCT09000001"), document("NCT00000001")]) as registry:
        for page, words in WITH_COPY.items():
            folder = sample_copy(tmp_path / page)
            address = ("--base-url", registry.url) if page == "update" else ()
            ran = secbc(*words, *address, "--plain", SECBC_LIVE_DIR=str(folder), **own)
            assert ran.code == 0, ran.err
            golden(f"transcript.{page}", ran.out.replace(str(tmp_path), "/home/me"), update_golden)


def golden(name: str, text: str, update: bool) -> None:
    file = GOLDEN / f"{name}.txt"
    if update:
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"no {file.name} yet: pytest --update-golden"
    assert file.read_text(encoding="utf-8") == text, (
        f"{file} differs: pytest --update-golden, then read the diff"
    )


def texts(document: Document) -> Iterator[Text]:
    """Every text of a page with its citations."""
    yield from (Text(t) for t in (document.title, document.kicker, document.stamp, document.closing) if t)
    yield from document.lead
    yield from map(Text, document.next)
    for citation in document.citations:
        yield Text(citation.text)
        yield Text(citation.url)
    for section in document.sections:
        yield Text(section.heading)
        if section.aside:
            yield Text(section.aside)
        for block in section.blocks:
            match block:
                case Prose():
                    yield from block.paragraphs
                case Facts():
                    for label, values in block.rows:
                        yield Text(label)
                        yield from values
                case Bullets():
                    for item in block.items:
                        yield from (item.text, Text(item.lead), Text(item.command))
                case Table():
                    yield from (Text(column.name) for column in block.columns if block.rows)
                    yield from (cell for row in block.rows for cell in row)
                case Figure():
                    yield Text(block.sentence)
                    yield from (Text(part) for branch in block.branches for part in branch)
                case Bars() | People() | Intervals() | Timeline():
                    yield Text(block.sentence)


def flat(text: str) -> str:
    return " ".join(text.split())


def bare(text: str, format_name: str) -> str:
    """A page's words without the format's own marks."""
    if format_name == "markdown":
        return flat(re.sub(r"\\(.)", r"\1", text))
    if format_name == "html":
        body = text.split("</head>")[1]
        body = re.sub(r"<sup>.*?</sup>", "", body)
        body = re.sub(r'<a href="([^"]*)">', r" \1 ", body)
        return flat(html.unescape(re.sub(r"<[^>]+>", " ", body)))
    return flat(re.sub("[\u2500-\u257f]", " ", text))


def every_page() -> list[tuple[str, ...]]:
    commands = {
        "drug": "drug",
        "trial": "trial",
        "treatment": "treatments",
        "subtype": "subtypes",
        "guide": "guide",
    }
    pages = [
        ("treatments",),
        ("drugs",),
        ("trials",),
        ("subtypes",),
        ("guide",),
        ("glossary",),
        ("pipeline",),
    ]
    pages += [("timeline", file.stem) for file in (DATA / "treatments").glob("*.yaml")]
    for kind, command in commands.items():
        pages += [(command, file.stem) for file in (DATA / KINDS[kind].place).glob("*.yaml")]
    pages += [("results", name) for name in ("emerald", "bravo", "serena-4", "elacestrant")]
    return [*pages, ("compare", "emerald", "ember-3"), ("sheet", "emerald", "elacestrant")]


def answer_of(words: tuple[str, ...], data: Path, cache: Path) -> Answer:
    """The Answer that a command returns, before any format."""
    import typer

    from secbc_cli.cli.app import build
    from secbc_cli.cli.session import Session

    environ = {"SECBC_TODAY": "2026-11-24", "SECBC_CACHE_DIR": str(cache), "SECBC_DATA": str(data)}
    extra = ("--clinical", "--survival") if words[0] == "trial" else ()
    command = typer.main.get_command(build())
    made = command.main([*words, *extra], "secbc", standalone_mode=False, obj=Session(environ=environ))
    assert isinstance(made, Answer)
    return made


def test_no_format_loses_a_value_or_a_citation(cache: Path) -> None:
    """Each text and citation of each real page is in each of the people's formats."""
    for words in every_page():
        answer = answer_of(words, DATA, cache)
        document = answer.document()
        made = Answer(answer.command, lambda d=document: d, list, list)
        drawn = {f: renderer(f)(made, UNWRAPPED) for f in ("rich", "plain", "markdown", "html")}
        for name, page in drawn.items():
            shown = bare(page, name)
            for text in texts(document):
                lost = flat(text.text)
                if name == "plain" and lost in [c.name for c in _first_columns(document)]:
                    continue  # the linear form says "Trial 3 of 12" there
                assert lost in shown or lost[:1].upper() + lost[1:] in shown, (
                    f"{words}: {name} loses {text.text!r}"
                )
        cited = {number for text in texts(document) for number in text.cites}
        assert cited == {citation.number for citation in document.citations}, words
        for number in cited:
            assert f'href="#source-{number}"' in drawn["html"]
        for marks in {text.cites for text in texts(document)}:
            assert spelled(marks) in drawn["plain"]
            assert spelled(marks) in drawn["markdown"]
            assert raised(marks) in drawn["rich"]
        sources = {json.loads(source)["id"] for source in answer.sources()}
        if len(words) == 2 and words[0] != "treatments" and words[0] != "subtypes":
            shown_sources = {c.id for c in document.citations}
            if words[0] in ("trial", "guide"):
                assert sources == shown_sources, words


def test_marks_are_ranges() -> None:
    assert runs((1, 2, 3, 7, 9, 10)) == [(1, 3), (7, 7), (9, 9), (10, 10)]
    assert spelled((4, 1, 2, 3)) == " (sources 1 to 4)"
    assert raised((1, 2, 3, 12)) == "\u00b9\u207b\u00b3\u02d2\u00b9\u00b2"


def _first_columns(document: Document) -> list:
    return [b.columns[0] for s in document.sections for b in s.blocks if isinstance(b, Table)]


def test_json_is_the_whole_record(secbc: Secbc) -> None:
    made = secbc("trial", "trial-one", "--json").json
    assert list(made) == ["schema", "data_date", "command", "records", "sources"]
    assert made["schema"] == 1
    assert made["data_date"] == "2026-11-10"
    assert made["command"] == "trial trial-one"
    [trial] = made["records"]
    assert list(trial) == [
        "id", "sources", "checked", "acronym", "also", "title", "official_title", "ids", "phase",
        "disease", "treatments", "drugs", "subtypes", "biomarkers", "arms", "randomised", "masked",
        "enrolled", "started", "status", "verdict", "results", "who", "uk", "visits", "happened",
    ]  # fmt: skip
    assert trial["results"][0]["hr"] == "0.70"
    assert trial["results"][0]["median"] == {"experimental": "not reached", "control": "7.30"}
    assert [s["id"] for s in made["sources"]] == ["journal-one", "news-old", "register-one"]


def test_json_drug_fields_are_the_contract(secbc: Secbc) -> None:
    [drug] = secbc("drug", "examplib", "--json").json["records"]
    assert list(drug) == [
        "id", "sources", "checked", "name", "say", "also", "ids", "treatments", "mechanism", "targets",
        "subtypes", "biomarkers", "parts", "short", "who", "how", "having_it", "tests_first", "side_effects",
        "side_effects_note", "stage", "stage_words", "approvals", "outlook", "pending", "not_found", "note",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "command", ["treatments", "drugs", "trials", "subtypes", "guide", "glossary", "sources"]
)
def test_csv_loses_nothing(secbc: Secbc, command: str) -> None:
    records = secbc(command, "--json").json["records"]
    rows = list(csv.DictReader(io.StringIO(secbc(command, "--csv").out)))
    assert len(rows) == len(records) > 0
    for row, record in zip(rows, records, strict=True):
        assert unflat(row, record) == record


def unflat(row: dict[str, str], like: dict, before: str = "") -> dict:
    """The record that a row was made from."""
    made = {}
    for name, value in like.items():
        cell = row.get(before + name, "")
        match value:
            case dict():
                made[name] = unflat(row, value, f"{before}{name}.")
            case list() if all(isinstance(item, str) for item in value):
                made[name] = cell.split(" | ") if cell else []
            case list():
                made[name] = json.loads(cell)
            case bool():
                made[name] = cell == "true"
            case int():
                made[name] = int(cell)
            case _:
                made[name] = cell or None
    return made


HOSTILE = ("PIK3CA[p.H1047R]", "[/b]", "[marked :one:]")


@pytest.mark.parametrize("format_name", FORMATS)
def test_text_that_looks_like_markup_arrives(secbc: Secbc, format_name: str) -> None:
    out = secbc("drug", "examplib", "--format", format_name, COLUMNS="10000").out
    for text in HOSTILE:
        assert text in re.sub(r"\\(.)", r"\1", out)
    trial = secbc("trial", "trial-one", "--format", format_name, COLUMNS="10000").out
    assert ("&lt;with&gt; standardine &amp; placebo" if format_name == "html" else "with") in trial


def test_no_line_is_wider_than_the_screen_but_addresses(secbc: Secbc) -> None:
    for columns in (20, 40, 60, 80, 120):
        for words in PAGES.values():
            for line in secbc(*words, COLUMNS=str(columns)).out.splitlines():
                assert len(line) <= columns or "https://" in line, (columns, words, line)
                assert "\u2026" not in line, "nothing is cut"


def test_every_command_is_among_the_pages() -> None:
    others = {"check", "export"}  # their answers are about folders; they have tests of their own
    pages = {words[0] for words in (*PAGES.values(), *WITH_COPY.values()) if words}
    assert pages == set(COMMANDS) - others, "add it to PAGES or WITH_COPY"


def test_a_pipe_gets_no_wrapping_and_no_escapes(secbc: Secbc) -> None:
    for words in PAGES.values():
        out = secbc(*words).out
        assert "\x1b" not in out
    trial = secbc("trial", "trial-one").out
    assert "Chance decides who is in which group; people are not told which. 1,300 people joined." in trial
    assert max(map(len, trial.splitlines())) < 2000, "no padding to a huge width"


def test_rows_for_screen_readers(secbc: Secbc) -> None:
    out = secbc("trials", "--plain").out
    assert "Trial 3 of 4: trial-one\nPhase: 3\nStatus: closed\nMain aim: met its main aim" in out
    for words in PAGES.values():
        for line in secbc(*words, "--plain").out.splitlines():
            assert not re.search("[\u2500-\u257f\u2022\u2070-\u2079\u00b9\u00b2\u00b3]", line)
    assert secbc("trials", SECBC_PLAIN="1").out == out


def test_ascii_terminals(secbc: Secbc) -> None:
    for words in PAGES.values():
        assert secbc(*words, encoding="ascii", COLUMNS="80").out.isascii()
    out = secbc("drug", "examplib", encoding="ascii", COLUMNS="80").out
    assert "(source 1)" in out
    assert "+--" in out


def test_html_stands_alone(secbc: Secbc) -> None:
    page = secbc("drug", "examplib", "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert '<html lang="en-GB">' in page
    assert len(re.findall("<h1>", page)) == 1
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(", page)
    for number in re.findall(r'href="#source-(\d+)"', page):
        assert f'id="source-{number}"' in page
