"""secbc follow NAME..."""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc follow elacestrant", "secbc follow SERENA-6 NCT03778931")


def follow(
    session: Session,
    names: Annotated[
        list[str],
        typer.Argument(help="Drugs or trials, by any name.", autocompletion=names_of("drug", "trial")),
    ],
) -> Answer:
    """Watch a drug or a trial: `secbc changes` tells of it first."""
    from ...query.follow import Following, following_path, keep_following, read_following, to_follow
    from ..followed import following_answer

    path = following_path(session.environ.get("SECBC_CONFIG_DIR"))
    before = read_following(path)
    new = [to_follow(session.library, session.live, name) for name in names]
    after = Following(tuple(dict.fromkeys((*before.followed, *new))), before.looked)
    if after != before:
        keep_following(path, after)
    words = "Kept." if after != before else "You followed it already."
    return following_answer(session, "follow", after, path, words)
