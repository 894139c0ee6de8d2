"""Every changed field of the copy since a moment -> the news in it that people would want to hear."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from ..model.news import News, What
from ..model.study import STATUSES, UK, Change, Registered, Study
from ..store.live import LiveCopy

_STATUS: dict[str, What] = {
    "recruiting": "opened", "closed": "closed", "stopped": "stopped", "paused": "paused",
    "planned": "planned", "unknown": "unclear",
}  # fmt: skip


def news_since(
    copy: LiveCopy, since: str, ours: Mapping[str, tuple[str, str]], followed: Mapping[str, str]
) -> list[News]:
    """The news of runs begun after `since` (ISO), followed trials first.

    `ours`: NCT number -> id and name of our record; `followed`: NCT number -> the name followed. What
    changed and changed back is no news.
    """
    by_study: dict[str, list[Change]] = defaultdict(list)
    for change in copy.changes(since):
        by_study[change.nct].append(change)
    studies, registered = copy.studies(by_study), copy.registered(by_study)
    found: list[News] = []
    for nct, changes in by_study.items():
        study = studies.get(nct)
        if study is None or nct not in registered:
            continue
        trial, name = ours.get(nct, (None, study.acronym or nct))
        about: dict[str, Any] = {
            "nct": nct,
            "trial": trial,
            "name": name,
            "title": study.title,
            "updated": study.updated,
            "followed": followed.get(nct),
            "seen": changes[-1].run,
        }
        found += [News(**about, **piece) for piece in _pieces(changes, study, registered[nct])]
    return sorted(found, key=lambda piece: (piece.followed is None, piece.trial is None, piece.name))


def _pieces(changes: list[Change], study: Study, entry: Registered) -> Iterator[dict[str, Any]]:
    first = {change.field: change.old for change in reversed(changes)}
    if "gone" in first and entry.gone:
        yield {"what": "gone", "new": entry.merged_into}
    if "new" in first:
        yield {"what": "new", "new": study.status}
        return
    if "status" in first:
        old = msgspec.json.decode(first["status"])
        was, now = STATUSES.get(old, "unknown"), study.recruitment
        if old != study.status and (was != now or now == "unknown"):
            yield {"what": _STATUS[now], "old": old, "new": study.status, "why": study.why_stopped}
    if study.has_results and first.get("has_results") == "false":
        yield {"what": "results", "new": study.results_posted}
    places = [change for change in changes if change.field == "sites"]
    if places:
        gained, lost = _places(places)
        if gained or lost:
            yield {"what": "places", "gained": gained, "lost": lost}
    if "eligibility" in first and msgspec.json.decode(first["eligibility"]) != study.eligibility:
        yield {"what": "rules"}


def _places(changes: Iterable[Change]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """UK places that came and that went; one whose status alone changed did neither."""
    standing: dict[str, int] = defaultdict(int)
    for change in changes:
        before = {*_uk(change.old)}
        after = {*_uk(change.new)}
        for place in after - before:
            standing[place] += 1
        for place in before - after:
            standing[place] -= 1
    gained = tuple(sorted(place for place, count in standing.items() if count > 0))
    return gained, tuple(sorted(place for place, count in standing.items() if count < 0))


def _uk(sites: str) -> Iterator[str]:
    for site in msgspec.json.decode(sites):
        if site.get("country") == UK:
            yield ", ".join(part for part in (site.get("facility"), site.get("city")) if part)
