"""The table of record kinds: where each lives in the data folder and what type it is."""

from importlib import import_module
from typing import NamedTuple

from .record import Row


class Kind(NamedTuple):
    """One kind of record: its name, its plural, its place in the data folder."""

    name: str
    plural: str
    place: str
    type_name: str

    @property
    def type(self) -> type[Row]:
        """The record's type, imported when asked for: a page needs one kind, not all."""
        found: type[Row] = getattr(import_module(f"{__package__}.{self.name}"), self.type_name)
        return found


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("treatment", "treatments", "treatments", "Treatment"),
        Kind("drug", "drugs", "drugs", "Drug"),
        Kind("trial", "trials", "trials", "Trial"),
        Kind("subtype", "subtypes", "subtypes", "Subtype"),
        Kind("guide", "guide", "guide", "Guide"),
        Kind("term", "terms", "glossary.yaml", "Term"),
        Kind("source", "sources", "sources", "Source"),
    )
}

FOLDERS: dict[str, Kind] = {kind.place: kind for kind in KINDS.values() if not kind.place.endswith(".yaml")}
"""The folders of the data folder and the kind that lives in each; the glossary is one file."""


def record_of(path: str) -> tuple[str, str] | None:
    """`data/drugs/elacestrant.yaml` -> (`drug`, `elacestrant`); None for a file of no kind."""
    folder, _, name = path.rpartition("/")
    kind = FOLDERS.get(folder.rpartition("/")[2])
    return (kind.name, name.removesuffix(".yaml")) if kind else None
