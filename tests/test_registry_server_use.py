"""What tests can do to the stand-in for the registry; its invented studies; what others wrote reads it."""

import http.client
import json
import os
import re
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pytrials.client import ClinicalTrials

from tests.conftest import CHECKOUT
from tests.registry import faults
from tests.registry.asking import ask, found, get, nct, walk
from tests.registry.documents import document, documents
from tests.registry.fields import PATHS
from tests.registry.server import Registry

SAMPLES = Path(os.environ.get("SECBC_REGISTRY_SAMPLES", CHECKOUT.parent / "shared" / "registry"))
ALL = list(documents(45, seed=7))


@pytest.fixture(scope="module")
def shared() -> Iterator[Registry]:
    """A registry that no test changes."""
    with Registry(ALL) as registry:
        yield registry


@pytest.fixture
def own() -> Iterator[Registry]:
    """A registry of three studies for one test."""
    with Registry([document(f"NCT0900000{n}") for n in (1, 2, 3)]) as registry:
        yield registry


# What a test can do to it


def test_studies_come_change_and_go_while_it_runs(own: Registry) -> None:
    own.put(document("NCT09000004"))
    own.change("NCT09000001", OverallStatus="UNKNOWN", StartDateStruct=None)
    own.remove("NCT09000003")
    assert found(own) == {1, 2, 4}
    assert found(own, filter_overallStatus="UNKNOWN") == {1}
    before = own.get("NCT09000002")
    own.refresh("2026-11-23T09:00:07")
    after = own.get("NCT09000002")
    assert get(own, "/version").json["dataTimestamp"] == "2026-11-23T09:00:07"
    assert before["protocolSection"] == after["protocolSection"]
    assert after["derivedSection"]["miscInfoModule"]["versionHolder"] == "2026-11-23"
    with pytest.raises(TypeError, match="inside a list"):
        own.change("NCT09000001", LocationCity="Leeds")


def test_it_keeps_a_log(own: Registry) -> None:
    get(own, query_cond="a b", headers={"User-Agent": "test/1"})
    get(own, "/studies/NCT09000001")
    assert [(each.path, each.parameters) for each in own.log] == [
        ("/studies", {"query.cond": "a b"}),
        ("/studies/NCT09000001", {}),
    ]
    assert own.log[0].headers["user-agent"] == "test/1"
    assert own.log[0].time <= own.log[1].time


def test_errors_on_request(own: Registry) -> None:
    own.faults = [
        faults.status(429, {"Retry-After": "7"}),
        faults.status(429),
        faults.status(503),
        faults.page_of_html(),
        faults.truncated(),
        faults.body(b"\xff"),
        None,
    ]
    first, second, third, page, cut, other, right = (get(own) for _ in range(7))
    assert (first.status, first.headers["retry-after"], second.status) == (429, "7", 429)
    assert "retry-after" not in second.headers
    assert (third.status, third.headers["content-type"]) == (503, "text/html")
    assert (page.status, page.text.lstrip()[:9]) == (200, "<!doctype")
    with pytest.raises(json.JSONDecodeError):
        _ = cut.json
    assert (other.body, len(right.ids)) == (b"\xff", 3)
    assert get(own).ids == right.ids, "no faults are left"


def test_connections_that_break_and_a_registry_that_is_gone(own: Registry) -> None:
    own.faults = [faults.dropped(), faults.dropped(after=10)]
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        get(own)
    with pytest.raises(http.client.IncompleteRead):
        get(own)
    with Registry() as gone:
        kept = http.client.HTTPConnection(urlsplit(gone.url).netloc, timeout=5)
        assert ask(kept) == 200
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        ask(kept)
    with pytest.raises(ConnectionRefusedError):
        get(gone)


def test_pages_that_mislead(own: Registry) -> None:
    right = {nct(study) for page in walk(own, pageSize=1) for study in page.json["studies"]}
    own.faults = [None, faults.empty_page(), faults.duplicates()]
    pages = walk(own, pageSize=1)
    assert pages[1].ids == []
    assert {each for page in pages for each in page.ids} == right, "an empty page in the middle loses nothing"
    assert len(pages[2].ids) == 2
    token = get(own, pageSize=1).json["nextPageToken"]
    own.faults = faults.always("/studies", faults.repeated_token())
    assert get(own, pageSize=1, pageToken=token).json["nextPageToken"] == token
    own.faults = faults.always("/studies", faults.endless("more"))
    tokens = {get(own, pageSize=1).json["nextPageToken"] for _ in range(5)}
    assert len(tokens) == 5
    own.faults = faults.on("/version", faults.status(500))
    assert [get(own).status, get(own, "/version").status, get(own, "/version").status] == [200, 500, 200]


