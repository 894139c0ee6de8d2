"""The list of trials: filters, order, what the line under it says, and why an answer is empty."""

from pathlib import Path
from typing import get_args

import pytest

from secbc_cli.model.vocabulary import Endpoint
from secbc_cli.view.words import ENDPOINTS, STILL
from tests.conftest import Secbc

ALL = ["trial-two", "trial-four", "trial-one", "nct00000003"]


def ids(secbc: Secbc, *words: str) -> list[str]:
    ran = secbc("trials", "--json", *words)
    assert ran.code == 0
    return [r["id"] for r in ran.json["records"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ALL),
        (("--status", "recruiting"), ["trial-two", "trial-four"]),
        (("--status", "closed"), ["trial-one", "nct00000003"]),
        (("--status", "results"), ["trial-one"]),
        (("--status", "stopped"), ["nct00000003"]),
        (("--status", "open"), ["trial-two", "trial-four"]),
        (("--status", "RECRUITING,results"), ["trial-two", "trial-four", "trial-one"]),
        (("--status", "recruiting", "--status", "results"), ["trial-two", "trial-four", "trial-one"]),
        (("--drug", "standardine"), ["trial-one", "nct00000003"]),
        (("--drug", "Brandia"), ["trial-two", "trial-four", "trial-one"]),
        (("--drug", "example inhibitors"), ["trial-two", "trial-four", "trial-one"]),
        (("--drug", "TKI"), ["trial-two", "trial-four", "trial-one"]),
        (("--treatment", "blockers"), ["trial-two", "trial-four", "trial-one"]),
        (("--treatment", "endocrine therapy"), ALL),  # blockers are a kind of it here
        (("--subtype", "TYA"), ["trial-two", "trial-four", "trial-one"]),
        (("--biomarker", "pik3ca"), ["trial-one"]),
        (("--phase", "1"), ["trial-two"]),
        (("--phase", "2"), ["trial-two", "trial-four"]),
        (("--phase", "1/2"), ["trial-two"]),
        (("--phase", "2/3"), []),
        (("--outcome", "waiting"), ["trial-two", "trial-four"]),
        (("--phase", "3"), ["trial-one"]),
        (("--uk",), ["trial-four", "trial-one"]),
        (("--outcome", "met,stopped"), ["trial-one", "nct00000003"]),
        (("--sort", "name"), ["nct00000003", "trial-four", "trial-one", "trial-two"]),
        (("--sort", "newest"), ["trial-two", "trial-one", "nct00000003", "trial-four"]),
        (("--limit", "1"), ["trial-two"]),
        (("--uk", "--status", "results", "--phase", "3"), ["trial-one"]),
    ],
)
def test_filters(secbc: Secbc, words: tuple[str, ...], found: list[str]) -> None:
    assert ids(secbc, *words) == found


@pytest.mark.parametrize(
    "words",
    [("--status", "busy"), ("--phase", "5"), ("--outcome", "won"), ("--biomarker", "XYZ"), ("--sort", "fit")],
)
def test_a_value_that_does_not_exist_lists_those_that_do(secbc: Secbc, words: tuple[str, str]) -> None:
    ran = secbc("trials", *words)
    assert ran.code == 2
    assert "One of:" in ran.err


def test_a_name_that_does_not_exist_is_exit_3(secbc: Secbc) -> None:
    assert secbc("trials", "--drug", "nosuch").code == 3
    assert secbc("trials", "--subtype", "nosuch").code == 3


def test_the_lines_under_the_table(secbc: Secbc) -> None:
    out = secbc("trials", "--status", "recruiting").out
    assert "2 of 4 trials shown" in out
    assert "between Feb 2026 (9 months ago) and 1 Nov 2026 (19 days ago)" in out
    assert "1 trial said to be recruiting was last seen over 90 days ago" in out
    for view in ("--status recruiting", "--status closed", "--status results"):
        assert view in out
    assert "1 of 4 trials shown (4 fit; raise --limit" in secbc("trials", "--limit", "1").out


def test_an_old_recruiting_status_is_told_in_the_past(secbc: Secbc) -> None:
    out = secbc("trial", "trial-four").out
    assert "Was recruiting in Feb 2026 (9 months ago). Check before you count on it." in out
    assert "Recruiting, as its source said on 1 Nov 2026." in secbc("trial", "trial-two").out


