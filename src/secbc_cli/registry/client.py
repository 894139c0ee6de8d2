"""HTTP to one registry: polite, patient, and wary of what comes back."""

import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode, urljoin, urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # typeshed lacks it

import urllib3
from urllib3.util import Retry, Timeout

from .. import __version__
from ..model.errors import NotInRegistry, Refused, RegistryError, UsageError
from .wire import UNREADABLE, line, why

BASE_URL = "https://clinicaltrials.gov/api/v2"
PACE = 1.0
"""Seconds between the starts of two requests: what careful clients of this registry do."""
SILENCE = 60.0
"""Seconds without a byte after which an answer is given up."""
SLOWEST_PACE = 3600
"""Seconds between two requests, at most."""
TRIES = 5
"""How often a question is asked while the registry is busy or out of reach."""
READINGS = 3
"""How often it is asked again where the answer cannot be read."""
LARGEST = 64 * 2**20
"""Bytes of one answer; more is not an answer to what we ask."""
SLOWEST = 300.0
"""Seconds that one answer may take to arrive."""
LONGEST_WAIT = 60.0
"""Seconds between two tries, where the registry does not say how long."""
LONGEST_ASKED = 120
"""Seconds that the registry may ask us to wait (Retry-After)."""
MOVES = 3
"""How often one question may be sent on to another address."""
_AGAIN = (429, 500, 502, 503, 504)
_MOVED = (301, 302, 303, 307, 308)
_CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")

T = TypeVar("T")


def address(base_url: str | None, pace: float | None) -> tuple[str, float]:
    """Where to ask and how fast. Raises UsageError: the registry itself is never asked faster than PACE."""
    url = base_url or BASE_URL
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        usable = parts.scheme in ("http", "https") and bool(host) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment:
        raise UsageError(f'--base-url must be a web address, not "{url}"')
    if pace is not None and not 0 <= pace <= SLOWEST_PACE:
        raise UsageError(f"--pace must be a number of seconds from 0 to {SLOWEST_PACE}")
    if pace is not None and pace < PACE and f".{host}".endswith(".clinicaltrials.gov"):
        raise UsageError(f"The registry itself is asked at most once in {PACE:g} second", "Leave --pace out.")
    return url, PACE if pace is None else pace


