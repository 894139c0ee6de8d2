"""The line of time and the drugs by stage: order, sources, what is to come, dates as exact as they are."""

from pathlib import Path

import pytest

from secbc_cli.model.kinds import KINDS
from secbc_cli.view.document import Bars, Bullets, Timeline
from tests.conftest import DATA, SAMPLE, Secbc
from tests.test_formats import answer_of

EVENTS = [
    ("2020-02", "Trials", "TRIAL-ONE started (phase 3)"),
    ("2024-05", "Licence", "United States: licensed (FDA)"),
    ("2026-01", "Trials", "TRIAL-TWO started (phase 1/2)"),
    ("2026-03", "Results", "TRIAL-ONE: met its main aim"),
    ("2026-10-01", "NHS", "England: draft no, not final (NICE TA9999)"),
    ("2027-01", "Awaited", "due: A last decision is due."),
]


def line_of(name: str, data: Path, cache: Path) -> tuple[Timeline, Bullets]:
    sections = answer_of(("timeline", name), data, cache).document().sections
    blocks = [block for section in sections for block in section.blocks]
    [line], [bullets] = (
        [b for b in blocks if isinstance(b, Timeline)],
        [b for b in blocks if isinstance(b, Bullets)],
    )
    return line, bullets


def replaced(data: Path, file: str, old: str, new: str) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_event_in_order_in_its_lane(cache: Path) -> None:
    line, _ = line_of("Brandia", SAMPLE, cache)
    assert [(when, lane, text.text) for when, text, lane in line.rows] == EVENTS
    assert line.ahead == 1
    assert line.sentence == (
        "In our records, the first trial started in Feb 2020, and the first licence with a date came "
        "in May 2024 (United States). NHS: England, draft no, not final (NICE TA9999, 1 Oct 2026); "
        "no decision in our records for Scotland, Wales or Northern Ireland. Awaited: 1 due (Jan 2027)."
    )


def test_every_real_event_has_a_source_and_its_place(cache: Path) -> None:
    """Of each drug and treatment; what is to come stands last, and nothing past stands after it."""
    seen = 0
    for kind in ("drug", "treatment"):
        for file in (DATA / KINDS[kind].place).glob("*.yaml"):
            document = answer_of(("timeline", file.stem), DATA, cache).document()
            assert document.closing.startswith("Do not start, stop or change a treatment")
            if document.sections[0].heading == "No dated event":
                continue
            line, bullets = line_of(file.stem, DATA, cache)
            assert len(bullets.items) == len(line.rows)
            assert all(item.text.cites for item in bullets.items), file.stem
            past = [when for when, _, _ in line.rows][: len(line.rows) - line.ahead]
            years = [int(when[:4]) for when in past]
            assert years == sorted(years), file.stem
            assert all(lane in ("Awaited", "Trials") for _, _, lane in line.rows[len(past) :])
            seen += len(past)
    assert seen > 500


def test_today_stands_between_what_was_and_what_is_due(secbc: Secbc, sample: Path) -> None:
    out = secbc("timeline", "examplib", COLUMNS="80").out
    assert out.index("draft no, not final") < out.index("today") < out.index("due: A last decision")
    replaced(sample, "drugs/examplib.yaml", "date: 2027-01", 'date: "2026"')
    out = secbc("timeline", "examplib", data=sample, COLUMNS="80").out
    assert out.index("today") < out.index("2026 \u25cf Awaited: due:"), "a year that still runs is to come"
    replaced(sample, "drugs/examplib.yaml", 'pending:\n  - {date: "2026"', "pending:\n  - {date: 2026-10-31")
    out = secbc("timeline", "examplib", data=sample, COLUMNS="80").out
    assert "Awaited: was due: A last decision" in out
    assert "Awaited: 1 with a date that has passed (31 Oct 2026)." in " ".join(out.split())


def test_dates_stay_as_exact_as_their_source(secbc: Secbc, sample: Path) -> None:
    """A final decision dated by its year alone stands after the draft that the record puts first."""
    final = (
        "for_whom: nobody so far, ref: TA9999, source: register-one}\n"
        '  - {body: NICE, decision: recommended, date: "2026", for_whom: some, source: register-one}'
    )
    replaced(
        sample, "drugs/examplib.yaml", "for_whom: nobody so far, ref: TA9999, source: register-one}", final
    )
    out = secbc("timeline", "examplib", "--plain", data=sample).out
    assert out.index("1 Oct 2026: NHS: England: draft no") < out.index("2026: NHS: England: yes, for some")
    assert "1 Jan 2026" not in out
    assert "A date that is only a month or a year stands where" in out


