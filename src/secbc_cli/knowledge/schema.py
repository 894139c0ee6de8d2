"""JSON Schema of every kind, made from the types, for editors of the YAML files."""

from typing import Any

import msgspec

from ..model.kinds import KINDS


def schema(kind_name: str) -> dict[str, Any]:
    """The schema of one kind's file; for `term` that of the glossary, a list of terms.

    An editor reads `0.70` and `3` as numbers where the program reads text, so text made of
    digits may be a number too. The id is the file's name and so not part of the file.
    """
    made = msgspec.json.schema(KINDS[kind_name].type)
    definition = made["$defs"][KINDS[kind_name].type.__name__]
    definition["properties"].pop("id")
    definition["required"] = [name for name in definition.get("required", []) if name != "id"]
    made = _loosened(made)
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    if kind_name == "term":
        made = {**made, "type": "array", "items": {"$ref": made["$ref"]}}
        del made["$ref"]
    return made


def _loosened(node: Any) -> Any:
    """Let a number stand wherever text made of digits may."""
    if isinstance(node, list):
        return [_loosened(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {name: _loosened(value) for name, value in node.items()}
    if node.get("type") == "string" and "\\d" in node.get("pattern", "\\d"):
        node["type"] = ["string", "number"]
    if "enum" in node:
        node["enum"] = [
            *node["enum"],
            *(int(value) for value in node["enum"] if isinstance(value, str) and value.isdigit()),
        ]
    return node
