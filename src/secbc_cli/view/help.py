"""A page of help: names and what they mean."""

from .document import Document, Facts, Section, Text
from .words import LIST_SAFETY


def page(title: str, about: str, rows: dict[str, str]) -> Document:
    """One row a name."""
    facts = Facts(tuple((name, (Text(words),)) for name, words in rows.items()))
    heading = title[0].upper() + title[1:]
    return Document(
        title=heading,
        kicker="secbc help",
        lead=(Text(f"{about[0].upper()}{about[1:]}."),),
        sections=(Section(heading, (facts,)),),
        next=("secbc --help", "man secbc"),
        closing=LIST_SAFETY,
    )
