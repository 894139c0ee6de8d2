"""secbc help [TOPIC]"""

from typing import Annotated

import typer

from ...model.errors import UsageError
from ...render.answer import Answer
from ..complete import words_of
from ..session import Session
from ..topics import TOPICS

EXAMPLES = ("secbc help", "secbc help statuses", "secbc help trials")


def help(
    session: Session,
    topic: Annotated[
        str | None,
        typer.Argument(
            help=", ".join(TOPICS) + ", or a command.",
            autocompletion=words_of(tuple(TOPICS)),
            metavar="[TOPIC]",
        ),
    ] = None,
) -> Answer:
    """What holds for every command: formats, statuses, filters, exit codes, settings, privacy."""
    import msgspec

    from ...view import help as view
    from .. import topics
    from ..app import COMMANDS, help_of
    from ..filters import told

    rows: dict[str, dict[str, str]] = {
        "formats": {f"--format {name}": words for name, words in topics.FORMATS.items()},
        "statuses": topics.STATUSES | {f"main aim {name}": words for name, words in topics.OUTCOMES.items()},
        "filters": told(),
        "exit-codes": {str(int(code)): words for code, words in topics.EXIT_CODES.items()},
        "environment": topics.ENVIRONMENT,
        "privacy": {str(number): words for number, words in enumerate(topics.PRIVACY, 1)},
    }
    if topic in COMMANDS:
        text = help_of(str(topic))
        machine = session.format in ("json", "csv")
        record = msgspec.json.encode({"name": topic, "words": text})
        return Answer(
            f"help {topic}",
            lambda: view.page(str(topic), text, {}),
            lambda: [record],
            list,
            text=None if machine else text,
        )
    if topic is not None and topic not in TOPICS:
        raise UsageError(f'There is no help on "{topic}"', "One of: " + ", ".join(TOPICS))
    chosen = {f"secbc help {name}": words for name, words in TOPICS.items()} if topic is None else rows[topic]
    title = "Help" if topic is None else topic
    return Answer(
        command=f"help {topic}" if topic else "help",
        document=lambda: view.page(title, TOPICS.get(topic or "", "what holds for every command"), chosen),
        records=lambda: [
            msgspec.json.encode({"name": name, "words": words}) for name, words in chosen.items()
        ],
        sources=list,
    )
