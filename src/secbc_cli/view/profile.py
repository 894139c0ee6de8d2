"""The profile that a person keeps, and its removal."""

from collections.abc import Sequence

from .document import Bullet, Bullets, Document, Prose, Section, Text
from .words import LIST_SAFETY

PRIVATE = (
    "It is a file on this computer that only you can read. It is used only where you add --mine. "
    "secbc never sends it anywhere."
)


def page(options: tuple[str, ...], path: str, exists: bool, changed: bool) -> Document:
    """What is kept, where, and how to use or remove it."""
    lead = "Nothing is kept about you."
    if exists:
        lead = "Kept." if changed else "This is what is kept."
    kept = Bullets(tuple(Bullet(Text(option)) for option in options))
    none = Prose((Text("It is empty."),))
    sections = [Section("Your profile", (kept if options else none, Prose((Text(f"File: {path}"),))))]
    if not exists:
        words = "To keep something, name it: secbc profile --er positive --gene ESR1 --lines 1"
        sections = [Section("Your profile", (Prose((Text(words),)),))]
    sections.append(Section("Private", (Prose((Text(PRIVATE),)),)))
    return Document(
        title="Profile",
        kicker="your own words, on this computer",
        lead=(Text(lead),),
        sections=tuple(sections),
        next=("secbc trials --mine --status recruiting", "secbc forget")
        if exists
        else ("secbc profile --help",),
        closing=LIST_SAFETY,
    )


def forgotten(removed: Sequence[tuple[str, str, bool]]) -> Document:
    """What was removed, and what there was none of: in words, with its file."""
    lines = [
        f"Your {what} is removed ({path})." if gone else f"There was no {what} to remove."
        for what, path, gone in removed
    ]
    lead = tuple(Text(line) for line in lines)
    return Document(title="Forget", kicker="what this computer keeps", lead=lead, closing=LIST_SAFETY)
