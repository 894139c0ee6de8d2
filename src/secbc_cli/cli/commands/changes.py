"""secbc changes"""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import words_of
from ..session import Session

EXAMPLES = ("secbc changes", "secbc changes --following", "secbc changes --since 2026-11-01 --json")
LAST = "last"


def changes(
    session: Session,
    since: Annotated[
        str,
        typer.Option(
            help="A day, or: last (when you last looked).",
            autocompletion=words_of((LAST,)),
            metavar="DATE",
        ),
    ] = LAST,
    following: Annotated[bool, typer.Option("--following", help="Only what you follow.")] = False,
) -> Answer:
    """What opened, closed, stopped, got results, gained or lost UK places since you last looked."""
    import msgspec

    from ...model.errors import UsageError
    from ...query.follow import following_path, keep_following, numbers_followed, read_following
    from ...query.live import need_live
    from ...query.news import news_since
    from ...view import news as view

    copy, library = need_live(session.live), session.library
    path = following_path(session.environ.get("SECBC_CONFIG_DIR"))
    own = read_following(path)
    start = own.looked if since == LAST else _moment(since)
    rows = library.index.rows("SELECT nct, id, called FROM trial WHERE nct != ''")
    followed = numbers_followed(library, own)
    if following and not own.followed:
        raise UsageError("You follow nothing yet", "secbc follow elacestrant")
    news = news_since(copy, start, {nct: (i, called) for nct, i, called in rows}, followed)
    news = [piece for piece in news if piece.followed or not following]
    runs = copy.runs()
    updated = next((run.started for run in runs if run.state in ("done", "partial")), "")
    if since == LAST and not following and runs and runs[0].started > own.looked:
        keep_following(path, msgspec.structs.replace(own, looked=runs[0].started))
    return Answer(
        command=f"changes --since {since}",
        document=lambda: view.page(
            news, start, since == LAST and bool(own.looked), updated, len(own.followed), session.today
        ),
        records=lambda: [msgspec.json.encode(piece) for piece in news],
        sources=list,
        data_date=library.data_date,
        notes=() if news else ("No news.",),
    )


def _moment(day: str) -> str:
    """The end of the day before, so that the day itself counts."""
    from datetime import timedelta

    from ...model.dates import earliest
    from ...model.errors import UsageError

    try:
        first = earliest(day)
    except (ValueError, IndexError):
        raise UsageError(f'--since cannot be "{day}"', "A day as 2026-11-01, or: last") from None
    return f"{(first - timedelta(days=1)).isoformat()}T23:59:59.999Z"
