"""secbc timeline DRUG|TREATMENT"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc timeline elacestrant", "secbc timeline Enhertu --plain", "secbc timeline PARP")


def timeline(
    session: Session,
    name: Annotated[
        str,
        typer.Argument(
            help="A drug or a treatment, by any of its names.",
            metavar="DRUG|TREATMENT",
            autocompletion=names_of("drug", "treatment"),
        ),
    ],
) -> Answer:
    """From the first trial to the NHS, on one line of time."""
    from ...model.drug import Drug
    from ...model.selection import Filters
    from ...model.treatment import Treatment
    from ...model.trial import Trial
    from ...query.lookup import find_first
    from ...query.select import select_trials
    from ...view import timeline as view
    from ...view.document import Document
    from ..gather import answer, context_of

    library = session.library
    kind, found = find_first(library, ("drug", "treatment"), name)
    if kind == "drug":
        drug_ids = [found]
        filters = Filters(drug=(found,), sort="newest")
    else:
        drug_ids = library.having("treatment", found, "drug")
        filters = Filters(treatment=(found,), phase=("3",), sort="newest")
    trial_ids = list(select_trials(library, filters).ids)

    def document() -> Document:
        drugs, trials = library.records(Drug, drug_ids), library.records(Trial, trial_ids)
        context = context_of(session, ("drug", drug_ids), ("trial", trial_ids))
        if kind == "drug":
            return view.of_drug(drugs[0], trials, context)
        return view.of_treatment(library.record(Treatment, found), drugs, trials, context)

    return answer(session, f"timeline {found}", "drug", drug_ids, document)
