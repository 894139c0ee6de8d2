"""The entry: wire, run, and turn every way of ending into an exit code.

The only except-block for errors of our own; nothing below it prints or exits.
"""

import os
import sys
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Any, TextIO

from ..model.errors import ExitCode, IndexBroken, LiveBroken, SecbcError
from .session import Session


def main() -> int:
    """Run secbc on the command line's words; the exit code."""
    closed = sys.stdout is None
    _let_any_text_through()
    try:
        code = run(sys.argv[1:], Session())
        if closed and code == ExitCode.ANSWERED:
            sys.stderr.write("Error: The answer could not be written: stdout is closed.\n")
            code = ExitCode.BUG
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader has gone: be silent
        code = ExitCode.ANSWERED
    _let_go()
    return int(code)


def run(words: list[str], session: Session) -> ExitCode:
    """Answer the words in this session. Streams are written; nothing is raised but what the shell sent."""
    from .emit import complain, tell

    try:
        try:
            return _answer(words, session)
        except (IndexBroken, LiveBroken) as error:
            session = session.mended(error)
            return _answer(words, session)
    except SecbcError as error:
        for warning in session.warnings:
            tell(warning, session)
        complain(error, session)
        return error.exit_code
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if session.environ.get("SECBC_DEBUG"):
            raise
        usage = getattr(
            error, "format_message", None
        )  # Typer's usage errors; their class is private in 0.26+
        if usage:
            offer = _search_for(words)
            if offer:
                tell(f"Error: {offer[0]} is not a command. To look for it:", session)
                tell(f"Try: {offer[1]}", session)
                return ExitCode.USAGE
            tell(f"Error: {usage()}", session)
            tell(f"Try: {_help_for(words)}", session)
            return ExitCode.USAGE
        tell(f"Error: secbc met a bug of its own ({type(error).__name__}: {error}).", session)
        tell("Set SECBC_DEBUG=1 to see where, and please report it.", session)
        return ExitCode.BUG


def _answer(words: list[str], session: Session) -> ExitCode:
    """Parse, ask, draw, write."""
    import typer

    from .app import build
    from .emit import emit

    command = typer.main.get_command(build(words or _completed(session)))
    try:
        made: Any = command.main(args=words, prog_name="secbc", standalone_mode=False, obj=session)
    except SystemExit as leaving:  # Typer's way to end a completion
        return ExitCode(int(leaving.code or 0))
    if made is None or isinstance(made, int):  # help was shown, or Typer ended early (130 for Ctrl-C)
        return ExitCode(made or 0)
    if session.choices.explain:
        from .gather import with_terms

        made = with_terms(made, session)
    emit(made, session)
    return ExitCode(made.exit_code)


def _completed(session: Session) -> list[str]:
    """The whole words before the one that a shell asks to complete; none where it asks nothing."""
    if not session.environ.get("_SECBC_COMPLETE"):
        return []
    asked = session.environ.get("COMP_WORDS") or session.environ.get("_TYPER_COMPLETE_ARGS") or ""
    return asked.split()[1:-1] if not asked.endswith(" ") else asked.split()[1:]


def _search_for(words: list[str]) -> tuple[str, str] | None:
    """For words that name no command: the first of them, and the search that they may have meant."""
    import shlex

    from .app import COMMANDS

    if not words or words[0].startswith("-") or any(word in COMMANDS for word in words[:1]):
        return None
    if words[0].casefold() in COMMANDS:
        return f'"{words[0]}"', shlex.join(["secbc", words[0].casefold(), *words[1:]])
    asked = list(takewhile(lambda word: not word.startswith("-"), words))
    return f'"{words[0]}"', f"secbc search {shlex.join(asked)}"


def _help_for(words: list[str]) -> str:
    """The help of the command that the words name."""
    from .app import COMMANDS

    return " ".join(["secbc", *[word for word in words if word in COMMANDS][:1], "--help"])


def _nowhere() -> TextIO:
    """A stream that takes all and keeps nothing."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _let_any_text_through() -> None:
    """A character that the terminal cannot show becomes `?`, never an error; a closed stream takes all."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _let_go() -> None:
    """Flush both streams; what a closed pipe or a full disk will not take is dropped in silence."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
