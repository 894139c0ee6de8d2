"""The one table of formats: name -> renderer. A renderer is imported when it is asked for."""

from collections.abc import Callable
from importlib import import_module

from .answer import Answer
from .screen import Screen

Render = Callable[[Answer, Screen], str]

FORMATS = ("rich", "plain", "markdown", "html", "json", "csv")


def renderer(name: str) -> Render:
    """The function `to_<name>` of the module `to_<name>`."""
    found: Render = getattr(import_module(f"{__package__}.to_{name}"), f"to_{name}")
    return found
