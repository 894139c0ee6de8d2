"""The table of commands, as a Typer app."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer

from ..render.answer import Answer
from .options import with_shared_options
from .session import Session
from .topics import ENVIRONMENT, EXIT_CODES, TOPICS

COMMANDS = (
    "search",
    "treatments",
    "drugs",
    "drug",
    "trials",
    "trial",
    "results",
    "compare",
    "sheet",
    "timeline",
    "pipeline",
    "subtypes",
    "guide",
    "glossary",
    "sources",
    "update",
    "follow",
    "unfollow",
    "following",
    "changes",
    "profile",
    "forget",
    "export",
    "check",
    "stale",
    "help",
)
"""Each is a function of the same name in its own file of commands/, in the order of `--help`."""

EXAMPLES = ("secbc treatments hormone", "secbc drug elacestrant", "secbc trials --status recruiting")
EPILOG = f"""
Exit codes: {", ".join(f"{int(code)} {words}" for code, words in EXIT_CODES.items())}.

Screen readers: --plain, or set SECBC_PLAIN=1. Colour: --color, NO_COLOR, FORCE_COLOR.

Settings from outside: {", ".join(ENVIRONMENT)}.

More: secbc help {"|".join(TOPICS)}

Only secbc update uses the network, and it sends nothing about you. Talk to your team about what you find.
"""

_HELP = {"help_option_names": ["-h", "--help"]}

VersionOption = Annotated[bool, typer.Option("--version", "-V", help="Program, data date, record counts.")]


class Command(NamedTuple):
    """A command's function and the examples that lead its help."""

    run: Callable[..., Answer]
    examples: tuple[str, ...]


def command(name: str) -> Command:
    """The command called `name`, imported now."""
    module = import_module(f"{__package__}.commands.{name}")
    return Command(getattr(module, name), module.EXAMPLES)


def _root(session: Session, ctx: typer.Context, version: VersionOption = False) -> Answer | None:
    from .commands import home

    if version:
        return home.version(session)
    return None if ctx.invoked_subcommand else home.home(session)


def helped(summary: str, examples: tuple[str, ...]) -> str:
    """A help text led by examples, kept line by line."""
    return "\b\n" + "\n".join(("Examples:", *(f"  {example}" for example in examples))) + f"\n\n{summary}"


def build(words: Sequence[str] = ()) -> typer.Typer:
    """The app for a command line's words. Help is plain text: boxes do not belong in a pipe.

    Only commands that the words name are added, else all: ten commands with their options cost
    7 ms to set up, and an answer needs one.
    """
    app = typer.Typer(
        name="secbc",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
        context_settings=_HELP,
    )
    root: Any = with_shared_options(_root)  # type: ignore[arg-type]  # returns None before a subcommand
    summary = "Research into treatment of secondary (metastatic) breast cancer, in plain words."
    app.callback(invoke_without_command=True, help=helped(summary, EXAMPLES), epilog=EPILOG)(root)
    for name in [name for name in COMMANDS if name in words] or COMMANDS:
        run, examples = command(name)
        summary = (run.__doc__ or "").strip()
        app.command(name, help=helped(summary, examples), short_help=summary, context_settings=_HELP)(
            with_shared_options(run)
        )
    return app


def help_of(name: str) -> str:
    """The text that `secbc NAME --help` shows."""
    made: Any = typer.main.get_command(build([name]))
    one = made.commands[name]
    context = one.make_context(f"secbc {name}", [], resilient_parsing=True)
    return f"{one.get_help(context)}\n"
