"""`secbc check`: every code has an example that trips it, and every message helps."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from secbc_cli.knowledge.check import check
from secbc_cli.knowledge.codes import CODES
from secbc_cli.knowledge.schema import schema
from secbc_cli.model.kinds import KINDS
from secbc_cli.query.library import open_library
from tests.conftest import DATA, TESTS, TODAY, Secbc

EXAMPLES = sorted((TESTS / "bad").glob("*.yaml"))
MADE_HERE = {"F001", "F002", "F003", "F004", "F005"}
"""Codes about files themselves: their examples are made in the tests below."""


def codes(folder: Path, *paths: str) -> set[tuple[str, str]]:
    report = check(folder, paths, date.fromisoformat(TODAY), "data")
    return {(Path(p.path).name, p.code) for p in report.problems}


def test_every_code_has_an_example() -> None:
    assert {example.name[:4] for example in EXAMPLES} | MADE_HERE == set(CODES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.stem)
def test_the_example_trips_its_code_and_no_other(sample: Path, example: Path) -> None:
    """The first line of an example names the file that it stands for."""
    first, text = example.read_text(encoding="utf-8").split("\n", 1)
    target = sample / first.removeprefix("# file: ")
    target.write_text("#\n" + text, encoding="utf-8")
    found = check(sample, (), date.fromisoformat(TODAY), "data").problems
    assert {p.code for p in found} == {example.name[:4]}
    assert {Path(p.path).name for p in found} == {target.name}
    for problem in found:
        assert problem.line > 1 or "whole" in example.stem, "the line of the problem itself"
        assert problem.message
        assert problem.expected
        assert problem.mend


def test_files_that_do_not_belong(sample: Path) -> None:
    (sample / "drugs" / "notes.txt").write_text("x")
    (sample / "drugs" / "Bad Name.yaml").write_text("x: 1")
    (sample / "drugs" / "folder.yaml").mkdir()
    (sample / "drugs" / "latin.yaml").write_bytes(b"name: caf\xe9\n")
    (sample / "drugs" / "large.yaml").write_text("name: " + "x" * 10_000_000)
    assert codes(sample) >= {
        ("notes.txt", "F004"),
        ("Bad Name.yaml", "F005"),
        ("folder.yaml", "F001"),
        ("latin.yaml", "F002"),
        ("large.yaml", "F003"),
    }


def test_all_problems_come_in_one_run(sample: Path) -> None:
    drug = sample / "drugs" / "examplib.yaml"
    text = drug.read_text().replace("stage: late trials", "stage: somewhere\ncolour: red")
    text = text.replace("of_100: 30", "of_100: many").replace("how: It blocks", "howl: It blocks")
    drug.write_text(text)
    found = [p for p in check(sample, (), date.fromisoformat(TODAY), "data").problems if "examplib" in p.path]
    said = " ".join(p.message for p in found)
    for part in ("stage", "colour", "of_100", "howl", '"how"'):
        assert part in said
    lines = {p.message.split(":")[-1]: p.line for p in found}
    assert len(set(lines.values())) >= 4


def test_check_on_paths(secbc: Secbc, sample: Path, tmp_path: Path) -> None:
    assert secbc("check", data=sample).code == 0
    trial = sample / "trials" / "trial-one.yaml"
    trial.write_text(trial.read_text().replace("source: register-one", "source: registerone"))
    whole = secbc("check", data=sample)
    assert whole.code == 4
    assert f"{trial}:" in whole.out
    assert 'Did you mean "register-one"' in whole.out
    assert secbc("check", str(sample / "drugs"), data=sample).code == 0
    assert secbc("check", str(trial), data=sample).code == 4
    assert secbc("check", str(sample)).code == 4, "a data folder named as a path is checked itself"
    outside = tmp_path / "drugs" / "newdrug.yaml"
    outside.parent.mkdir()
    outside.write_text((sample / "drugs" / "standardine.yaml").read_text().replace("journal-one", "nosuch"))
    ran = secbc("check", str(outside))
    assert ran.code == 4
    assert f"{outside}:" in ran.out
    assert secbc("check", str(tmp_path / "none.yaml")).code == 4


def test_problems_as_json(secbc: Secbc, sample: Path) -> None:
    (sample / "drugs" / "bad.yaml").write_text("name: x\n")
    records = secbc("check", "--json", data=sample).json["records"]
    assert {"path", "line", "code", "message", "expected", "mend"} <= set(records[0])


def test_the_report_counts_what_is_there(secbc: Secbc, sample: Path) -> None:
    made = secbc("check", "--report", "--json", data=sample).json["records"][0]
    kinds = {kind["kind"]: kind for kind in made["kinds"]}
    assert {name: kind["records"] for name, kind in kinds.items()} == {
        "treatment": 2,
        "drug": 2,
        "trial": 4,
        "subtype": 1,
        "guide": 2,
        "term": 2,
    }
    assert made["sourced"] == made["facts"] - kinds["term"]["facts"] + kinds["term"]["sourced"]
    assert made["sources_by_type"] == {"journal": 1, "news": 1, "register": 1}
    assert made["oldest"] < made["newest"]
    assert made["errors"] == made["overdue"] == 0
    page = secbc("check", "--report", "--plain", data=sample)
    assert page.code == 0
    assert f"{made['facts']:,} facts in 13 records" in page.out
    before = kinds["drug"]
    drug = sample / "drugs" / "standardine.yaml"
    drug.write_text(
        drug.read_text().replace("checked: 2026-11-10", "checked: 2024-11-10\nsay: STAN-dar-deen")
    )
    later = secbc("check", "--report", "--json", data=sample).json["records"][0]
    after = next(kind for kind in later["kinds"] if kind["kind"] == "drug")
    assert after["facts"] == before["facts"] + 1
    assert after["filled"] > before["filled"]
    assert after["overdue"] == later["overdue"] == 1
    assert secbc("check", "--report", "drugs", data=sample).code == 2
    drug.write_text("name: x\n")
    assert secbc("check", "--report", data=sample).code == 4, "errors are never passed over"


def test_broken_files_are_left_out_and_said(secbc: Secbc, sample: Path) -> None:
    (sample / "drugs" / "bad.yaml").write_text("name: x\n")
    ran = secbc("drugs", "--json", data=sample)
    assert ran.code == 0
    assert "1 file has problems" in ran.err
    assert len(ran.json["records"]) == 2


def test_a_data_folder_that_is_not_there(secbc: Secbc, tmp_path: Path) -> None:
    assert secbc("drugs", data=tmp_path / "none").code == 4


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_the_schema_for_editors_accepts_the_real_data(kind) -> None:
    made = schema(kind.name)
    shown = DATA / "schema" / f"{kind.name}.json"
    assert json.loads(shown.read_text()) == json.loads(json.dumps(made)), (
        "stale: run python scripts/schema.py"
    )
    validator = jsonschema.Draft202012Validator(made)
    place = DATA / kind.place
    for file in [place] if place.is_file() else sorted(place.glob("*.yaml")):
        value = as_an_editor_reads(yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER))
        errors = list(validator.iter_errors(value))
        assert not errors, f"{file.name}: {errors[0].message} at {list(errors[0].absolute_path)}"


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def as_an_editor_reads(value: object) -> object:
    """Text as YAML 1.2 types it: whole numbers, figures, true and false, null; dates stay text."""
    if isinstance(value, dict):
        return {name: as_an_editor_reads(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(part) for part in value]
    text = str(value)
    if text in ("true", "false", "null", ""):
        return {"true": True, "false": False}.get(text)
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


def test_the_schema_refuses_what_check_refuses() -> None:
    validator = jsonschema.Draft202012Validator(schema("drug"))
    value = yaml.safe_load((TESTS / "sample" / "drugs" / "standardine.yaml").read_text())
    value["checked"] = str(value["checked"])
    assert not list(validator.iter_errors(value))
    assert list(validator.iter_errors({**value, "stage": "somewhere"}))
    assert list(validator.iter_errors({**value, "colour": "red"}))
    assert list(validator.iter_errors({k: v for k, v in value.items() if k != "how"}))


def test_the_lay_text_is_easy_to_read() -> None:
    """STANDARDS, words 1: the median reading age is 11 at most; no field above 14 is rule W002."""
    assert check(DATA, (), date.fromisoformat(TODAY), "data").reading_age <= 11


def test_editor_lines_point_at_the_schema() -> None:
    for kind in KINDS.values():
        place = DATA / kind.place
        for file in [place] if place.is_file() else place.glob("*.yaml"):
            up = "" if place.is_file() else "../"
            first = file.read_text(encoding="utf-8").split("\n", 1)[0]
            assert first == f"# yaml-language-server: $schema={up}schema/{kind.name}.json", file.name


def test_our_own_data_has_no_problem() -> None:
    newest = date.fromisoformat(open_library(str(DATA)).data_date)
    problems = check(DATA, (), newest, "data").problems
    assert [f"{p.path}:{p.line}: {p.code} {p.message}" for p in problems if not p.warning] == []
