"""secbc results TRIAL|DRUG"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc results serena-6", "secbc results elacestrant", "secbc results emerald --clinical")


def results(
    session: Session,
    name: Annotated[
        str,
        typer.Argument(help="A trial or a drug.", autocompletion=names_of("trial"), metavar="TRIAL|DRUG"),
    ],
    clinical: Annotated[
        bool, typer.Option("--clinical", help="Add hazard ratios, drawn and in a table.")
    ] = False,
    survival: Annotated[bool, typer.Option("--survival", help="Add how long people lived.")] = False,
) -> Answer:
    """What was found: the aim, typical times, groups of 100 people, side effects of both groups."""
    from ...model.drug import Drug
    from ...model.trial import Trial
    from ...query.lookup import find_either
    from ...view import outcomes as view
    from ..gather import answer, context_of

    library = session.library
    kind, found = find_either(library, ("trial", "drug"), name)
    title = library.names(kind, [found])[found]
    if kind == "trial":
        trials = [library.record(Trial, found)]
        drug_ids = list(trials[0].drugs)
    else:
        every = library.records(Trial, library.having("drug", found, "trial"))
        trials = [t for t in every if any(found in a.drugs for a in t.arms if a.role == "experimental")]
        drug_ids = [found]
    trial_ids = [trial.id for trial in trials]
    return answer(
        session,
        f"results {found}",
        "trial",
        trial_ids,
        lambda: view.page(
            title,
            trials,
            library.records(Drug, drug_ids),
            context_of(session, ("trial", trial_ids), ("drug", drug_ids)),
            clinical,
            survival,
        ),
    )
