"""secbc update against the stand-in: what it fetches, what it finds changed, gone or merged, how it asks."""

import stat
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from secbc_cli.model.errors import NotInRegistry, Refused, RegistryError
from secbc_cli.registry import client
from secbc_cli.registry.client import LONGEST_ASKED, Client
from tests.conftest import Secbc
from tests.registry.desk import RECORDS, Desk, some
from tests.registry.documents import document, site
from tests.registry.faults import always, delayed, dropped, empty_page, on, repeated_token, status
from tests.registry.server import Registry

ONE, TWO = "NCT09000001", "NCT09000002"
LATER = "2026-11-24"
SWEEP_DAY = "2026-11-28"


@pytest.fixture
def desk(secbc: Secbc, tmp_path: Path) -> Iterator[Desk]:
    with Registry(some(6)) as registry:
        yield Desk(secbc, registry, tmp_path / "live")


def lists(desk: Desk) -> list[dict[str, str]]:
    """The lists that were asked for, without the records' own."""
    return [asked for asked in desk.asked if "IdentificationModule" not in asked["fields"]]


# What comes, and what changes


def test_first_update_fetches_all_and_the_second_asks_three_times_and_changes_nothing(desk: Desk) -> None:
    first = desk.updated()
    assert (first["new"], first["state"]) == (8, "done")
    assert desk.held().keys() == {document["nct"] for document in map(desk.study, desk.held())}
    assert desk.history() == []
    second = desk.updated()
    assert len(desk.registry.log) == second["requests"] <= 3
    assert [second[name] for name in ("new", "changed", "unchanged", "gone")] == [0, 0, 8, 0]
    assert desk.history() == []
    assert "recruit" in desk("trial", ONE, "--plain").out


def test_each_changed_field_is_on_record_and_daily_derived_data_are_no_change(desk: Desk) -> None:
    desk.updated()
    desk.registry.refresh("2026-11-23T09:00:00")
    assert desk.updated(SECBC_TODAY=LATER)["changed"] == 0
    changes = {"LastUpdatePostDate": "2026-11-23", "OverallStatus": "SUSPENDED", "WhyStopped": "Supply"}
    desk.registry.change(
        ONE, **changes, Location=[site("Leeds"), site("Boston", status="NOT_YET_RECRUITING")]
    )
    assert desk.updated(SECBC_TODAY=LATER)["changed"] == 1
    found = {field: (old, new) for nct, field, old, new in desk.history() if nct == ONE}
    assert found.keys() == {"status", "why_stopped", "updated", "sites"}
    assert found["status"] == ("RECRUITING", "SUSPENDED")
    assert [[place["city"] for place in places] for places in found["sites"]] == [["London"], ["Leeds"]]
    assert desk.held()[ONE] == "SUSPENDED"
    assert "Supply" in desk("trial", ONE, "--plain").out
    assert ONE in desk("changes", "--since", "2026-11-01", "--plain").out


def test_places_in_another_order_are_no_change(desk: Desk) -> None:
    desk.updated()
    places = desk.registry.get(ONE)["protocolSection"]["contactsLocationsModule"]["locations"]
    desk.registry.change(ONE, Location=places[::-1])
    assert desk.updated("--full")["changed"] == 0
    assert desk.history() == []


def test_only_changes_are_asked_for_with_a_day_of_overlap(desk: Desk) -> None:
    desk.updated()
    desk.registry.data_timestamp = "2026-11-24T09:00:05"
    desk.updated(SECBC_TODAY=LATER)
    assert {asked["filter.advanced"] for asked in lists(desk)} == {
        "AREA[LastUpdatePostDate]RANGE[2026-11-19,MAX]"
    }
    desk.updated(SECBC_TODAY=LATER)
    assert {asked["filter.advanced"] for asked in lists(desk)} == {
        "AREA[LastUpdatePostDate]RANGE[2026-11-23,MAX]"
    }


@pytest.mark.parametrize("said", ["9999-12-31T00:00:00", "0001-01-01", "soon\x1b[31m", "", "2026-13-45"])
def test_a_data_date_that_cannot_be_hides_nothing(desk: Desk, said: str) -> None:
    desk.registry.data_timestamp = said
    desk.updated()
    desk.registry.change(ONE, LastUpdatePostDate="2026-11-21", OverallStatus="COMPLETED")
    assert desk.updated(SECBC_TODAY=LATER)["changed"] == 1
    assert desk("update", "--base-url", desk.registry.url, "--pace", "0", SECBC_TODAY=LATER).code == 0


