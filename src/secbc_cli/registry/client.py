"""HTTP to one registry: polite, patient, and wary of what comes back."""

import random
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import msgspec
import urllib3
from urllib3.util import Retry, Timeout

from .. import __version__
from ..model.errors import NotInRegistry, Refused, RegistryError, UsageError
from .wire import clean

BASE_URL = "https://clinicaltrials.gov/api/v2"
PACE = 1.0
"""Seconds between the starts of two requests: what careful clients of this registry do."""
TRIES = 5
"""How often a question is asked while the registry is busy or out of reach."""
READINGS = 3
"""How often it is asked again where the answer cannot be read."""
LARGEST = 64 * 2**20
"""Bytes of one answer; more is not an answer to what we ask."""
SLOWEST = 300.0
"""Seconds that one answer may take to arrive."""
_AGAIN = (429, 500, 502, 503, 504)
_CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")

T = TypeVar("T")


def address(base_url: str | None, pace: float | None) -> tuple[str, float]:
    """Where to ask and how fast. Raises UsageError: the registry itself is never asked faster than PACE."""
    url = base_url or BASE_URL
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f'--base-url must be a web address, not "{url}"')
    if pace is not None and pace < PACE and parts.hostname.endswith("clinicaltrials.gov"):
        raise UsageError(f"The registry itself is asked at most once in {PACE:g} second", "Leave --pace out.")
    return url, PACE if pace is None else pace


class Garbled(RegistryError):
    """An answer that is no answer: cut short, a web page, too large."""


class Client:
    """GET with retries. `pace` is in seconds; waits between tries grow from it, and honour Retry-After."""

    def __init__(
        self,
        base_url: str = BASE_URL,
        pace: float = PACE,
        environ: Mapping[str, str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.requests = 0
        self._pace, self._sleep = pace, sleep
        self._next = 0.0
        self._pool = _pool(self.base_url, environ or {}, pace)

    def get(self, path: str, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> T:
        """What `read` makes of the answer. An answer that it cannot read is asked for again.

        Raises Refused (400), NotInRegistry (404), Garbled, RegistryError.
        """
        for attempt in range(1, READINGS):
            try:
                return self._read(path, parameters, read)
            except Garbled:
                self._sleep(self._pace * 2**attempt * random.uniform(0.5, 1.5))
        return self._read(path, parameters, read)

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.clear()

    def _read(self, path: str, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> T:
        body = self._body(path, parameters)
        try:
            return read(body)
        except msgspec.DecodeError as error:
            start = body[:200].lstrip()[:1]
            what = "a web page" if start == b"<" else f"JSON that cannot be read ({error})"
            raise Garbled(f"The registry sent {what}") from None

    def _body(self, path: str, parameters: Mapping[str, str]) -> bytes:
        self._wait()
        self.requests += 1
        try:
            response = self._pool.request(
                "GET", f"{self.base_url}{path}", fields=dict(parameters), preload_content=False
            )
            try:
                body = _whole(response)
            finally:
                response.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise _unreachable(self.base_url, error) from None
        if response.status == 200:
            return body
        said = " ".join(clean(body[:2000].decode("utf-8", "replace")).split())[:300]
        said = "" if said.startswith("<") else f": {said}"
        if response.status == 404:
            raise NotInRegistry(f"The registry has no such record{said}")
        if 400 <= response.status < 500 and response.status not in (403, 429):
            raise Refused(f"The registry did not accept the question ({response.status}){said}")
        raise RegistryError(f"The registry answered with error {response.status}{said}")

    def _wait(self) -> None:
        now = time.monotonic()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self._pace


def _whole(response: Any) -> bytes:
    """The whole body. Raises Garbled where it is too large, too slow or cut short."""
    parts: list[bytes] = []
    size, end = 0, time.monotonic() + SLOWEST
    try:
        for part in response.stream(2**18):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise Garbled(f"The registry sent an answer of over {LARGEST // 2**20} MiB")
            if time.monotonic() > end:
                raise Garbled(f"The registry's answer did not end within {SLOWEST:.0f} seconds")
    except (urllib3.exceptions.ProtocolError, urllib3.exceptions.DecodeError) as error:
        raise Garbled(f"The registry's answer was cut short ({type(error).__name__})") from None
    return b"".join(parts)


def _pool(base_url: str, environ: Mapping[str, str], pace: float) -> urllib3.PoolManager:
    """Connections that name secbc, check certificates, and go through the user's proxy if there is one."""
    retries = Retry(
        total=TRIES - 1,
        connect=2,
        redirect=3,
        status_forcelist=_AGAIN,
        backoff_factor=pace,
        backoff_jitter=pace,
        backoff_max=60,
        retry_after_max=120,
        raise_on_status=False,
    )
    headers = {"User-Agent": f"secbc/{__version__} (Python urllib3)", "Accept": "application/json"}
    headers |= urllib3.make_headers(accept_encoding=True)
    settings: dict[str, Any] = {
        "headers": headers,
        "retries": retries,
        "timeout": Timeout(connect=10, read=60),
        "maxsize": 1,
        "ca_certs": next((environ[name] for name in _CERTIFICATES if environ.get(name)), None),
        "cert_reqs": "CERT_REQUIRED",
    }
    address = urlsplit(base_url)
    proxy = getproxies().get(address.scheme)
    if proxy and not proxy_bypass(address.hostname or ""):
        return urllib3.ProxyManager(proxy if "://" in proxy else f"http://{proxy}", **settings)
    return urllib3.PoolManager(**settings)


def _unreachable(base_url: str, error: Exception) -> RegistryError:
    """Why there was no answer, in words for a person."""
    reason = getattr(error, "reason", None) or error
    words = {
        "NewConnectionError": "no connection could be made",
        "NameResolutionError": "its name could not be looked up",
        "ConnectTimeoutError": "it did not answer in time",
        "ReadTimeoutError": "it did not answer in time",
        "SSLError": "its certificate or encryption was not accepted",
        "ProxyError": "the proxy did not answer",
        "ProtocolError": "the connection was lost",
        "LocationParseError": "its address is not a web address",
    }.get(type(reason).__name__, type(reason).__name__)
    host = urlsplit(base_url).netloc or base_url
    return RegistryError(f"The registry at {host} could not be reached: {words}")
