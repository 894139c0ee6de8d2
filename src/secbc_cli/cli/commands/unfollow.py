"""secbc unfollow NAME..."""

from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import names_of
from ..session import Session

EXAMPLES = ("secbc unfollow elacestrant",)


def unfollow(
    session: Session,
    names: Annotated[
        list[str],
        typer.Argument(help="Names that you follow.", autocompletion=names_of("drug", "trial")),
    ],
) -> Answer:
    """Stop watching a drug or a trial."""
    from ...model.errors import NoSuchName
    from ...query.follow import Following, following_path, keep_following, named, read_following, to_follow
    from ..followed import following_answer

    path = following_path(session.environ.get("SECBC_CONFIG_DIR"))
    before = read_following(path)
    gone = set()
    for name in names:
        try:
            meant = to_follow(session.library, session.live, name)
        except NoSuchName:  # a record that has gone since can still be unfollowed
            meant = name
        gone.add(meant if meant in before.followed else named(before, name))
    after = Following(tuple(entry for entry in before.followed if entry not in gone), before.looked)
    keep_following(path, after)
    return following_answer(session, "unfollow", after, path, "No longer followed.")
