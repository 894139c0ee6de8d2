"""The list of studies that only the registry has."""

from collections.abc import Mapping, Sequence
from datetime import date

from ..model.dates import OLD_DAYS, show
from ..model.selection import Studies
from ..model.study import Registered, Study
from .document import Column, Document, Prose, Section, Table, Text
from .registry_words import NOT_REVIEWED, SITE_STATUS, dated, is_old, status_text
from .words import LIST_SAFETY, plural

COLUMNS = (
    Column("Trial", whole=True),
    Column("Phase", whole=True),
    Column("Status", whole=True),
    Column("In the registry's words", below=True),
    Column("Drugs with a page here", below=True),
    Column("Registry dates", below=True),
)
NEAREST = Column("Nearest place", below=True)


def page(
    listing: Studies,
    studies: Mapping[str, Study],
    registered: Mapping[str, Registered],
    drugs: Mapping[str, Sequence[str]],
    queries: Sequence[tuple[str, str]],
    around: str,
    today: date,
) -> Document:
    """The table and what it is of.

    `drugs`: names of ours by number; `queries`: each question that was asked, and its day; `around`:
    the point that distances are from.
    """
    shown = [(studies[nct], registered[nct]) for nct in listing.ncts]
    lead = [Text(NOT_REVIEWED, "warning")]
    if listing.said:
        lead.append(Text(f"Narrowed by: {' '.join(listing.said)}"))
    old = sum(entry.recruitment == "recruiting" and is_old(entry, today) for _, entry in shown)
    if old:
        said = (
            f"{plural(old, 'trial')} said to be recruiting had no word for over {OLD_DAYS} days. Check first."
        )
        lead.append(Text(said, "warning"))
    lines = [Text(line) for line in _lines(listing, queries, around)]
    if shown:
        columns = (*COLUMNS, *((NEAREST,) if around else ()))
        rows = tuple((*_row(s, e, drugs, today), *_nearest(listing, s.nct, around)) for s, e in shown)
        section = Section("Only in the registry", (Table(columns, rows, "trial"), Prose(tuple(lines))))
    else:
        section = Section("No trial of the registry's fits", (Prose(tuple(lines)),))
    fetched = min((entry.fetched for _, entry in shown), default="")[:10]
    return Document(
        title="Trials in the registry",
        kicker="ClinicalTrials.gov, not reviewed by us",
        lead=tuple(lead),
        stamp=f"fetched {show(fetched)}" if fetched else "",
        sections=(section,),
        next=(
            *(f"secbc trial {nct}" for nct in listing.ncts[:1]),
            "secbc trials   (the trials that we reviewed)",
            "secbc guide questions",
        ),
        closing=LIST_SAFETY,
    )


def _lines(listing: Studies, queries: Sequence[tuple[str, str]], around: str) -> list[str]:
    count = f"{len(listing.ncts)} of {listing.fitting} that fit shown"
    more = "; raise --limit to see more" if listing.fitting > len(listing.ncts) else ""
    lines = [
        f"{count}, of {plural(listing.total, 'study')} in your copy{more}. "
        "Trials with a page of ours are left out here: secbc trials has them."
    ]
    asked = "; ".join(
        f"{name} (asked {show(day)})" if day else f"{name} (not yet asked whole)" for name, day in queries
    )
    lines.append(f"The registry itself found them, for: {asked}.")
    if around:
        lines.append(f"Around {around}. Distances are from town centre to town centre. {SITE_STATUS}")
    return lines


def _row(
    study: Study, entry: Registered, drugs: Mapping[str, Sequence[str]], today: date
) -> tuple[Text, ...]:
    title = study.title or study.official_title or "no title given"
    return (
        Text(study.nct, "strong"),
        Text(study.phase or "none given", "plain" if study.phase else "quiet"),
        status_text(entry, today),
        Text(f"{study.acronym}: {title}" if study.acronym else title),
        Text(", ".join(drugs.get(study.nct, ()))),
        Text(dated(entry, today), "quiet"),
    )


def _nearest(listing: Studies, nct: str, around: str) -> tuple[Text, ...]:
    if not around:
        return ()
    found = listing.nearest[nct]
    return (Text(found.words, "quiet" if found.miles is None else "plain"),)
