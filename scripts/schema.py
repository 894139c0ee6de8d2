"""Write data/schema/ from the types, for editors of the YAML files."""

import json
from pathlib import Path

from secbc_cli.knowledge.schema import schema
from secbc_cli.model.kinds import KINDS

FOLDER = Path(__file__).parent.parent / "data" / "schema"


def main() -> None:
    """One file a kind."""
    for kind in KINDS:
        text = json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
        (FOLDER / f"{kind}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
