"""Everything that was read -> the rows of the index."""

from collections.abc import Iterator

import msgspec

from ..knowledge.fields import fields
from ..knowledge.load import Knowledge
from ..model.drug import Drug, licensed_in
from ..model.key import key
from ..model.kinds import KINDS, record_of
from ..model.names import called, names
from ..model.record import Row
from ..model.search import SearchWords
from ..model.trial import Trial
from ..store.index import Rows
from .build_text import add_text, add_words

RESULTS_OUT = {"met", "missed", "mixed", "reported"}


def rows_of(knowledge: Knowledge, fingerprint: str) -> Rows:
    """Every table's rows. Records with problems are not in `knowledge.records`, so not here."""
    above = _Above(knowledge)
    classes = {
        d.id: key(d.record.mechanism) for d in knowledge.of("drug").values() if isinstance(d.record, Drug)
    }
    rows = Rows({}, [], [], [], [], [], [], [], [], set())
    for loaded in knowledge.records:
        kind, record_id, record = loaded.kind, loaded.id, loaded.record
        rows.record.append(
            (kind, record_id, called(record), state(record), place(record), msgspec.json.encode(record))
        )
        keyed = {key(name): name for name in reversed(names(record))}
        rows.name.extend((name_key, kind, record_id, name) for name_key, name in keyed.items() if name_key)
        cited = {f.value: None for f in fields(record) if f.ref == "source"}
        rows.cited.extend((kind, record_id, source) for source in cited)
        facets = dict.fromkeys(_facets(record, above, classes))
        rows.facet.extend((field, value, kind, record_id) for field, value in facets)
        if isinstance(record, Trial):
            rows.trial.append(_trial(record))
        if kind != "source":
            add_text(rows, kind, record_id, record)
    if knowledge.search and isinstance(knowledge.search.record, SearchWords):
        add_words(rows, knowledge.search.record)
    counts = {f"count.{kind}": str(len(knowledge.of(kind))) for kind in KINDS}
    checked = [str(c) for r in knowledge.records if (c := getattr(r.record, "checked", None))]
    broken = {p.path for p in knowledge.problems}
    rows.meta.update(
        counts, fingerprint=fingerprint, data_date=max(checked, default=""), broken=str(len(broken))
    )
    rows.meta["pages"] = str(max(1, sum(row[0] != "trial" for row in rows.text)))
    named = filter(None, map(record_of, broken))
    rows.meta["broken_names"] = " ".join(sorted(f"{kind}/{key(record_id)}" for kind, record_id in named))
    return rows


def state(record: Row) -> str:
    """What a link to `record` says of it: a drug's stage and where it is licensed, a trial's verdict."""
    match record:
        case Drug():
            places = licensed_in(record) if record.stage == "licensed" else ()
            return ": ".join((record.stage, ", ".join(places))) if places else record.stage
        case Trial():
            return record.verdict.outcome
    return ""


def place(record: Row) -> str:
    """What lists of this kind are sorted by: the order that the record asks for, then its name."""
    return f"{getattr(record, 'order', 0):05d} {called(record).casefold()}"


class _Above:
    """For a treatment or subtype: itself and every wider one."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._parent = {
            (kind, loaded.id): loaded.record.kind_of  # type: ignore[attr-defined]  # both kinds have it
            for kind in ("treatment", "subtype")
            for loaded in knowledge.of(kind).values()
        }

        self._marked: dict[str, list[str]] = {}
        for loaded in knowledge.of("subtype").values():
            for biomarker in loaded.record.marks:  # type: ignore[attr-defined]  # every subtype has it
                self._marked.setdefault(biomarker, []).append(loaded.id)

    def marked(self, biomarker: str) -> list[str]:
        """The subtypes that are defined by this biomarker."""
        return self._marked.get(biomarker, [])

    def line(self, kind: str, record_id: str) -> list[str]:
        """`parp-inhibitors` -> `parp-inhibitors`, `targeted`"""
        line: list[str] = []
        current: str | None = record_id
        while current and current not in line:
            line.append(current)
            current = self._parent.get((kind, current))
        return line


def _facets(record: Row, above: _Above, classes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a list can be narrowed by."""
    if not isinstance(record, Drug | Trial):
        return
    for treatment in record.treatments:
        yield from (("treatment", t) for t in above.line("treatment", treatment))
    for subtype in record.subtypes:
        yield from (("subtype", s) for s in above.line("subtype", subtype))
    for biomarker in record.biomarkers:
        yield "biomarker", key(biomarker)
        yield from (("subtype", s) for s in above.marked(biomarker))
    if isinstance(record, Drug):
        yield "class", key(record.mechanism)
        return
    yield from (("place", place.town) for place in record.uk.places)
    for drug in record.drugs:
        yield "drug", drug
        if drug in classes:
            yield "class", classes[drug]
    if record.phase:  # a phase 1/2 trial is found by 1, by 2 and by 1/2
        yield from (("phase", phase) for phase in (record.phase, *record.phase.split("/")))


def _trial(trial: Trial) -> tuple[object, ...]:
    status = trial.status
    results = bool(trial.results) or trial.verdict.outcome in RESULTS_OUT
    return (
        trial.id,
        status.recruitment,
        status.as_of,
        trial.verdict.outcome,
        int(results),
        {"known": 1, "none": 0, "unknown": -1}[trial.uk.sites],
        trial.phase or "",
        trial.started or "",
        called(trial),
        trial.ids.nct or "",
    )
