"""What can go wrong with an answer. `registry.faults` is a list, taken one a request, or a function of it.

registry.faults = [None, status(503), status(429, {"Retry-After": "2"}), dropped()]
registry.faults = on("/studies", None, empty_page())      # only requests for that path count
registry.faults = always("/version", status(500))
registry.faults = lambda request: delayed(0.2) if "pageToken" in request.parameters else None
"""

from collections.abc import Callable

from tests.registry.answer import JSON, Answer, Request, html, refuse

Fault = Callable[[Request, Answer], None]
"""Changes the right answer of a request in place."""
Faults = list[Fault | None] | Callable[[Request], Fault | None]


def on(path: str, *faults: Fault | None) -> Callable[[Request], Fault | None]:
    """One after the other, for requests of that path only; then none."""
    left = list(faults)
    return lambda request: left.pop(0) if request.path == path and left else None


def always(path: str, fault: Fault) -> Callable[[Request], Fault | None]:
    """That fault at every request for the path."""
    return lambda request: fault if request.path == path else None


def _becomes(other: Answer) -> Fault:
    def fault(request: Request, answer: Answer) -> None:
        answer.__dict__.update(other.__dict__)
        answer.headers = dict(other.headers)

    return fault


def status(code: int, headers: dict[str, str] | None = None, text: str = "") -> Fault:
    """An error of that code, in plain words as the API has it; 502 and up as a proxy's HTML."""
    answer = html(code, text) if code > 500 else refuse(text or f"Error {code}", code)
    answer.headers |= headers or {}
    return _becomes(answer)


def body(data: bytes, type: str = JSON, code: int = 200) -> Fault:
    """Any other body: a wrong shape, another file, nothing at all."""
    return _becomes(Answer(code, data, type))


def page_of_html() -> Fault:
    """A page of HTML with status 200, in the place of JSON."""
    return _becomes(
        Answer(200, b"<!doctype html><html><body>Please try again later</body></html>", "text/html")
    )


def wrong_shape() -> Fault:
    """JSON that is no page of studies."""
    return body(b'{"studies":{"message":"no list"},"nextPageToken":7}')


def delayed(seconds: float) -> Fault:
    """The right answer, later."""

    def fault(request: Request, answer: Answer) -> None:
        answer.delay = seconds

    return fault


def dropped(after: int = -1) -> Fault:
    """The connection ends after so many bytes of the body; -1: before the status line."""

    def fault(request: Request, answer: Answer) -> None:
        answer.drop_after = after

    return fault


def truncated(share: float = 0.5) -> Fault:
    """Only the first part of the JSON, with a length that says it were all."""

    def fault(request: Request, answer: Answer) -> None:
        whole = answer.written()
        answer.body, answer.page = whole[: int(len(whole) * share)], None

    return fault


def repeated_token(token: str = "") -> Fault:
    """The page's next token is the one it was asked with (or the one given): a client would go round."""

    def fault(request: Request, answer: Answer) -> None:
        if answer.page is not None:
            answer.page.token = token or request.parameters.get("pageToken") or answer.page.token

    return fault


def endless(token: str) -> Fault:
    """An empty page with one more token, always another: the end never comes."""

    def fault(request: Request, answer: Answer) -> None:
        if answer.page is not None:
            answer.page.studies, answer.page.token = [], f"{token}{request.number}"

    return fault


def empty_page() -> Fault:
    """An empty page in the middle, which the API allows; its token leads to what would have been here.

    It is another token than the one asked with (padded), because a token that comes again would be an error.
    On a first page the token leads to page two: use it from the second page on.
    """

    def fault(request: Request, answer: Answer) -> None:
        if answer.page is not None:
            asked = request.parameters.get("pageToken")
            answer.page.studies, answer.page.token = [], f"{asked}=" if asked else answer.page.token

    return fault


def duplicates(*studies: bytes) -> Fault:
    """Studies of an earlier page come once more at the head of this one (or this page's own first one)."""

    def fault(request: Request, answer: Answer) -> None:
        if answer.page is not None:
            answer.page.studies = [*(studies or answer.page.studies[:1]), *answer.page.studies]

    return fault
