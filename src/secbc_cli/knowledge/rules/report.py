"""One way to report a problem at a value of a loaded record."""

from ...model.problem import Problem
from ..fields import Path
from ..load import Loaded
from ..read import problem


def at(loaded: Loaded, code: str, path: Path, detail: str, mend: str = "") -> Problem:
    """A Problem of `code` at the line of `path` in the record's file."""
    return problem(code, loaded.path, loaded.line(path), detail, loaded.text, mend)