def test_an_empty_answer_says_which_filter_emptied_it(secbc: Secbc) -> None:
    ran = secbc("trials", "--status", "results", "--phase", "1", "--uk")
    assert ran.code == 0
    assert "Without --phase 1: 1 trial" in ran.out
    assert "No trial fits" in ran.err
    alone = secbc("trials", "--outcome", "mixed", "--uk")
    assert "--outcome mixed fits no trial at all" in alone.out
    assert secbc("trials", "--outcome", "mixed", "--json").json["records"] == []


def test_what_is_only_unknown_is_counted_and_not_hidden(secbc: Secbc, sample: Path) -> None:
    assert "1 more trial fits, but UK places are not known" in secbc("trials", "--uk").out
    two = sample / "trials" / "trial-two.yaml"
    two.write_text(two.read_text().replace("recruitment: recruiting", "recruitment: unknown"))
    out = secbc("trials", "--status", "recruiting", data=sample).out
    assert "1 more trial has no dated word on recruitment" in out
    assert "--status unknown" in out
    for word in ("open", "RECRUITING"):
        assert "1 more trial has no dated word" in secbc("trials", "--status", word, data=sample).out
    assert "trial-two" in secbc("trials", "--status", "unknown", data=sample).out


def test_a_closed_trial_does_not_invite(secbc: Secbc) -> None:
    closed, taking = secbc("trial", "trial-one").out, secbc("trial", "trial-two").out
    assert "You may be able to join" not in closed
    assert "The rules for joining" in closed
    assert "This trial no longer takes people." in closed
    assert "no longer takes people" not in taking


@pytest.mark.parametrize(
    ("approvals", "said"),
    [
        ([("NICE", "recommended"), ("NICE", "draft: not recommended")], "yes, for some people"),
        ([("NICE", "recommended"), ("NICE", "terminated")], "yes, for some people"),
        ([("NICE", "not recommended"), ("NICE", "recommended")], "yes for some uses, no for others"),
        ([("FDA", "approved"), ("FDA", "advisers voted against")], "licensed (FDA"),
        ([("FDA", "approved"), ("FDA", "withdrawn")], "licensed for some uses, not for others"),
        ([("EMA", "positive opinion")], "advice to license, not a licence"),
        ([("SMC", "not recommended")], "no (SMC"),
    ],
)
def test_where_a_drug_stands(secbc: Secbc, sample: Path, approvals: list[tuple[str, str]], said: str) -> None:
    """A draft never outranks a decision, and a yes and a no for different uses are not one word."""
    rows = "".join(
        f'  - {{body: {body}, decision: "{decision}", date: 202{n}, '
        "for_whom: some, ref: TA1, source: journal-one}\n"
        for n, (body, decision) in enumerate(approvals)
    )
    drug = sample / "drugs" / "standardine.yaml"
    drug.write_text(drug.read_text() + "approvals:\n" + rows)
    out = secbc("drug", "standardine", data=sample).out
    stands = out[out.index("Where it stands") : out.index("How it works")]
    assert said in stands


def test_clinical_figures_and_survival_only_when_asked(secbc: Secbc) -> None:
    lay = secbc("trial", "trial-one").out
    assert "0.70" not in lay
    assert "0.90" not in lay
    assert "add --survival" in lay
    assert "60.10 were alive and the cancer had not grown" in lay
    assert "Examplib and standardine: not reached" in lay
    assert "Placebo and standardine: 7.30 months" in lay
    clinical = secbc("trial", "trial-one", "--clinical").out
    assert "0.70" in clinical
    assert "95% 0.55 to 0.90" in clinical
    assert "<0.001" in clinical
    assert "90% 0.70 to 1.15" not in clinical
    asked = secbc("trial", "trial-one", "--clinical", "--survival").out
    assert "90% 0.70 to 1.15" in asked
    assert asked.index("They are about groups, not about you") < asked.index("interim, Mar 2026")


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("ORR", "33 had their cancer shrink, 67 did not"),
        ("PFS", "33 were alive and the cancer had not grown, 67 were not"),
        ("TTP", "33 had no growth of the cancer, 67 did"),
        ("TTD", "33 had not got worse, 67 had"),
        ("CFI", "33 had not needed chemotherapy, 67 had"),
    ],
)
def test_both_sides_of_a_share_are_true(secbc: Secbc, sample: Path, endpoint: str, said: str) -> None:
    one = sample / "trials" / "trial-one.yaml"
    one.write_text(one.read_text().replace("endpoint: ORR", f"endpoint: {endpoint}"))
    assert said in secbc("trial", "trial-one", "--plain", data=sample).out


def test_every_endpoint_has_words_for_both_sides() -> None:
    assert set(get_args(Endpoint)) == set(ENDPOINTS) == set(STILL)
