"""secbc check [PATH...]"""

from typing import Annotated

import typer

from ...model.errors import ExitCode, UsageError
from ...model.kinds import KINDS
from ...render.answer import Answer
from ..complete import words_of
from ..session import Session

EXAMPLES = (
    "secbc check",
    "secbc check data/trials/emerald.yaml",
    "secbc check --report",
    "secbc check --schema trial",
)


def check(
    session: Session,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Files or folders; all if none.")
    ] = None,
    schema: Annotated[
        str | None,
        typer.Option(
            help="Print the JSON Schema of a kind of record.",
            autocompletion=words_of(tuple(KINDS)),
            metavar="KIND",
        ),
    ] = None,
    report: Annotated[
        bool, typer.Option("--report", help="How much the data holds, how much has a source, how old it is.")
    ] = False,
) -> Answer:
    """Check data files, and say how to mend each problem."""
    import gc

    import msgspec

    from ...knowledge.check import check as run
    from ...knowledge.coverage import coverage
    from ...knowledge.locate import data_folder
    from ...view import check as view
    from ...view import coverage as report_view

    gc.enable()
    if schema is not None:
        return _schema(schema)
    folder = data_folder(session.data_folder)
    wanted = tuple(paths or ())
    found = run(folder, wanted, session.today, session.data_folder or _near(str(folder)))
    errors = sum(not p.warning for p in found.problems)
    exit_code = ExitCode.PROBLEMS if errors else ExitCode.ANSWERED
    if report:
        if wanted:
            raise UsageError("--report is about a whole data folder", "Use --data DIR for another folder")
        covered = coverage(found.knowledge, session.today, found.reading_age, errors)
        return Answer(
            command="check --report",
            document=lambda: report_view.page(covered),
            records=lambda: [msgspec.json.encode(covered)],
            sources=list,
            exit_code=exit_code,
        )
    again = " ".join(("secbc check", *wanted))
    return Answer(
        command=again.removeprefix("secbc "),
        document=lambda: view.page(
            found.problems, found.files, len(found.knowledge.records), found.reading_age, again
        ),
        records=lambda: [msgspec.json.encode(p) for p in found.problems],
        sources=list,
        exit_code=exit_code,
    )


def _near(path: str) -> str:
    """A path below the current folder is shown from there, as an editor wants it."""
    import os

    shown = os.path.relpath(path)
    return path if shown.startswith("..") else shown


def _schema(kind: str) -> Answer:
    """The schema itself, whatever the format: it is a file for editors."""
    import json

    from ...knowledge.schema import schema as schema_of
    from ...view.document import Document

    if kind not in KINDS:
        raise UsageError(f'There is no kind "{kind}"', "One of: " + ", ".join(KINDS))
    text = json.dumps(schema_of(kind), indent=2, ensure_ascii=False)
    return Answer(
        command=f"check --schema {kind}",
        document=lambda: Document(title=kind),
        records=lambda: [text.encode()],
        sources=list,
        text=text + "\n",
    )
