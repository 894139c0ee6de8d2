"""secbc search WORDS..."""

from typing import Annotated

import typer

from ...model.errors import ExitCode, UsageError
from ...render.answer import Answer
from ..session import Session

EXAMPLES = (
    "secbc search elacestrant",
    "secbc search what if it has spread to the brain",
    "secbc search serena 6",
)


def search(
    session: Session,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS...", help="Names or a question.")
    ] = None,
    limit: Annotated[int, typer.Option(help="Show at most so many.", min=1, metavar="N")] = 20,
) -> Answer:
    """Find pages by any words: names, abbreviations, misspellings, whole questions."""
    import msgspec

    from ...query.hits import place_in
    from ...query.search import search as find
    from ...view import search as view

    asked = " ".join(words or ()).strip()
    if not asked:
        raise UsageError("What are you looking for?", *EXAMPLES)
    library = session.library
    found = find(library, asked, limit)
    place = place_in(library, asked)
    return Answer(
        command=f"search {asked}",
        document=lambda: view.page(asked, found, place),
        records=lambda: [msgspec.json.encode(hit) for hit in found.hits],
        sources=list,
        data_date=library.data_date,
        exit_code=ExitCode.ANSWERED,
        notes=() if found.hits or place else ("Nothing found.",),
    )
