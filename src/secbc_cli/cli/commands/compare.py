"""secbc compare A B [C...]"""

from typing import Annotated

import typer

from ...model.errors import NoSuchName, UsageError
from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc compare elacestrant imlunestrant", "secbc compare emerald ember-3 --plain")
MOST = 4


def compare(
    session: Session,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Two to four drugs, or trials.", autocompletion=names_of("drug"), metavar="A B..."
        ),
    ] = None,
) -> Answer:
    """Drugs, or trials, side by side. It never says which is better."""
    from ...model.drug import Drug
    from ...model.trial import Trial
    from ...query.lookup import find_id
    from ...view import compare as view
    from ..gather import answer, context_of

    asked = list(names or ())
    if not 2 <= len(asked) <= MOST:
        raise UsageError("Name two to four drugs, or two to four trials", *EXAMPLES)
    library = session.library
    try:
        kind = "drug"
        ids = [find_id(library, kind, name) for name in asked]
    except NoSuchName as miss:
        try:
            kind = "trial"
            ids = [find_id(library, kind, name) for name in asked]
        except NoSuchName:
            raise miss from None
    ids = list(dict.fromkeys(ids))
    if len(ids) < 2:
        raise UsageError("These names lead to one record", f"secbc {kind} {ids[0]}")
    command = f"compare {' '.join(ids)}"
    if kind == "trial":
        return answer(
            session,
            command,
            kind,
            ids,
            lambda: view.trials_page(library.records(Trial, ids), context_of(session, ("trial", ids))),
        )
    of_each = {drug: library.having("drug", drug, "trial") for drug in ids}
    every = [trial for trials in of_each.values() for trial in trials]
    trials = {trial.id: trial for trial in library.records(Trial, dict.fromkeys(every))}
    return answer(
        session,
        command,
        kind,
        ids,
        lambda: view.drugs_page(
            library.records(Drug, ids),
            {drug: [trials[t] for t in found] for drug, found in of_each.items()},
            context_of(session, ("drug", ids), linked=every),
        ),
    )
