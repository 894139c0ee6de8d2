"""The stand-in for the registry keeps the API's rules, so that a test against it means something."""

import csv
import gzip
import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.registry.asking import found, get, nct, walk
from tests.registry.documents import document, documents, site
from tests.registry.server import Registry
from tests.registry.table import COLUMNS

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


# Pages


@settings(max_examples=40, deadline=None)
@given(size=st.integers(0, 60))
def test_any_page_size_walks_every_study_once(shared: Registry, size: int) -> None:
    pages = walk(shared, pageSize=size, countTotal="true")
    assert sorted(found for page in pages for found in page.ids) == sorted(map(nct, ALL))
    assert [page.json.get("totalCount") for page in pages] == [45] + [None] * (len(pages) - 1)
    full = size or 10
    assert [len(page.ids) for page in pages[:-1]] == [full] * (len(pages) - 1)
    assert len(pages[-1].ids) < full, "a full page has a token, so that the last one may be empty"


def test_documents_come_back_whole_and_the_same_for_the_same_seed(shared: Registry) -> None:
    came = {nct(study): study for page in walk(shared, pageSize=45) for study in page.json["studies"]}
    assert came == {nct(study): study for study in documents(45, seed=7)}
    one_line_each = get(shared, pageSize=7).text.splitlines()
    assert len(one_line_each) == 9


def test_page_size_is_lowered_to_a_thousand_without_a_word() -> None:
    with Registry(document(f"NCT09{n:06}") for n in range(1, 1003)) as registry:
        assert len(get(registry, pageSize=5000, fields="NCTId").ids) == 1000


def test_a_token_goes_with_its_parameters(shared: Registry) -> None:
    first = get(shared, query_cond="cancer", pageSize=3)
    token = first.json["nextPageToken"]
    same = get(shared, query_cond="cancer", pageSize=5, countTotal="true", pageToken=token)
    assert same.status == 200
    assert not set(same.ids) & set(first.ids)
    assert "totalCount" not in same.json
    for other in ({"query_cond": "lung"}, {"query_cond": "cancer", "fields": "NCTId"}):
        refused = get(shared, **other, pageSize=3, pageToken=token)
        assert (refused.status, "pageToken" in refused.text) == (400, True)
    assert get(shared, pageToken="abracadabra").status == 400
    with Registry(ALL, strict_tokens=False) as loose:
        token = get(loose, pageSize=3).json["nextPageToken"]
        assert get(loose, pageSize=3, fields="NCTId", pageToken=token).status == 200


def test_unsorted_order_is_not_the_order_of_ids_but_steady(shared: Registry) -> None:
    ids = get(shared, pageSize=45, fields="NCTId").ids
    assert ids != sorted(ids)
    assert ids == get(shared, pageSize=45).ids


@pytest.mark.parametrize(
    ("sort", "piece", "down"),
    [
        ("LastUpdatePostDate", "LastUpdatePostDate", True),
        ("EnrollmentCount", "EnrollmentCount", False),
        ("StartDate:asc|EnrollmentCount:desc", "StartDate", False),
    ],
)
def test_sort(shared: Registry, sort: str, piece: str, down: bool) -> None:
    studies = get(shared, sort=sort, pageSize=45).json["studies"]
    status, design = "statusModule", "designModule"
    values = [
        study["protocolSection"][design].get("enrollmentInfo", {}).get("count")
        if piece == "EnrollmentCount"
        else study["protocolSection"][status].get(f"{piece[0].lower()}{piece[1:]}Struct", {}).get("date")
        for study in studies
    ]
    known = [value for value in values if value is not None]
    assert (len(values), len(known) > 30) == (45, True)
    assert values == known + [None] * (len(values) - len(known)), "studies without the field come last"
    assert known == sorted(known, reverse=down)


# Searching


