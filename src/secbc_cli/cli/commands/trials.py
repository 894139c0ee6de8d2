"""secbc trials"""

from collections.abc import Callable
from typing import Annotated, Any, get_args

import typer

from ...model.selection import Filters
from ...model.vocabulary import Biomarker as VocabularyBiomarker
from ...query.select import OUTCOMES, PHASES, SORTS, STATUSES
from ...render.answer import Answer
from ..complete import names_of, words_of
from ..session import Session

EXAMPLES = (
    "secbc trials --status recruiting",
    "secbc trials --subtype triple-negative --uk",
    "secbc trials --drug SERD --phase 3 --outcome met,missed",
)


def _several(help_: str, complete: Callable[..., Any], metavar: str) -> Any:
    return typer.Option(help=help_, autocompletion=complete, metavar=metavar, show_default=False)


Several = list[str] | None
Status = Annotated[
    Several, _several("Recruitment: " + ", ".join(STATUSES) + ".", words_of(STATUSES), "STATUS")
]
Drug = Annotated[Several, _several("A drug or a class of drugs.", names_of("drug"), "NAME")]
Treatment = Annotated[Several, _several("A treatment and its kinds.", names_of("treatment"), "NAME")]
Subtype = Annotated[Several, _several("A type of breast cancer.", names_of("subtype"), "NAME")]
Biomarker = Annotated[
    Several,
    _several("What a test can find: ESR1, BRCA, PD-L1.", words_of(get_args(VocabularyBiomarker)), "NAME"),
]
Phase = Annotated[Several, _several("1, 1/2, 2, 2/3, 3 or 4.", words_of(PHASES), "PHASE")]
Outcome = Annotated[
    Several, _several("Main aim: " + ", ".join(OUTCOMES) + ".", words_of(OUTCOMES), "OUTCOME")
]
Uk = Annotated[bool, typer.Option("--uk", help="Only trials known to have, or have had, UK places.")]
Sort = Annotated[
    str, typer.Option(help=", ".join(SORTS) + ".", autocompletion=words_of(SORTS), metavar="ORDER")
]
Limit = Annotated[
    int | None, typer.Option(help="Show at most so many.", min=1, metavar="N", show_default=False)
]


def trials(
    session: Session,
    status: Status = None,
    drug: Drug = None,
    treatment: Treatment = None,
    subtype: Subtype = None,
    biomarker: Biomarker = None,
    phase: Phase = None,
    outcome: Outcome = None,
    uk: Uk = False,
    sort: Sort = "status",
    limit: Limit = None,
) -> Answer:
    """Trials, narrowed by what you ask. Repeat a filter, or use commas, to widen it."""
    from ...model.trial import Trial
    from ...query.select import select_trials
    from ...view import trials as view
    from ..gather import answer, context_of

    library = session.library
    filters = Filters(
        status=_split(status),
        drug=_split(drug),
        treatment=_split(treatment),
        subtype=_split(subtype),
        biomarker=_split(biomarker),
        phase=_split(phase),
        outcome=_split(outcome),
        uk=uk,
        sort=sort,
        limit=limit,
    )
    chosen = select_trials(library, filters)
    ids = list(chosen.ids)
    notes = () if ids else ("No trial fits. " + " ".join(f"{line}." for line in chosen.emptied_by),)
    return answer(
        session,
        " ".join(("trials", *chosen.said)),
        "trial",
        ids,
        lambda: view.page(library.records(Trial, ids), chosen, context_of(session, ("trial", ids))),
        notes,
    )


def _split(values: list[str] | None) -> tuple[str, ...]:
    """`--phase 2 --phase 3` and `--phase 2,3` are one thing."""
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())
