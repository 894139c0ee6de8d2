"""Plain requests to the stand-in, for tests of it."""

import http.client
import json
import re
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.registry.server import Registry


class Reply(NamedTuple):
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def ids(self) -> list[str]:
        return [nct(study) for study in self.json["studies"]]


def nct(study: dict[str, Any]) -> str:
    """The id in a document."""
    return str(study["protocolSection"]["identificationModule"]["nctId"])


def get(
    registry: Registry,
    path: str = "/studies",
    headers: dict[str, str] | None = None,
    **parameters: Any,
) -> Reply:
    """One request; `query_cond` stands for `query.cond`, and so for all with a point."""
    base = urlsplit(registry.url)
    connection = http.client.HTTPConnection(base.netloc, timeout=5)
    query = urlencode({re.sub(r"^(query|filter|postFilter)_", r"\1.", k): v for k, v in parameters.items()})
    connection.request("GET", f"{base.path}{path}" + (f"?{query}" if query else ""), headers=headers or {})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return Reply(reply.status, {name.lower(): value for name, value in reply.getheaders()}, body)


def ask(kept: http.client.HTTPConnection) -> int:
    """The status of a request on a connection that stays open."""
    kept.request("GET", "/api/v2/version")
    reply = kept.getresponse()
    reply.read()
    return reply.status


def walk(registry: Registry, **parameters: Any) -> list[Reply]:
    """All pages."""
    pages = [get(registry, **parameters)]
    while token := pages[-1].json.get("nextPageToken"):
        pages.append(get(registry, **parameters, pageToken=token))
    return pages


def found(registry: Registry, **parameters: Any) -> set[int]:
    """The last figures of the ids that a search finds."""
    reply = get(registry, pageSize=100, fields="NCTId", **parameters)
    assert reply.status == 200, reply.text
    return {int(each[-2:]) for each in reply.ids}
