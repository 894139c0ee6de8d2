"""What an update of the registry's copy brought, for people."""

from collections.abc import Sequence
from datetime import date

from ..model.dates import age, show
from ..model.update import Query, Totals
from .document import Bullet, Bullets, Document, Facts, Prose, Section, Text, Tone
from .words import LIST_SAFETY, plural, sentence

MOST = 20
"""Records listed by name where many could not be kept; JSON has them all."""


def page(totals: Totals, asked: Sequence[Query], held: int, today: date) -> Document:
    """Totals, what could not be had, and what the copy holds now."""
    stamp = totals.data_timestamp[:10]
    dated = f"data of {show(stamp)}" if stamp else "the registry did not date its data"
    tone: Tone = "warning" if totals.problems else "recruiting"
    lead = (
        "Not all could be had. What came is kept; run it again later." if totals.problems else "Up to date."
    )
    counts = (
        ("New", totals.new),
        ("Changed", totals.changed),
        ("Unchanged", totals.unchanged),
        ("Gone from the registry", totals.gone),
        ("Skipped", len(totals.skipped)),
        ("Held now", held),
        ("Requests", totals.requests),
    )
    sections = [Section("Studies", (Facts(tuple((label, (Text(f"{n:,}"),)) for label, n in counts)),))]
    if totals.problems:
        sections.append(Section("What could not be had", (_bullets(totals.problems),)))
    if totals.skipped:
        more = len(totals.skipped) - MOST
        listed = [*totals.skipped[:MOST], *([f"and {more} more: --json lists them"] if more > 0 else [])]
        sections.append(
            Section("Skipped, and why", (_bullets(listed),), plural(len(totals.skipped), "study"))
        )
    questions = [f"{query.name}: {query.expression}" if query.expression else query.name for query in asked]
    why = Prose((Text("The registry itself decides what belongs, by these questions:", "quiet"),))
    sections.append(Section("What was asked", (why, _bullets(questions))))
    return Document(
        title="Update",
        kicker="ClinicalTrials.gov",
        lead=(Text(lead, tone),),
        stamp=dated,
        sections=tuple(sections),
        next=("secbc changes", "secbc trials --registry --status recruiting --uk", "secbc stale"),
        closing=LIST_SAFETY,
    )


def _bullets(lines: Sequence[str]) -> Bullets:
    return Bullets(tuple(Bullet(Text(sentence(line))) for line in lines))


def last_copy(finished: str, held: int, today: date) -> str:
    """How old the copy is that stays after a failed update."""
    if finished:
        day = finished[:10]
        return f"Your last whole copy stays: {show(day)}, {age(day, today)}"
    if held:
        return f"What an earlier update fetched stays ({plural(held, 'study')}), though it was not whole"
    return "There is no earlier copy; our own records answer as before"
