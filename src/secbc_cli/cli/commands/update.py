"""secbc update"""

from typing import TYPE_CHECKING, Annotated

import typer

from ...render.answer import Answer
from ..session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ...model.update import Query
    from ...store.live import LiveCopy

LONGEST = 1000
"""Characters of a question."""
EXAMPLES = ("secbc update", "secbc update --full", 'secbc update --query "leptomeningeal AND HER2"')


def update(
    session: Session,
    full: Annotated[
        bool, typer.Option("--full", help="Compare every study, not only those changed since.")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="All breast cancer, not only metastatic or advanced.")
    ] = False,
    query: Annotated[
        list[str] | None,
        typer.Option(help="Also what the registry finds for these words.", metavar="WORDS"),
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="A mirror of the registry's API v2.", metavar="URL")
    ] = None,
    pace: Annotated[
        float | None,
        typer.Option(
            help="Seconds between requests: 1, or more; less only for a mirror.", min=0, metavar="N"
        ),
    ] = None,
) -> Answer:
    """Fetch how trials stand today from ClinicalTrials.gov. The only command that uses the network."""
    import msgspec

    from ...model.errors import RegistryError
    from ...query.live import live_path, writing
    from ...registry.api import Api
    from ...registry.client import Client, address
    from ...registry.sync import update as bring_up_to_date
    from ...render.progress import Bar
    from ...view import update as view
    from ..emit import tell

    records = [row[0] for row in session.open_library().index.rows("SELECT nct FROM trial WHERE nct != ''")]
    path = live_path(session.live_folder)
    client = Client(*address(base_url, pace), environ=session.environ)
    tell(f"Asking {client.base_url}. Nothing about you is sent.", session)
    drawn = session.format == "rich" and session.stderr.isatty()
    with writing(path) as copy:
        queries = _questions(copy, all_, tuple(query or ()))
        try:
            with Bar(session.stderr, drawn, session.color) as bar:
                totals = bring_up_to_date(copy, Api(client), records, queries, full, bar, _clock(session))
        except RegistryError as error:
            last = copy.last_whole()
            kept = view.last_copy(last.finished if last else "", copy.count(), session.today)
            raise type(error)(f"{error.message}. {kept}", *error.hints) from None
        except KeyboardInterrupt:
            tell("Stopped. What was fetched is kept: secbc update goes on from there.", session)
            raise
        finally:
            client.close()
        held, asked = copy.count(), copy.queries()
    return Answer(
        command="update",
        document=lambda: view.page(totals, asked, held, session.today),
        records=lambda: [msgspec.json.encode(totals)],
        sources=list,
        data_date=totals.data_timestamp[:10],
        notes=tuple(f"Warning: {problem}." for problem in totals.problems),
    )


def _clock(session: Session) -> "Callable[[], datetime]":
    """Now; where SECBC_TODAY freezes the date, that day at this time of day."""
    from datetime import datetime

    from ...registry.sync import real_clock

    if not session.environ.get("SECBC_TODAY"):
        return real_clock
    today = session.today
    return lambda: datetime.combine(today, real_clock().timetz())


def _questions(copy: "LiveCopy", all_: bool, words: tuple[str, ...]) -> "list[Query]":
    """The questions to ask beside our records': new ones, and all asked before.

    A question of nothing but numbers would switch the registry's filters off, so numbers are asked apart.
    """
    from ...model.study import NCT
    from ...model.update import Query
    from ...registry.sync import ALL, METASTATIC, RECORDS, by_number
    from ...registry.wire import clean

    asked = [query for query in copy.queries() if query.name not in (RECORDS, METASTATIC.name)]
    for expression in (" ".join(clean(word).split()) for word in words):
        parts = expression.upper().replace(",", " ").split()
        if parts and all(NCT.fullmatch(part) for part in parts):
            asked.append(by_number(parts))
        elif expression:
            expression = expression[:LONGEST]
            asked.append(Query(expression, "query.term", expression))
    chosen = {query.name: Query(*query[:3]) for query in (METASTATIC, *([ALL] if all_ else []), *asked)}
    return list(chosen.values())
