"""secbc forget [NAME]"""

from pathlib import Path
from typing import Annotated

import typer

from ...render.answer import Answer
from ..complete import words_of
from ..session import Session

WHAT = {
    "profile": "profile",
    "following": "list of followed names",
    "registry": "copy of the registry",
}
EXAMPLES = ("secbc forget", "secbc forget following", "secbc forget registry")


def forget(
    session: Session,
    what: Annotated[
        str | None,
        typer.Argument(
            help=f"Only one of: {', '.join(WHAT)}.", autocompletion=words_of(tuple(WHAT)), metavar="[NAME]"
        ),
    ] = None,
) -> Answer:
    """Remove what secbc keeps on this computer: your profile, what you follow, the registry's copy."""
    import msgspec

    from ...model.errors import UsageError
    from ...view import profile as view

    if what is not None and what not in WHAT:
        raise UsageError(f'There is nothing called "{what}" to forget', "One of: " + ", ".join(WHAT))
    removed = [(WHAT[name], *_remove(session, name)) for name in WHAT if what in (None, name)]
    return Answer(
        command=f"forget {what}" if what else "forget",
        document=lambda: view.forgotten([(name, str(path), gone) for name, path, gone in removed]),
        records=lambda: [
            msgspec.json.encode({"what": name, "path": str(path), "removed": gone})
            for name, path, gone in removed
        ],
        sources=list,
    )


def _remove(session: Session, name: str) -> tuple[Path, bool]:
    """Remove it: where it was, and whether there was one."""
    settings = session.environ.get("SECBC_CONFIG_DIR")
    if name == "registry":
        from ...query.live import forget_live, live_path

        return (path := live_path(session.live_folder)), forget_live(path)
    from ...query.own_file import own_path, remove

    return (path := own_path(settings, f"{name}.json")), remove(path)
