"""How the registry's words are told beside ours: always whose they are, and how old."""

from datetime import date

from ..model.dates import OLD_DAYS, age, days_old, show, when
from ..model.source import LIVE
from ..model.study import STATUSES, Registered, Study
from ..model.trial import Trial
from .context import Context
from .document import Prose, Text, Tone
from .words import RECRUITMENT, sentence

NOT_REVIEWED = (
    "Not reviewed by us. What follows are the registry's own words, as the trial's sponsor wrote them. "
    "About a third of registry records are wrong or late."
)
SITE_STATUS = (
    "A trial can recruit while a place does not: both must say that they recruit. "
    "Ring the place before you count on it."
)
_LONGER = {
    "ENROLLING_BY_INVITATION": "by invitation only",
    "ACTIVE_NOT_RECRUITING": "closed to new people, still going on",
    "COMPLETED": "completed",
    "WITHDRAWN": "withdrawn before anybody joined",
    "UNKNOWN": "not known: the sponsor has told the registry nothing for two years",
    "AVAILABLE": "open for use outside a trial",
    "NO_LONGER_AVAILABLE": "no longer open for use outside a trial",
    "TEMPORARILY_NOT_AVAILABLE": "not open for now for use outside a trial",
    "APPROVED_FOR_MARKETING": "licensed since",
    "WITHHELD": "withheld",
}


def status_said(status: str) -> str:
    """A registry status in lay words; one that is new to us as it came."""
    if status in _LONGER:
        return _LONGER[status]
    return RECRUITMENT[STATUSES[status]][0] if status in STATUSES else status


def status_text(entry: Registered, today: date) -> Text:
    """The status with its tone; an old `recruiting` is told in the past."""
    word, tone = RECRUITMENT[entry.recruitment]
    if entry.gone:
        return Text("gone from the registry", "stopped")
    if entry.recruitment == "recruiting" and is_old(entry, today):
        return Text("was recruiting", "warning")
    return Text(word if entry.status in STATUSES else entry.status, tone)


def is_old(entry: Registered, today: date) -> bool:
    """Whether nobody has said for 90 days how the trial stands."""
    newest = max(entry.updated, entry.verified)
    return not newest or days_old(newest, today) > OLD_DAYS


def dated(entry: Registered, today: date) -> str:
    """`updated 3 Nov 2026 (20 days ago), sponsor last checked it Oct 2026, fetched 23 Nov 2026`"""
    parts = [f"updated {show(entry.updated)} ({age(entry.updated, today)})" if entry.updated else "undated"]
    if entry.verified:
        parts.append(f"its sponsor last checked it {show(entry.verified)}")
    parts.append(f"fetched {show(entry.fetched[:10])}")
    return ", ".join(parts)


def standing(entry: Registered, today: date) -> str:
    """One sentence: what the registry says, with its dates; and where the record went, if it is gone."""
    status = status_said(entry.status)  # a word that is new to us keeps its capitals
    said = sentence(f"{status[:1].upper()}{status[1:]}; {dated(entry, today)}")
    if entry.merged_into:
        return f"{said} The registry merged this record into {entry.merged_into}."
    if entry.gone:
        return f"{said} The registry no longer has this record: gone since {show(entry.gone[:10])}."
    if entry.recruitment == "recruiting" and is_old(entry, today):
        return f"{said} That is old: check before you count on it."
    return said


def uk_places(study: Study) -> str:
    """`3 of 12 UK places say that they recruit: Leeds, London`; empty where it lists none."""
    places = study.uk_sites
    if not places:
        return ""
    count = f"{len(places)} UK place{'s' if len(places) > 1 else ''}"
    if study.status != "RECRUITING":
        return f"The registry lists {count}."
    open_towns = sorted({site.city for site in places if study.is_open(site)})
    number = sum(study.is_open(site) for site in places)
    where = f": {', '.join(open_towns)}" if open_towns else ""
    return f"{number} of {count} say that they recruit{where}."


def quoted(words: str) -> Prose:
    """The registry's paragraphs, each as it came but for line ends."""
    parts = (" ".join(part.split()) for part in words.split("\n") if part.strip())
    return Prose(tuple(Text(part) for part in parts))


def tone_of(entry: Registered, today: date) -> Tone:
    """The tone of its status."""
    return status_text(entry, today).tone


def in_registry(
    entry: Registered, ours_has_results: bool, context: Context
) -> list[tuple[str, tuple[Text, ...]]]:
    """Rows for the page of a trial of ours: the registry's status with all its dates; results there."""
    cites = context.cite(f"{LIVE}{entry.nct.casefold()}")
    rows: list[tuple[str, tuple[Text, ...]]] = [
        ("Registry", (Text(standing(entry, context.today), cites=cites),))
    ]
    if entry.has_results and not ours_has_results:
        words = "posted in the registry; not yet in our record"
        rows.append(("Results", (Text(words, "results", cites),)))
    return rows


def beside(words: str, trial: Trial, entry: Registered, context: Context) -> str:
    """For a row of a list: `words` tell the newer statement; the registry's dates, and any other word."""
    verified = f"verified {show(entry.verified)}, " if entry.verified else ""
    words += f" (registry: {verified}updated {show(entry.updated)}, fetched {show(entry.fetched[:10])})"
    if entry.gone:
        return f"{words}; gone from the registry since {show(entry.gone[:10])}"
    now = trial.status
    others = [
        f"{context.publisher(other.source)} said {RECRUITMENT[other.recruitment][0]} {when(other.as_of)}"
        for other in trial.status.others
        if other.recruitment != now.recruitment
        and (other.source.startswith(LIVE) or now.source.startswith(LIVE))
    ]
    return "; ".join((words, *others))


def registry_places(study: Study) -> tuple[Prose, ...]:
    """The registry's UK places, whose status is not that of the trial; nothing where it lists none."""
    words = uk_places(study)
    if not words:
        return ()
    said = f"ClinicalTrials.gov, {study.nct}: {words}"
    return (Prose((Text(f"{said} {SITE_STATUS}" if study.status == "RECRUITING" else said),)),)
