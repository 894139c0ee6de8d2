"""Which of our trials' statuses the registry contradicts, and the line of YAML to mend."""

import os
from pathlib import Path

from ..knowledge.load import load_file
from ..model.kinds import KINDS
from ..model.stale import Stale
from ..model.trial import Trial
from ..store.live import LiveCopy
from .library import Library
from .standing import leads


def stale_records(library: Library, copy: LiveCopy) -> list[Stale]:
    """Those where the registry's word is newer first, then those where ours is; by id."""
    trials = library.records(Trial, library.ids("trial"))
    registered = copy.registered(trial.ids.nct for trial in trials if trial.ids.nct)
    found: list[Stale] = []
    for trial in trials:
        entry = registered.get(trial.ids.nct or "")
        if entry is None or entry.recruitment == trial.status.recruitment:
            continue
        path, line = _line(library, trial.id)
        found.append(
            Stale(
                id=trial.id,
                nct=entry.nct,
                ours=trial.status.recruitment,
                as_of=trial.status.as_of,
                registry=entry.status,
                theirs=entry.recruitment,
                updated=entry.updated,
                verified=entry.verified,
                why_stopped=entry.why_stopped,
                newer="registry" if leads(entry, trial.status) else "ours",
                path=path,
                line=line,
            )
        )
    return sorted(found, key=lambda row: (row.newer != "registry", row.id))


def _line(library: Library, trial_id: str) -> tuple[str, int]:
    """The file as seen from here, and the line of its recruitment."""
    kind = KINDS["trial"]
    file = library.folder / kind.place / f"{trial_id}.yaml"
    shown = os.path.relpath(file)
    shown = str(file) if shown.startswith("..") else shown
    loaded, _ = load_file(Path(file), kind, shown)
    return shown, loaded.line(("status", "recruitment")) if loaded else 1