def test_a_trial_that_only_compares_with_a_drug_is_not_its_success(secbc: Secbc, sample: Path) -> None:
    assert "TRIAL-ONE: met its main aim (every group had standardine)" in secbc("timeline", "standardine").out
    replaced(
        sample, "trials/trial-one.yaml", "drugs: [examplib, standardine], role", "drugs: [examplib], role"
    )
    ran = secbc("timeline", "standardine", data=sample)
    assert ran.code == 0
    assert "No event with a date is in our records." in ran.out
    assert "1 trial only compares other treatments with standardine; left out here." in ran.out
    assert "Licensed, but our records have no date of a licence: Standardine." in ran.out


def test_an_early_look_says_that_it_is_one(secbc: Secbc, sample: Path) -> None:
    replaced(sample, "trials/trial-one.yaml", "analysis: primary", "analysis: interim")
    out = secbc("timeline", "examplib", data=sample).out
    assert "TRIAL-ONE: met its main aim (early look, not final)" in out
    replaced(sample, "trials/trial-one.yaml", "analysis: interim", "analysis: post hoc")
    out = secbc("timeline", "examplib", data=sample).out
    assert "TRIAL-ONE: met" not in out
    assert "Main result or end not dated in our records, so not on the line: TRIAL-ONE." in out


def test_a_treatment_shows_its_drugs_and_late_trials_only(secbc: Secbc) -> None:
    out = secbc("timeline", "endocrine therapy").out
    assert "Examplib, United States: licensed (FDA)" in out
    assert "TRIAL-ONE started" in out
    assert "TRIAL-TWO" not in out
    made = secbc("timeline", "hormone", "--json").json
    assert made["command"] == "timeline hormone"
    assert {record["id"] for record in made["records"]} == {"examplib", "standardine"}


def test_the_linear_form_and_a_narrow_screen(secbc: Secbc) -> None:
    plain = secbc("timeline", "examplib", "--plain").out
    assert "2 of 6: May 2024: Licence: United States: licensed (FDA)\n" in plain
    assert (
        "2 of 6: May 2024, Licence: United States: licensed (FDA): people with the change (source " in plain
    )
    narrow = secbc("timeline", "examplib", COLUMNS="40").out
    assert "May 2024 \u25cf Licence: United States:" in narrow


def test_a_name_of_neither_kind_gives_near_names_of_both(secbc: Secbc) -> None:
    ran = secbc("timeline", "examplibb")
    assert ran.code == 3
    assert 'There is no drug or treatment called "examplibb"' in ran.err
    assert "secbc drug examplib" in ran.err
    assert "secbc treatments hormone" in secbc("timeline", "hormon").err


def test_the_drugs_by_stage(secbc: Secbc, cache: Path) -> None:
    document = answer_of(("pipeline",), SAMPLE, cache).document()
    [bars] = [b for s in document.sections for b in s.blocks if isinstance(b, Bars)]
    assert [(label, words) for label, _, words in bars.rows][:3] == [
        ("Licensed", "1 drug"),
        ("Late trials", "1 drug"),
        ("Early trials", "no drug"),
    ]
    assert bars.sentence == "By stage, all 2 drugs in our records: 1 licensed, 1 late trials."
    out = secbc("pipeline", "--plain").out
    assert "Trials: 1 recruiting (seen 1 Nov 2026); 1 was recruiting (Feb 2026, 9 months ago) (sources" in out
    assert "Licence: licensed (US)" in out


@pytest.mark.parametrize("words", [("--gene", "ESR1"), ("--treatment", "blockers"), ("--limit", "1")])
def test_the_stages_take_the_filters_of_drugs(secbc: Secbc, words: tuple[str, str]) -> None:
    stages, drugs = (secbc(name, *words, "--json").json for name in ("pipeline", "drugs"))
    assert stages["records"] == drugs["records"]
    assert stages["command"].startswith("pipeline")
    assert "No drug fits" in secbc("pipeline", "--biomarker", "ESR1").out
    marked = secbc("pipeline", "--gene", "ESR1").out
    assert "Does not name ESR1" in marked
