"""A study's JSON, whatever it holds, becomes a Study or a reason why not; real documents, all of them."""

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secbc_cli.model.study import Study
from secbc_cli.registry.wire import Unusable, study_of
from tests.conftest import CHECKOUT, Secbc
from tests.registry.desk import RECORDS, Desk
from tests.registry.documents import document
from tests.registry.fields import PIECES, put
from tests.registry.server import Registry

REAL = Path(os.environ.get("SECBC_REGISTRY_SAMPLES") or CHECKOUT.parent / "shared" / "registry" / "studies")
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Document = dict[str, Any]


def read(value: object) -> Study:
    return study_of(json.dumps(value).encode())


def outcome(raw: bytes) -> Study | Unusable:
    """What becomes of it; any other error is the test's."""
    try:
        return study_of(raw)
    except Unusable as error:
        return error


def texts(value: object) -> Iterator[str]:
    """Every text inside."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


def kept(study: Study) -> list[str]:
    """Every text that a study keeps."""
    return list(texts(msgspec.json.decode(msgspec.json.encode(study))))


@pytest.mark.parametrize(
    ("pieces", "field", "value"),
    [
        ({"StartDate": "2026-02"}, "started", "2026-02"),  # no day is invented
        ({"StartDate": "2026-02-31"}, "started", ""),
        ({"StartDate": "٢٠٢٦-٠٢"}, "started", ""),
        ({"Phase": ["PHASE1", "PHASE2"]}, "phase", "1/2"),
        ({"Phase": ["PHASE9"]}, "phases", ("PHASE9",)),
        ({"OverallStatus": "RESTING_FOR_NOW"}, "status", "RESTING_FOR_NOW"),
        ({"OverallStatus": "RESTING_FOR_NOW"}, "recruitment", "unknown"),
        ({"EnrollmentCount": 99_999_999}, "enrolled", None),
        ({"EnrollmentCount": 10**300}, "enrolled", None),
        ({"BriefTitle": "Line\none\x1b[31m\u202e red\u2066"}, "title", "Line one[31m red"),
        ({"EligibilityCriteria": "HER2 \\>= 2\n\n1\\. Yes"}, "eligibility", "HER2 >= 2\n\n1. Yes"),
        ({"NCTIdAlias": ["NCT09000009", "other"]}, "aliases", ("NCT09000009",)),
    ],
)
def test_what_is_odd_is_kept_as_it_came_or_left_out(pieces: Document, field: str, value: object) -> None:
    assert getattr(read(document(**pieces)), field) == value


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ({"NCTId": None}, "a study without a number: no registry number"),
        ({"NCTId": "\u202eNCT1"}, 'no registry number but "NCT1"'),
        ({"OverallStatus": None}, "NCT09000001: no status"),
        ({"StatusModule": None}, "NCT09000001: no status"),
        ({"BriefTitle": 7}, "NCT09000001: another shape than expected"),
        ({"OfficialTitle": []}, "NCT09000001: another shape than expected"),
    ],
)
def test_what_cannot_be_kept_says_which_and_why(pieces: Document, said: str) -> None:
    made = document()
    for piece, value in pieces.items():
        put(made, piece, value)
    with pytest.raises(Unusable, match=re.escape(said)):
        read(made)


def test_a_text_without_end_is_cut_and_says_so() -> None:
    study = read(document(EligibilityCriteria="x" * 10_000_000, BriefTitle="y" * 10_000_000))
    assert len(study.eligibility) < 41_000
    assert "cut here by secbc: 10,000,000 characters" in study.eligibility
    assert len(study.title) < 2_100


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
ODD = [
    b"null", b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b'"\\ud800"', b'"\\u202e\\u0000"', b'"\xff"',
    b"[" * 30_000 + b"]" * 30_000, b'{"a":' * 30_000 + b"1" + b"}" * 30_000, b"",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(value=JSON, piece=st.sampled_from(sorted(PIECES)))
def test_any_value_anywhere_gives_a_study_or_a_reason(value: object, piece: str) -> None:
    made = document()
    path = PIECES[piece].path
    inner: Any = made
    for name in path[:-1]:
        while isinstance(inner, list):
            inner = inner[0]
        inner = inner.setdefault(name, {})
    for each in inner if isinstance(inner, list) else [inner]:
        each[path[-1]] = value
    for raw in (json.dumps(made).encode(), json.dumps(value).encode()):
        became = outcome(raw)
        if isinstance(became, Unusable):
            assert str(became).isprintable()
        else:
            assert not [text for text in kept(became) if UNWANTED.search(text)]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd[:12]))
def test_what_json_libraries_stumble_over_gives_a_study_or_a_reason(odd: bytes) -> None:
    made = document()
    raws = [odd]
    protocol = made["protocolSection"]
    for inner, name in (
        (protocol, "newModule"),
        (protocol["designModule"]["enrollmentInfo"], "count"),
        (protocol["identificationModule"], "briefTitle"),
        (protocol["contactsLocationsModule"]["locations"][0]["geoPoint"], "lat"),
    ):
        right = inner.get(name)
        raws.append(json.dumps(inner.update({name: "HERE"}) or made).encode().replace(b'"HERE"', odd))
        inner[name] = right
    for raw in raws:
        became = outcome(raw)
        if isinstance(became, Unusable):
            assert str(became).isprintable()
        else:
            assert not [text for text in kept(became) if UNWANTED.search(text)]


needs_real = pytest.mark.skipif(
    not REAL.is_dir(), reason=f"real documents are not part of the project: none at {REAL.name}"
)


@needs_real
def test_every_real_document_is_a_study() -> None:
    files = sorted(REAL.glob("NCT*.json"))
    assert files
    for file in files:
        raw = file.read_bytes()
        protocol = json.loads(raw)["protocolSection"]
        study = study_of(raw)
        assert study.nct == protocol["identificationModule"]["nctId"] == file.stem
        assert study.status == protocol["statusModule"]["overallStatus"]
        places = protocol.get("contactsLocationsModule", {}).get("locations", [])
        assert [place.city for place in study.sites] == [
            " ".join(place.get("city", "").split()) for place in places
        ]
        for text in kept(study):
            assert not UNWANTED.search(text), (study.nct, text)
            assert not any(unicodedata.category(letter) == "Cs" for letter in text)


@needs_real
def test_every_real_document_has_a_page(secbc: Secbc, tmp_path: Path) -> None:
    documents = [json.loads(file.read_bytes()) for file in sorted(REAL.glob("NCT*.json"))]
    with Registry(documents) as registry:
        desk = Desk(secbc, registry, tmp_path / "live")
        numbers = [made["protocolSection"]["identificationModule"]["nctId"] for made in documents]
        totals = desk.updated("--query", " ".join(numbers))
    assert len(totals["skipped"]) == len(RECORDS)  # the invented trials of the sample are not among real ones
    assert desk.held().keys() >= set(numbers)
    for at, nct in enumerate(numbers):
        form = ("--plain", "--json", "--format=rich")[at % 3] if at > 30 else None
        for words in [(form,)] if form else [("--plain",), ("--json",), ("--format=rich",)]:
            ran = desk("trial", nct, *words, COLUMNS="40")
            assert ran.code == 0, (nct, ran.err)
            assert not UNWANTED.search(ran.out), nct
            if words == ("--format=rich",):
                assert max(map(len, ran.out.splitlines())) <= 40, nct
