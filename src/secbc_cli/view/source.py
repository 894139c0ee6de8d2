"""One source with the records that cite it, and the list of sources."""

from ..model.dates import show
from ..model.source import Source
from .context import Context
from .document import Bullet, Bullets, Column, Document, Facts, Prose, Section, Table, Text
from .words import LIST_SAFETY, plural

COPY = {
    "stored": "An archived copy was read. The live page may be newer.",
    "live": "The live page was read.",
}


def page(source: Source, cited_in: list[tuple[str, str]], context: Context) -> Document:
    """`cited_in`: what each citing record is called and the command that opens it."""
    rows = [
        ("Publisher", Text(source.publisher)),
        ("Type", Text(source.type)),
        ("Address", Text(source.url, url=source.url)),
        ("Read at", Text(source.mirror or source.url, url=source.mirror or source.url)),
        (
            "Published or updated",
            Text(show(source.published) if source.published else "the page gives no date"),
        ),
        ("Read", Text(f"{show(source.read)}. {COPY[source.copy]}")),
        ("Terms of reuse", Text(source.licence or "not stated")),
    ]
    items = tuple(Bullet(Text(name), command=command) for name, command in cited_in)
    used = (Bullets(items),) if items else (Prose((Text("No record.", "quiet"),)),)
    return Document(
        title=source.title,
        kicker="source",
        lead=(Text(source.id, "quiet"),),
        stamp=f"read {show(source.read)}",
        sections=(
            Section("About it", (Facts(tuple((label, (text,)) for label, text in rows)),)),
            Section("Cited by", used, aside=plural(len(items), "record")),
        ),
        next=("secbc sources",),
        closing=LIST_SAFETY,
    )


def list_page(sources: list[Source], context: Context) -> Document:
    """Every source: who published it, when, when it was read."""
    columns = (
        Column("Source", whole=True),
        Column("Published", whole=True),
        Column("Read", whole=True),
        Column("Publisher", below=True),
        Column("Title", below=True),
        Column("Address", below=True),
    )
    rows = tuple(
        (
            Text(s.id, "strong"),
            Text(show(s.published) if s.published else "undated", "plain" if s.published else "quiet"),
            Text(show(s.read)),
            Text(s.publisher),
            Text(s.title),
            Text(s.url, url=s.url),
        )
        for s in sources
    )
    kinds: dict[str, int] = {}
    for source in sources:
        kinds[source.type] = kinds.get(source.type, 0) + 1
    counted = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items(), key=lambda k: -k[1]))
    return Document(
        title="Sources",
        kicker="where the facts come from",
        lead=(Text("Every page that was read, who published it, and when it was read."),),
        stamp=f"data of {show(context.data_date)}",
        sections=(
            Section(
                "Sources",
                (Table(columns, rows, "source"), Prose((Text(f"{len(sources)} sources: {counted}."),))),
            ),
        ),
        next=tuple(f"secbc sources {s.id}" for s in sources[:1]),
        closing=LIST_SAFETY,
    )
