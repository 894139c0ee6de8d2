"""Lists narrowed by a person's situation: facts of the records, nothing hidden in silence."""

import stat
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secbc_cli.model.selection import Filters
from secbc_cli.model.trial import Trial
from secbc_cli.query.criteria import criteria, judged
from secbc_cli.query.library import Library, open_library
from secbc_cli.query.select import select_drugs, select_trials
from tests.conftest import DATA, Secbc


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(str(DATA), str(tmp_path_factory.mktemp("cache")))


ASKED = st.fixed_dictionaries(
    {},
    optional={
        "lines": st.integers(0, 6),
        "had": st.lists(
            st.sampled_from(["palbociclib", "CDK4/6 inhibitor", "chemotherapy", "T-DM1"]), max_size=2
        ),
        "brain_mets": st.booleans(),
        "lobular": st.booleans(),
        "her2": st.sampled_from(["low", "positive", "negative"]),
        "er": st.sampled_from(["positive", "negative"]),
        "sex": st.sampled_from(["male", "female"]),
        "gene": st.lists(st.sampled_from(["ESR1", "BRCA", "PD-L1"]), max_size=2),
        "place": st.lists(st.sampled_from(["London", "Nowhere"]), max_size=1),
        "since": st.sampled_from(["2025", "2025-06-01"]),
        "status": st.lists(st.sampled_from(["recruiting", "closed"]), max_size=1),
    },
)


@settings(max_examples=60, deadline=None)
@given(asked=ASKED)
def test_nothing_is_hidden_in_silence(library: Library, asked: dict) -> None:
    """What a base list has is shown with its words, or hidden with the words that hid it."""
    filters = Filters(**{name: tuple(v) if isinstance(v, list) else v for name, v in asked.items()})
    base = set(select_trials(library, Filters(status=filters.status)).ids)
    chosen = select_trials(library, filters)
    hidden = {h.id: h.by for h in chosen.hidden}
    assert set(chosen.ids) | set(hidden) == base
    assert not set(chosen.ids) & set(hidden)
    for by in hidden.values():
        assert by.state == "no"
        assert "not stated" not in by.quote.split(": ")[-1], "not stated stays in"
        assert by.quote
    for facts in chosen.why.values():
        assert all(fact.quote and fact.state != "no" for fact in facts)


@settings(max_examples=30, deadline=None)
@given(lines=st.integers(0, 8))
def test_lines_are_those_of_the_record(library: Library, lines: int) -> None:
    chosen = select_trials(library, Filters(lines=lines))
    hidden = {h.id for h in chosen.hidden}
    for trial in library.records(Trial, library.ids("trial")):
        low, high = trial.who.lines.min, trial.who.lines.max
        inside = (low or 0) <= lines <= (99 if high is None else high)
        if trial.id in hidden:
            assert not inside, trial.id
        elif not trial.who.lines.note:
            assert inside or (low is None and high is None), trial.id


def trial(library: Library, name: str, **asked: object) -> dict[str, str]:
    """What the trial's record says of each thing asked: option -> state."""
    record = library.record(Trial, name)
    return {j.option: j.state for j in judged(record, criteria(library, Filters(**asked)))}  # type: ignore[arg-type]


def test_what_records_say(library: Library) -> None:
    said = trial(library, "emerald", had=("palbociclib",), gene=("ESR1",), er="positive", her2="positive")
    assert said["--had palbociclib"] == "check", "a CDK4/6 inhibitor, with another drug, must have been had"
    assert said["--gene ESR1"] == "fits"
    assert said["--er positive"] == "fits"
    assert said["--her2 positive"] == "no"
    assert trial(library, "emerald", her2="low") == {"--her2 low": "check"}
    assert trial(library, "emerald", her2="HER2-low") == {"--her2 low": "check"}
    assert trial(library, "destiny-breast04", her2="low") == {"--her2 low": "fits"}
    assert trial(library, "ascent", er="negative", her2="negative")["--er negative"] == "fits"
    assert trial(library, "her2climb", brain_mets=True) == {"--brain-mets": "fits"}