# What the date never tells


def sweep_by_itself(desk: Desk) -> dict[str, object]:
    return desk.updated(SECBC_TODAY=SWEEP_DAY)


def sweep_on_request(desk: Desk) -> dict[str, object]:
    return desk.updated("--full", SECBC_TODAY=LATER)


def sweep_after_a_partial_run(desk: Desk) -> dict[str, object]:
    desk.registry.faults = lambda request: status(400) if "query.cond" in request.parameters else None
    assert desk.updated()["state"] == "partial"
    desk.registry.faults = []
    return desk.updated()


@pytest.mark.parametrize("sweep", [sweep_by_itself, sweep_on_request, sweep_after_a_partial_run])
def test_a_sweep_finds_what_the_update_date_never_tells(desk: Desk, sweep: object) -> None:
    assert callable(sweep)
    desk.updated()
    registry = desk.registry
    registry.change(ONE, OverallStatus="UNKNOWN")
    registry.remove(TWO)
    registry.merge("NCT09000003", into="NCT09000004")
    registry.change("NCT09000005", Condition=["Sore Throat"], Keyword=None, OfficialTitle="A", BriefTitle="B")
    registry.put(document("NCT09000077", LastUpdatePostDate="2024-01-01"))
    assert desk.updated()["changed"] == 0  # by date alone nothing of it is seen
    totals = sweep(desk)
    assert [totals[name] for name in ("new", "changed", "gone")] == [1, 2, 2]
    assert desk.held()[ONE] == "UNKNOWN"
    assert desk.held().keys() >= {TWO, "NCT09000003", "NCT09000077"}  # never deleted
    [(gone, merged)] = desk.rows("SELECT gone, merged_into FROM study WHERE nct = ?", TWO)
    assert gone[:8] == "2026-11-"
    assert not merged
    assert desk.rows("SELECT merged_into FROM study WHERE nct = 'NCT09000003'") == [("NCT09000004",)]
    assert "gone since" in desk("trial", TWO, "--plain").out
    assert "merged this record into NCT09000004" in desk("trial", "NCT09000003", "--plain").out
    members = desk.members("metastatic")
    assert members["NCT09000005"] is not None  # found no more, and still there
    assert desk.rows("SELECT gone FROM study WHERE nct = 'NCT09000005'") == [("",)]
    assert members["NCT09000077"] is None
    assert desk.updated(SECBC_TODAY=LATER)["gone"] == 0


def test_what_comes_back_is_no_longer_gone_or_merged(desk: Desk) -> None:
    desk.updated()
    removed, merged = desk.registry.get(TWO), desk.registry.get("NCT09000003")
    desk.registry.remove(TWO)
    desk.registry.merge("NCT09000003", into="NCT09000004")
    desk.updated("--full")
    desk.registry.put(removed, merged)
    desk.registry.change("NCT09000004", NCTIdAlias=[])
    desk.updated("--full")
    assert desk.rows("SELECT nct FROM study WHERE gone != '' OR merged_into != ''") == []
    assert [field for nct, field, _, _ in desk.history() if nct == TWO] == ["gone", "gone"]
    assert "gone" not in desk("trial", TWO, "--plain").out


def test_a_registry_that_suddenly_names_nothing_takes_nothing_away(desk: Desk) -> None:
    desk.registry.put(*some(40))
    desk.updated()
    for nct in desk.held():
        desk.registry.remove(nct)
    ran = desk.update("--full")
    assert "it has none of 42 records that it had before" in ran.err
    gone = "SELECT nct FROM study WHERE gone != ''"
    assert {nct for (nct,) in desk.rows(gone)} == set(RECORDS)  # few enough to be asked for one by one


def test_membership_is_kept_with_question_date_and_numbers(desk: Desk) -> None:
    desk.registry.put(document("NCT09000050", Condition=["Breast Cancer"], Keyword=None, OfficialTitle="A"))
    desk.updated()
    [(expression, asked, day)] = desk.rows(
        "SELECT expression, asked, data_day FROM query WHERE name = 'metastatic'"
    )
    assert "metastatic" in expression
    assert (asked[:10], day) == ("2026-11-20", "2026-11-20")
    assert desk.members("metastatic").keys() == {*RECORDS, *(f"NCT0900000{n}" for n in range(1, 7))}
    assert desk.members("our records").keys() == set(RECORDS)


