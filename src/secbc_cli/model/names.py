"""Every name that a record answers to, and the one it is called by."""

from .drug import Drug
from .guide import Guide
from .record import Row
from .source import Source
from .subtype import Subtype
from .term import Term
from .treatment import Treatment
from .trial import Trial


def names(record: Row) -> list[str]:
    """Every name of `record`: id, title, acronym, brands, codes, registry ids, lay synonyms, misspellings."""
    match record:
        case Drug():
            also = record.also
            brands = (brand.name for brand in also.brands)
            return [record.id, record.name, *brands, *also.codes, *also.synonyms, *also.misspellings]
        case Trial():
            ids = record.ids
            numbers = (ids.nct, ids.eudract, ids.ctis, ids.isrctn, ids.iras, ids.cruk)
            return [record.id, *(text for text in (record.acronym, *record.also, *numbers) if text)]
        case Treatment() | Subtype():
            return [record.id, record.name, *record.also]
        case Guide():
            return [record.id, record.title, *record.also]
        case Term():
            return [record.id, record.term, *record.also]
        case Source():
            return [record.id]
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
