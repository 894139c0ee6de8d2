"""One term, and the whole glossary."""

from ..model.dates import show
from ..model.term import Term
from .blocks import also
from .context import Context
from .document import Bullet, Bullets, Document, Section, Text
from .words import LIST_SAFETY, plural


def page(term: Term, context: Context) -> Document:
    """A term in plain words."""
    lead = [Text(f"Say: {term.say}")] if term.say else []
    lead.append(Text(term.meaning, cites=context.cite(*term.sources)))
    if term.also:
        lead.append(Text(also(term.also), "quiet"))
    return Document(
        title=term.term,
        kicker="glossary",
        lead=tuple(lead),
        stamp=f"data of {show(context.data_date)}",
        citations=context.cite.citations(),
        next=("secbc glossary", "secbc guide"),
        closing=LIST_SAFETY,
    )


def list_page(terms: list[Term], context: Context) -> Document:
    """Every term from A to Z."""
    items = tuple(
        Bullet(Text(t.meaning, cites=context.cite(*t.sources)), t.term, opens=f"secbc glossary {t.id}")
        for t in terms
    )
    return Document(
        title="Glossary",
        kicker="medical words in plain words",
        lead=(Text("Every medical word that secbc uses, from A to Z."),),
        stamp=f"data of {show(context.data_date)}",
        sections=(Section("Terms", (Bullets(items),), aside=plural(len(terms), "term")),),
        citations=context.cite.citations(),
        next=(*(f"secbc glossary {t.id}" for t in terms[:1]), "secbc guide"),
        closing=LIST_SAFETY,
    )
