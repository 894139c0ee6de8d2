"""A page of help: names and what they mean."""

from .document import Document, Facts, Section, Text
from .words import LIST_SAFETY, capital, sentence


def page(title: str, about: str, rows: dict[str, str]) -> Document:
    """One row a name."""
    facts = Facts(tuple((name, (Text(words),)) for name, words in rows.items()))
    heading = capital(title)
    return Document(
        title=heading,
        kicker="secbc help",
        lead=(Text(sentence(capital(about))),),
        sections=(Section(heading, (facts,)),),
        next=("secbc --help", "man secbc"),
        closing=LIST_SAFETY,
    )
