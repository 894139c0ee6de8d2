"""A guide topic's page, and the list of topics."""

from ..model.dates import show
from ..model.guide import Guide
from .blocks import prose
from .context import Context
from .document import Block, Bullet, Bullets, Document, Section, Text
from .words import LIST_SAFETY


def page(guide: Guide, following: str | None, context: Context) -> Document:
    """One topic; `following` is the id of the topic after it."""
    sections: list[Section] = []
    for part in guide.sections:
        blocks: list[Block] = [prose(part.words)] if part.words else []
        if part.points:
            blocks.append(Bullets(tuple(Bullet(Text(point)) for point in part.points)))
        sections.append(Section(part.heading, tuple(blocks)))
    return Document(
        title=guide.title,
        kicker="guide",
        lead=(Text(guide.short, cites=context.cite(*guide.sources)),),
        stamp=context.checked(guide.checked),
        sections=tuple(sections),
        citations=context.cite.citations(),
        next=(*((f"secbc guide {following}",) if following else ()), "secbc guide", "secbc glossary"),
        closing=LIST_SAFETY,
    )


def list_page(topics: list[Guide], context: Context) -> Document:
    """Every topic in reading order."""
    items = tuple(Bullet(Text(t.short), t.title, f"secbc guide {t.id}") for t in topics)
    return Document(
        title="Guide",
        kicker="research and trials explained",
        lead=(Text("Short pages to read in order, or one at a time."),),
        stamp=f"data of {show(context.data_date)}",
        sections=(Section("Topics", (Bullets(items, ordered=True),)),),
        next=(*(f"secbc guide {t.id}" for t in topics[:1]), "secbc glossary"),
        closing=LIST_SAFETY,
    )
