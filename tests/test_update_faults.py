"""secbc update when things go wrong: hostile answers, Ctrl-C, kill -9, full disks, damaged files."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secbc_cli.model.errors import CannotWrite, LiveBroken
from secbc_cli.registry import api
from secbc_cli.store.live import MIGRATIONS, VERSION
from secbc_cli.store.live_write import LiveWriter, write_live
from tests.conftest import SAMPLE, TODAY, Secbc
from tests.registry import faults
from tests.registry.answer import Answer, Request
from tests.registry.desk import Desk, some
from tests.registry.documents import document
from tests.registry.faults import Fault, always
from tests.registry.kills import kills
from tests.registry.server import Registry
from tests.registry.store import encode

ONE, TWO = "NCT09000001", "NCT09000002"


@pytest.fixture
def desk(secbc: Secbc, tmp_path: Path) -> Iterator[Desk]:
    with Registry(some(6)) as registry:
        yield Desk(secbc, registry, tmp_path / "live")


def fetches(request: Request) -> bool:
    """Whether whole studies are asked for, and not only a list."""
    return "IdentificationModule" in request.parameters.get("fields", "")


def among(*studies: bytes) -> Fault:
    """These come among the right ones of a page."""

    def fault(request: Request, answer: Answer) -> None:
        if answer.page is not None:
            answer.page.studies = [*studies, *answer.page.studies]

    return fault


def swapped(nct: str, other: bytes) -> Fault:
    """In the place of one study something else comes, in lists and in batches."""

    def fault(request: Request, answer: Answer) -> None:
        if answer.page is not None:
            answer.page.studies = [other if nct.encode() in s else s for s in answer.page.studies]

    return fault


def endless(request: Request, answer: Answer) -> None:
    """One more page, always: each empty, each with a token that no page had before."""
    faults.body(b'{"studies":[],"nextPageToken":"t%d"}' % request.number)(request, answer)


DEEP = b'{"protocolSection":' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"}"


# Answers that are wrong


@pytest.mark.parametrize(
    ("study", "said"),
    [
        (b'{"protocolSection":{"identificationModule":{"nctId":"%b"}}}', "NCT09000001: no status"),
        (
            b'{"protocolSection":{"identificationModule":{"nctId":"%b","briefTitle":7}}}',
            "NCT09000001: another",
        ),
        (
            b'{"protocolSection":{"identificationModule":{"nctId":"%b"},"statusModule":null}}',
            ": another shape",
        ),
        (b'{"protocolSection":{"identificationModule":{"briefTitle":"%b"}}}', "without a number"),
        (b'["%b"]', "a study without a number: another shape"),
        (b"null", "a study without a number: another shape"),
    ],
)
def test_one_study_that_cannot_be_used_costs_only_itself(desk: Desk, study: bytes, said: str) -> None:
    study = study.replace(b"%b", ONE.encode())
    desk.registry.faults = lambda request: swapped(ONE, study)
    totals = desk.updated()
    assert desk.held().keys() == {nct for nct in desk.held() if nct != ONE}
    assert totals["new"] == 7
    assert any(said in line for line in totals["skipped"])
    assert said in desk("update", "--base-url", desk.registry.url, "--pace", "0", "--full").out
    desk.registry.faults = []
    assert desk.updated("--full")["new"] == 1


@pytest.mark.parametrize("study", [DEEP, b'{"a":NaN}', b'{"a":"\xff\xfe"}', b'{"a":"\\ud800"}', b"}"])
def test_one_study_that_spoils_its_whole_page_costs_only_itself(desk: Desk, study: bytes) -> None:
    desk.registry.faults = lambda request: swapped(ONE, study) if fetches(request) else None
    totals = desk.updated()
    assert totals["new"] == 7
    assert any(line.startswith(ONE) for line in totals["skipped"])


def test_duplicates_across_pages_and_strangers_are_taken_once_or_not_at_all(desk: Desk) -> None:
    stranger = encode(document("NCT09000999"))
    one = encode(document(ONE))
    desk.registry.faults = lambda request: among(one, stranger) if fetches(request) else faults.duplicates()
    assert desk.updated()["new"] == 8
    assert "NCT09000999" not in desk.held()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (faults.truncated(), "JSON that cannot be read"),
        (faults.wrong_shape(), "JSON that cannot be read"),
        (faults.page_of_html(), "a web page"),
        (endless, "has no end"),
        (faults.body(b""), "JSON that cannot be read"),
        (faults.body(b'{"studies":[]}' + b"x"), "JSON that cannot be read"),
        (faults.body(b'{"x":' + b"[" * 50_000), "one thing inside another without end"),
        (faults.status(403), "error 403"),
        (faults.status(400, text="No \x1b[31mred"), "did not accept the question (400): No [31mred"),
        (faults.dropped(), "connection was lost"),
        (faults.dropped(after=30), "cut short"),
    ],
)
def test_a_list_that_cannot_be_had_is_told_and_the_rest_goes_on(
    desk: Desk, fault: Fault, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MOST_PAGES", 40)
    desk.registry.faults = lambda request: fault if "query.cond" in request.parameters else None
    ran = desk.update()
    [totals] = ran.json["records"]
    assert (ran.code, totals["state"], totals["new"]) == (0, "partial", 2)
    assert said in ran.err
    desk.registry.faults = []
    assert desk.updated()["new"] == 6


def test_batches_that_never_come_are_given_up_soon_and_are_no_answer(desk: Desk) -> None:
    desk.registry.put(*some(400))
    desk.registry.faults = lambda request: faults.page_of_html() if fetches(request) else None
    ran = desk.update()
    assert (ran.code, ran.out) == (5, "")
    assert "a web page" in ran.err
    assert len(desk.registry.log) < 120


def test_words_that_could_harm_a_terminal_never_reach_it(desk: Desk) -> None:
    bad = "Red\x1b[31m \u202edrawkcab\u2066 \x07bell\nLabel: forged\u200f"
    desk.registry.change(ONE, BriefTitle=bad, OverallStatus=bad, EligibilityCriteria=bad)
    desk.registry.change(TWO, Condition=[bad], OverallStatus="NEW_WORD", LeadSponsorName=bad)
    desk.updated("--query", f"red\x1b[31m {bad}")
    for words in (
        ("trial", ONE),
        ("trial", TWO),
        ("trials", "--registry"),
        ("changes",),
        ("update", "--help"),
    ):
        for form in ("--plain", "--json", "--format=rich", "--format=html"):
            ran = desk(*words, form)
            assert ran.code == 0, ran.err
            for sign in "\x1b\x07\u202e\u2066\u200f":
                assert sign not in ran.out + ran.err, (words, form)
    assert "NEW_WORD" in desk("trial", TWO, "--plain").out
    assert "\nLabel: forged" not in desk("trials", "--registry", "--plain").out


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example is a new update of the same copy, as a user's would be
@given(
    data=st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["studies", "nextPageToken", "protocolSection", "dataTimestamp", "x"]), inner
            )
        ),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode()),
    path=st.sampled_from(["/version", "/studies"]),
)
def test_any_bytes_in_the_place_of_an_answer_never_break_a_run(desk: Desk, data: bytes, path: str) -> None:
    desk.registry.faults = always(path, faults.body(data))
    ran = desk.update()
    assert ran.code in (0, 5), ran.err
    assert "bug" not in ran.err


def test_nothing_at_all_is_exit_5_and_the_copy_stays_with_its_age(desk: Desk) -> None:
    ran = desk.update("--base-url", "http://127.0.0.1:9/api/v2")
    assert (ran.code, ran.out) == (5, "")
    assert "no earlier copy" in ran.err
    desk.updated()
    desk.registry.faults = lambda request: faults.status(503)
    ran = desk.update(SECBC_TODAY="2026-12-02")
    assert (ran.code, ran.out) == (5, "")
    assert "Your last whole copy stays: 20 Nov 2026, 12 days ago" in ran.err
    assert len(desk.held()) == 8
    assert desk("trial", ONE).code == 0


# Interruptions


@pytest.mark.parametrize("at", ["listing", "fetching", "saving", "looking"])
def test_after_ctrl_c_the_next_update_completes(desk: Desk, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    if at == "looking":
        desk.updated()
        desk.registry.remove(ONE)
    places: dict[str, tuple[Any, str]] = {
        "listing": (LiveWriter, "note_listed"),
        "fetching": (api.Api, "studies"),
        "saving": (LiveWriter, "_keep"),
        "looking": (LiveWriter, "is_gone"),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*places[at], stop)
        ran = desk.update("--full")
    assert (ran.code, ran.out) == (130, "")
    assert "What was fetched is kept: secbc update goes on from there" in ran.err
    assert desk.rows("PRAGMA integrity_check") == [("ok",)]
    assert desk.states()[-1] == "cut off"
    totals = desk.updated()
    assert (totals["state"], len(desk.held())) == ("done", 8)
    assert [gone for (gone,) in desk.rows("SELECT nct FROM study WHERE gone != ''")] == [ONE] * (
        at == "looking"
    )
    assert desk.rows("SELECT count(*), count(DISTINCT rowid) FROM given") == [(8, 8)]


def test_killed_at_random_moments_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    killing = kills(6, seed=1, folder=tmp_path, studies=250, between=3)
    assert killing.killed == 6
    assert not killing.trouble.lines


def secbc_process(desk: Desk, cache: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    environ = {
        "SECBC_LIVE_DIR": str(desk.folder), "SECBC_DATA": str(SAMPLE), "SECBC_TODAY": TODAY,
        "SECBC_CACHE_DIR": str(cache),
    }  # fmt: skip
    command = [sys.executable, "-m", "secbc_cli", *words]
    return subprocess.run(
        command, env=os.environ | environ, capture_output=True, text=True, timeout=30, check=False, **more
    )


def test_readers_neither_wait_nor_fail_while_another_updates_and_writers_are_told(
    desk: Desk, cache: Path
) -> None:
    desk.updated()
    for nct in (ONE, TWO):
        desk.registry.change(nct, LastUpdatePostDate=TODAY, OverallStatus="COMPLETED")
    seen: list[Any] = []

    def meanwhile(request: Request) -> None:
        if fetches(request):
            seen.append(secbc_process(desk, cache, "trials", "--registry", "--json"))
            seen.append(secbc_process(desk, cache, "trial", ONE, "--json"))
            desk.registry.faults = []
            log = list(desk.registry.log)
            seen.append(desk.update())
            seen.append(desk("forget", "registry"))
            desk.registry.log[:] = log

    desk.registry.faults = meanwhile
    assert desk.updated()["changed"] == 2
    many, one, second, forgotten = seen
    assert (many.returncode, one.returncode) == (0, 0)
    assert "RECRUITING" in one.stdout
    assert (second.code, "Another secbc update is running" in second.err) == (2, True)
    assert (forgotten.code, "update is running" in forgotten.err) == (2, True)
    assert desk.held()[ONE] == "COMPLETED"


# The disk


def test_a_folder_that_cannot_be_is_a_clear_error(desk: Desk) -> None:
    desk.folder.write_text("a file, not a folder")
    ran = desk.update()
    assert (ran.code, ran.out) == (1, "")
    assert "cannot be written" in ran.err
    assert "bug" not in ran.err
    assert desk("drug", "examplib").code == 0


def test_a_full_disk_is_a_clear_error_and_the_copy_stays(desk: Desk, cache: Path) -> None:
    desk.updated()
    before = desk.held()
    desk.registry.put(*[document(f"NCT0900{n:04}") for n in range(100, 900)])

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    words = ("update", "--full", "--base-url", desk.registry.url, "--pace", "0")
    ran = secbc_process(desk, cache, *words, preexec_fn=little)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "could not be written" in ran.stderr
    assert "bug" not in ran.stderr
    assert desk.held().keys() >= before.keys()
    assert desk.updated()["state"] == "done"
    assert len(desk.held()) == 808


def flipped(data: bytes, random: Random) -> bytes:
    wrong = bytearray(data)
    for _ in range(random.choice([1, 5, 50])):
        wrong[random.randrange(len(wrong))] ^= 1 << random.randrange(8)
    return bytes(wrong)


def emptied(data: bytes, random: Random) -> bytes:
    start = random.randrange(0, len(data), 4096)
    return data[:start] + bytes(4096) + data[start + 4096 :]


@pytest.mark.parametrize(
    "damage",
    [
        flipped,
        emptied,
        lambda data, random: data[: random.randrange(len(data))],
        lambda *_: b"nonsense" * 999,
    ],
    ids=["flipped", "emptied", "truncated", "foreign"],
)
def test_a_damaged_copy_is_left_out_with_a_warning(desk: Desk, damage: Callable[..., bytes]) -> None:
    desk.updated()
    right, random = desk.path.read_bytes(), Random(1)
    plain = desk("drug", "examplib", "--plain", SECBC_LIVE_DIR="/nowhere").out
    for _ in range(25):
        desk.path.write_bytes(damage(right, random))
        for words in (
            ("drug", "examplib"),
            ("trial", "trial-one"),
            ("trials",),
            ("trial", ONE),
            ("trials", "--registry"),
        ):
            ran = desk(*words, "--plain")
            assert "bug" not in ran.err, (words, ran.err)
            assert ran.code == 0 or words[-1] in (ONE, "--registry"), ran.err
            if "left out" in ran.err:
                assert "secbc forget registry" in ran.err
                assert words[0] != "drug" or ran.out == plain
    desk.path.write_bytes(b"nonsense" * 999)
    ran = desk.update()
    assert (ran.code, "secbc forget registry" in ran.err) == (4, True)
    assert desk("forget", "registry").code == 0
    assert desk.updated()["new"] == 8


def test_a_copy_of_a_newer_secbc_is_left_alone(desk: Desk) -> None:
    desk.updated()
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = desk.path.read_bytes()
    assert "newer secbc" in desk("drug", "examplib").err
    ran = desk.update()
    assert (ran.code, "newer secbc" in ran.err) == (4, True)
    assert desk.path.read_bytes() == before


def test_an_older_copy_is_brought_up_whole_or_not_at_all(desk: Desk) -> None:
    desk.updated()
    good = MIGRATIONS | {VERSION + 1: "ALTER TABLE run ADD COLUMN a TEXT; CREATE TABLE b (c TEXT)"}
    bad = good | {VERSION + 2: "CREATE TABLE d (e TEXT); CREATE TABLE study (nct TEXT)"}
    for _ in range(2):
        with pytest.raises((CannotWrite, LiveBroken)):
            write_live(desk.path, bad)
        assert desk.rows("PRAGMA user_version") == [(VERSION,)]
        assert desk.rows("SELECT name FROM sqlite_schema WHERE name IN ('b', 'd')") == []
    copy = write_live(desk.path, good)
    copy.close()
    assert desk.rows("PRAGMA user_version") == [(VERSION + 1,)]
    assert desk.rows("SELECT count(a), count(*) FROM run") == [(0, 1)]
    assert len(desk.held()) == 8