@pytest.fixture(scope="module")
def few() -> Iterator[Registry]:
    """Studies that differ in one thing each."""
    bare = {"BriefTitle": "A plain title", "OfficialTitle": None}
    bare |= {"Keyword": [], "ConditionBrowseModule": None}
    two = {"OverallStatus": "COMPLETED", "Phase": ["PHASE1", "PHASE2"]}
    place = [site("Leeds", status="SUSPENDED"), site("Boston", geoPoint=None)]
    studies = [
        document("NCT09000001"),
        document("NCT09000002", **bare, **two, Condition=["Lung Cancer"]),
        document("NCT09000003", **bare, Condition=["Breastfeeding"], Phase=None, MinimumAge=None),
        document("NCT09000004", LastUpdatePostDate="2026-10-31", StartDate="2024-05", MinimumAge="6 Months"),
        document("NCT09000005", Location=place),
        document("NCT09000006", Location=None, NCTIdAlias=["NCT09500006"], EnrollmentCount=0, StartDate=None),
        document("NCT09000007", **bare, Condition=["Cancer of the skin"], BriefSummary="No breast at all."),
    ]  # fmt: skip
    with Registry(studies) as registry:
        yield registry


ADVANCED = {
    "AREA[LastUpdatePostDate]RANGE[2026-10-31,2026-10-31]": {4},
    "AREA[LastUpdatePostDate]RANGE[MIN, 2026-10-31] AND AREA[StartDate]2024": {4},
    "AREA[StartDate]MISSING": {6},
    "AREA[StartDate]RANGE[MIN,MAX]": {1, 2, 3, 4, 5, 7},
    "AREA[Phase]PHASE2 AND NOT AREA[Phase]PHASE1": {1, 4, 5, 6, 7},
    "AREA[Phase](PHASE1 OR PHASE3) OR AREA[Phase]MISSING": {2, 3},
    "AREA[Phase:size]2": {2},
    "AREA[MinimumAge]RANGE[MIN, 16 years]": {4},
    "AREA[MinimumAge]RANGE[MIN, 16 years] OR AREA[MinimumAge]MISSING": {3, 4},
    "AREA[EnrollmentCount]RANGE[0,0]": {6},
    "SEARCH[Location](AREA[LocationCity]Leeds AND AREA[LocationStatus]RECRUITING)": set(),
    "SEARCH[Location](AREA[LocationCity]Leeds AND AREA[LocationStatus]SUSPENDED)": {5},
    'AREA[Condition]COVERAGE[FullMatch]"cancer"': set(),
    "AREA[LocationGeoPoint]DISTANCE[53.8,-1.5,10mi]": {5},
    "ALL": {1, 2, 3, 4, 5, 6, 7},
}


@pytest.mark.parametrize("text", ADVANCED)
def test_filter_advanced(few: Registry, text: str) -> None:
    assert found(few, filter_advanced=text) == ADVANCED[text]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("lung cancer", {2}),
        ("Breast Cancer", {1, 4, 5, 6}),
        ('"cancer of the skin"', {7}),
        ('"skin cancer"', set()),
        ("skin cancer", {1, 4, 5, 6, 7}),  # "Skin Diseases" is an ancestor of breast cancer in MeSH
        ("lung OR skin NOT breast", {2, 7}),
        ("(lung OR breastfeeding) AND NOT cancer", {3}),
        ("cancer, lung", {2}),
        ("lung or skin", set()),  # operators are in capitals; these are three words
        ("NCT09000003", {3}),
        ("AREA[Keyword]MISSING", {2, 3, 7}),
    ],
)
def test_condition_search(few: Registry, text: str, ids: set[int]) -> None:
    assert found(few, query_cond=text) == ids


def test_queries_are_joined_and_each_has_its_own_fields(few: Registry) -> None:
    assert found(few, query_term='"no breast at all"') == {7}
    assert found(few, query_titles="plain", query_cond="skin") == {7}
    assert found(few, query_id="NCT09500006") == {6}
    assert found(few, query_cond="breast", query_locn="Leeds", filter_overallStatus="RECRUITING") == {5}
    assert found(few, filter_overallStatus="COMPLETED|UNKNOWN") == {2}
    assert found(few, postFilter_overallStatus="COMPLETED,UNKNOWN") == {2}


