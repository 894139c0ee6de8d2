"""The questions that ClinicalTrials.gov's API v2 answers, and the traps of its paging."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec import Raw, Struct

from ..model.errors import NotInRegistry, Refused, RegistryError
from ..model.study import NCT, Study
from .client import Client, Garbled
from .wire import FIELDS, UNREADABLE, Unusable, line, number_in, partial_date, study_of, why

PAGE = 1000
"""Studies on one page of a list: the most that the API gives."""
MOST_PAGES = 1000
"""A list with more pages has no end: the whole registry has about 600."""
MOST_LOST = 20
"""So many answers in a row that are none: it is no longer one bad study that spoils them."""


class Version(Struct, rename="camel"):
    """Which state of the registry's data answers, in the registry's words (UTC)."""

    data_timestamp: str = ""


class Listed(NamedTuple):
    """One line of a list: enough to see whether our copy differs."""

    nct: str
    updated: str
    status: str


class Fetched(NamedTuple):
    """What came of asking for studies by number."""

    studies: list[Study]
    skipped: list[Unusable]


class _Page(Struct, rename="camel"):
    studies: list[Raw]
    next_page_token: str | None = None


class _Dated(Struct):
    date: str = ""


class _Status(Struct, rename="camel"):
    overall_status: str = ""
    last_update_post_date_struct: _Dated = msgspec.field(default_factory=_Dated)


class _Identity(Struct, rename="camel"):
    nct_id: str = ""


class _Protocol(Struct, rename="camel"):
    identification_module: _Identity = msgspec.field(default_factory=_Identity)
    status_module: _Status = msgspec.field(default_factory=_Status)


class _Line(Struct, rename="camel"):
    protocol_section: _Protocol


_read_version = msgspec.json.Decoder(Version).decode
_read_page = msgspec.json.Decoder(_Page).decode
_read_line = msgspec.json.Decoder(_Line).decode
_read_any = msgspec.json.Decoder().decode


class Api:
    """Questions to one registry."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def version(self) -> str:
        """The registry's data date and time; empty where what it says is no date."""
        said = line(self.client.get("/version", {}, _read_version).data_timestamp)[:40]
        return said if len(partial_date(said[:10])) == len("2026-11-20") else ""

    def listed(
        self, expression: str = "", area: str = "query.cond", ids: Sequence[str] = (), since: str = ""
    ) -> Iterator[tuple[list[Listed], list[Unusable]]]:
        """Pages of what the registry itself finds for an expression, or of these numbers.

        `since`: only what was updated on or after this day. Raises RegistryError where paging never ends.
        """
        left, lost = [list(ids)], 0
        while left:
            part = left.pop()
            parameters = {"fields": "NCTId|LastUpdatePostDate|OverallStatus", "pageSize": str(PAGE)}
            if part:
                parameters["filter.ids"] = ",".join(part)
            elif expression:
                parameters[area] = expression
            if since:
                parameters["filter.advanced"] = f"AREA[LastUpdatePostDate]RANGE[{since},MAX]"
            try:
                for page in self._pages(parameters):
                    yield _lines(page)
                lost = 0
            except Refused as error:  # one number that the registry does not accept costs only itself
                lost += 1
                if not part or lost > MOST_LOST:
                    raise
                if len(part) == 1:
                    yield [], [Unusable(part[0], error.message)]
                else:
                    left += _halves(part)

    def _pages(self, parameters: dict[str, str], patient: bool = True) -> Iterator[list[Raw]]:
        """Every page of an answer, until there is no token. Raises RegistryError where there is no end."""
        seen: set[str] = set()
        for _ in range(MOST_PAGES):
            page = self.client.get("/studies", parameters, _read_page, patient)
            yield page.studies
            token = page.next_page_token
            if not token:
                return
            if token in seen:
                raise RegistryError("The registry's list came round to a page that it had given before")
            seen.add(token)
            parameters = {**parameters, "pageToken": token}
        raise RegistryError(f"The registry's list has no end (over {MOST_PAGES} pages)")

    def studies(self, ids: Sequence[str]) -> Fetched:
        """The studies of these numbers; one that the registry lacks is absent.

        Where the registry refuses the batch or sends rubbish, halves are asked, so that one bad study
        costs only itself. Raises RegistryError where nothing comes at all.
        """
        found = Fetched([], [])
        lost = 0
        left = [list(ids)]
        while left:
            part = left.pop()
            parameters = {"filter.ids": ",".join(part), "fields": "|".join(FIELDS), "pageSize": str(PAGE)}
            try:
                raws = [
                    raw
                    for page in self._pages(parameters, patient=len(part) in (1, len(ids)))
                    for raw in page
                ]
            except (Refused, Garbled) as error:
                lost += 1
                if lost > MOST_LOST:
                    raise RegistryError(error.message) from None
                if len(part) == 1:
                    found.skipped.append(Unusable(part[0], error.message))
                else:
                    left += _halves(part)
                continue
            lost = 0
            for raw in raws:
                try:
                    found.studies.append(study_of(raw))
                except Unusable as unusable:
                    found.skipped.append(unusable)
        return found

    def study(self, nct: str) -> Study | None:
        """One study. Another number than asked for means that records were merged; None: there is none.

        Raises Unusable, RegistryError.
        """
        try:
            return self.client.get(f"/studies/{nct}", {"fields": "|".join(FIELDS)}, _read_study)
        except NotInRegistry:
            return None


def _halves(ids: list[str]) -> list[list[str]]:
    """The second half, then the first: the last of a list is asked for next."""
    half = len(ids) // 2
    return [ids[half:], ids[:half]]


def _read_study(body: bytes) -> Study:
    """One study. Raises Unusable, and what `_read_any` raises where it is no JSON at all."""
    _read_any(body)
    return study_of(body)


def _lines(raws: list[Raw]) -> tuple[list[Listed], list[Unusable]]:
    """What a page lists. A line in another shape counts by its number: fetching it will say what is wrong."""
    lines: list[Listed] = []
    skipped: list[Unusable] = []
    for raw in raws:
        try:
            protocol = _read_line(raw).protocol_section
        except UNREADABLE as error:
            if number := number_in(raw):
                lines.append(Listed(number, "", ""))
            else:
                skipped.append(Unusable("", f"another shape than expected ({why(error)})"))
            continue
        nct, status = protocol.identification_module.nct_id, protocol.status_module
        if NCT.fullmatch(nct):
            updated = partial_date(status.last_update_post_date_struct.date)
            lines.append(Listed(nct, updated, line(status.overall_status)))
        else:
            skipped.append(Unusable("", "no registry number"))
    return lines, skipped
