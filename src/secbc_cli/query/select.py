"""Narrow the trials: filters in the domain's words -> ids, and what each filter did."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..model.errors import NoSuchName, UsageError
from ..model.selection import (
    KEPT,
    OUTCOMES,
    PHASES,
    SORTS,
    STATUSES,
    Filters,
    Hidden,
    Judged,
    Selection,
    says,
)
from ..model.trial import Trial
from .library import Library
from .lookup import classes, find_id

if TYPE_CHECKING:
    from ..model.drug import Drug
    from .criteria import Criterion

_OTHER_WORDS = {"open": "recruiting", "completed": "closed", "terminated": "stopped", "waiting": "awaited"}
"""What registers, Cancer Research UK and our own pages call these."""
_RECRUITMENT = {"closed": ("closed", "stopped")}
_ORDER = {
    "status": "CASE recruitment WHEN 'recruiting' THEN 0 WHEN 'planned' THEN 1 WHEN 'paused' THEN 2 "
    "WHEN 'closed' THEN 3 WHEN 'unknown' THEN 4 ELSE 5 END, started DESC",
    "newest": "started DESC",
    "name": "called COLLATE NOCASE",
    "phase": "phase DESC, started DESC",
    "seen": "as_of DESC",
}


_UNDATED = "recruitment = 'unknown'"


class Clause(NamedTuple):
    """One filter as SQL: what the user typed, the condition, its values."""

    option: str
    words: str
    sql: str
    values: tuple[str, ...]

    @property
    def said(self) -> str:
        """As the user typed it."""
        return f"{self.option} {self.words}".rstrip()


def select_trials(library: Library, filters: Filters) -> Selection:
    """The trials that fit every filter. Raises UsageError or NoSuchName for a value unknown."""
    clauses = _clauses(library, filters)
    where, values = _where(clauses)
    statuses = known("--status", filters.status, STATUSES)
    open_only = "recruiting" in statuses and "unknown" not in statuses
    if filters.sort not in SORTS:
        raise UsageError(f'--sort cannot be "{filters.sort}"', "One of: " + ", ".join(SORTS))
    sql = f"SELECT id, as_of, recruitment FROM trial {where} ORDER BY {_ORDER[filters.sort]}, called"
    rows = library.index.rows(sql, values)
    asked = _asked(library, filters)
    why, hidden = _judge(library.records(Trial, (row[0] for row in rows)), asked) if asked else ({}, ())
    rows = [row for row in rows if not asked or row[0] in why]
    seen = sorted(row[1] for row in rows if row[2] != "unknown")
    ids = tuple(row[0] for row in rows)
    return Selection(
        ids=ids if filters.limit is None else ids[: filters.limit],
        fitting=len(ids),
        total=library.count("trial"),
        oldest=seen[0] if seen else "",
        newest=seen[-1] if seen else "",
        said=(*(clause.said for clause in clauses), *(criterion.option for criterion in asked)),
        emptied_by=() if ids or hidden else _emptied_by(library, clauses),
        why=why,
        hidden=hidden,
        undated=_unknown(library, clauses, asked, "--status", _UNDATED, ids) if open_only else 0,
        uk_unknown=_unknown(library, clauses, asked, "--uk", "uk = -1", ids) if filters.uk else 0,
    )


def select_drugs(library: Library, filters: Filters) -> Selection:
    """The drugs that fit every filter that a drug can be asked."""
    clauses = _facets_asked(library, filters, "drug")
    where, values = _where(clauses)
    in_order = library.ids("drug")
    fitting = (
        {row[0] for row in library.index.rows(f"SELECT id FROM record {where} AND kind = 'drug'", values)}
        if where
        else None
    )
    ids = [i for i in in_order if fitting is None or i in fitting]
    from ..model.drug import Drug
    from .criteria import shared

    asked = list(shared(filters))
    why, hidden = _judge(library.records(Drug, ids), asked) if asked else ({}, ())
    ids = [i for i in ids if not asked or i in why]
    return Selection(
        ids=tuple(ids if filters.limit is None else ids[: filters.limit]),
        fitting=len(ids),
        total=len(in_order),
        oldest="",
        newest="",
        said=(*(clause.said for clause in clauses), *(criterion.option for criterion in asked)),
        why=why,
        hidden=hidden,
    )


def _asked(library: Library, filters: Filters) -> "list[Criterion]":
    """What was asked of a person's situation. Only then is the code that judges it imported: 2 ms."""
    if not any(says(getattr(filters, name)) for name in (*KEPT, "since", "near")):
        return []
    from .criteria import criteria

    return criteria(library, filters)


def _judge(
    records: "Sequence[Trial | Drug]", asked: "list[Criterion]"
) -> tuple[dict[str, tuple[Judged, ...]], tuple[Hidden, ...]]:
    """For what stays, what each record says; for what is hidden, the words that hid it."""
    from .criteria import judged

    why: dict[str, tuple[Judged, ...]] = {}
    hidden: list[Hidden] = []
    for record in records:
        found = judged(record, asked)
        against = next((j for j in found if j.state == "no"), None)
        if against:
            hidden.append(Hidden(record.id, against))
        else:
            why[record.id] = found
    return why, tuple(hidden)


def _emptied_by(library: Library, clauses: list[Clause]) -> tuple[str, ...]:
    """For an empty answer: what each filter finds alone, and which one's absence would help."""
    lines: list[str] = []
    for clause in clauses:
        rest = [c for c in clauses if c is not clause]
        alone, without = _count(library, [clause]), _count(library, rest)
        if alone == 0:
            lines.append(f"{clause.said} fits no trial at all")
        elif rest and without:
            lines.append(f"Without {clause.said}: {without} trial{'s' if without > 1 else ''}")
    return tuple(lines) or tuple(f"{c.said} alone: {_count(library, [c])}" for c in clauses)


