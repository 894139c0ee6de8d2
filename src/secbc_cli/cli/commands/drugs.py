"""secbc drugs"""

from ...render.answer import Answer
from ..session import Session

EXAMPLES = ("secbc drugs", "secbc drugs --csv")


def drugs(session: Session) -> Answer:
    """Every drug: what it is and how far it has come."""
    from ...model.drug import Drug
    from ...view import drug as view
    from ..gather import answer, context_of

    library = session.library
    ids = library.ids("drug")
    sql = "SELECT value, count(*) FROM facet WHERE field = 'drug' AND kind = 'trial' GROUP BY value"
    trials_of = dict(library.index.rows(sql))
    return answer(
        session,
        "drugs",
        "drug",
        ids,
        lambda: view.list_page(library.records(Drug, ids), trials_of, context_of(session)),
    )
