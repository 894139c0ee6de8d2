"""Write man/secbc.1, the manual page, from the commands, their options and cli/topics.py."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from secbc_cli import __version__
from secbc_cli.cli import topics
from secbc_cli.cli.app import COMMANDS, EXAMPLES, build, command
from secbc_cli.cli.options import SHARED

MANUAL = Path(__file__).parent.parent / "man" / "secbc.1"


def manual() -> str:
    """The page in roff, as man reads it."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    group: Any = typer.main.get_command(build())
    yield f'.TH SECBC 1 "" "secbc {__version__}" "User commands"'
    yield from (".SH NAME", r"secbc \- research into treatment of secondary breast cancer, in plain words")
    yield from (".SH SYNOPSIS", ".B secbc", r"[\fIoptions\fR] \fIcommand\fR [\fIarguments\fR]")
    yield from (
        ".SH DESCRIPTION",
        _escaped("Offline, with a source and a date for every fact. It informs. It never advises."),
    )
    yield ".SH COMMANDS"
    for name in COMMANDS:
        made = group.commands[name]
        run, examples = command(name)
        arguments = " ".join(
            p.metavar or p.name.upper() for p in made.params if p.param_type_name == "argument"
        )
        yield from (
            ".SS " + _escaped(f"secbc {name} {arguments}".strip()),
            _escaped((run.__doc__ or "").strip()),
        )
        own = [p for p in made.params if p.param_type_name == "option" and p.name not in SHARED]
        yield from _options(own)
        yield ".PP"
        yield from (f".br\n{_escaped(example)}" for example in examples)
    yield ".SH OPTIONS OF EVERY COMMAND"
    yield from _options([p for p in group.commands["drug"].params if p.name in SHARED])
    for heading, rows in (
        ("STATUSES OF A TRIAL", topics.STATUSES),
        ("MAIN AIM OF A TRIAL", topics.OUTCOMES),
        ("EXIT STATUS", {str(int(code)): words for code, words in topics.EXIT_CODES.items()}),
        ("ENVIRONMENT", topics.ENVIRONMENT),
    ):
        yield f".SH {heading}"
        yield from _terms(rows.items())
    yield ".SH PRIVACY"
    for words in topics.PRIVACY:
        yield from (_escaped(words), ".PP")
    yield ".SH EXAMPLES"
    yield from (f".br\n{_escaped(example)}" for example in EXAMPLES)


def _options(parameters: list[Any]) -> Iterator[str]:
    def names(option: Any) -> str:
        words = ", ".join((*option.opts, *option.secondary_opts))
        return words if option.is_flag else f"{words} {option.metavar or option.type.name.upper()}"

    yield from _terms((names(option), option.help or "") for option in parameters)


def _terms(rows: Any) -> Iterator[str]:
    for term, words in rows:
        yield from (".TP", rf"\fB{_escaped(term)}\fR", _escaped(words))


def _escaped(text: str) -> str:
    """Text that roff reads as text: hyphens that may be typed, no line that starts a request."""
    escaped = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    MANUAL.parent.mkdir(exist_ok=True)
    MANUAL.write_text(manual(), encoding="utf-8")
