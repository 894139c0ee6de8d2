"""What most commands do between query and view: the page's context and the answer around it."""

from collections.abc import Callable, Iterable

from ..model.errors import ExitCode
from ..render.answer import Answer
from ..view.context import Context
from ..view.document import Document
from .session import Session

Shown = tuple[str, list[str]]
"""Records of one kind on a page: the kind and their ids."""


def context_of(session: Session, *shown: Shown, linked: Iterable[str] = ()) -> Context:
    """The context of a page that shows these records, and links to the trials `linked`.

    Of drugs, treatments and subtypes all names are at hand; of trials, which are many, only these.
    """
    library = session.library
    cited = {source for kind, ids in shown for source in library.cited_by(kind, ids)}
    wanted = {kind: library.ids(kind) for kind in ("treatment", "drug", "subtype")}
    wanted["trial"] = [*linked, *(i for kind, ids in shown if kind == "trial" for i in ids)]
    return Context(
        session.today,
        library.data_date,
        library.sources(sorted(cited)),
        {kind: library.names(kind, ids) for kind, ids in wanted.items()},
        {kind: library.states(kind, wanted[kind]) for kind in ("drug", "trial")},
    )


def answer(
    session: Session,
    command: str,
    kind: str,
    ids: Iterable[str],
    document: Callable[[], Document],
    notes: tuple[str, ...] = (),
) -> Answer:
    """The Answer of a command whose records are these ids of `kind`."""
    library = session.library
    wanted = list(ids)

    def sources() -> list[bytes]:
        cited = library.cited_by(kind, wanted) if kind != "source" else wanted
        return library.json("source", cited)

    broken = library.broken
    if broken:
        files = "1 file has problems and is" if broken == 1 else f"{broken} files have problems and are"
        notes = (*notes, f"Warning: {files} left out. See: secbc check")
    return Answer(
        command=command,
        document=document,
        records=lambda: library.json(kind, wanted),
        sources=sources,
        data_date=library.data_date,
        exit_code=ExitCode.ANSWERED,
        notes=notes,
    )
