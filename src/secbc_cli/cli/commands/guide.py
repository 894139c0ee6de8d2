"""secbc guide [TOPIC]"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc guide", "secbc guide phases", "secbc guide questions --format html -o questions.html")


def guide(
    session: Session,
    topic: Annotated[
        str | None,
        typer.Argument(help="A topic: phases, travel, questions.", autocompletion=names_of("guide")),
    ] = None,
) -> Answer:
    """Research and trials explained."""
    from ...model.guide import Guide
    from ...query.lookup import find
    from ...view import guide as view
    from ..gather import answer, context_of

    library = session.library
    ids = library.ids("guide")
    if topic is None:
        return answer(
            session,
            "guide",
            "guide",
            ids,
            lambda: view.list_page(library.records(Guide, ids), context_of(session, ("guide", ids))),
        )
    found = find(library, Guide, topic)
    after = ids[ids.index(found.id) + 1 :]
    return answer(
        session,
        f"guide {found.id}",
        "guide",
        [found.id],
        lambda: view.page(found, after[0] if after else None, context_of(session, ("guide", [found.id]))),
    )
