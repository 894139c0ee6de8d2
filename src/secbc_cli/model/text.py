"""The kinds of text a field can hold: lay prose, ids, figures, dates, web addresses.

Every scalar is text in YAML and in JSON. A figure stays exactly as it was published,
because 0.70 and 0.7 claim different precision. `extra` marks what a rule must know:
`lay` (read by patients: reading age and banned words apply) and `ref` (an id that
must name a record of that kind).
"""

from typing import Annotated

from msgspec import Meta

Line = Annotated[str, Meta(min_length=1)]
Lay = Annotated[str, Meta(min_length=1, extra={"lay": True})]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Url = Annotated[str, Meta(pattern=r"^https?://\S+$")]

PartialDate = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        description="2026, 2026-04 or 2026-04-30: as exact as the source is",
    ),
]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="a whole date, 2026-11-20")]

Figure = Annotated[
    str,
    Meta(pattern=r"^-?\d+(\.\d+)?$", description="a number exactly as published: 0.70 keeps its zero"),
]
Months = Annotated[
    str,
    Meta(
        pattern=r"^(\d+(\.\d+)?|not reached)$",
        description="months as published, or: not reached",
    ),
]

SourceId = Annotated[str, Meta(extra={"ref": "source"})]
DrugId = Annotated[str, Meta(extra={"ref": "drug"})]
TrialId = Annotated[str, Meta(extra={"ref": "trial"})]
TreatmentId = Annotated[str, Meta(extra={"ref": "treatment"})]
SubtypeId = Annotated[str, Meta(extra={"ref": "subtype"})]
