"""What most commands do between query and view: the page's context and the answer around it."""

from collections.abc import Callable, Iterable

from ..model.errors import ExitCode, UsageError
from ..model.kinds import KINDS
from ..model.selection import Filters, Selection
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
        library.registered(wanted["trial"]),
    )


def with_profile(
    session: Session, filters: Filters, mine: bool, list_name: str
) -> tuple[Filters, tuple[str, ...]]:
    """The filters, filled from the user's profile where `mine` asks for it; and what it keeps, as options."""
    if not mine:
        return filters, ()
    from ..model.selection import Profile
    from ..query.profile import filters_of, profile_path, read_profile, told
    from .filters import FILTERS

    kept = read_profile(profile_path(session.environ.get("SECBC_CONFIG_DIR")))
    if kept is None:
        raise UsageError("There is no profile to use", "secbc profile --help")
    from ..model.selection import OF_REGISTRY

    here = OF_REGISTRY if list_name == "registry" else {f.name for f in FILTERS if list_name in f.lists}
    usable = Profile(**{n: getattr(kept, n) for n in kept.__struct_fields__ if n in here})
    return filters_of(usable, filters), told(usable)


def with_terms(made: Answer, session: Session) -> Answer:
    """The Answer whose page ends with its medical words and their meanings."""
    import msgspec

    from ..query.terms import terms_in
    from ..view.explain import explained, texts_of

    def document() -> Document:
        page = made.document()
        return explained(page, terms_in(session.library, texts_of(page)))

    return msgspec.structs.replace(made, document=document)


def chosen_answer(
    session: Session,
    kind: str,
    chosen: Selection,
    document: Callable[[], Document],
    kept: tuple[str, ...] = (),
    command: str = "",
) -> Answer:
    """The Answer of a narrowed list: its records, and beside them why each is shown and what was hidden.

    `kept` is what a profile added; `command` is given where it is not the plural of the kind.
    """
    command = command or KINDS[kind].plural
    none = "No trial fits." if kind == "trial" else "No drug fits."
    notes = () if chosen.ids else (" ".join((none, *(f"{line}." for line in chosen.emptied_by))),)
    if kept and session.choices.output:
        notes = (*notes, f"This file holds what your profile says: {' '.join(kept)}")
    made = answer(session, " ".join((command, *chosen.said)), kind, chosen.ids, document, notes)
    if not chosen.why and not chosen.hidden:
        return made
    import msgspec

    return msgspec.structs.replace(made, selection=lambda: msgspec.json.encode(_selected(chosen, kept)))


def _selected(chosen: Selection, kept: tuple[str, ...]) -> dict[str, object]:
    """For machines: the filters, what each shown record says of them, what was hidden and by which words."""
    shown = [{"id": i, "facts": chosen.why.get(i, ())} for i in chosen.ids]
    return {"filters": chosen.said, "from_profile": kept, "shown": shown, "hidden": chosen.hidden}


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
        return library.sources_json(cited)

    broken = library.broken
    if broken:
        files = "1 file has problems and is" if broken == 1 else f"{broken} files have problems and are"
        notes = (*notes, f"Warning: {files} left out. See: secbc check")
    notes = (*notes, *session.warnings)
    return Answer(
        command=command,
        document=document,
        records=lambda: library.public_json(kind, wanted),
        sources=sources,
        data_date=library.data_date,
        exit_code=ExitCode.ANSWERED,
        notes=notes,
    )