MADE = {
    "who": {"source": "s", "lines": {}, "prior_drugs": {}},
    "uk": {"sites": "unknown"},
    "status": {"recruitment": "recruiting", "as_of": "2025", "source": "s"},
}


@pytest.mark.parametrize(
    ("asked", "who", "expected"),
    [
        ({"lines": 0}, {"lines": {"min": 0, "max": 1}}, "fits"),
        ({"lines": 2}, {"lines": {"max": 1}}, "no"),
        ({"lines": 2}, {"lines": {"max": 1, "note": "no earlier drug for advanced disease"}}, "no"),
        ({"lines": 2}, {"lines": {"max": 1, "note": "hormone therapy does not count"}}, "check"),
        ({"lines": 2}, {"lines": {"note": "first treatment"}}, "check"),
        ({"lines": 2}, {}, "not stated"),
        ({"had": ("trastuzumab",)}, {"prior_drugs": {"required": ["trastuzumab"]}}, "fits"),
        ({"had": ("trastuzumab",)}, {"prior_drugs": {"required": ["trastuzumab-emtansine"]}}, "not stated"),
        (
            {"had": ("fulvestrant",)},
            {"prior_drugs": {"excluded": ["fulvestrant"], "required": ["hormone therapy"]}},
            "no",
        ),
        (
            {"had": ("capecitabine",)},
            {"prior_drugs": {"required": ["chemotherapy for secondary disease"]}},
            "check",
        ),
        ({"had": ("palbociclib",)}, {"can": ["You may have had a CDK4/6 drug."]}, "check"),
        ({"had": ("letrozole",)}, {"can": ["Your cancer has hormone receptors."]}, "not stated"),
        ({"brain_mets": True}, {"brain_metastases": "stable only"}, "check"),
        ({"brain_mets": True}, {"brain_metastases": "no"}, "no"),
        ({"lobular": True}, {"measurable_disease": "required"}, "check"),
        ({"lobular": True}, {"measurable_disease": "not required"}, "fits"),
        ({"sex": "male"}, {"sex": "female"}, "no"),
        ({"sex": "man"}, {"sex": "all"}, "fits"),
        ({"since": "2025-06"}, {}, "check"),
        ({"since": "2026"}, {}, "no"),
        ({"since": "2024"}, {}, "fits"),
        ({"place": ("Leeds",)}, {}, "not stated"),
    ],
)
def test_what_each_criterion_says(library: Library, asked: dict, who: dict, expected: str) -> None:
    """The first state of a trial that is made for the case; a `no` anywhere hides it."""
    base = msgspec.to_builtins(library.record(Trial, "emerald"))
    made = msgspec.convert(base | MADE | {"who": MADE["who"] | who}, Trial)
    states = [j.state for j in judged(made, criteria(library, Filters(**asked)))]
    assert ("no" if "no" in states else states[0]) == expected


def test_several_places_widen(library: Library) -> None:
    one, two = (select_trials(library, Filters(place=p)) for p in (("London",), ("London", "Leeds")))

    def named(chosen):
        return {i for i, facts in chosen.why.items() if facts[0].state == "fits"}

    assert named(one) < named(two)


def test_zero_is_said_on_the_command_line(secbc: Secbc) -> None:
    assert "--lines 0" in secbc("trials", "--lines", "0", "--plain", data=DATA).out
    assert secbc("trials", "--since", "9" * 20, data=DATA).code == 2
    assert secbc("trials", "--place", "!!!", data=DATA).code == 2
    assert "Leeds" in secbc("trials", "--place", "Leedz", data=DATA).err


def test_a_gene_marks_and_a_biomarker_narrows(library: Library) -> None:
    """Most trials take people whatever their genes: hiding the silent ones would mislead."""
    marked = select_trials(library, Filters(gene=("ESR1",)))
    narrowed = select_trials(library, Filters(biomarker=("ESR1",)))
    assert len(marked.ids) == marked.total
    assert {i for i, facts in marked.why.items() if facts[0].state == "fits"} == set(narrowed.ids)


def test_zero_earlier_treatments_is_a_number(library: Library) -> None:
    chosen = select_trials(library, Filters(lines=0))
    assert chosen.hidden
    assert chosen.said == ("--lines 0",)


