"""secbc sources [ID]"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc sources", "secbc sources nice-ta1036", "secbc sources --csv")


def sources(
    session: Session,
    source_id: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A source's id.", autocompletion=names_of("source")),
    ] = None,
) -> Answer:
    """Where the facts come from."""
    from ...model.source import Source
    from ...query.lookup import COMMANDS, find
    from ...view import source as view
    from ..gather import answer, context_of

    library = session.library
    if source_id is None:
        ids = library.ids("source")
        return answer(
            session,
            "sources",
            "source",
            ids,
            lambda: view.list_page(library.records(Source, ids), context_of(session)),
        )
    found = find(library, Source, source_id)
    sql = (
        "SELECT cited.kind, cited.id, called FROM cited JOIN record USING (kind, id) "
        "WHERE source = ? ORDER BY 1, 3"
    )
    rows = library.index.rows(sql, (found.id,))
    cited_in = [(called, f"secbc {COMMANDS[kind]} {record_id}") for kind, record_id, called in rows]
    return answer(
        session,
        f"sources {found.id}",
        "source",
        [found.id],
        lambda: view.page(found, cited_in, context_of(session)),
    )