def test_nothing_but_ids_in_a_query_switches_the_filters_off(few: Registry) -> None:
    for text in ("NCT09000001", "nct09000001, NCT09000003", "NCT09000001 NCT09000003"):
        assert 1 in found(
            few, query_cond=text, filter_overallStatus="WITHDRAWN", filter_advanced="AREA[Phase]NA"
        )
    assert found(few, query_term="NCT09000001 OR x", filter_overallStatus="WITHDRAWN") == set()


def test_filter_ids_knows_aliases_and_refuses_all_for_one_bad_id(few: Registry) -> None:
    assert found(few, filter_ids="NCT09500006,nct9000001|NCT09999999") == {6, 1}
    for bad in ("NCT09000001,NCT0900000X", "NCT00000000", "09000001"):
        reply = get(few, filter_ids=bad)
        assert (reply.status, "incorrect format" in reply.text) == (400, True)


def test_filter_geo_takes_a_study_with_any_site_near_whatever_its_status(few: Registry) -> None:
    assert found(few, filter_geo="distance(53.79648,-1.54785,1mi)") == {5}
    assert found(few, filter_geo="distance(51.51,-0.13,5km)", filter_overallStatus="RECRUITING") == {
        1,
        3,
        4,
        7,
    }
    assert found(few, filter_geo="distance(42.35843,-71.05977,2mi)") == {1, 2, 3, 4, 7}, (
        "5 has no point there"
    )
    north = "distance(51.55,-0.12574,3{})"  # of London, by 4.6 km
    assert (found(few, filter_geo=north.format("mi")), found(few, filter_geo=north.format("km"))) == (
        {1, 2, 3, 4, 7},
        set(),
    )
    for bad in ("distance(51.5,-0.1,0mi)", "distance(51.5,-0.1)", "51.5,-0.1,5mi", "distance(51.5,-0.1,5m)"):
        assert get(few, filter_geo=bad).status == 400


BAD = {
    ("query_cond", "diabetes [type 2]"): "Error parsing query in Conditions or disease: mismatched input '['",
    ("query_cond", "exampleitis (early onset"): "Error parsing query in Conditions or disease: missing ')'",
    ("query_term", "early onset)"): "Error parsing query in Other terms: extraneous input ')'",
    ("query_intr", "AND drug"): "Error parsing query in Intervention / treatment: mismatched input 'AND'",
    ("filter_advanced", "AREA[SponsorName]x"): "Error parsing query in advanced filter: Unknown area name",
    ("filter_advanced", "AREA[OverallStatus]OPEN"): "Allowed values for enum field `protocolSection.status",
    ("filter_advanced", "AREA[StartDate]RANGE[soon,MAX]"): "Error parsing query in advanced filter: ",
    ("filter_overallStatus", "RECRUITNG"): "Invalid value in parameter overallStatus",
    ("filter_phase", "PHASE3"): "`filter.phase` is unknown parameter",
    ("fields", "NCTId,StudyDesign"): "Parameter 'fields' contains invalid field name: 'StudyDesign'",
    ("sort", "BriefTitle"): "Unsupported sort field type: text",
    ("sort", "StartDate,EnrollmentCount,CompletionDate"): "more than 2",
    ("pageSize", "-1"): "pageSize",
    ("format", "xml"): "Invalid value in parameter format",
}


@pytest.mark.parametrize(("name", "text"), BAD)
def test_errors_are_sentences(few: Registry, name: str, text: str) -> None:
    reply = get(few, **{name: text})
    assert reply.status == 400
    assert reply.headers["content-type"].startswith("text/plain")
    assert BAD[name, text] in reply.text


# What comes back


