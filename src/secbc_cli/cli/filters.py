"""The filters of lists, each declared once: for `trials`, `drugs`, `profile`, their help and completion."""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, NamedTuple, get_args

import typer

from ..model.selection import KEPT, LEVELS, OUTCOMES, PHASES, SORTS, STATUSES, Filters, says
from ..model.vocabulary import Biomarker
from ..render.answer import Answer
from .complete import Complete, names_of, near_towns, places, words_of


class Filter(NamedTuple):
    """One filter: its field in `Filters`, its option, the lists that have it."""

    name: str
    option: Any
    lists: tuple[str, ...]

    @property
    def default(self) -> Any:
        """What Typer gives where the option is not used."""
        return False if get_args(self.option)[0] is bool else None

    @property
    def kept(self) -> bool:
        """Whether a profile can keep it."""
        return self.name in KEPT


def _several(help_: str, complete: Complete, metavar: str) -> Any:
    option = typer.Option(help=help_, autocompletion=complete, metavar=metavar, show_default=False)
    return Annotated[list[str] | None, option]


def _one(help_: str, words: Sequence[str], metavar: str) -> Any:
    option = typer.Option(help=help_, autocompletion=words_of(words), metavar=metavar, show_default=False)
    return Annotated[str | None, option]


def _flag(name: str, help_: str) -> Any:
    return Annotated[bool, typer.Option(name, help=help_)]


_BOTH = ("trials", "drugs")
_TRIALS = ("trials",)
FILTERS = (
    Filter(
        "status",
        _several("Recruitment: " + ", ".join(STATUSES) + ".", words_of(STATUSES), "STATUS"),
        _TRIALS,
    ),
    Filter("drug", _several("A drug or a class of drugs.", names_of("drug"), "NAME"), _TRIALS),
    Filter("treatment", _several("A treatment and its kinds.", names_of("treatment"), "NAME"), _BOTH),
    Filter("subtype", _several("A type or situation.", names_of("subtype"), "NAME"), _BOTH),
    Filter(
        "biomarker",
        _several("What a test can find: ESR1, BRCA, PD-L1.", words_of(get_args(Biomarker)), "NAME"),
        _BOTH,
    ),
    Filter("phase", _several("1, 1/2, 2, 2/3, 3 or 4.", words_of(PHASES), "PHASE"), _TRIALS),
    Filter(
        "outcome",
        _several("Main aim: " + ", ".join(OUTCOMES) + ".", words_of(OUTCOMES), "OUTCOME"),
        _TRIALS,
    ),
    Filter("uk", _flag("--uk", "Only trials known to have, or have had, UK places."), _TRIALS),
    Filter(
        "lines",
        Annotated[
            int | None,
            typer.Option(
                help="Earlier treatments for secondary disease so far.",
                min=0,
                metavar="N",
                show_default=False,
            ),
        ],
        _TRIALS,
    ),
    Filter("had", _several("A drug or class already had.", names_of("drug"), "NAME"), _TRIALS),
    Filter("brain_mets", _flag("--brain-mets", "With spread to the brain."), _TRIALS),
    Filter("lobular", _flag("--lobular", "With lobular cancer."), _TRIALS),
    Filter(
        "her2",
        _one("low, positive or negative.", LEVELS["her2"], "LEVEL"),
        _BOTH,
    ),
    Filter("er", _one("positive or negative.", LEVELS["er"], "LEVEL"), _BOTH),
    Filter("sex", _one("male or female.", LEVELS["sex"], "SEX"), _TRIALS),
    Filter(
        "gene",
        _several("A changed gene: ESR1, PIK3CA, BRCA.", words_of(get_args(Biomarker)), "NAME"),
        _BOTH,
    ),
    Filter("place", _several("A UK town.", places, "TOWN"), _TRIALS),
    Filter("registry", _flag("--registry", "What only the copy of ClinicalTrials.gov has."), _TRIALS),
    Filter(
        "near",
        Annotated[
            str | None,
            typer.Option(
                help="A UK town, a postcode's first half, or LAT,LON.",
                autocompletion=near_towns,
                metavar="PLACE",
                show_default=False,
            ),
        ],
        _TRIALS,
    ),
    Filter(
        "within",
        Annotated[
            int | None,
            typer.Option(
                help="Miles around --near: 50 unless said.", min=1, metavar="MILES", show_default=False
            ),
        ],
        _TRIALS,
    ),
    Filter("since", _one("Status seen on or after this day.", (), "DATE"), _TRIALS),
    Filter("sort", _one(", ".join(SORTS) + ".", SORTS, "ORDER"), _TRIALS),
    Filter(
        "limit",
        Annotated[
            int | None,
            typer.Option(help="Show at most so many.", min=1, metavar="N", show_default=False),
        ],
        _BOTH,
    ),
    Filter("hidden", _flag("--hidden", "Show what the filters hid, and why."), _BOTH),
)
MINE = Annotated[bool, typer.Option("--mine", help="Use what `secbc profile` keeps.")]


def with_filters(list_name: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Give a command the options of a list's filters; it is called with `filters` made of them.

    `list_name` is `trials` or `drugs`, or `profile` for the filters that a profile can keep.
    """
    chosen = [f for f in FILTERS if (f.kept if list_name == "profile" else list_name in f.lists)]

    def decorate(command: Callable[..., Answer]) -> Callable[..., Answer]:
        own = [p for n, p in inspect.signature(command).parameters.items() if n not in ("session", "filters")]

        @wraps(command)
        def wrapper(session: Any, **given: Any) -> Answer:
            said = {f.name: given.pop(f.name) for f in chosen}
            values = {name: _value(value) for name, value in said.items() if says(value)}
            return command(session, filters=Filters(**values), **given)

        keyword = inspect.Parameter.KEYWORD_ONLY
        options = [inspect.Parameter(f.name, keyword, default=f.default, annotation=f.option) for f in chosen]
        session = inspect.Parameter("session", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        parameters = [session, *(p.replace(kind=keyword) for p in own), *options]
        wrapper.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what options.py reads
        return wrapper

    return decorate


def _value(value: Any) -> Any:
    """`--phase 2 --phase 3` and `--phase 2,3` are one thing."""
    if not isinstance(value, list):
        return value
    return tuple(part.strip() for text in value for part in text.split(",") if part.strip())


def told() -> dict[str, str]:
    """Each filter's option and what it is, with the lists that have it: for help and the man page."""
    return {
        _option(f): f"{_help(f)} ({' and '.join(f.lists)}{'; a profile can keep it' if f.kept else ''})"
        for f in FILTERS
    } | {"--mine": "Use what `secbc profile` keeps. (trials and drugs)"}


def _info(chosen: Filter) -> Any:
    return chosen.option.__metadata__[0]


def _option(chosen: Filter) -> str:
    metavar = _info(chosen).metavar
    return f"--{chosen.name.replace('_', '-')}" + (f" {metavar}" if metavar else "")


def _help(chosen: Filter) -> str:
    return str(_info(chosen).help)
