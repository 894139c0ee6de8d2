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


def home(session: Session) -> Answer:
    """The first screen."""
    from ...view import home as view
    from ..gather import answer

    inside = facts(session)
    counts = {_many(kind): session.library.count(kind.name) for kind in KINDS.values()}
    seen = (str(inside["oldest_status"]), str(inside["newest_status"]))

    made = answer(
        session,
        "secbc",
        "source",
        [],
        lambda: view.page(counts, seen, session.library.data_date, __version__, session.today),
    )
    return Answer(
        made.command,
        made.document,
        lambda: [msgspec.json.encode(inside)],
        list,
        made.data_date,
        notes=made.notes,
    )


def version(session: Session) -> Answer:
    """Program version, data date, record counts: one line for people, one record for programs."""
    inside = facts(session)
    counts = ", ".join(f"{session.library.count(k.name)} {_many(k)}" for k in KINDS.values())
    line = f"secbc {__version__}, data of {session.library.data_date}: {counts}"
    made = home(session)
    as_text = session.format in ("rich", "plain")
    return Answer(
        "secbc --version",
        made.document,
        lambda: [msgspec.json.encode(inside)],
        list,
        made.data_date,
        notes=made.notes,
        text=line + "\n" if as_text else None,
    )
