"""YAML is read as text, with lines, and nothing bad in a file can do more than be reported."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secbc_cli.knowledge.read import MAX_BYTES, read_file, read_text


def codes(text: str) -> list[str]:
    return [p.code for p in read_text(text, "x.yaml").problems]


def test_scalars_stay_text_and_lines_are_kept() -> None:
    read = read_text("a: no\nb: 1.10\nc: 12:30\nd: 0123\ne:\nf: null\ng: 'null'\nh: [x, 0.70]\n", "x.yaml")
    assert read.value == {
        "a": "no", "b": "1.10", "c": "12:30", "d": "0123",
        "e": None, "f": None, "g": "null", "h": ["x", "0.70"],
    }  # fmt: skip
    assert read.lines[("c",)] == 3
    assert read.lines[("h", 1)] == 8


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: [1, 2\nb: 3\n", "Y001", 2),
        ("hr: 1\nhr: 2\n", "Y002", 2),
        ("a: &x [1]\nb: *x\n", "Y003", 1),
        ("a: !!python/object:os.system x\n", "Y003", 1),
        ("a: " + "[" * 50 + "]" * 50, "Y004", 1),
        ("a: 1\n---\nb: 2\n", "Y005", 2),
        ("a: x\u202ey\n", "Y007", 1),
        ('a: ok\nb: "\\e[31mred"\n', "Y007", 2),
    ],
)
def test_what_is_refused_is_named_with_its_line(text: str, code: str, line: int) -> None:
    problems = read_text(text, "x.yaml").problems
    assert [(p.code, p.line) for p in problems] == [(code, line)]


def test_an_anchor_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for one, two in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{two}: &{two} [*{one},*{one},*{one},*{one},*{one},*{one},*{one},*{one},*{one}]\n"
    assert codes(bomb) == ["Y003"]


def test_deep_nesting_does_not_reach_the_recursion_limit() -> None:
    assert codes("[" * 100_000) == ["Y004"]
    assert codes("".join(" " * i + "a:\n" for i in range(3000))) == ["Y004"]


def test_files_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "large.yaml").write_text("a: " + "x" * (MAX_BYTES + 1))
    (tmp_path / "latin.yaml").write_bytes("a: 1\nb: caf\xe9\n".encode("latin-1"))
    found = {f.name: read_file(f, f.name).problems for f in sorted(tmp_path.iterdir())}
    assert [p.code for p in found["folder.yaml"]] == ["F001"]
    assert [p.code for p in found["large.yaml"]] == ["F003"]
    assert [(p.code, p.line) for p in found["latin.yaml"]] == [("F002", 2)]


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    assert read_text("\ufeffa: 1\r\nb: 2\r\n", "x.yaml").value == {"a": "1", "b": "2"}


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read_text(text, "x.yaml")


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs")), max_size=20)
values = st.recursive(
    words, lambda v: st.lists(v, max_size=3) | st.dictionaries(words, v, max_size=3), max_leaves=8
)


@given(st.dictionaries(words, values, min_size=1, max_size=5))
def test_what_was_written_is_read_back(value: dict[str, object]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"')
    read = read_text(text, "x.yaml")
    assert not read.problems
    assert read.value == value
