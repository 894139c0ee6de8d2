"""One update: ask the registry which studies belong to the copy, fetch those that differ, note the rest.

Each step is kept whole or not at all, so a run may end anywhere: what it kept is right, and the next run
lists again and fetches only what is missing or different. A day is moved on only by a run that got all.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from ..model.errors import RegistryError
from ..model.update import Query, Totals
from ..store.live_write import LiveWriter
from .api import Api, Fetched
from .client import Unreachable
from .wire import Unusable, partial_date

METASTATIC = Query(
    "metastatic",
    "query.cond",
    '("breast cancer" OR "breast carcinoma" OR "breast neoplasm") AND '
    '(metastatic OR metastasis OR advanced OR "stage IV" OR "stage 4" OR unresectable)',
)
"""What decides that a trial is about secondary breast cancer: the registry's own search, synonyms and all."""
ALL = Query("all breast cancer", "query.cond", '"breast cancer" OR "breast carcinoma" OR "breast neoplasm"')
RECORDS = "our records"
"""The trials of the knowledge base, asked for by number."""
BATCH = 200
"""Studies fetched in one request: a few megabytes."""
LIST = 500
"""Numbers asked about in one request: an address of 6,000 characters, which web servers accept."""
MOST_LACKING = 20
"""A list or a batch that lacks all of more is an answer that went wrong, not so many gone at once."""
UNDATED = timedelta(days=7)
"""How far back to ask after an answer to which the registry gave no date: past weekends and holidays."""
SWEEP = timedelta(days=7)
"""A list of everything finds what the update date never tells; it is cheap, and not needed daily."""
EARLIEST = "2000-02-29"
"""The day on which the registry opened: nothing in it is older."""
Tell = Callable[[str, int, int], None]
"""How far it is: what is being done, how many are done, of how many (0: not known)."""
Clock = Callable[[], datetime]
"""What time it is, UTC."""


def real_clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


def by_number(numbers: Iterable[str]) -> Query:
    """A question for studies by their numbers: as a search it would switch the registry's filters off."""
    words = ",".join(sorted(set(numbers)))
    return Query(words, "filter.ids", words)


def update(
    copy: LiveWriter,
    api: Api,
    records: Sequence[str],
    queries: Iterable[Query],
    full: bool,
    tell: Tell,
    clock: Clock = real_clock,
) -> Totals:
    """Bring the copy up to date with these records (NCT numbers) and questions.

    `full` lists everything, whatever its date. Raises RegistryError where nothing could be had.
    """
    return _Update(copy, api, full, tell, clock).run(list(records), list(queries))


