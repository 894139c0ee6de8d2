"""What a command returns: a page for people, records for programs, an exit code."""

from collections.abc import Callable

from msgspec import Struct

from ..model.errors import ExitCode
from ..view.document import Document


class Answer(Struct, frozen=True):
    """People's formats draw `document`; machine formats write `records` and `sources`.

    All three are functions, so that a format pays only for what it uses. Records and sources
    are JSON texts with the data model's own field names; `notes` are messages for stderr.
    """

    command: str
    document: Callable[[], Document]
    records: Callable[[], list[bytes]]
    sources: Callable[[], list[bytes]]
    data_date: str = ""
    exit_code: ExitCode = ExitCode.ANSWERED
    notes: tuple[str, ...] = ()
    selection: Callable[[], bytes] | None = None
    """For a narrowed list: JSON of its filters, of what each shown record says, of what was hidden."""
    text: str | None = None
    """Text that is the same in every format, such as a schema for an editor."""
