"""The list of trials: how many of how many, how old the statuses are, what to look at next."""

from ..model.dates import age, show
from ..model.trial import Trial
from .context import Context
from .document import Bullet, Bullets, Document, Prose, Section, Text
from .trial import old_recruiting, table
from .words import LIST_SAFETY

THREE_VIEWS = (
    "Look at all three views, or you will miss trials: "
    "--status recruiting, --status closed, --status results. "
    "A trial can be closed and have results."
)


def page(
    trials: list[Trial],
    fitting: int,
    total: int,
    seen: tuple[str, str],
    said: tuple[str, ...],
    emptied_by: tuple[str, ...],
    undated: int,
    context: Context,
) -> Document:
    """The table and the lines under it. `seen` is the oldest and newest date of a status."""
    shown = f"{len(trials)} of {total} trials shown"
    if fitting > len(trials):
        shown += f" ({fitting} fit; raise --limit to see more)"
    lines = [Text(f"{shown}." if not said else f"{shown}, with {', '.join(said)}.")]
    sections: list[Section] = []
    if trials:
        oldest, newest = seen
        if oldest:
            lines.append(
                Text(
                    f"Statuses were seen between {show(oldest)} ({age(oldest, context.today)}) "
                    f"and {show(newest)} ({age(newest, context.today)})."
                )
            )
        warning = old_recruiting(trials, context)
        if warning:
            lines.append(Text(warning, "warning"))
        if undated:
            which = "1 more trial has" if undated == 1 else f"{undated} more trials have"
            lines.append(Text(f"{which} no dated word on recruitment; some may be open: --status unknown."))
        lines.append(Text(THREE_VIEWS))
        sections.append(Section("Trials", (table(trials, context), Prose(tuple(lines)))))
    else:
        why = Bullets(tuple(Bullet(Text(line)) for line in emptied_by))
        sections.append(Section("No trial fits", (Prose((*lines, Text("What each filter does:"))), why)))
    first = (f"secbc trial {trials[0].id}",) if trials else ()
    return Document(
        title="Trials",
        kicker="secondary breast cancer",
        lead=(Text(f"Narrowed by: {' '.join(said)}" if said else "Every trial in our records."),),
        stamp=f"data of {show(context.data_date)}",
        sections=tuple(sections),
        next=(*first, "secbc trials --status results", "secbc guide finding-a-trial"),
        closing=LIST_SAFETY,
    )
