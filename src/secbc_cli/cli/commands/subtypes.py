"""secbc subtypes [NAME]"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc subtypes", "secbc subtypes TNBC", "secbc subtypes her2-low")


def subtypes(
    session: Session,
    name: Annotated[
        str | None,
        typer.Argument(help="A type, by any name: TNBC, HER2+, HR+.", autocompletion=names_of("subtype")),
    ] = None,
) -> Answer:
    """Types of secondary breast cancer."""
    from ...model.drug import Drug
    from ...model.selection import Filters
    from ...model.subtype import Subtype
    from ...model.trial import Trial
    from ...query.lookup import find
    from ...query.select import select_trials
    from ...view import subtype as view
    from ...view.treatment import SHOWN
    from ..gather import answer, context_of

    library = session.library
    if name is None:
        ids = library.ids("subtype")
        return answer(
            session,
            "subtypes",
            "subtype",
            ids,
            lambda: view.list_page(library.records(Subtype, ids), context_of(session, ("subtype", ids))),
        )
    found = find(library, Subtype, name)
    drug_ids = library.having("subtype", found.id, "drug")
    trial_ids = list(select_trials(library, Filters(subtype=(found.id,))).ids)
    first = trial_ids[:SHOWN]
    linked = [i for item in found.research for i in item.trials]
    return answer(
        session,
        f"subtypes {found.id}",
        "subtype",
        [found.id],
        lambda: view.page(
            found,
            library.records(Drug, drug_ids),
            library.records(Trial, first),
            len(trial_ids),
            context_of(session, ("subtype", [found.id]), ("trial", first), linked=linked),
        ),
    )