def test_fields_are_pieces_paths_modules_and_sections(few: Registry) -> None:
    def fields(names: str) -> dict[str, Any]:
        study: dict[str, Any] = get(few, filter_ids="NCT09000001", fields=names).json["studies"][0]
        return study

    whole = get(few, "/studies/NCT09000001").json
    protocol = whole["protocolSection"]
    assert fields("StatusModule") == {"protocolSection": {"statusModule": protocol["statusModule"]}}
    assert fields("StatusModule,StartDate") == fields("StartDate,StatusModule") == fields("StatusModule")
    assert fields("ResponsiblePartyOldNameTitle") == {}, "branches of which nothing is left are left out"
    assert fields("ProtocolSection|HasResults") == {"protocolSection": protocol, "hasResults": False}
    date = protocol["statusModule"]["startDateStruct"]["date"]
    for names in ("StartDate", "protocolSection.statusModule.startDateStruct.date"):  # without `type`
        assert fields(names) == {"protocolSection": {"statusModule": {"startDateStruct": {"date": date}}}}
    places = fields("LocationCity,LocationStatus,WhyStopped")["protocolSection"]
    assert places == {
        "contactsLocationsModule": {
            "locations": [
                {"status": "RECRUITING", "city": "London"},
                {"status": "NOT_YET_RECRUITING", "city": "Boston"},
            ]
        }
    }
    assert get(few, "/studies/nct9000001", fields="NCTId,HasResults").json["hasResults"] is False


def test_one_study_by_id_alias_or_not_at_all(own: Registry) -> None:
    assert nct(get(own, "/studies/nct09000001").json) == "NCT09000001"
    own.merge("NCT09000002", into="NCT09000001")
    moved = get(own, "/studies/NCT09000002", fields="NCTId")
    assert (moved.status, moved.headers["location"]) == (301, "/api/v2/studies/NCT09000001?fields=NCTId")
    assert get(own, "/studies/NCT09000001").json["protocolSection"]["identificationModule"]["nctIdAliases"]
    gone = get(own, "/studies/NCT09000009")
    assert (gone.status, gone.text) == (404, "NCT number NCT09000009 not found")
    assert gone.headers["content-type"].startswith("text/plain")
    assert get(own, "/studies/NCT00000000").status == 400
    assert "<html>" in get(own, "/study_fields").text


def test_csv_has_its_own_columns_a_header_row_once_and_the_token_in_a_header(shared: Registry) -> None:
    rows, parameters = [], {"format": "csv", "fields": "Phases,NCT Number", "pageSize": 20}
    reply = get(shared, **parameters, countTotal="true")
    assert reply.headers["x-total-count"] == "45"
    while True:
        rows += csv.reader(io.StringIO(reply.text))
        if (token := reply.headers.get("x-next-page-token")) is None:
            break
        reply = get(shared, **parameters, pageToken=token)
        assert "x-total-count" not in reply.headers
    assert rows[0] == ["NCT Number", "Phases"]
    assert {row[0]: row[1] for row in rows[1:]} == {
        nct(study): "|".join(study["protocolSection"]["designModule"].get("phases", [])) for study in ALL
    }
    refused = get(shared, format="csv", fields="NCTId")
    assert "contains invalid CSV column name: 'NCTId'" in refused.text
    whole = list(csv.reader(io.StringIO(get(shared, format="csv", pageSize=45).text)))
    assert {len(row) for row in whole} == {len(COLUMNS)} == {30}


def test_the_api_describes_itself(shared: Registry) -> None:
    assert get(shared, "/version").json == {"apiVersion": "2.0.5", "dataTimestamp": "2026-11-20T09:00:05"}
    top = get(shared, "/studies/metadata").json
    assert [node["piece"] for node in top] == [
        "ProtocolSection", "ResultsSection", "AnnotationSection", "DocumentSection", "DerivedSection",
        "HasResults",
    ]  # fmt: skip
    enums = {each["type"]: each for each in get(shared, "/studies/enums").json}
    assert enums["Status"]["pieces"] == ["OverallStatus", "LastKnownStatus"]
    areas = {area["name"] for group in get(shared, "/studies/search-areas").json for area in group["areas"]}
    assert {"BasicSearch", "ConditionSearch"} <= areas
    assert get(shared, "/stats/size").json["totalStudies"] == 45
    assert get(shared, "/version", query_cond="x").text == "Invalid prefix in parameter name: query.cond"
    tag = get(shared, "/version").headers["etag"]
    assert get(shared, "/studies", {"If-None-Match": tag}).status == 304
    packed = get(shared, "/studies", {"Accept-Encoding": "gzip"}, pageSize=3)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == get(shared, pageSize=3).body
