"""What the commands that show studies of the registry's copy share: the page's parts, and the records."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from ..model.errors import NoSuchName
from ..model.selection import Filters
from ..render.answer import Answer
from .session import Session

if TYPE_CHECKING:
    from ..model.selection import Nearest
    from ..model.study import Registered, Study
    from ..store.live import LiveCopy


def studies_answer(session: Session, filters: Filters, mine: bool = False) -> Answer:
    """`secbc trials --registry`; of a profile only what the registry's fields can answer is used."""
    from ..query.given import DrugNames, given_names
    from ..query.live import need_live
    from ..query.near import find_point
    from ..query.studies import select_studies
    from ..view import studies as view
    from .gather import with_profile

    filters, kept = with_profile(session, filters, mine, "registry")
    copy, library = need_live(session.live), session.library
    point = find_point(filters.near) if filters.near else None
    near = (point.lat, point.lon, float(filters.within)) if point else None
    listing = select_studies(copy, library, filters, near)
    studies, registered = copy.both(listing.ncts)
    names = DrugNames(library)
    drugs = {nct: names.named_in(given_names(study)) for nct, study in studies.items()}
    called = library.names("drug", (drug for found in drugs.values() for drug in found))
    around = f"{point.name}, within {filters.within} miles" if point else ""
    return Answer(
        command=" ".join(("trials --registry", *listing.said)),
        document=lambda: view.page(
            listing,
            studies,
            registered,
            {nct: [called[drug] for drug in found] for nct, found in drugs.items()},
            [(query.name, query.asked[:10]) for query in copy.queries()],
            around,
            session.today,
        ),
        records=lambda: [
            record(studies[nct], registered[nct], drugs[nct], listing.nearest.get(nct))
            for nct in listing.ncts
        ],
        sources=list,
        data_date=library.data_date,
        notes=(
            *([f"Used of your profile: {' '.join(kept) or 'nothing'}"] if mine else ()),
            *(() if listing.ncts else ("No trial of the registry's fits.",)),
        ),
    )


def registry_only(session: Session, name: str, miss: NoSuchName) -> Answer:
    """`secbc trial NCT...` where no record of ours has the number. Raises NoSuchName."""
    from ..model.study import NCT

    number = name.strip().upper()
    if not NCT.fullmatch(number):
        raise miss
    if session.live is None:
        raise NoSuchName(miss.message, f"secbc update --query {number}   (asks the registry for it)")
    entry = session.live.registered([number]).get(number)
    if entry is None:
        said = f"{number} is in neither our records nor your copy of the registry"
        raise NoSuchName(said, f"secbc update --query {number}   (asks the registry for it)")
    return _study_answer(session, session.live, entry)


def _study_answer(session: Session, copy: "LiveCopy", entry: "Registered") -> Answer:
    from ..query.given import DrugNames, given_names
    from ..view import study as view

    study = copy.both([entry.nct])[0][entry.nct]
    drugs = DrugNames(session.library).named_in(given_names(study))
    called = session.library.names("drug", drugs)
    return Answer(
        command=f"trial {study.nct}",
        document=lambda: view.page(study, entry, [(d, called[d]) for d in drugs], session.today),
        records=lambda: [record(study, entry, drugs)],
        sources=list,
        data_date=session.library.data_date,
    )


def record(
    study: "Study", entry: "Registered", drugs: Iterable[str], nearest: "Nearest | None" = None
) -> bytes:
    """For programs: the registry's record as we keep it, what we make of it, and that nobody reviewed it."""
    made: dict[str, object] = {
        "id": study.nct,
        "reviewed": False,
        "registry": entry,
        "drugs": list(drugs),
        "study": study,
    }
    if nearest:
        made["nearest"] = {"city": nearest.city, "miles": nearest.miles and round(nearest.miles)}
    return msgspec.json.encode(made)
