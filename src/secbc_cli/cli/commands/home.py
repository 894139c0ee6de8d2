"""secbc: what is inside, how fresh it is, what to type next."""

import msgspec

from ... import __version__
from ...model.kinds import KINDS, Kind
from ...render.answer import Answer
from ..session import Session


def facts(session: Session) -> dict[str, object]:
    """Program version, data date, record counts, and the dates of trial statuses."""
    library = session.library
    oldest, newest = library.index.rows(
        "SELECT min(as_of), max(as_of) FROM trial WHERE recruitment != 'unknown'"
    )[0]
    return {
        "version": __version__,
        "data_date": library.data_date,
        "records": {kind.plural: library.count(kind.name) for kind in KINDS.values()},
        "oldest_status": oldest or "",
        "newest_status": newest or "",
    }


def _many(kind: Kind) -> str:
    return {"guide": "guide topics", "term": "glossary terms"}.get(kind.name, kind.plural)


def home(session: Session, command: str = "secbc", text: str | None = None) -> Answer:
    """The first screen; `text` is shown instead of it where one line is asked for."""
    from ...view import home as view
    from ..gather import answer

    inside = facts(session)
    counts = {_many(kind): session.library.count(kind.name) for kind in KINDS.values()}
    seen = (str(inside["oldest_status"]), str(inside["newest_status"]))
    data_date = session.library.data_date
    registry = _registry(session)
    made = answer(
        session,
        command,
        "source",
        [],
        lambda: view.page(counts, seen, data_date, __version__, session.today, registry),
    )
    records = [msgspec.json.encode(inside)]
    return Answer(command, made.document, lambda: records, list, data_date, notes=made.notes, text=text)


def _registry(session: Session) -> str:
    """What the copy of the registry holds, and when it was last asked."""
    copy = session.live
    last = copy.last_whole() if copy else None
    if copy is None or last is None:
        return ""
    from ...model.dates import age, show

    day = last.started[:10]
    return f"{copy.count():,} studies, asked {show(day)} ({age(day, session.today)})"


def version(session: Session) -> Answer:
    """Program version, data date, record counts: one line for people, one record for programs."""
    library = session.library
    counts = ", ".join(f"{library.count(kind.name)} {_many(kind)}" for kind in KINDS.values())
    line = f"secbc {__version__}, data of {library.data_date}: {counts}\n"
    return home(session, "secbc --version", line if session.format in ("rich", "plain") else None)
