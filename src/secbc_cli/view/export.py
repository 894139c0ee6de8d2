"""The first page of a site, and what an export says that it wrote."""

from datetime import date

from ..model.dates import show
from ..model.guide import Guide
from .document import Bullet, Bullets, Document, Facts, Prose, Section, Text
from .home import ABOUT
from .words import LIST_SAFETY, plural

LISTS = (
    ("treatments", "Treatments", "treatment", "What each one is, and the research into it"),
    ("drugs", "Drugs", "drug", "What each one is, how far it has come, what the NHS decided"),
    ("trials", "Trials", "trial", "Who could join, what was found, where each one stands"),
    ("subtypes", "Types", "subtype", "Types of the cancer, gene changes, places it spreads to"),
    ("guide", "Guide", "guide", "How research and trials work, and questions to ask"),
    ("glossary", "Glossary", "term", "Medical words in plain words"),
    ("sources", "Sources", "source", "Every page that was read, and when"),
)
"""The lists of a site: the command, its name, the kind of record, what is in it."""
VIEWS = (
    ("recruiting", "Trials last seen recruiting"),
    ("closed", "Trials that no longer take people"),
    ("results", "Trials with results"),
)
ALL_THREE = "Look at all three, or you will miss trials. A closed trial can have results."
NAMES = {f"trials --status {status}": words for status, words in VIEWS}
BASES = {"results": "Results", "sheet": "Sheet for an appointment", "compare": "Side by side"}


def title(command: str, about: list[str], options: list[str]) -> str:
    """What a page of a site is called, where it is neither a list nor a record.

    `about` are the names of its records, `options` its options: `Trials: Elacestrant, recruiting`
    """
    if command == "trials" or command == "drugs":
        return f"{command.capitalize()}: {', '.join((*about, *options))}"
    words = ", ".join((*about, *options))
    return f"{BASES[command]}: {words}" if command in BASES else words


def made(data_date: str, today: date) -> str:
    """The line under every page of a site: a copy stands still, and its ages with it."""
    day = show(today.isoformat())
    return f"This copy was made on {day} from data of {show(data_date)}. Ages of dates are as on that day."


def first_page(counts: dict[str, int], topics: list[Guide], data_date: str, licence: str) -> Document:
    """The first page of a site: its lists by the number of their records; `licence` is a file beside it."""
    lists = tuple(
        Bullet(Text(f"{counts[kind]}. {about}."), name, f"secbc {command}")
        for command, name, kind, about in LISTS
    )
    views = tuple(Bullet(Text(words), command=f"secbc trials --status {status}") for status, words in VIEWS)
    guides = tuple(Bullet(Text(t.short), t.title, f"secbc guide {t.id}") for t in topics)
    share = (Text("How you may share this, and how to cite it", url=licence),) if licence else ()
    return Document(
        title="Secondary breast cancer research",
        kicker="secbc",
        lead=(Text(ABOUT),),
        stamp=f"facts checked {show(data_date)}" if data_date else "",
        sections=(
            Section("What is inside", (Bullets(lists),)),
            Section(
                "Where trials stand",
                (Prose((Text(ALL_THREE),)), Bullets(views)),
            ),
            *((Section("Guide", (Bullets(guides),)),) if guides else ()),
            Section(
                "What it never does",
                (Prose((Text("It gives no advice and no prognosis. It sends nothing anywhere."), *share)),),
            ),
        ),
        closing=LIST_SAFETY,
    )


def written(what: str, folder: str, counts: dict[str, int], data_date: str, licence: str) -> Document:
    """What was written where, from data of which day."""
    first = f"{folder}/index.html" if what == "site" else f"{folder}/datapackage.json"
    rows = [
        ("Folder", folder),
        *((name.capitalize(), f"{number:,}") for name, number in counts.items()),
        ("Facts checked", f"newest {show(data_date)}" if data_date else "no record has a date"),
        ("Licence", licence or "none is in the data folder or beside it, so none is stated"),
        ("Open it at", first),
    ]
    words = "A copy stands still: its statuses and ages of dates are as on the day that it was made."
    return Document(
        title="Site written" if what == "site" else "Dataset written",
        kicker="secbc export",
        lead=(Text(f"{plural(counts['files'], 'file')}, whole. They need no network and no server."),),
        sections=(
            Section("What was written", (Facts(tuple((label, (Text(value),)) for label, value in rows)),)),
            Section("Good to know", (Prose((Text(words),)),)),
        ),
        closing=LIST_SAFETY,
    )
