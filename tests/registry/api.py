"""The API's rules: from a path and parameters to an answer. It knows no sockets."""

import base64
import binascii
import re
import zlib
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.registry import described, table
from tests.registry.answer import CSV, Answer, Page, Request, html, refuse
from tests.registry.fields import ENUMS, PIECES, QUERIES, Tree, plain, wanted
from tests.registry.query import QueryError, Test, distance, parse, within
from tests.registry.store import Store, encode

BASE = "/api/v2"
FILTERS = ("overallStatus", "geo", "ids", "advanced")
_NCT = re.compile(r"[Nn][Cc][Tt]0*([1-9]\d{0,7})")
_ONLY_IDS = re.compile(r"\s*NCT\d+([,\s]+NCT\d+)*[,\s]*", re.IGNORECASE)
_NOT_HERE = ("filter.synonyms", "postFilter.synonyms", "aggFilters")
_SHAPE = {"fields", "format", "markupFormat"}
_STUDIES = (
    {"sort", "countTotal", "pageSize", "pageToken", "geoDecay", *_SHAPE, *QUERIES, *_NOT_HERE}
    | {f"filter.{name}" for name in FILTERS}
    | {f"postFilter.{name}" for name in FILTERS}
)
_PER_PAGE = ("countTotal", "pageSize", "pageToken")