class _Update:
    def __init__(self, copy: LiveWriter, api: Api, full: bool, tell: Tell, clock: Clock) -> None:
        last = copy.runs()[:1]
        self.copy, self.api, self.tell, self.clock = copy, api, tell, clock
        self.full = full or any(run.state != "done" for run in last)
        self.now = _text(clock())
        self.known = {query.name: query for query in copy.queries()}
        self.totals = Totals()
        self.pages = self.fetches = self.came = 0
        self.run_id = copy.begin_run(self.now, api.client.base_url, self.full)

    def run(self, records: list[str], queries: list[Query]) -> Totals:
        totals = self.totals
        try:
            before = totals.data_timestamp = self._version()
            answered = [self._ask(Query(RECORDS, "filter.ids", ""), records)] if records else []
            for query in queries:
                answered.append(self._ask(query, _numbers(query)))
            if self.pages == 0 or (self.fetches and totals.problems and not self.came):
                totals.state = "failed"
                raise RegistryError(*totals.problems[:3])
            if (totals.new or totals.changed or self.pages > len(answered)) and self._version() != before:
                totals.problems.append("The registry's data changed while it was read: ask again later")
            if not totals.problems:
                day = self._data_day(before)
                for query_id, whole in answered:
                    self.copy.answered(query_id, self.now, day, whole)
            totals.state = "partial" if totals.problems else "done"
            if not totals.problems:  # what was not listed as changed since is as it was
                totals.unchanged = max(0, self.copy.count_held() - totals.new - totals.changed)
        finally:  # however it ends, what was done is on record
            totals.requests = self.api.client.requests
            self._end()
        return totals

    def _data_day(self, timestamp: str) -> str:
        """Up to which day we have it all. A date that cannot be right must not hide what comes later."""
        today = date.fromisoformat(self.now[:10])
        if not timestamp:
            return (today - UNDATED).isoformat()
        return min(max(timestamp[:10], EARLIEST), today.isoformat())

    def _end(self) -> None:
        totals = self.totals
        self.copy.end_run(
            self.run_id,
            _text(self.clock()),
            totals.state,
            added=totals.new,
            changed=totals.changed,
            unchanged=totals.unchanged,
            gone=totals.gone,
            requests=totals.requests,
            data_after=totals.data_timestamp,
        )
        self.copy.tidy()

    def _version(self) -> str:
        """The registry's data date; empty where it does not say, which is no reason to stop."""
        try:
            return self.api.version()
        except Unreachable:
            if self.pages:  # what came before it was lost is kept
                return ""
            self.totals.state = "failed"
            raise
        except RegistryError as error:
            self._problem("The registry did not say how new its data are", error)
            return ""

    def _problem(self, what: str, error: RegistryError) -> None:
        said = f"{what}: {error.message}"
        if said not in self.totals.problems:
            self.totals.problems.append(said)

    def _ask(self, query: Query, ids: Sequence[str] = ()) -> tuple[int, bool]:
        """List what a question finds, fetch what differs, look into what is missing.

        Returns the question's number and whether it was listed whole, whatever the date.
        """
        before = self.known.get(query.name)
        asked_before = before is not None and before[:3] == query[:3] and bool(before.asked)
        whole = self.full or before is None or not asked_before or self._sweep_is_due(before)
        since = "" if whole or before is None else _day_before(before.data_day)
        query_id = self.copy.query_id(query)
        self.copy.listing()
        if not whole:
            self.copy.want_missing(ids)
        batches = [ids[start : start + LIST] for start in range(0, len(ids), LIST)] or [()]
        listed = [self._list(query_id, query, batch, since) for batch in batches]
        self._fetch(news=asked_before)
        if whole and all(listed) and not self.totals.problems:
            self._look_into(query_id, query, ids)
        return query_id, whole

    def _sweep_is_due(self, query: Query) -> bool:
        if not query.swept or not partial_date(query.data_day):
            return True
        since = datetime.fromisoformat(self.now) - datetime.fromisoformat(query.swept)
        return not timedelta(0) <= since <= SWEEP  # a sweep in the future: some clock was wrong

    def _list(self, query_id: int, query: Query, ids: Sequence[str], since: str) -> bool:
        """Take in every page; whether all came."""
        words = f"asking for {query.name}"
        listed = 0
        try:
            for lines, unusable in self.api.listed(query.expression, query.area, ids, since):
                self.pages += 1
                listed += len(lines)
                self.totals.unchanged += self.copy.note_listed(query_id, lines, self.now)
                for bad in unusable:
                    self._skip(bad)
                self.tell(words, listed, 0)
        except RegistryError as error:
            self._problem(f"Not all of {query.name} could be listed", error)
            return False
        return True

    def _fetch(self, news: bool) -> None:
        """Fetch what differs, batch by batch; two batches in a row that do not come end it."""
        total, done, failures = self.copy.left_to_fetch(), 0, 0
        while failures < 2 and (batch := self.copy.wanted(BATCH)):
            self.fetches += 1
            try:
                self._take_in(batch, self.api.studies(batch), news)
                failures = 0
            except RegistryError as error:
                self._problem("Not all studies could be fetched", error)
                failures += 1
            self.copy.not_wanted(batch)
            done += len(batch)
            self.tell("fetching studies", done, total)

    def _take_in(self, batch: Sequence[str], found: Fetched, news: bool) -> None:
        """Keep those that were asked for, each once, and say which did not come. Raises RegistryError."""
        asked = set(batch)
        kept = {s.nct: s for s in found.studies if s.nct in asked or asked.intersection(s.aliases)}
        lacking = asked.difference(
            kept, *(study.aliases for study in kept.values()), (bad.nct for bad in found.skipped)
        )
        if len(lacking) == len(batch) > MOST_LACKING:
            raise RegistryError(f"none of {len(batch)} studies asked for came")
        new, changed, unchanged = self.copy.save(self.run_id, list(kept.values()), self.now, news)
        self.came += len(kept)
        self.totals.new += new
        self.totals.changed += changed
        self.totals.unchanged += unchanged
        for bad in found.skipped:
            self._skip(bad)
        for nct in sorted(lacking):
            self._skip(Unusable(nct, "the registry was asked for it and did not send it"))

    def _look_into(self, query_id: int, query: Query, ids: Sequence[str]) -> None:
        """What a whole list no longer names: found no more by this question, merged, or gone."""
        before = self.copy.unlisted(query_id)
        missing = [*before, *self.copy.not_listed(ids)]
        there: set[str] = set()
        try:
            for start in range(0, len(missing), LIST):
                for lines, _ in self.api.listed(ids=missing[start : start + LIST]):
                    there.update(line.nct for line in lines)
            if len(before) > MOST_LACKING and not there.intersection(before):
                raise RegistryError(f"it has none of {len(before)} records that it had before")
            for done, nct in enumerate(missing, 1):
                if nct not in there:
                    self._is_gone(nct)
                self.copy.leave(query_id, nct, self.now)
                self.tell("looking into what is no longer listed", done, len(missing))
        except RegistryError as error:
            self._problem(f"What {query.name} no longer finds could not be looked into", error)

    def _is_gone(self, nct: str) -> None:
        """Ask for it by itself: another number says that it was merged, none that it is gone."""
        try:
            study = self.api.study(nct)
        except Unusable as bad:
            self._skip(Unusable(nct, bad.reason))
            return
        if study is not None and study.nct != nct and nct not in study.aliases:
            self._skip(Unusable(nct, f"the registry sent {study.nct} in its place"))
            return
        if study is not None:
            self._take_in([nct, study.nct], Fetched([study], []), news=False)
        if study is None or study.nct != nct:
            news = self.copy.is_gone(self.run_id, nct, self.now, study.nct if study else "")
            self.totals.gone += news
            if not study and not news:
                self._skip(Unusable(nct, "the registry has no such record"))

    def _skip(self, bad: Unusable) -> None:
        self.totals.skipped.append(str(bad))
        self.copy.skip(self.run_id, bad.nct, bad.reason)


def _numbers(query: Query) -> list[str]:
    """The numbers that a question is about; none where it is a search."""
    return query.expression.split(",") if query.area == "filter.ids" else []


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _day_before(day: str) -> str:
    """A day of overlap: the registry's days are whole days of another time zone."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