def test_rules_that_keep_people_out_are_quoted_as_such(library: Library) -> None:
    for facts in select_trials(library, Filters(had=("chemotherapy",))).why.values():
        for fact in facts:
            if fact.quote.startswith("You "):
                raise AssertionError(f"a bare rule: {fact.quote}")


def test_drugs_take_the_same_filters(library: Library) -> None:
    chosen = select_drugs(library, Filters(gene=("ESR1",), er="positive"))
    assert "elacestrant" in chosen.ids
    assert chosen.hidden
    assert len(chosen.ids) + len(chosen.hidden) == chosen.total
    assert select_drugs(library, Filters(subtype=("TNBC",), limit=3)).fitting > 3


def test_each_row_says_why_and_what_was_hidden_can_be_seen(secbc: Secbc) -> None:
    words = ("trials", "--her2", "low", "--lines", "2", "--status", "recruiting")
    page = secbc(*words, "--plain", data=DATA).out
    assert "Shown because: " in page
    assert "Not stated: " in page
    assert "Add --hidden to see them" in page
    assert "Only the trial's own team can say who can join." in page
    assert "eligible" not in page.casefold()
    seen = secbc(*words, "--hidden", "--plain", data=DATA).out
    assert "Hidden by: --her2 low: " in seen
    made = secbc(*words, "--json", data=DATA).json
    assert [row["id"] for row in made["selection"]["shown"]] == [r["id"] for r in made["records"]]
    assert made["selection"]["hidden"][0]["by"]["state"] == "no"
    assert "asked --her2 low" in secbc(*words, "--csv", data=DATA).out.splitlines()[0]


def test_wrong_values_are_refused(secbc: Secbc) -> None:
    for words in (
        ("--her2", "high"),
        ("--er", "maybe"),
        ("--sex", "x"),
        ("--since", "soon"),
        ("--gene", "XYZ9"),
        ("--lines", "-1"),
    ):
        assert secbc("trials", *words, data=DATA).code == 2, words
    assert secbc("trials", "--had", "nosuchdrug", data=DATA).code == 3
    assert secbc("trials", "--mine", data=DATA).code == 2


@pytest.fixture
def settings_folder(tmp_path: Path) -> Path:
    return tmp_path / "settings"


@pytest.fixture
def ours(secbc: Secbc, settings_folder: Path) -> Secbc:
    """secbc on the real data, with settings of its own."""
    return partial(secbc, data=DATA, SECBC_CONFIG_DIR=str(settings_folder))


def test_a_profile_is_kept_used_shown_and_forgotten(ours: Secbc, settings_folder: Path) -> None:
    assert "Nothing is kept" in ours("profile").out
    assert not settings_folder.exists(), "looking keeps nothing"
    kept = ours("profile", "--er", "positive", "--gene", "ESR1", "--lines", "1")
    assert kept.code == 0
    file = settings_folder / "profile.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "--gene ESR1" in ours("profile", "--plain").out
    alone = ours("trials", "--json")
    assert "selection" not in alone.json, "used only with --mine"
    mine = ours("trials", "--mine", "--plain").out
    assert "Used your profile: --lines 1 --er positive --gene ESR1" in mine
    assert "Used your profile: --er positive --gene ESR1" in ours("drugs", "--mine", "--plain").out
    over = ours("trials", "--mine", "--lines", "3", "--json").json["selection"]["filters"]
    assert "--lines 3" in over, "what is typed wins"
    ours("profile", "--drop", "gene")
    assert "--gene" not in ours("profile", "--plain").out.split("Private")[0]
    assert ours("profile", "--had", "nosuchdrug").code == 3
    assert "nosuchdrug" not in file.read_text(), "words that mean nothing are not kept"
    assert "removed" in ours("forget").out
    assert not file.exists()
    assert "no profile" in ours("forget").out


def test_a_damaged_profile_is_said(ours: Secbc, settings_folder: Path) -> None:
    settings_folder.mkdir()
    (settings_folder / "profile.json").write_text('{"surname": "x"}')
    ran = ours("trials", "--mine")
    assert ran.code == 2
    assert "secbc forget" in ran.err