def test_wider_questions_are_remembered_and_numbers_are_asked_for_as_numbers(desk: Desk) -> None:
    early = {"Keyword": None, "OfficialTitle": "A", "BriefTitle": "B"}
    desk.registry.put(document("NCT09000050", Condition=["Breast Cancer"], **early))
    desk.registry.put(document("NCT09000051", Condition=["Sore Throat"], **early))
    desk.registry.put(document("NCT09000052", Condition=["Gout"], **early))
    desk.updated()
    assert desk.held().keys().isdisjoint({"NCT09000050", "NCT09000051", "NCT09000052"})
    desk.updated("--all", "--query", "gout", "--query", "nct09000051, NCT09999999")
    assert desk.held().keys() >= {"NCT09000050", "NCT09000051", "NCT09000052"}
    assert not any("NCT09000051" in asked.get("query.term", "") for asked in desk.asked)
    for nct in ("NCT09000050", "NCT09000051", "NCT09000052"):
        desk.registry.change(nct, LastUpdatePostDate="2026-11-20", OverallStatus="WITHDRAWN")
    assert desk.updated()["changed"] == 3
    desk.updated("--full")
    assert desk.members("gout") == {"NCT09000052": None}
    assert desk.members("NCT09000051,NCT09999999")["NCT09000051"] is None


# Manners


def fake(registry: Registry, pace: float, **environ: str) -> tuple[Client, list[float]]:
    """A client with a clock of its own, and how long it slept each time."""
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    return Client(registry.url, pace, environ, sleep, lambda: now[0]), slept


def ask(client: Client) -> bytes:
    return client.get("/version", {}, lambda body: body)


def test_requests_name_secbc_ask_for_gzip_and_leave_results_away(desk: Desk) -> None:
    desk.updated()
    for request in desk.registry.log:
        assert request.headers["user-agent"].startswith("secbc/")
        assert "gzip" in request.headers["accept-encoding"]
        assert "Results" not in request.parameters.get("fields", "").replace("HasResults", "")


def test_nothing_personal_is_in_any_request(desk: Desk) -> None:
    desk.updated()
    for words in (
        ("follow", "examplib", ONE),
        ("profile", "--gene", "ESR1", "--lines", "7", "--place", "Leeds", "--sex", "female"),
    ):
        assert desk(*words).code == 0
    desk.update("--full")
    sent = " ".join(f"{r.path} {r.parameters} {r.headers}" for r in desk.registry.log).casefold()
    for word in ("examplib", "esr1", "leeds", "female", "lines", str(Path.home()).casefold()):
        assert word not in sent, word


def test_one_request_a_second() -> None:
    with Registry() as registry:
        asking, slept = fake(registry, 1.0)
        for _ in range(4):
            ask(asking)
    assert slept == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("said", "waits"), [("7", 7.0), ("86400", LONGEST_ASKED), ("soon", None), (None, None)]
)
def test_retry_after_is_honoured_and_bounded(said: str | None, waits: float | None) -> None:
    with Registry() as registry:
        registry.faults = [status(429, {"Retry-After": said} if said else {})]
        asking, slept = fake(registry, 1.0)
        assert b"dataTimestamp" in ask(asking)
    [slept_for] = slept
    assert slept_for == waits if waits else 0.75 <= slept_for <= 1.25


@pytest.mark.parametrize("fault", [status(500), status(503), status(429), dropped()])
def test_trouble_is_tried_again_with_growing_waits_and_not_for_ever(fault: object) -> None:
    with Registry() as registry:
        registry.faults = always("/version", fault)  # type: ignore[arg-type]  # a Fault, which pytest hides
        asking, slept = fake(registry, 1.0)
        with pytest.raises(RegistryError, match=r"error|lost"):
            ask(asking)
        assert 3 <= len(registry.log) == len(slept) + 1 <= 5
    assert all(later > earlier for earlier, later in pairwise(slept))


def test_an_answer_cut_short_or_too_slow_is_asked_for_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SILENCE", 0.1)
    desk.registry.faults = [dropped(after=10), dropped(), delayed(0.3), None, dropped(after=100)]
    assert desk.updated()["state"] == "done"


