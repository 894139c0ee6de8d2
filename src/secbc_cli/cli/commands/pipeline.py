"""secbc pipeline"""

from ...model.selection import Filters
from ...render.answer import Answer
from ..filters import MINE, with_filters
from ..session import Session

EXAMPLES = ("secbc pipeline", "secbc pipeline --treatment hormone", "secbc pipeline --gene PIK3CA --json")


@with_filters("drugs")
def pipeline(session: Session, filters: Filters, mine: MINE = False) -> Answer:
    """Drugs by how far they have come: licensed, in late or early trials, in the lab, stopped."""
    from ...model.drug import Drug
    from ...model.trial import Trial
    from ...query.select import select_drugs, select_trials
    from ...view import pipeline as view
    from ..gather import chosen_answer, context_of, with_profile

    filters, kept = with_profile(session, filters, mine, "drugs")
    library = session.library
    chosen = select_drugs(library, filters)
    shown = chosen.shown(filters.hidden)
    running = list(select_trials(library, Filters(status=("recruiting",))).ids)
    return chosen_answer(
        session,
        "drug",
        chosen,
        lambda: view.page(
            library.records(Drug, shown),
            library.records(Trial, running),
            chosen,
            context_of(session, ("trial", running)),
            kept,
            filters.hidden,
        ),
        kept,
        "pipeline",
    )
