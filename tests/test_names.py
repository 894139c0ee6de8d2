"""A record is found by any name that a person has."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secbc_cli.model.key import key
from tests.conftest import Secbc


@pytest.mark.parametrize(
    ("command", "word", "found"),
    [
        ("drug", "RAD1901", "elacestrant"),
        ("drug", "Orserdu", "elacestrant"),
        ("drug", "KORSERDU", "elacestrant"),
        ("drug", "elecestrant", "elacestrant"),
        ("drug", "azd-9833", "camizestrant"),
        ("drug", "T-DXd", "trastuzumab-deruxtecan"),
        ("drug", "enhertu", "trastuzumab-deruxtecan"),
        ("drug", "golidoctinib", "golidocitinib"),
        ("trial", "serena6", "serena-6"),
        ("trial", "SERENA 6", "serena-6"),
        ("trial", "nct04964934", "serena-6"),
        ("trial", "ISRCTN97330959", "tnt"),
        ("trial", "2018-002990-24", "emerald"),
        ("treatments", "endocrine", "hormone"),
        ("treatments", "ADC", "antibody-drug-conjugates"),
        ("treatments", "chemo", "chemotherapy"),
        ("subtypes", "TNBC", "triple-negative"),
        ("subtypes", "her2+", "her2-positive"),
        ("subtypes", "HR positive", "er-positive-her2-negative"),
        ("guide", "placebo", "phases"),
        ("glossary", "metastatic", "metastatic"),
    ],
)
def test_names_that_people_have(secbc: Secbc, command: str, word: str, found: str) -> None:
    ran = secbc(command, word, "--json", data=None)
    assert (ran.code, ran.err) == (0, "")
    assert [r["id"] for r in ran.json["records"]] == [found]


def test_a_miss_gives_near_names_and_never_runs_them(secbc: Secbc) -> None:
    ran = secbc("drug", "examplibb")
    assert ran.code == 3
    assert ran.out == ""
    assert "no drug called" in ran.err
    assert "secbc drug examplib" in ran.err


def test_a_broken_record_is_not_taken_for_another(secbc: Secbc, sample: Path) -> None:
    (sample / "drugs" / "examplib.yaml").write_text("name: [")
    ran = secbc("drug", "Examplib", data=sample)
    assert ran.code == 3
    assert "has a problem and was left out" in ran.err
    assert "secbc drug standardine" not in ran.err


def test_a_class_of_drugs_leads_to_its_trials(secbc: Secbc) -> None:
    assert "secbc trials --drug inhibitor" in secbc("drug", "inhibitor").err


def test_a_name_of_another_kind_is_pointed_to(secbc: Secbc) -> None:
    assert "secbc subtypes type-a" in secbc("drug", "TYA").err


def test_an_ambiguous_name_lists_its_candidates(secbc: Secbc, sample: Path) -> None:
    other = (sample / "drugs" / "examplib.yaml").read_text().replace("name: Examplib", "name: Otherlib")
    (sample / "drugs" / "otherlib.yaml").write_text(other)
    ran = secbc("drug", "Brandia", data=sample)
    assert ran.code == 3
    assert "secbc drug examplib" in ran.err
    assert "secbc drug otherlib" in ran.err


def test_words_that_are_no_name(secbc: Secbc) -> None:
    assert secbc("drug", "???").code == 2
    assert "\x1b" not in secbc("drug", "\x1b[31mx").err


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(st.from_regex(r"[A-Za-z]{1,8}[- ]?[0-9]{0,3}", fullmatch=True))
def test_case_hyphens_and_spaces_do_not_matter(name: str) -> None:
    forms = {name, name.upper(), name.lower(), name.replace("-", ""), name.replace(" ", "-")}
    assert len({key(form) for form in forms if not form.endswith("-")}) <= 1
