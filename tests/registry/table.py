"""Studies as rows of the CSV download: its own columns, in its own order, values divided by bars."""

import csv
import io
from collections.abc import Callable
from typing import Any

from tests.registry.store import Study


def _of(piece: str) -> Callable[[Study], str]:
    return lambda study: "|".join(str(value) for value in study.values(piece))


def _items(piece: str, join: str, *keys: str) -> Callable[[Study], str]:
    def cell(study: Study) -> str:
        return "|".join(
            join.join(str(each[key]) for key in keys if key in each) for each in study.values(piece)
        )

    return cell


def _age(study: Study) -> str:
    low, high = study.values("MinimumAge"), study.values("MaximumAge")
    years = (
        f"{low[0]} to {high[0]}"
        if low and high
        else f"{low[0]} and older"
        if low
        else f"up to {high[0]}"
        if high
        else ""
    )
    return f"{years}   ({', '.join(study.values('StdAge'))})"


def _design(study: Study) -> str:
    labels: list[tuple[str, Any]] = [
        ("Allocation", study.values("DesignAllocation")),
        ("Intervention Model", study.values("DesignInterventionModel")),
        ("Masking", study.values("DesignMasking")),
        ("Primary Purpose", study.values("DesignPrimaryPurpose")),
    ]
    return "|".join(f"{label}: {found[0]}" for label, found in labels if found)


COLUMNS: dict[str, Callable[[Study], str]] = {
    "NCT Number": _of("NCTId"),
    "Study Title": _of("BriefTitle"),
    "Study URL": lambda study: f"https://clinicaltrials.gov/study/{study.id}",
    "Acronym": _of("Acronym"),
    "Study Status": _of("OverallStatus"),
    "Brief Summary": _of("BriefSummary"),
    "Study Results": lambda study: "YES" if study.values("HasResults") == [True] else "NO",
    "Conditions": _of("Condition"),
    "Interventions": _items("Intervention", ": ", "type", "name"),
    "Primary Outcome Measures": _items("PrimaryOutcome", ", ", "measure", "description", "timeFrame"),
    "Secondary Outcome Measures": _items("SecondaryOutcome", ", ", "measure", "description", "timeFrame"),
    "Other Outcome Measures": _items("OtherOutcome", ", ", "measure", "description", "timeFrame"),
    "Sponsor": _of("LeadSponsorName"),
    "Collaborators": _of("CollaboratorName"),
    "Sex": _of("Sex"),
    "Age": _age,
    "Phases": _of("Phase"),
    "Enrollment": _of("EnrollmentCount"),
    "Funder Type": _of("LeadSponsorClass"),
    "Study Type": _of("StudyType"),
    "Study Design": _design,
    "Other IDs": lambda study: "|".join([*study.values("OrgStudyId"), *study.values("SecondaryId")]),
    "Start Date": _of("StartDate"),
    "Primary Completion Date": _of("PrimaryCompletionDate"),
    "Completion Date": _of("CompletionDate"),
    "First Posted": _of("StudyFirstPostDate"),
    "Results First Posted": _of("ResultsFirstPostDate"),
    "Last Update Posted": _of("LastUpdatePostDate"),
    "Locations": _items("Location", ", ", "facility", "city", "state", "zip", "country"),
    "Study Documents": _items("LargeDoc", ", ", "label", "filename"),
}
"""Names and order as users saw them. Not established: how the cells of several parts are put together."""


def rows(studies: list[Study], columns: list[str], header: bool) -> bytes:
    """One page as CSV; only a first page has the header row. The order of the columns is the API's own."""
    chosen = [name for name in COLUMNS if name in columns or not columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(chosen)
    writer.writerows([COLUMNS[name](study) for name in chosen] for study in studies)
    return out.getvalue().encode()
