"""secbc treatments [NAME]"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc treatments", "secbc treatments hormone", "secbc treatments ADC --format markdown")


def treatments(
    session: Session,
    name: Annotated[
        str | None,
        typer.Argument(
            help="A treatment, by any name: hormone, endocrine, ADC.", autocompletion=names_of("treatment")
        ),
    ] = None,
) -> Answer:
    """Kinds of treatment, and what research is looking at."""
    from ...model.drug import Drug
    from ...model.selection import Filters
    from ...model.treatment import Treatment
    from ...model.trial import Trial
    from ...query.lookup import find
    from ...query.select import select_trials
    from ...view import treatment as view
    from ...view.treatment import SHOWN
    from ..gather import answer, context_of

    library = session.library
    if name is None:
        ids = library.ids("treatment")
        return answer(
            session,
            "treatments",
            "treatment",
            ids,
            lambda: view.list_page(library.records(Treatment, ids), context_of(session, ("treatment", ids))),
        )
    found = find(library, Treatment, name)
    drug_ids = library.having("treatment", found.id, "drug")
    trial_ids = list(select_trials(library, Filters(treatment=(found.id,))).ids)
    first = trial_ids[:SHOWN]
    linked = [i for item in found.research for i in item.trials]
    return answer(
        session,
        f"treatments {found.id}",
        "treatment",
        [found.id],
        lambda: view.page(
            found,
            [t for t in library.records(Treatment, library.ids("treatment")) if t.kind_of == found.id],
            library.records(Drug, drug_ids),
            library.records(Trial, first),
            len(trial_ids),
            context_of(session, ("treatment", [found.id]), ("trial", first), linked=linked),
        ),
    )
