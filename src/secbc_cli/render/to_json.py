"""The machine envelope: schema, data_date, command, records, sources. Changes are additive."""

import msgspec

from .answer import Answer
from .screen import Screen

SCHEMA = 1
"""Version of the envelope and of the records' field names."""


class Envelope(msgspec.Struct, frozen=True):
    """What `--json` writes. Records are whole, with the data model's field names."""

    schema: int
    data_date: str
    command: str
    records: list[msgspec.Raw]
    sources: list[msgspec.Raw]
    selection: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    """Only for a list that was narrowed by what records say."""


def to_json(answer: Answer, screen: Screen) -> str:
    """One JSON object, indented by two spaces."""
    envelope = Envelope(
        SCHEMA,
        answer.data_date,
        answer.command,
        [msgspec.Raw(record) for record in answer.records()],
        [msgspec.Raw(source) for source in answer.sources()],
        msgspec.Raw(answer.selection()) if answer.selection else msgspec.UNSET,
    )
    return msgspec.json.format(msgspec.json.encode(envelope), indent=2).decode() + "\n"
