"""The answer that follow, unfollow and following share."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..render.answer import Answer
from .session import Session

if TYPE_CHECKING:
    from ..query.follow import Following


def following_answer(
    session: Session, command: str, following: "Following", path: Path, words: str
) -> Answer:
    """The followed names as they are now; `words` say what was done."""
    from ..view import news as view

    rows: list[tuple[str, str, str]] = []
    for entry in following.followed:
        kind, _, i = entry.partition("/")
        name = session.library.names(kind, [i])[i] if kind != "study" else i
        shown = {"study": "trial, not reviewed by us"}.get(kind, kind)
        rows.append((f"secbc {'trial' if kind == 'study' else kind} {i}", name, shown))
    records = [{"kind": e.partition("/")[0], "id": e.partition("/")[2]} for e in following.followed]
    return Answer(
        command=command,
        document=lambda: view.following_page(rows, str(path), words),
        records=lambda: [msgspec.json.encode(record) for record in records],
        sources=list,
    )
