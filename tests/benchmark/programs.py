"""The programs that secbc is measured against, generated from its own answers."""

from recording import Recording

_TYPER = """
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def page(data: str = ""):
    sys.stdout.write({answer})


def main():
    app()
"""


def floor(recording: Recording, imports: str) -> str:
    """Typer and Rich drawing the same page from literals: the least that such a page can cost."""
    head = f"import sys\nfrom io import StringIO\n\nimport typer\n{imports}\n\n"
    return head + recording.source() + _TYPER.format(answer="draw()")


def literal(text: str) -> str:
    """Typer writing the same text from a literal."""
    return f"import sys\n\nimport typer\n\nTEXT = {text!r}\n" + _TYPER.format(answer="TEXT")


def naive(floor_module: str, data: str) -> str:
    """Typer reading all YAML at each run in the plain way, then drawing the same page."""
    return (
        "import sys\nfrom pathlib import Path\n\nimport typer\nimport yaml\n"
        f"from {floor_module} import draw\n\n\n"
        "def read():\n"
        "    return {\n"
        "        str(file): yaml.safe_load(file.read_text(encoding='utf-8'))\n"
        f"        for file in sorted(Path({data!r}).rglob('*.yaml'))\n"
        "    }\n"
    ) + _TYPER.format(answer="draw() if read() else ''")


def completed(offered: list[str]) -> str:
    """Typer completing one argument from a literal: the least that a completion can cost."""
    return (
        "import sys\nfrom typing import Annotated\n\nimport typer\n\n"
        "app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)\n\n\n"
        f"def offer(incomplete: str):\n    return {offered!r}\n\n\n"
        "@app.callback()\ndef root():\n    pass\n\n\n"
        "@app.command()\n"
        "def drug(name: Annotated[str, typer.Argument(autocompletion=offer)]):\n    pass\n\n\n"
        "def main():\n    app(prog_name='secbc')\n"
    )
