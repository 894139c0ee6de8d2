"""secbc profile"""

from typing import Annotated

import typer

from ...model.selection import KEPT, Filters, Profile
from ...render.answer import Answer
from ..complete import words_of
from ..filters import with_filters
from ..session import Session

EXAMPLES = (
    "secbc profile",
    "secbc profile --er positive --her2 negative --gene ESR1 --had palbociclib --lines 1",
    "secbc trials --mine --status recruiting",
)
_KEPT = tuple(name.replace("_", "-") for name in KEPT)


@with_filters("profile")
def profile(
    session: Session,
    filters: Filters,
    drop: Annotated[
        list[str] | None,
        typer.Option(help="Take one thing out again.", autocompletion=words_of(_KEPT), metavar="NAME"),
    ] = None,
) -> Answer:
    """Keep your situation on this computer, so that --mine can fill in the filters; or show it."""
    import msgspec

    from ...model.errors import UsageError
    from ...query import profile as kept
    from ...query.select import select_trials
    from ...view import profile as view

    path = kept.profile_path(session.environ.get("SECBC_CONFIG_DIR"))
    before = kept.read_profile(path)
    after = kept.merged(before or Profile(), filters)
    for name in drop or ():
        if name not in _KEPT:
            raise UsageError(f'--drop cannot be "{name}"', "One of: " + ", ".join(_KEPT))
        field = name.replace("-", "_")
        after = msgspec.structs.replace(after, **{field: getattr(Profile(), field)})
    changed = after != (before or Profile())
    if changed:
        select_trials(session.library, kept.filters_of(after, Filters()))  # refuses words that mean nothing
        kept.keep_profile(path, after)
    exists = changed or before is not None
    return Answer(
        command="profile",
        document=lambda: view.page(kept.told(after), str(path), exists, changed),
        records=lambda: [msgspec.json.encode(after)],
        sources=list,
    )
