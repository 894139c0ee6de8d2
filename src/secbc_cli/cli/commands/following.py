"""secbc following"""

from ...render.answer import Answer
from ..session import Session

EXAMPLES = ("secbc following", "secbc following --json")


def following(session: Session) -> Answer:
    """The drugs and trials that you watch."""
    from ...query.follow import following_path, read_following
    from ..followed import following_answer

    path = following_path(session.environ.get("SECBC_CONFIG_DIR"))
    return following_answer(session, "following", read_following(path), path, "What you watch for news.")
