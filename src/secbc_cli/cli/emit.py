"""The only writer: an Answer, a message or an error to its stream."""

import os
import re
from pathlib import Path

from ..model.errors import CannotWrite, SecbcError, UsageError
from ..render.answer import Answer
from ..render.formats import renderer
from .session import Session

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LESS = r"FRX$ -Ps Space\: more   q\: leave "
"""Leave at once where all fits, keep colours, no clearing; a prompt that says what to press."""
_PLAIN_SIGNS = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
        "\u2026": "...", "\u00b7": "-", "\u2265": ">=", "\u2264": "<=", "\u00d7": "x", "\u2192": "->",
        "\u00a0": " ", "\u2022": "*",
    }
)  # fmt: skip


def emit(answer: Answer, session: Session) -> None:
    """Write the answer in the session's format to stdout, a pager or a file; notes to stderr."""
    for note in answer.notes:
        tell(note, session)
    text = answer.text or renderer(session.format)(answer, session.screen)
    if session.choices.output:
        _write_file(text, Path(session.choices.output), session.choices.force)
        tell(f"Written: {session.choices.output}", session)
        return
    if session.ascii:
        text = text.translate(_PLAIN_SIGNS)
    text = text.encode(session.stdout.encoding or "ascii", "replace").decode(
        session.stdout.encoding or "ascii"
    )
    if not _paged(text, session):
        _write(text, session)


def _write(text: str, session: Session) -> None:
    try:
        session.stdout.write(text)
        session.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:  # ValueError: the stream was closed before we came
        raise CannotWrite(
            f"The answer could not be written: {getattr(error, 'strerror', None) or error}"
        ) from None


def tell(message: str, session: Session) -> None:
    """A message for the person, on stderr."""
    clean = _CONTROL.sub("", message)
    encoding = session.stderr.encoding or "ascii"
    session.stderr.write(clean.encode(encoding, "replace").decode(encoding) + "\n")
    session.stderr.flush()


def complain(error: SecbcError, session: Session) -> None:
    """An error: what is wrong, then what to try."""
    tell(f"Error: {error.message}.", session)
    if error.hints:
        tell("Try:" if len(error.hints) > 1 else f"Try: {error.hints[0].removeprefix('Try: ')}", session)
        if len(error.hints) > 1:
            for hint in error.hints:
                tell(f"  {hint}", session)


def _write_file(text: str, path: Path, force: bool) -> None:
    """Write a new file; replace one only when told to."""
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} exists already", "Add --force to replace it.") from None
    except OSError as error:
        raise UsageError(f"Cannot write {path}: {error.strerror}") from None


def _paged(text: str, session: Session) -> bool:
    """Show a page longer than the screen in the user's pager. False where none is wanted or works."""
    if session.choices.pager is False or not session.on_terminal or not session.stdin.isatty():
        return False
    if session.choices.pager is None and text.count("\n") < _height(session):
        return False
    import shutil  # these two cost 7 ms, and only a terminal with a long page needs them
    import subprocess

    command = session.environ.get("PAGER") or "less"
    if session.environ.get("TERM") == "dumb" or command == "cat":
        return False
    if not shutil.which(command.split()[0]):
        return False
    environ = {**session.environ, "LESS": session.environ.get("LESS") or _LESS, "LESSCHARSET": "utf-8"}
    try:
        pager = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environ)
        pager.communicate(text.encode(session.stdout.encoding or "utf-8", "replace"))
    except BrokenPipeError:
        pass  # the reader left the pager early
    except OSError:
        return False
    return True


def _height(session: Session) -> int:
    try:
        return os.get_terminal_size(session.stdout.fileno()).lines
    except (OSError, ValueError):
        return 24
