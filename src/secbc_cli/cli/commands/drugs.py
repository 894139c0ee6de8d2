"""secbc drugs"""

from ...model.selection import Filters
from ...render.answer import Answer
from ..filters import MINE, with_filters
from ..session import Session

EXAMPLES = ("secbc drugs", "secbc drugs --gene ESR1", "secbc drugs --her2 low --csv")


@with_filters("drugs")
def drugs(session: Session, filters: Filters, mine: MINE = False) -> Answer:
    """Every drug: what it is and how far it has come."""
    from ...model.drug import Drug
    from ...query.select import select_drugs
    from ...view import drugs as view
    from ..gather import chosen_answer, context_of, with_profile

    filters, kept = with_profile(session, filters, mine, "drugs")
    library = session.library
    chosen = select_drugs(library, filters)
    shown = chosen.shown(filters.hidden)
    sql = "SELECT value, count(*) FROM facet WHERE field = 'drug' AND kind = 'trial' GROUP BY value"
    trials_of = dict(library.index.rows(sql))
    return chosen_answer(
        session,
        "drug",
        chosen,
        lambda: view.page(
            library.records(Drug, shown), trials_of, chosen, context_of(session), kept, filters.hidden
        ),
        kept,
    )
