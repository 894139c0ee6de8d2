"""secbc stale"""

from ...render.answer import Answer
from ..session import Session

EXAMPLES = ("secbc stale", "secbc stale --csv")


def stale(session: Session) -> Answer:
    """Our records whose status the registry contradicts: the maintainers' worklist."""
    import msgspec

    from ...query.live import need_live
    from ...query.stale import stale_records
    from ...view import stale as view

    copy, library = need_live(session.live), session.open_library()
    found = stale_records(library, copy)
    return Answer(
        command="stale",
        document=lambda: view.page(found, library.count("trial"), session.today),
        records=lambda: [msgspec.json.encode(row) for row in found],
        sources=list,
        data_date=library.data_date,
        notes=() if found else ("No record is contradicted.",),
    )
