"""What changed in the registry, in lay words: what the user follows first."""

from collections.abc import Sequence
from datetime import date

from ..model.dates import age, show
from ..model.news import News, What
from .document import Bullet, Bullets, Document, Prose, Section, Text, Tone
from .registry_words import status_said
from .words import LIST_SAFETY, plural, sentence

WORDS: dict[What, tuple[str, Tone]] = {
    "opened": ("Now recruiting", "recruiting"),
    "new": ("New in the registry", "recruiting"),
    "places": ("UK places came or went", "results"),
    "results": ("Results posted in the registry", "results"),
    "rules": ("The rules for joining were rewritten", "results"),
    "planned": ("Not yet open", "quiet"),
    "paused": ("Paused", "warning"),
    "closed": ("Closed to new people", "closed"),
    "stopped": ("Stopped early", "stopped"),
    "unclear": ("How it stands is no longer clear", "warning"),
    "gone": ("Gone from the registry", "stopped"),
}
MOST = 60
"""News told one by one; JSON has all."""


def page(
    news: Sequence[News], since: str, looked: bool, updated: str, following: int, today: date
) -> Document:
    """`since`: a day, or empty for all that is known; `looked`: whether it is the user's last look."""
    start = f"since {show(since[:10])}" if since else "since the first update"
    lead = [Text(f"{plural(len(news), 'change')} {start}{', when you last looked' if looked else ''}.")]
    if updated:
        lead.append(Text(f"The registry was last asked {show(updated[:10])} ({age(updated[:10], today)})."))
    else:
        lead.append(Text("No update has brought anything yet: secbc update", "warning"))
    followed = [piece for piece in news if piece.followed]
    others = [piece for piece in news if not piece.followed]
    sections = _sections("What you follow: ", followed) if following else []
    sections += _sections("", others)
    if following and not followed:
        sections.insert(0, Section("What you follow", (Prose((Text("Nothing that you follow changed."),)),)))
    if not news:
        sections.append(Section("No news", (Prose((Text("The registry changed nothing that counts."),)),)))
    told = next((f"secbc trial {piece.trial or piece.nct}" for piece in news), "secbc trials")
    return Document(
        title="Changes",
        kicker="ClinicalTrials.gov",
        lead=tuple(lead),
        sections=tuple(sections),
        next=(told, f"secbc changes --since {today}   (again, from a day)", "secbc update"),
        closing=LIST_SAFETY,
    )


def _sections(before: str, news: Sequence[News]) -> list[Section]:
    sections = []
    for what, (words, tone) in WORDS.items():
        pieces = [piece for piece in news if piece.what == what]
        if pieces:
            bullets = [_bullet(piece, tone) for piece in pieces[:MOST]]
            if len(pieces) > MOST:
                bullets.append(Bullet(Text(f"and {len(pieces) - MOST} more: --json lists them")))
            heading = f"{before}{words[0].lower()}{words[1:]}" if before else words
            sections.append(Section(heading, (Bullets(tuple(bullets)),), aside=plural(len(pieces), "trial")))
    return sections


def _bullet(piece: News, tone: Tone) -> Bullet:
    parts = [sentence(piece.title or "No title given")]
    if piece.old and piece.new:
        parts.append(f"It was: {status_said(piece.old)}. Now: {status_said(piece.new)}.")
    elif piece.what == "new":
        parts.append(f"Status: {status_said(piece.new)}.")
    elif piece.what == "gone" and piece.new:
        parts.append(f"Its record was merged into {piece.new}.")
    if piece.why and piece.what in ("stopped", "paused"):
        parts.append(f"Reason given: {sentence(piece.why)}")
    if piece.gained:
        parts.append(f"New UK places: {'; '.join(piece.gained)}.")
    if piece.lost:
        parts.append(f"No longer listed in the UK: {'; '.join(piece.lost)}.")
    if piece.updated:
        parts.append(f"Updated {show(piece.updated)}.")
    if piece.trial is None:
        parts.append("Not reviewed by us.")
    if piece.followed and piece.followed != piece.trial:
        parts.append(f"You follow {piece.followed}.")
    return Bullet(Text(" ".join(parts), tone), piece.name, f"secbc trial {piece.trial or piece.nct}")


def following_page(rows: Sequence[tuple[str, str, str]], path: str, words: str) -> Document:
    """What is followed: command, name, kind; `words` say what was just done."""
    listed = Bullets(tuple(Bullet(Text(kind), name, command) for command, name, kind in rows))
    none = Prose((Text("You follow nothing yet. To start: secbc follow elacestrant"),))
    private = Prose((Text(f"A file on this computer that only you can read: {path}. It is never sent."),))
    return Document(
        title="Following",
        kicker="names that you watch",
        lead=(Text(words),),
        sections=(Section("You follow", (listed if rows else none, private), plural(len(rows), "name")),),
        next=("secbc changes", "secbc unfollow NAME", "secbc forget following"),
        closing=LIST_SAFETY,
    )
