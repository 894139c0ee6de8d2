"""Every name that a record answers to, and the one it is called by."""

from typing import NamedTuple

from .drug import Drug
from .guide import Guide
from .record import Row
from .source import Source
from .subtype import Subtype
from .term import Term
from .treatment import Treatment
from .trial import Trial


class Name(NamedTuple):
    """A name, and whether it may be shown as the name of the record."""

    text: str
    shown: bool = True


def names(record: Row) -> list[Name]:
    """Every name of `record`: id, title, acronym, brands, codes, registry ids, lay synonyms."""
    match record:
        case Drug():
            also = record.also
            shown = [record.name, *(brand.name for brand in also.brands), *also.codes, *also.synonyms]
            return [Name(record.id), *map(Name, shown), *(Name(m, False) for m in also.misspellings)]
        case Trial():
            ids = record.ids
            numbers = (ids.nct, ids.eudract, ids.ctis, ids.isrctn, ids.iras, ids.cruk)
            shown = [text for text in (record.acronym, *record.also, *numbers) if text]
            return [Name(record.id), *map(Name, shown)]
        case Treatment() | Subtype():
            return [Name(record.id), Name(record.name), *map(Name, record.also)]
        case Guide():
            return [Name(record.id), Name(record.title), *map(Name, record.also)]
        case Term():
            return [Name(record.id), Name(record.term), *map(Name, record.also)]
        case Source():
            return [Name(record.id)]
    raise TypeError(type(record).__name__)


def called(record: Row) -> str:
    """What `record` is called where it is shown."""
    match record:
        case Drug() | Treatment() | Subtype():
            return record.name
        case Trial():
            return record.acronym or record.ids.nct or record.id
        case Guide() | Source():
            return record.title
        case Term():
            return record.term
    raise TypeError(type(record).__name__)