def _unknown(
    library: Library,
    clauses: list[Clause],
    asked: "list[Criterion]",
    option: str,
    condition: str,
    shown: tuple[str, ...],
) -> int:
    """How many more would fit but for an option whose answer is not known of them."""
    rest = [clause for clause in clauses if clause.option != option]
    where, values = _where([*rest, Clause(option, "", condition, ())])
    ids = [row[0] for row in library.index.rows(f"SELECT id FROM trial {where}", values)]
    ids = [i for i in ids if i not in shown]
    return len(_judge(library.records(Trial, ids), asked)[0]) if asked else len(ids)


def _count(library: Library, clauses: list[Clause]) -> int:
    where, values = _where(clauses)
    return int(library.index.rows(f"SELECT count(*) FROM trial {where}", values)[0][0])


def _where(clauses: list[Clause]) -> tuple[str, tuple[str, ...]]:
    if not clauses:
        return "", ()
    return "WHERE " + " AND ".join(c.sql for c in clauses), tuple(v for c in clauses for v in c.values)


def _clauses(library: Library, filters: Filters) -> list[Clause]:
    clauses: list[Clause] = []
    if filters.status:
        clauses.append(_status(filters.status))
    if filters.outcome:
        outcomes = known("--outcome", filters.outcome, OUTCOMES)
        clauses.append(Clause("--outcome", ",".join(outcomes), f"outcome IN {_marks(outcomes)}", outcomes))
    if filters.uk:
        clauses.append(Clause("--uk", "", "uk = 1", ()))
    if filters.phase:
        phases = known("--phase", filters.phase, PHASES)
        clauses.append(_facet("--phase", phases, "phase", phases))
    if filters.drug:
        clauses.append(_drug(library, filters.drug))
    return clauses + _facets_asked(library, filters, "trial")


def _facets_asked(library: Library, filters: Filters, kind: str) -> list[Clause]:
    """What trials and drugs can both be asked: treatment, type of the cancer, biomarker."""
    clauses: list[Clause] = []
    for name in ("treatment", "subtype"):
        words: tuple[str, ...] = getattr(filters, name)
        if words:
            ids = tuple(find_id(library, name, word) for word in words)
            clauses.append(_facet(f"--{name}", words, name, ids, kind))
    if filters.biomarker:
        from .criteria import biomarkers

        keys = tuple(k for word in filters.biomarker for k in biomarkers("--biomarker", word))
        clauses.append(_facet("--biomarker", filters.biomarker, "biomarker", keys, kind))
    return clauses


def _status(words: tuple[str, ...]) -> Clause:
    """Recruitment states, and `results`, which is not one: a trial is closed *and* has results."""
    statuses = known("--status", words, STATUSES)
    states = tuple(r for s in statuses if s != "results" for r in _RECRUITMENT.get(s, (s,)))
    parts = ([f"recruitment IN {_marks(states)}"] if states else []) + (
        ["has_results = 1"] if "results" in statuses else []
    )
    return Clause("--status", ",".join(statuses), f"({' OR '.join(parts)})", states)


def _facet(
    option: str, words: tuple[str, ...], name: str, values: tuple[str, ...], kind: str = "trial"
) -> Clause:
    inner = f"field = '{name}' AND value IN {_marks(values)} AND kind = '{kind}'"
    sql = f"id IN (SELECT id FROM facet WHERE {inner})"
    return Clause(option, ",".join(words), sql, values)


def _drug(library: Library, words: tuple[str, ...]) -> Clause:
    """Drugs by any name; a class (SERD, PARP inhibitor) or a treatment stands for its members."""
    parts: list[str] = []
    values: list[str] = []
    for word in words:
        name, found = _drug_or_class(library, word)
        parts.append(f"(field = '{name}' AND value IN {_marks(found)})")
        values += found
    sql = f"id IN (SELECT id FROM facet WHERE kind = 'trial' AND ({' OR '.join(parts)}))"
    return Clause("--drug", ",".join(words), sql, tuple(values))


def _drug_or_class(library: Library, word: str) -> tuple[str, tuple[str, ...]]:
    try:
        return "drug", (find_id(library, "drug", word),)
    except NoSuchName as error:
        miss = error
    found = classes(library, word)
    if found:
        return "class", found
    try:
        return "treatment", (find_id(library, "treatment", word),)
    except NoSuchName:
        raise miss from None


def drug_ids(library: Library, name: str, words: tuple[str, ...]) -> set[str]:
    """The drugs that `--drug` or `--treatment` words stand for: one, a class, or a treatment's."""
    found: set[str] = set()
    for word in words:
        field, values = (
            _drug_or_class(library, word) if name == "drug" else (name, (find_id(library, name, word),))
        )
        found.update(
            values if field == "drug" else (i for v in values for i in library.having(field, v, "drug"))
        )
    return found


def known(option: str, words: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The words in our spelling; a register's word for the same is taken. Raises UsageError."""
    lowered = tuple(_OTHER_WORDS.get(word.casefold(), word.casefold()) for word in words)
    for word in lowered:
        if word not in allowed:
            raise UsageError(f'{option} cannot be "{word}"', "One of: " + ", ".join(allowed))
    return lowered


def _marks(values: tuple[str, ...]) -> str:
    return f"({','.join('?' * len(values))})"
