"""secbc trial NAME"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc trial SERENA-6", "secbc trial NCT03778931", "secbc trial emerald --clinical")


def trial(
    session: Session,
    name: Annotated[
        str,
        typer.Argument(help="A trial, by its name or registry number.", autocompletion=names_of("trial")),
    ],
    clinical: Annotated[
        bool, typer.Option("--clinical", help="Add hazard ratios with intervals and p.")
    ] = False,
    survival: Annotated[bool, typer.Option("--survival", help="Add how long people lived.")] = False,
) -> Answer:
    """One trial: who can join, what was found, where it stands."""
    from ...model.errors import NoSuchName
    from ...model.trial import Trial
    from ...query.lookup import find
    from ...view import trial as view
    from ..gather import answer, context_of
    from ..registry import registry_only

    try:
        found = find(session.library, Trial, name)
    except NoSuchName as miss:
        return registry_only(session, name, miss)
    entry = session.library.registered([found.id]).get(found.id)
    study = session.live.studies([entry.nct]).get(entry.nct) if session.live and entry else None
    return answer(
        session,
        f"trial {found.id}",
        "trial",
        [found.id],
        lambda: view.page(found, context_of(session, ("trial", [found.id])), clinical, survival, study),
    )
