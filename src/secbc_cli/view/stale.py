"""The worklist of statuses to mend, for maintainers."""

from collections.abc import Sequence
from datetime import date

from ..model.dates import age, show
from ..model.stale import Stale
from .document import Bullet, Bullets, Document, Prose, Section, Text
from .registry_words import status_said
from .words import LIST_SAFETY, RECRUITMENT, plural

HOW = (
    "Read the registry's page before you write: then mend the line, its as_of and its source, "
    "and raise `checked` only if you compared the whole record."
)


def page(rows: Sequence[Stale], total: int, today: date) -> Document:
    """The records that the registry contradicts, its newer words first."""
    newer = [row for row in rows if row.newer == "registry"]
    older = [row for row in rows if row.newer != "registry"]
    sections = [
        Section(heading, (Prose((Text(words),)), Bullets(tuple(_row(row, today) for row in some))), aside)
        for heading, words, some, aside in (
            ("The registry's word is newer", HOW, newer, plural(len(newer), "record")),
            ("Our word is newer", "The registry may be late. Look for a dated source.", older,
             plural(len(older), "record")),
        )
        if some
    ]  # fmt: skip
    if not rows:
        sections = [Section("Nothing to mend", (Prose((Text("No status is contradicted."),)),))]
    return Document(
        title="Stale",
        kicker="statuses that the registry contradicts",
        lead=(Text(f"{len(rows)} of {plural(total, 'trial')} of ours."),),
        sections=tuple(sections),
        next=("secbc update", "secbc check"),
        closing=LIST_SAFETY,
    )


def _row(row: Stale, today: date) -> Bullet:
    dated = f"updated {show(row.updated)}, {age(row.updated, today)}" if row.updated else "undated"
    verified = f", verified {show(row.verified)}" if row.verified else ""
    theirs = f"the registry says {row.registry} ({status_said(row.registry)}; {dated}{verified})"
    ours = f"recruitment: {row.ours} ({RECRUITMENT[row.ours][0]}, as of {show(row.as_of)})"
    why = f" Reason given: {row.why_stopped}" if row.why_stopped else ""
    return Bullet(Text(f"{row.path}:{row.line}: {ours}; {theirs}.{why}"), row.nct, f"secbc trial {row.id}")
