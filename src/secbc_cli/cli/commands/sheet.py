"""secbc sheet TRIAL|DRUG"""

from typing import Annotated

import msgspec
import typer

from ...render.answer import Answer
from ...view.document import Document
from ..complete import names_of
from ..session import Session

EXAMPLES = (
    "secbc sheet elacestrant",
    "secbc sheet tropion-breast05 --format html --output sheet.html",
)


def sheet(
    session: Session,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Trials or drugs.", autocompletion=names_of("trial"), metavar="TRIAL|DRUG..."),
    ] = None,
) -> Answer:
    """One A4 page each for the appointment: what it is, what to check, what to ask, space to write."""
    from ...model.drug import Drug
    from ...model.errors import UsageError
    from ...model.guide import Guide
    from ...model.trial import Trial
    from ...query.lookup import find_either
    from ...view import sheet as view
    from ..gather import answer, context_of

    if not names:
        raise UsageError("Name a trial or a drug", *EXAMPLES)
    library = session.library
    found = list(dict.fromkeys(find_either(library, ("trial", "drug"), name) for name in names))

    def document() -> Document:
        records = [
            library.record(Trial, i) if kind == "trial" else library.record(Drug, i) for kind, i in found
        ]
        guides = {guide.id: guide for guide in library.records(Guide, ("questions", "where-to-turn"))}
        return view.page(records, guides, context_of(session, *((kind, [i]) for kind, i in found)))

    made = answer(session, " ".join(("sheet", *(i for _, i in found))), found[0][0], [found[0][1]], document)
    return msgspec.structs.replace(
        made,
        records=lambda: [library.public_json(kind, [i])[0] for kind, i in found],
        sources=lambda: library.sources_json({s for kind, i in found for s in library.cited_by(kind, [i])}),
    )
