"""secbc trials"""

from ...model.errors import UsageError
from ...model.selection import WITHIN, Filters
from ...render.answer import Answer
from ..filters import MINE, with_filters
from ..session import Session

EXAMPLES = (
    "secbc trials --status recruiting",
    "secbc trials --subtype triple-negative --uk",
    "secbc trials --drug SERD --phase 3 --outcome met,missed",
    "secbc trials --gene ESR1 --had palbociclib --lines 1",
    "secbc trials --registry --status recruiting --near Leeds",
)


@with_filters("trials")
def trials(session: Session, filters: Filters, mine: MINE = False) -> Answer:
    """Trials, narrowed by what you ask. Repeat a filter, or use commas, to widen it."""
    if filters.within != WITHIN and not filters.near:
        raise UsageError("--within says how far from --near", "secbc trials --near Leeds --within 30")
    if filters.registry:
        from ..registry import studies_answer

        return studies_answer(session, filters, mine)
    from ...model.trial import Trial
    from ...query.select import select_trials
    from ...view import trials as view
    from ..gather import chosen_answer, context_of, with_profile

    filters, kept = with_profile(session, filters, mine, "trials")
    library = session.library
    chosen = select_trials(library, filters)
    shown = chosen.shown(filters.hidden)
    return chosen_answer(
        session,
        "trial",
        chosen,
        lambda: view.page(
            library.records(Trial, shown), chosen, context_of(session, ("trial", shown)), kept, filters.hidden
        ),
        kept,
    )