def test_it_runs_as_a_process_of_its_own() -> None:
    words = [sys.executable, "-m", "tests.registry.server", "--documents", "12", "--seed", "7"]
    with subprocess.Popen(words, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            with urllib.request.urlopen(f"{process.stdout.readline().strip()}/studies?pageSize=12") as reply:
                ids = {nct(study) for study in json.load(reply)["studies"]}
        finally:
            process.terminate()
    assert ids == set(map(nct, ALL[:12]))


# The invented studies


def test_invented_studies_have_the_oddities_of_real_ones() -> None:
    made = list(documents(1500, seed=3))
    sizes = sorted(len(json.dumps(study, ensure_ascii=False)) for study in made)
    assert 9_000 < sizes[750] < 13_000
    seen: Counter[str] = Counter()
    for study in made:
        protocol = study["protocolSection"]
        status, design = protocol["statusModule"], protocol["designModule"]
        places = protocol["contactsLocationsModule"].get("locations", [])
        states = {place.get("status") for place in places}
        eligibility = protocol["eligibilityModule"]
        seen.update({
            "month": len(status.get("startDateStruct", {}).get("date", "")) == 7,
            "no phases": "phases" not in design,
            "NA": design.get("phases") == ["NA"],
            "two phases": len(design.get("phases", [])) == 2,
            "no sites": not places,
            "no point": any("geoPoint" not in place for place in places),
            "UNKNOWN": status["overallStatus"] == "UNKNOWN",
            "stale": status["overallStatus"] == "UNKNOWN" and "RECRUITING" in states,
            "mixed": status["overallStatus"] == "RECRUITING" and len(states) > 1,
            "no minimum age": "minimumAge" not in eligibility,
            "escapes": "\\>" in eligibility["eligibilityCriteria"],
            "alias": "nctIdAliases" in protocol["identificationModule"],
            "no enrolment": "enrollmentInfo" not in design,
            "results": study["hasResults"],
            "no interventions": "armsInterventionsModule" not in protocol,
        })  # fmt: skip
        assert re.fullmatch(r"NCT09\d{6}", nct(study))
        if status["overallStatus"] == "UNKNOWN":
            assert status["lastUpdatePostDateStruct"]["date"] < "2024-11-21", "only the calendar made it so"
        elif status["overallStatus"] != "RECRUITING":
            assert states <= {None}, "closed studies carry no status at their sites"
    shares = {name: count / 1500 for name, count in seen.items()}
    for name, real in {
        "month": 0.23,
        "no phases": 0.22,
        "NA": 0.37,
        "UNKNOWN": 0.093,
        "escapes": 0.45,
    }.items():
        assert shares[name] == pytest.approx(real, abs=0.06), name
    assert all(seen.values()), seen


def test_one_invented_study_has_every_module_and_only_known_fields() -> None:
    protocol = document()["protocolSection"]
    assert {f"protocolSection.{module}" for module in protocol} == {
        path for path in PATHS if path.startswith("protocolSection.") and path.count(".") == 1
    }
    assert unknown(document()) == set()


def unknown(value: Any, path: tuple[str, ...] = ()) -> set[str]:
    """Paths in a document that the tree of fields does not have, below modules that it describes."""
    if isinstance(value, list):
        return {each for item in value for each in unknown(item, path)}
    if not isinstance(value, dict) or (path and not PATHS[".".join(path)].children):
        return set()
    names = {key: ".".join((*path, key)) for key in value}
    wrong = {name for name in names.values() if name not in PATHS}
    return wrong.union(*(unknown(value[key], (*path, key)) for key, name in names.items() if name in PATHS))


# Against what others wrote


@pytest.fixture
def client(shared: Registry, monkeypatch: pytest.MonkeyPatch) -> ClinicalTrials:
    """An independent client of the API, pointed at the stand-in."""
    monkeypatch.setattr(ClinicalTrials, "_BASE_URL", f"{shared.url}/")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return ClinicalTrials()


def test_pytrials_reads_whole_studies(client: ClinicalTrials) -> None:
    assert client.api_info == ("2.0.5", "2026-11-20T09:00:05")
    matching = client.get_full_studies("breast cancer", max_studies=45, fmt="json")["studies"]
    assert 30 < len(matching) < 45
    wanted = {nct(study): study for study in ALL}
    assert all(study == wanted[nct(study)] for study in matching)
    table = client.get_full_studies("breast cancer", max_studies=45)
    assert table[0] == client.study_fields["csv"]
    assert {row[0] for row in table[1:]} == set(map(nct, matching))


def test_pytrials_reads_all_the_fields_that_it_knows(client: ClinicalTrials) -> None:
    names = sorted(set(client.study_fields["json"]))
    assert len(names) > 40
    studies = client.get_study_fields("breast AND cancer", names, max_studies=5, fmt="json")["studies"]
    assert len(studies) == 5
    columns = ["NCT Number", "Conditions", "Study Status"]
    table = client.get_study_fields("breast AND cancer", columns, max_studies=5)
    assert sorted(table[0]) == sorted(columns)
    assert {row[0] for row in table[1:]} == set(map(nct, studies))


samples = pytest.mark.skipif(
    not (SAMPLES / "studies").is_dir(),
    reason=f"no real studies in {SAMPLES.name}: set SECBC_REGISTRY_SAMPLES",
)


@samples
def test_real_studies_come_back_whole() -> None:
    real = [json.loads(file.read_bytes()) for file in sorted((SAMPLES / "studies").glob("*.json"))]
    with Registry(real) as registry:
        pages = walk(registry, pageSize=250)
    came = {nct(study): study for page in pages for study in page.json["studies"]}
    assert came == {nct(study): study for study in real}


@samples
def test_real_studies_have_no_field_that_the_tree_lacks() -> None:
    real = [json.loads(file.read_bytes()) for file in sorted((SAMPLES / "studies").glob("*.json"))]
    # Seen in 2023 only, or in one file that a project had changed
    gone = {"locations_nested", "modelPredictions", "armNames", "interventionMappedName"}
    found = set().union(*map(unknown, real))
    assert {path for path in found if path.split(".")[-1] not in gone} == set()


@samples
def test_real_pages_have_our_envelope(shared: Registry) -> None:
    ours = set(get(shared, countTotal="true").json)
    files = sorted((SAMPLES / "pages").glob("*.json"))
    assert files
    for file in files:
        assert set(json.loads(file.read_bytes())) <= ours, file.name
