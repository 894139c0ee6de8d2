"""One theme: a colour a meaning, from the 16 that the user's own terminal theme sets."""

from ..view.document import Tone

STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "quiet": "dim",
    "recruiting": "bold green",
    "closed": "blue",
    "results": "cyan",
    "stopped": "red",
    "warning": "bold magenta",
    "command": "bold cyan",
}
HEADING = "bold"
TITLE = "bold not dim"
BORDER = "dim"
LABEL = "dim"
MARK = "dim"
