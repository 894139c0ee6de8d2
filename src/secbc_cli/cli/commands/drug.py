"""secbc drug NAME"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc drug elacestrant", "secbc drug Orserdu", "secbc drug RAD1901 --json")


def drug(
    session: Session,
    name: Annotated[
        str,
        typer.Argument(help="A drug, by its generic, brand or code name.", autocompletion=names_of("drug")),
    ],
) -> Answer:
    """One drug, explained."""
    from ...model.drug import Drug
    from ...model.selection import Filters
    from ...model.trial import Trial
    from ...query.lookup import find
    from ...query.select import select_trials
    from ...view import drug as view
    from ..gather import answer, context_of

    library = session.library
    found = find(library, Drug, name)
    trial_ids = list(select_trials(library, Filters(drug=(found.id,))).ids)
    counted = [effect.trial for effect in found.side_effects if effect.trial]
    return answer(
        session,
        f"drug {found.id}",
        "drug",
        [found.id],
        lambda: view.page(
            found,
            library.records(Trial, trial_ids),
            context_of(session, ("drug", [found.id]), ("trial", trial_ids), linked=counted),
        ),
    )
