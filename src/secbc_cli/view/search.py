"""What a search found, or an honest miss with what secbc covers."""

from ..model.search import Found
from .document import Bullet, Bullets, Column, Document, Prose, Section, Table, Text
from .words import LIST_SAFETY, plural

KINDS = {
    "drug": "drug",
    "trial": "trial",
    "treatment": "treatment",
    "subtype": "type or situation",
    "guide": "guide",
    "term": "glossary",
}
COVERED = (
    ("Drugs for secondary breast cancer, by any name", "secbc drugs"),
    ("Trials, narrowed by what matters to you", "secbc trials --help"),
    ("Kinds of treatment, and the research into them", "secbc treatments"),
    ("Types of the cancer, gene changes, places it spreads to", "secbc subtypes"),
    ("How trials work, travel, second opinions, where to turn", "secbc guide"),
    ("Medical words in plain words", "secbc glossary"),
)
COLUMNS = (
    Column("Open it with", whole=True),
    Column("Kind", whole=True),
    Column("Called", below=True),
    Column("Says", below=True),
)


def page(asked: str, found: Found, place: str = "") -> Document:
    """The hits, likeliest first, each with the command that opens it; the trials at a place named."""
    lead = [Text(f"You asked: {asked}")]
    for typed, read in found.corrected.items():
        lead.append(Text(f'"{typed}" is not a word in our records. Read as: {read}', "warning"))
    return Document(
        title="Search",
        kicker="secondary breast cancer",
        lead=tuple(lead),
        sections=(
            *((_place(place),) if place else ()),
            *((_hits(found) if found.hits else _miss(found),) if found.hits or not place else ()),
        ),
        next=tuple(hit.command for hit in found.hits[:1]) or ("secbc",),
        closing=LIST_SAFETY,
    )


def _place(place: str) -> Section:
    """Trials are found by place with a filter."""
    command = f'secbc trials --place "{place}"' if " " in place else f"secbc trials --place {place}"
    item = Bullet(Text(f"Trials with a place in {place}, as far as we know"), command=command)
    return Section("A place", (Bullets((item,)),))


def _hits(found: Found) -> Section:
    rows = tuple(
        (
            Text(hit.command, "command"),
            Text(KINDS[hit.kind], "quiet"),
            Text(hit.name, "strong"),
            Text(hit.context, marks=hit.marks),
        )
        for hit in found.hits
    )
    shown = len(found.hits)
    aside = plural(shown, "page") if shown == found.total else f"{shown} of {found.total} pages"
    return Section("Found", (Table(COLUMNS, rows, item="page"),), aside=aside)


def _miss(found: Found) -> Section:
    words = "Nothing found. secbc holds research into treatment of secondary (metastatic) breast cancer only."
    if found.elsewhere:
        words += (
            " For other illnesses and for early breast cancer, try the NHS website or Cancer Research UK."
        )
    else:
        words += " Try fewer or other words, or one of these:"
    lists = Bullets(tuple(Bullet(Text(what), command=command) for what, command in COVERED))
    return Section("Nothing found", (Prose((Text(words),)), lists))
