"""A request as the log keeps it, and an answer before it is sent: a fault may still change it."""

import gzip
import http.client
from dataclasses import dataclass, field

from tests.registry.store import encode

JSON, TEXT, HTML, CSV = (
    "application/json",
    "text/plain; charset=UTF-8",
    "text/html",
    "text/csv; charset=utf-8",
)


@dataclass(frozen=True)
class Request:
    """What came in. `path` is below the base address, `time` is monotonic seconds."""

    number: int
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    time: float


@dataclass
class Page:
    """A page of studies that is not yet written as JSON."""

    studies: list[bytes]
    token: str | None
    total: int | None


@dataclass
class Answer:
    """What goes out, unless a fault changes it."""

    status: int = 200
    body: bytes = b""
    type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    page: Page | None = None
    """Where it is set, it is written in the place of `body`."""
    delay: float = 0
    """Seconds before the first byte."""
    drop_after: int | None = None
    """Bytes of the body after which the connection ends; -1: before the status line."""

    def written(self) -> bytes:
        """The body; every study in a line of its own."""
        if self.page is None:
            return self.body
        out = [b'{"studies":[\n', b",\n".join(self.page.studies), b"\n]"]
        if self.page.total is not None:
            out.append(b',"totalCount":%d' % self.page.total)
        if self.page.token is not None:
            out.append(b',"nextPageToken":%b' % encode(self.page.token))
        return b"".join([*out, b"}"])

    def sent(self, compress: bool) -> tuple[dict[str, str], bytes]:
        """Headers and body, compressed where the client asked for it."""
        body = self.written()
        headers = {"Content-Type": self.type} | self.headers
        if compress and len(body) > 200:
            body = gzip.compress(body, 1)
            headers["Content-Encoding"] = "gzip"
        return headers | {"Content-Length": str(len(body))}, body


def refuse(text: str, status: int = 400) -> Answer:
    """An error as the API writes it: a sentence."""
    return Answer(status, text.encode(), TEXT)


def html(status: int, text: str = "") -> Answer:
    """An error of the machine in front of the API: a page of HTML."""
    title = f"{status} {text or http.client.responses.get(status, '')}"
    body = f"<html>\r\n<head><title>{title}</title></head>\r\n<body><h1>{title}</h1></body>\r\n</html>"
    return Answer(status, body.encode(), HTML)
