"""secbc forget"""

from ...render.answer import Answer
from ..session import Session

EXAMPLES = ("secbc forget",)


def forget(session: Session) -> Answer:
    """Remove the profile that `secbc profile` keeps on this computer."""
    import msgspec

    from ...query.profile import forget_profile, profile_path
    from ...view import profile as view

    path = profile_path(session.environ.get("SECBC_CONFIG_DIR"))
    gone = forget_profile(path)
    return Answer(
        command="forget",
        document=lambda: view.forgotten(str(path), gone),
        records=lambda: [msgspec.json.encode({"removed": gone})],
        sources=list,
    )
