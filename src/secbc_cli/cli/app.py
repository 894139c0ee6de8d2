"""The table of commands, as a Typer app."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from ..render.answer import Answer
from .commands import check, drug, drugs, glossary, guide, home, sources, subtypes, treatments, trial, trials
from .options import with_shared_options
from .session import Session

COMMANDS: tuple[tuple[Callable[..., Answer], tuple[str, ...]], ...] = (
    (treatments.treatments, treatments.EXAMPLES),
    (drugs.drugs, drugs.EXAMPLES),
    (drug.drug, drug.EXAMPLES),
    (trials.trials, trials.EXAMPLES),
    (trial.trial, trial.EXAMPLES),
    (subtypes.subtypes, subtypes.EXAMPLES),
    (guide.guide, guide.EXAMPLES),
    (glossary.glossary, glossary.EXAMPLES),
    (sources.sources, sources.EXAMPLES),
    (check.check, check.EXAMPLES),
)

EXAMPLES = ("secbc treatments hormone", "secbc drug elacestrant", "secbc trials --status recruiting")
EPILOG = """\b
Exit codes: 0 answered, 2 wrong usage, 3 no such name, 4 the data has problems, 130 interrupted, 1 our bug.
Screen readers: --plain, or set SECBC_PLAIN=1. Colour: --color, NO_COLOR, FORCE_COLOR.
Other settings: SECBC_DATA (data folder), SECBC_CACHE_DIR, SECBC_TODAY, PAGER, COLUMNS.
secbc reads only its own data. It sends nothing anywhere. Talk to your team about what you find.
"""

_HELP = {"help_option_names": ["-h", "--help"]}

VersionOption = Annotated[bool, typer.Option("--version", "-V", help="Program, data date, record counts.")]


def _root(session: Session, ctx: typer.Context, version: VersionOption = False) -> Answer | None:
    if version:
        return home.version(session)
    return None if ctx.invoked_subcommand else home.home(session)


def helped(summary: str, examples: tuple[str, ...]) -> str:
    """A help text led by examples, kept line by line."""
    return "\b\n" + "\n".join(("Examples:", *(f"  {example}" for example in examples))) + f"\n\n{summary}"


def build() -> typer.Typer:
    """The app with every command. Help is plain text: boxes do not belong in a pipe."""
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
    for command, examples in COMMANDS:
        summary = (command.__doc__ or "").strip()
        app.command(
            command.__name__, help=helped(summary, examples), short_help=summary, context_settings=_HELP
        )(with_shared_options(command))
    return app
