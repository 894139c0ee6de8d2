"""secbc glossary [TERM]"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc glossary", "secbc glossary ESR1", 'secbc glossary "liquid biopsy"')


def glossary(
    session: Session,
    term: Annotated[
        str | None,
        typer.Argument(help="A medical word.", autocompletion=names_of("term")),
    ] = None,
) -> Answer:
    """Medical words in plain words."""
    from ...model.term import Term
    from ...query.lookup import find
    from ...view import glossary as view
    from ..gather import answer, context_of

    library = session.library
    if term is None:
        ids = library.ids("term")
        return answer(
            session,
            "glossary",
            "term",
            ids,
            lambda: view.list_page(library.records(Term, ids), context_of(session, ("term", ids))),
        )
    found = find(library, Term, term)
    return answer(
        session,
        f"glossary {found.id}",
        "term",
        [found.id],
        lambda: view.page(found, context_of(session, ("term", [found.id]))),
    )
