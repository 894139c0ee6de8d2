"""A small copy of the registry for pages: written by the program's own writer from invented studies."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from secbc_cli.model.study import Study
from secbc_cli.model.update import Query
from secbc_cli.query.live import writing
from secbc_cli.registry.wire import study_of
from tests.registry.documents import document, site

FIRST, SECOND = "2026-11-01T09:00:00.000Z", "2026-11-19T09:00:00.000Z"
METASTATIC = Query("metastatic", "query.cond", "breast cancer AND metastatic")


def study(nct: str, **pieces: Any) -> Study:
    """An invented study as the program reads it; `pieces` by the registry's own names."""
    return study_of(msgspec.json.encode(document(nct, **pieces)))


def write_copy(folder: Path, *runs: Iterable[Study], whole: bool = True) -> Path:
    """A copy of these studies in `folder`, run by run; a run is some studies as they were on its day."""
    days = [FIRST, SECOND][-len(runs) :]
    with writing(folder / "registry.sqlite") as copy:
        query = copy.query_id(METASTATIC)
        for number, (day, studies) in enumerate(zip(days, runs, strict=True)):
            run = copy.begin_run(day, "http://registry.example/api/v2", whole)
            held = list(studies)
            copy.listing()
            copy.note_listed(query, [(s.nct, s.updated, s.status) for s in held], day)
            copy.save(run, held, day, news=number > 0)
            copy.answered(query, day, day[:10], True)
            copy.end_run(run, day, "done", data_after=day[:19])
        copy.tidy()
    return folder


def sample_copy(folder: Path) -> Path:
    """Two runs: a trial of ours reopens and gains a UK place, one stops, a new study is found."""
    places = [site("Leeds"), site("London", status="NOT_YET_RECRUITING"), site("Paris")]
    ours: dict[str, Any] = {
        "BriefTitle": "A study of examplib",
        "Intervention": [{"type": "DRUG", "name": "Examplib 10 mg"}],
    }
    other: dict[str, Any] = {
        "BriefTitle": "A study of standardine in breast cancer",
        "Intervention": [{"type": "DRUG", "name": "Standardine"}],
        "Location": places,
    }
    before = {"LastUpdatePostDate": "2026-10-20", "StatusVerifiedDate": "2026-10"}
    after = {"LastUpdatePostDate": "2026-11-18", "StatusVerifiedDate": "2026-11"}
    first = (
        study("NCT00000001", OverallStatus="ACTIVE_NOT_RECRUITING", Location=places[1:], **ours, **before),
        study("NCT09000001", OverallStatus="RECRUITING", **other, **before),
        study("NCT09000002", OverallStatus="RECRUITING", BriefTitle="A second study", **before),
    )
    second = (
        study("NCT00000001", OverallStatus="RECRUITING", Location=places, **ours, **after),
        study("NCT09000001", OverallStatus="RECRUITING", **other, **before),
        study("NCT09000002", OverallStatus="TERMINATED", BriefTitle="A second study",
              WhyStopped="Too few people joined", **after),
        study("NCT09000003", OverallStatus="NOT_YET_RECRUITING", BriefTitle="A new study", **after),
    )  # fmt: skip
    return write_copy(folder, first, second)
