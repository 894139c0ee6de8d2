"""The questions that ClinicalTrials.gov's API v2 answers, and the traps of its paging."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec import Raw, Struct

from ..model.errors import NotInRegistry, Refused, RegistryError
from ..model.study import NCT, Study
from .client import Client, Garbled
from .wire import FIELDS, Unusable, clean, partial_date, study_of

PAGE = 1000
"""Studies on one page of a list: the most that the API gives."""
MOST_PAGES = 1000
"""A list with more pages has no end: the whole registry has about 600."""


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
    next_page_token: str = ""


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


class Api:
    """Questions to one registry."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def version(self) -> str:
        """The registry's data date and time."""
        return self.client.get("/version", {}, _read_version).data_timestamp[:40]

    def listed(
        self, expression: str = "", area: str = "query.cond", ids: Sequence[str] = (), since: str = ""
    ) -> Iterator[tuple[list[Listed], list[Unusable]]]:
        """Pages of what the registry itself finds for an expression, or of these numbers.

        `since`: only what was updated on or after this day. Raises RegistryError where paging never ends.
        """
        parameters = {"fields": "NCTId|LastUpdatePostDate|OverallStatus", "pageSize": str(PAGE)}
        if expression:
            parameters[area] = expression
        if ids:
            parameters["filter.ids"] = ",".join(ids)
        if since:
            parameters["filter.advanced"] = f"AREA[LastUpdatePostDate]RANGE[{since},MAX]"
        seen: set[str] = set()
        for _ in range(MOST_PAGES):
            page = self.client.get("/studies", parameters, _read_page)
            yield _lines(page.studies)
            token = page.next_page_token
            if not token:
                return
            if token in seen:
                raise RegistryError("The registry's list came round to a page that it had given before")
            seen.add(token)
            parameters["pageToken"] = token
        raise RegistryError(f"The registry's list has no end (over {MOST_PAGES} pages)")

    def studies(self, ids: Sequence[str]) -> Fetched:
        """The studies of these numbers; one that the registry lacks is absent.

        Where the registry refuses the batch or sends rubbish, halves are asked, so that one bad study
        costs only itself. Raises RegistryError where nothing comes at all.
        """
        parameters = {"filter.ids": ",".join(ids), "fields": "|".join(FIELDS), "pageSize": str(PAGE)}
        try:
            page = self.client.get("/studies", parameters, _read_page)
        except (Refused, Garbled) as error:
            if len(ids) == 1:
                return Fetched([], [Unusable(ids[0], error.message)])
            half = len(ids) // 2
            first, second = self.studies(ids[:half]), self.studies(ids[half:])
            return Fetched(first.studies + second.studies, first.skipped + second.skipped)
        found = Fetched([], [])
        for raw in page.studies:
            try:
                found.studies.append(study_of(raw))
            except Unusable as error:
                found.skipped.append(error)
        return found

    def study(self, nct: str) -> Study | None:
        """One study. Another number than asked for means that records were merged; None: there is none."""
        try:
            return self.client.get(f"/studies/{nct}", {"fields": "|".join(FIELDS)}, study_of)
        except NotInRegistry:
            return None
        except Unusable as error:
            raise RegistryError(str(error)) from None


def _lines(raws: list[Raw]) -> tuple[list[Listed], list[Unusable]]:
    lines: list[Listed] = []
    skipped: list[Unusable] = []
    for raw in raws:
        try:
            protocol = _read_line(raw).protocol_section
        except msgspec.DecodeError as error:
            skipped.append(Unusable("", f"another shape than expected ({error})"))
            continue
        nct, status = protocol.identification_module.nct_id, protocol.status_module
        if NCT.fullmatch(nct):
            updated = partial_date(status.last_update_post_date_struct.date)
            lines.append(Listed(nct, updated, clean(status.overall_status)))
        else:
            skipped.append(Unusable("", "no registry number"))
    return lines, skipped
