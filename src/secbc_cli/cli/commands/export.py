"""secbc export"""

from pathlib import Path
from typing import Annotated

import typer

from ...render.answer import Answer
from ..session import Session

EXAMPLES = ("secbc export --site site", "secbc export --dataset dataset", "secbc export --site site --force")


def export(
    session: Session,
    site: Annotated[
        str | None,
        typer.Option(help="Write every page, linked and with a search, as html.", metavar="DIR"),
    ] = None,
    dataset: Annotated[
        str | None,
        typer.Option(help="Write every record as json, jsonl and csv, with a data package.", metavar="DIR"),
    ] = None,
) -> Answer:
    """Write the whole knowledge base into a new folder: a site to read, or a dataset to build on."""
    import gc

    import msgspec

    from ...knowledge.locate import licence_of
    from ...model.errors import UsageError
    from ...view import export as view
    from ..folder import whole_folder
    from ..gather import answer

    if (site is None) == (dataset is None):
        raise UsageError("Say what to export: --site DIR or --dataset DIR", *EXAMPLES[:2])
    gc.enable()  # thousands of pages
    session.live = None  # what leaves is our own data, not one person's copy of the registry
    library = session.library
    named = str(Path(site or dataset or "."))
    licence = licence_of(library.folder)
    with whole_folder(named, session.choices.force) as folder:
        if site is not None:
            from ..site import Site

            made = Site(session, folder)
            made.write(licence)
            counts = {"pages": made.pages, "files": made.files}
        else:
            from ..dataset import write_dataset

            counts = write_dataset(library, folder, licence)
    what = "site" if site is not None else "dataset"
    terms = licence.name if licence else ""
    done = {"what": what, "folder": named, **counts, "data_date": library.data_date, "licence": terms or None}
    shown = answer(
        session,
        f"export --{what}",
        "source",
        [],
        lambda: view.written(what, named, counts, library.data_date, terms),
    )
    return msgspec.structs.replace(shown, records=lambda: [msgspec.json.encode(done)])