class Refused(Exception):
    """The answer is an error."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.answer = refuse(text, status)


@dataclass
class Api:
    """The registry that is answered for."""

    store: Store
    api_version: str = "2.0.5"
    data_timestamp: str = "2026-11-20T09:00:05"
    strict_tokens: bool = True
    """A token with other parameters is refused. False: it counts on in the new search, as users have seen."""

    def answer(self, request: Request) -> Answer:
        """The right answer to a request."""
        tag = f'"{zlib.crc32(f"{self.api_version} {self.data_timestamp}".encode()):08x}"'
        if request.headers.get("if-none-match") == tag:
            return Answer(304, headers={"ETag": tag})
        try:
            answer = self._route(request.path, request.parameters)
        except Refused as refused:
            answer = refused.answer
        answer.headers.setdefault("ETag", tag)
        answer.headers.setdefault("Access-Control-Allow-Origin", "*")
        return answer

    def _route(self, path: str, parameters: dict[str, str]) -> Answer:
        match path.strip("/").split("/"):
            case ["version"]:
                _only(parameters, set())
                return _json({"apiVersion": self.api_version, "dataTimestamp": self.data_timestamp})
            case ["studies"]:
                return self._search(parameters)
            case ["studies", "metadata"]:
                _only(parameters, {"includeIndexedOnly", "includeHistoricOnly"})
                return _json(described.metadata())
            case ["studies", "enums"]:
                _only(parameters, set())
                return _json(described.enums())
            case ["studies", "search-areas"]:
                _only(parameters, set())
                return _json(described.search_areas())
            case ["studies", nct]:
                return self._one(nct, parameters)
            case ["stats", "size"]:
                _only(parameters, set())
                return _json(described.sizes(self.store.all()))
            case ["stats", "field", "values" | "sizes"]:
                raise Refused("This stand-in does not serve it", 501)
        return html(404)

    def _one(self, text: str, parameters: dict[str, str]) -> Answer:
        _only(parameters, _SHAPE)
        form = _choice(parameters, "format", "json", "csv", "json.zip", "fhir.json", "ris")
        if form not in ("json", "csv"):
            raise Refused("This stand-in does not serve it", 501)
        if (match := _NCT.fullmatch(text)) is None:
            raise Refused(f"Path parameter `nctId` has incorrect format: {text}")
        nct = f"NCT{int(match[1]):08}"
        if (study := self.store.get(nct)) is None:
            if (live := self.store.live(nct)) is None:
                raise Refused(f"NCT number {nct} not found", 404)
            query = f"?{urlencode(parameters)}" if parameters else ""
            return Answer(301, headers={"Location": f"{BASE}/studies/{live}{query}"})
        if form == "csv":
            return Answer(body=table.rows([study], _columns(parameters), header=True), type=CSV)
        return Answer(body=study.json(_tree(parameters)))

    def _search(self, parameters: dict[str, str]) -> Answer:
        _only(parameters, _STUDIES)
        if missing := [name for name in _NOT_HERE if name in parameters]:
            raise Refused(f"This stand-in does not serve {missing[0]}", 501)
        form = _choice(parameters, "format", "json", "csv")
        _choice(parameters, "markupFormat", "markdown", "legacy")
        tree, columns = (_tree(parameters), []) if form == "json" else ({}, _columns(parameters))
        size = self._size(parameters.get("pageSize", ""))
        count = _choice(parameters, "countTotal", "false", "true") == "true"
        question = tuple(sorted((name, text) for name, text in parameters.items() if name not in _PER_PAGE))
        mark = zlib.crc32(repr(question).encode())
        start = self._start(parameters["pageToken"], mark) if "pageToken" in parameters else 0
        words = [f" {word} " for name in QUERIES for word in plain(parameters.get(name, "")).split()]
        found = self.store.search(question, self._tests(parameters), _sort(parameters), words)
        studies = found[start : start + size]
        # A token is handed out whenever a page is full: the last page may be empty.
        token = _token(start + size, mark) if len(studies) == size else None
        total = len(found) if count and not start else None
        if form == "json":
            return Answer(page=Page([study.json(tree) for study in studies], token, total))
        answer = Answer(body=table.rows(studies, columns, header="pageToken" not in parameters), type=CSV)
        answer.headers |= {"x-next-page-token": token} if token else {}
        answer.headers |= {"x-total-count": str(total)} if total is not None else {}
        return answer

    def _size(self, text: str) -> int:
        if not re.fullmatch(r"\d*", text):
            raise Refused(f"Invalid value in parameter pageSize: {text}")
        return min(int(text or 0), 1000) or 10

    def _start(self, token: str, mark: int) -> int:
        try:
            start, _, of = base64.urlsafe_b64decode(token.encode() + b"==").decode().partition(":")
            begun = int(start)
        except (binascii.Error, ValueError) as error:
            raise Refused("Invalid value in parameter pageToken") from error
        if self.strict_tokens and of != str(mark):
            raise Refused(
                "Invalid value in parameter pageToken: other parameters must be as for the first page"
            )
        return begun

    def _tests(self, parameters: dict[str, str]) -> list[Test]:
        tests: list[Test] = []
        filters = True
        for name, (area, label) in QUERIES.items():
            text = parameters.get(name, "")
            if text and _ONLY_IDS.fullmatch(text):  # documented: then filters are ignored
                filters = False
                tests.append(
                    self.store.with_ids(found.upper() for found in re.split(r"[,\s]+", text) if found)
                )
            elif text.strip():
                tests.append(_parsed(text, area, label))
        checked = [test for kind in ("filter", "postFilter") for test in self._filters(parameters, kind)]
        return tests + (checked if filters else [])

    def _filters(self, parameters: dict[str, str], kind: str) -> list[Test]:
        texts = {name: parameters.get(f"{kind}.{name}", "").strip() for name in FILTERS}
        tests: list[Test] = []
        if texts["overallStatus"]:
            allowed = set(_list(texts["overallStatus"]))
            if wrong := sorted(allowed.difference(ENUMS["Status"])):
                raise Refused(f"Invalid value in parameter overallStatus: {wrong[0]}")
            tests.append(lambda study: bool(allowed.intersection(study.values("OverallStatus"))))
        if texts["ids"]:
            matches = [(text, _NCT.fullmatch(text)) for text in _list(texts["ids"])]
            if wrong := [text for text, match in matches if not match]:
                raise Refused(f"Parameter `{kind}.ids` has incorrect format: {wrong[0]}")
            tests.append(self.store.with_ids(f"NCT{int(match[1]):08}" for _, match in matches if match))
        if texts["geo"]:
            place = distance(texts["geo"])
            if place is None or float(place["far"]) == 0:
                raise Refused(f"Parameter `{kind}.geo` has incorrect format: {texts['geo']}")
            tests.append(within(place))
        if texts["advanced"]:
            tests.append(_parsed(texts["advanced"], "BasicSearch", "advanced filter"))
        return tests


def _json(value: object) -> Answer:
    return Answer(body=encode(value))


def _list(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"[,|]", text)]


def _only(parameters: dict[str, str], known: set[str]) -> None:
    for name in parameters:
        if name not in known:
            if "." in name and not any("." in each for each in known):
                raise Refused(f"Invalid prefix in parameter name: {name}")
            raise Refused(f"`{name}` is unknown parameter")


def _choice(parameters: dict[str, str], name: str, *values: str) -> str:
    text = parameters.get(name, values[0])
    if text not in values:
        raise Refused(f"Invalid value in parameter {name}: {text}")
    return text


def _parsed(text: str, area: str, label: str) -> Test:
    try:
        return parse(text, area)
    except QueryError as error:
        raise Refused(f"Error parsing query in {label}: {error}") from error


def _tree(parameters: dict[str, str]) -> Tree:
    if "fields" not in parameters:
        return {}
    queried = [area for name, (area, _) in QUERIES.items() if parameters.get(name)]
    tree = wanted(_list(parameters["fields"]), queried)
    if isinstance(tree, str):
        raise Refused(f"Parameter 'fields' contains invalid field name: '{tree}'")
    return tree or {"": {}}  # @query without a query: nothing


def _columns(parameters: dict[str, str]) -> list[str]:
    columns = _list(parameters["fields"]) if "fields" in parameters else []
    if wrong := [name for name in columns if name not in table.COLUMNS]:
        raise Refused(f"Parameter 'fields' contains invalid CSV column name: '{wrong[0]}'")
    return columns


def _sort(parameters: dict[str, str]) -> list[tuple[str, bool]]:
    """Pieces to sort by, each with "downward". Dates go down by default, numbers up."""
    sort = []
    for text in _list(parameters["sort"]) if parameters.get("sort") else []:
        name, _, way = text.partition(":")
        if way not in ("", "asc", "desc"):
            raise Refused(f"Parameter `sort` has incorrect format: {text}")
        if name != "@relevance" and name not in PIECES:
            raise Refused(f"Parameter 'sort' contains invalid field name: '{name}'")
        kind = "date" if name == "@relevance" else PIECES[name].type
        if kind not in ("date", "number"):
            raise Refused(f"Unsupported sort field type: {kind.split(':')[0]}")
        sort.append((name, way == "desc" if way else kind == "date"))
    if len(sort) > 2:
        raise Refused("Parameter `sort` has more than 2 items")
    return sort


def _token(start: int, mark: int) -> str:
    return base64.urlsafe_b64encode(f"{start}:{mark}".encode()).decode().rstrip("=")
