"""The API on a port of this machine: in a thread for tests, or as a process of its own for the benchmark.

with Registry([document("NCT09000001")]) as registry:
    ...  # registry.url, registry.log, registry.faults, registry.put(...)

python -m tests.registry.server --documents 20000 --seed 1     # its first line is the address
"""

import argparse
import contextlib
import socket
import threading
import time
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.registry.answer import Answer, Request, html
from tests.registry.api import BASE, Api
from tests.registry.documents import documents
from tests.registry.faults import Fault, Faults
from tests.registry.fields import put
from tests.registry.store import Store


class Registry:
    """A registry that answers at `url` while the context lasts. All of it may be changed meanwhile.

    `log` has every request. `faults` says what goes wrong (faults.py). `strict_tokens=False` lets a token
    of one search be used in another, as users of the real API have seen. `gzip` compresses for clients
    that ask for it, as the real API does.
    """

    def __init__(
        self,
        studies: Iterable[dict[str, Any]] = (),
        aliases: dict[str, str] | None = None,
        *,
        port: int = 0,
        gzip: bool = True,
        strict_tokens: bool = True,
    ) -> None:
        self._store = Store(studies, aliases or {})
        self._api = Api(self._store, strict_tokens=strict_tokens)
        self._lock = threading.Lock()
        self.gzip = gzip
        self.log: list[Request] = []
        self.faults: Faults = []
        self._server = _Server(("127.0.0.1", port), self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}{BASE}"

    def __enter__(self) -> "Registry":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.end()

    def serve(self) -> None:
        """Answer until the process ends."""
        self._server.serve_forever()

    @property
    def data_timestamp(self) -> str:
        """What /version says; `refresh` changes the records as well."""
        return self._api.data_timestamp

    @data_timestamp.setter
    def data_timestamp(self, text: str) -> None:
        self._api.data_timestamp = text

    @property
    def api_version(self) -> str:
        return self._api.api_version

    @api_version.setter
    def api_version(self, text: str) -> None:
        self._api.api_version = text

    def refresh(self, timestamp: str) -> None:
        """A new data version: every record's versionHolder changes, and nothing else of it."""
        for study in self._store.all():
            self.change(study.id, VersionHolder=timestamp[:10])
        self.data_timestamp = timestamp

    def get(self, nct: str) -> dict[str, Any]:
        """The document of that id, a copy. KeyError where there is none."""
        if (study := self._store.get(nct)) is None:
            raise KeyError(nct)
        return study.document()

    def put(self, *studies: dict[str, Any]) -> None:
        """Add studies, or put them in the place of those with their ids."""
        for study in studies:
            self._store.put(study)

    def change(self, nct: str, **pieces: Any) -> None:
        """Set pieces of a study by their names: `change(nct, OverallStatus="UNKNOWN", StartDate=None)`."""
        document = self.get(nct)
        for piece, value in pieces.items():
            put(document, piece, value)
        self._store.put(document)

    def remove(self, nct: str) -> None:
        """Take a study away: 404 from now on."""
        self._store.remove(nct)

    def merge(self, nct: str, into: str) -> None:
        """Take a study away and make its id an alias of another: 301 from now on."""
        self._store.remove(nct)
        self.change(
            into,
            NCTIdAlias=[
                *self.get(into)["protocolSection"]["identificationModule"].get("nctIdAliases", []),
                nct,
            ],
        )

    def warm(self, *areas: str) -> None:
        """Read the words of those search areas now, not at the first search."""
        for study in self._store.all():
            for area in areas:
                study.text(area)

    def answer(self, target: str, headers: dict[str, str]) -> Answer:
        """The answer to a request, with its fault."""
        came = time.monotonic()
        parts = urlsplit(target)
        if not parts.path.startswith(f"{BASE}/"):
            return html(404)
        with self._lock:
            parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
            path = unquote(parts.path.removeprefix(BASE))
            request = Request(len(self.log), path, parameters, headers, came)
            self.log.append(request)
            fault = self._fault(request)
        answer = self._api.answer(request)
        if fault is not None:
            fault(request, answer)
        return answer

    def _fault(self, request: Request) -> Fault | None:
        if callable(self.faults):
            return self.faults(request)
        return self.faults.pop(0) if self.faults else None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], registry: Registry) -> None:
        super().__init__(address, _Handler)
        self.registry = registry
        self._connections: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""

    def end(self) -> None:
        """Nothing answers any more, not even on connections that were kept open."""
        self.server_close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        registry = self.server.registry
        answer = registry.answer(self.path, headers)
        if answer.delay:
            time.sleep(answer.delay)
        if answer.drop_after == -1:
            self._hang_up()
            return
        fields, body = answer.sent(registry.gzip and "gzip" in headers.get("accept-encoding", ""))
        self.send_response(answer.status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        if answer.drop_after is not None:
            self.wfile.write(body[: answer.drop_after])
            self._hang_up()
            return
        self.wfile.write(body)

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def version_string(self) -> str:
        return "nginx"

    def log_message(self, format: str, *args: Any) -> None:
        """`Registry.log` has it."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--gzip", action="store_true", help="compress for clients that ask: slower here")
    words = parser.parse_args()
    registry = Registry(documents(words.documents, words.seed), port=words.port, gzip=words.gzip)
    registry.warm("ConditionSearch")
    print(registry.url, flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        registry.serve()


if __name__ == "__main__":
    main()