class Unreachable(RegistryError):
    """No answer at all, for all the patience."""


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
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises RegistryError where the proxy that `environ` names cannot be used."""
        self.base_url = base_url.rstrip("/")
        self.requests = 0
        self._pace, self._sleep, self._clock = pace, sleep, clock
        self._next = 0.0
        self._retries = _retries(pace, self._wait)
        self._pool = _pool(self.base_url, environ or {})

    def get(
        self, path: str, parameters: Mapping[str, str], read: Callable[[bytes], T], patient: bool = True
    ) -> T:
        """What `read` makes of the answer. An answer that it cannot read is asked for again, if `patient`.

        Raises Refused (400), NotInRegistry (404), Garbled, RegistryError.
        """
        for attempt in range(1, READINGS if patient else 1):
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
        except UNREADABLE as error:
            start = body[:200].lstrip()[:1]
            what = "a web page" if start == b"<" else f"JSON that cannot be read ({why(error)})"
            raise Garbled(f"The registry sent {what}") from None

    def _body(self, path: str, parameters: Mapping[str, str]) -> bytes:
        url = f"{self.base_url}{path}" + (f"?{urlencode(parameters)}" if parameters else "")
        for _ in range(MOVES + 1):
            status, body, location = self._answer(url)
            if status not in _MOVED or not location:
                break
            if urlsplit(url).scheme == "https" != urlsplit(urljoin(url, location)).scheme:
                raise RegistryError("The registry sent us on to an address that is not encrypted")
            url = urljoin(url, location)
        if status == 200:
            return body
        said = line(body[:2000].decode("utf-8", "replace"))[:300].rstrip(". ")
        said = "" if said.startswith("<") or not said else f": {said}"
        if status == 404:
            raise NotInRegistry(f"The registry has no such record{said}")
        if 400 <= status < 500 and status not in (403, 429):
            raise Refused(f"The registry did not accept the question ({status}){said}")
        raise RegistryError(f"The registry answered with error {status}{said}")

    def _answer(self, url: str) -> tuple[int, bytes, str]:
        """Status, body and where to go on of one request, tried again while that may help."""
        self._wait()
        try:
            response = self._pool.request(
                "GET", url, preload_content=False, redirect=False, retries=self._retries
            )
            body = None
            try:
                body = _whole(response)
            finally:
                if body is None:  # what is left of the answer must not be taken for the next one
                    response.close()
            response.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise _unreachable(self.base_url, error) from None
        return response.status, body, response.headers.get("Location") or ""

    def _wait(self, seconds: float = 0) -> None:
        """Before each request: so long, and no sooner than the pace allows."""
        now = self._clock()
        start = max(now + seconds, self._next)
        if start > now:
            self._sleep(start - now)
        self._next = start + self._pace
        self.requests += 1


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
    except urllib3.exceptions.HTTPError as error:
        raise Garbled(f"The registry's answer was cut short ({type(error).__name__})") from None
    return b"".join(parts)


def _retries(pace: float, wait: Callable[[float], None]) -> Retry:
    """While the registry is busy or out of reach: growing waits with some chance in them, by our clock."""

    class Patience(Retry):
        def sleep(self, response: Any = None) -> None:
            wait(max(self._asked_for(response), self.get_backoff_time()))

        def get_backoff_time(self) -> float:
            grown: float = pace * 2 ** (len(self.history) - 1) * random.uniform(0.75, 1.25)
            return min(LONGEST_WAIT, grown)

        def _asked_for(self, response: Any) -> float:
            try:
                return (self.get_retry_after(response) or 0) if response else 0
            except urllib3.exceptions.InvalidHeader:  # neither seconds nor a date: our own wait will do
                return 0

    return Patience(
        total=TRIES - 1,
        connect=2,
        status_forcelist=_AGAIN,
        retry_after_max=LONGEST_ASKED,
        raise_on_status=False,
    )


def _pool(base_url: str, environ: Mapping[str, str]) -> urllib3.PoolManager:
    """Connections that name secbc, check certificates, and go through the user's proxy if there is one."""
    headers = {"User-Agent": f"secbc/{__version__} (Python urllib3)", "Accept": "application/json"}
    headers |= urllib3.make_headers(accept_encoding=True)
    certificates = next((environ[name] for name in _CERTIFICATES if environ.get(name)), None)
    folder = certificates if certificates and Path(certificates).is_dir() else None
    settings: dict[str, Any] = {
        "headers": headers,
        "timeout": Timeout(connect=10, read=SILENCE),
        "maxsize": 1,
        "ca_certs": None if folder else certificates,
        "ca_cert_dir": folder,
        "cert_reqs": "CERT_REQUIRED",
    }
    proxy = _proxy(base_url, environ)
    if not proxy:
        return urllib3.PoolManager(**settings)
    try:
        login = urlsplit(proxy)
        if login.username:
            word = f"{unquote(login.username)}:{unquote(login.password or '')}"
            settings["proxy_headers"] = urllib3.make_headers(proxy_basic_auth=word)
        return urllib3.ProxyManager(proxy, **settings)
    except (urllib3.exceptions.HTTPError, ValueError):
        raise RegistryError(
            "The proxy in your environment is not one that secbc can use (http or https)"
        ) from None


def _proxy(base_url: str, environ: Mapping[str, str]) -> str:
    """The proxy that the environment names for this address; lower case goes before upper case."""
    names = sorted(name for name in environ if name.lower().endswith("_proxy"))
    given = {name.lower().removesuffix("_proxy"): environ[name] for name in names}
    address = urlsplit(base_url)
    proxy = given.get(address.scheme) or given.get("all") or ""
    if not proxy or proxy_bypass_environment(address.netloc.rpartition("@")[2], given):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _unreachable(base_url: str, error: Exception) -> Unreachable:
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
    return Unreachable(f"The registry at {host} could not be reached: {words}")