@pytest.mark.parametrize(("code", "error"), [(400, Refused), (404, NotInRegistry)])
def test_what_is_refused_is_never_asked_again(code: int, error: type[Exception]) -> None:
    with Registry() as registry:
        registry.faults = always("/version", status(code, text="Because\x1b[31m of reasons"))
        asking, slept = fake(registry, 1.0)
        with pytest.raises(error, match=r"Because\[31m of reasons"):
            ask(asking)
        assert (len(registry.log), slept) == (1, [])


def test_pages_are_asked_for_until_there_is_no_token(secbc: Secbc, tmp_path: Path) -> None:
    with Registry(some(1998)) as registry:  # two full pages: a third and empty one follows
        desk = Desk(secbc, registry, tmp_path / "live")
        before = [0]

        def fault(request: object) -> object:
            token = getattr(request, "parameters", {}).get("pageToken")
            before[0] += bool(token)
            return empty_page() if token and before[0] == 1 else None

        registry.faults = fault  # type: ignore[assignment]  # a fault or none for each request
        totals = desk.updated()
        assert (totals["new"], totals["problems"]) == (2000, [])
        pages = [asked.get("pageToken") for asked in lists(desk) if "query.cond" in asked]
        assert len(pages) == 4
        registry.faults = lambda request: (
            repeated_token()
            if "pageToken" in request.parameters and "query.cond" in request.parameters
            else None
        )
        ran = desk.update("--full")
        assert ran.code == 0
        assert "came round to a page that it had given before" in ran.err
        assert desk.rows("SELECT count(*) FROM study WHERE gone != ''") == [(0,)]


def test_the_environment_says_which_proxy_and_certificates(desk: Desk) -> None:
    base = ("--base-url", "http://registry.invalid/api/v2")
    proxy = desk.registry.url.removesuffix("/api/v2")
    proxy = proxy.replace("//", "//me:word@")
    assert desk.update(*base, HTTP_PROXY="http://localhost:1", http_proxy=proxy).code == 0
    assert {request.headers["host"] for request in desk.registry.log} == {"registry.invalid"}
    assert desk.registry.log[0].headers["proxy-authorization"] == "Basic bWU6d29yZA=="
    ran = desk.update(*base, http_proxy="socks5://localhost:1")
    assert (ran.code, "proxy in your environment" in ran.err) == (5, True)
    assert desk.update(http_proxy="http://localhost:1", NO_PROXY="127.0.0.1").code == 0
    lone = desk.update("--base-url", "https://127.0.0.1:9/api/v2", SSL_CERT_FILE="/nowhere/ca.pem")
    assert (lone.code, lone.out) == (5, "")


@pytest.mark.parametrize(
    "words",
    [
        ("--pace", "0.5"),
        ("--pace", "0.5", "--base-url", "https://ClinicalTrials.gov./api/v2"),
        ("--pace", "nan"),
        ("--pace", "-1"),
        ("--base-url", "http://[::1"),
        ("--base-url", "ftp://localhost/"),
        ("--base-url", "http://localhost:99999"),
    ],
)
def test_haste_and_addresses_that_are_none_are_refused_before_anything_is_asked(
    secbc: Secbc, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ran = secbc("update", *words, SECBC_LIVE_DIR=str(tmp_path / "live"))
    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "live").exists()


# What is left on the disk


def test_files_are_the_users_alone_and_forget_removes_them(desk: Desk) -> None:
    seen: dict[str, int] = {}

    def look(request: object) -> None:
        seen.update({file.name: stat.S_IMODE(file.stat().st_mode) for file in desk.folder.iterdir()})

    desk.registry.faults = look
    desk.updated()
    assert seen.keys() >= {
        "registry.sqlite",
        "registry.sqlite-wal",
        "registry.sqlite-shm",
        "registry.sqlite.lock",
    }
    assert set(seen.values()) == {0o600}
    assert stat.S_IMODE(desk.folder.stat().st_mode) == 0o700
    assert desk("forget", "registry").code == 0
    assert list(desk.folder.iterdir()) == []
    assert desk("trial", ONE).code == 3


def test_a_mirror_is_asked_the_same_way(desk: Desk) -> None:
    desk.registry.faults = on("/version", status(404))
    assert desk.updated("--base-url", f"{desk.registry.url}/")["new"] == 8
