"""Where a trial stands: our word on recruitment and the registry's, and which of the two is newer."""

from collections.abc import Mapping

import msgspec

from ..model.source import LIVE, Source
from ..model.study import Registered
from ..model.trial import StatusSeen, Trial


def statement(registered: Registered) -> StatusSeen | None:
    """What the registry says of recruitment, dated by its last published change; None where it is undated."""
    if not registered.updated:
        return None
    return StatusSeen(
        recruitment=registered.recruitment,
        as_of=registered.updated,
        source=f"{LIVE}{registered.nct.casefold()}",
    )


def with_registry(trial: Trial, registered: Mapping[str, Registered]) -> Trial:
    """The trial with both statements on recruitment: the newer one leads, the other stands beside it.

    Our `unknown` is no statement, so any known word of the registry leads before it.
    """
    entry = registered.get(trial.ids.nct or "")
    said = statement(entry) if entry else None
    if entry is None or said is None:
        return trial
    ours = trial.status
    if not leads(entry, ours):
        status = msgspec.structs.replace(ours, others=(*ours.others, said))
    else:
        own = StatusSeen(recruitment=ours.recruitment, as_of=ours.as_of, source=ours.source)
        known = () if ours.recruitment == "unknown" else (own,)
        status = msgspec.structs.replace(
            ours,
            recruitment=said.recruitment,
            as_of=said.as_of,
            source=said.source,
            why_stopped=ours.why_stopped or entry.why_stopped or None,
            others=(*known, *ours.others),
        )
    return msgspec.structs.replace(trial, status=status)


def leads(entry: Registered, ours: StatusSeen) -> bool:
    """Whether the registry's word is to be told before ours: `OVERLAY` of store/index.py, in Python."""
    if not entry.updated:
        return False
    return entry.updated > ours.as_of or (ours.recruitment == "unknown" != entry.recruitment)


def source_of(registered: Registered) -> Source:
    """The copy's record of a study, as a source to cite."""
    return Source(
        id=f"{LIVE}{registered.nct.casefold()}",
        title=f"{registered.nct}, its record on this computer",
        publisher="ClinicalTrials.gov",
        type="register",
        url=f"https://clinicaltrials.gov/study/{registered.nct}",
        published=registered.updated or None,
        read=registered.fetched[:10],
        licence="public, US government",
        copy="stored",
    )
