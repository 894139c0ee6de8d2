"""The first screen: what is inside, how fresh it is, what to type next."""

from datetime import date

from ..model.dates import age, show
from .document import Bullet, Bullets, Document, Facts, Prose, Section, Text
from .words import LIST_SAFETY

ABOUT = (
    "Research into treatment of secondary breast cancer, in plain words, "
    "with a source and a date for every fact. "
    "Secondary breast cancer is also called metastatic, advanced or stage 4. It cannot be cured. "
    "Treatment aims to control it and keep life as good as possible for as long as possible."
)
NEVER = "It gives no advice and no prognosis. It sends nothing about you. Only secbc update uses the network."
STEPS = (
    ("What secondary breast cancer means", "secbc guide secondary"),
    ("Find a page by any words, or ask a question", "secbc search spread to the bone"),
    ("A treatment, and the research into it", "secbc treatments hormone"),
    ("One drug, explained", "secbc drug elacestrant"),
    ("Trials last seen recruiting", "secbc trials --status recruiting"),
    ("Trials for one type of the cancer", "secbc trials --subtype TNBC"),
    ("How trials stand today, from the registry", "secbc update"),
    ("A medical word in plain words", "secbc glossary ESR1"),
    ("Questions to ask your team", "secbc guide questions"),
    ("For screen readers: one fact a line", "secbc trials --plain"),
    ("All commands", "secbc --help"),
)


def page(
    counts: dict[str, int], seen: tuple[str, str], data_date: str, version: str, today: date, registry: str
) -> Document:
    """`counts` by plural kind; `seen` is the oldest and newest date of a trial's status.

    `registry`: what the copy of the registry holds and how old it is; empty where there is none.
    """
    inside = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    rows = [("Records", Text(inside))]
    if data_date:
        rows.append(("Facts checked", Text(f"newest {show(data_date)} ({age(data_date, today)})")))
    if seen[0]:
        words = f"seen between {show(seen[0])} and {show(seen[1])} ({age(seen[1], today)})"
        rows.append(("Trial statuses", Text(words)))
    rows.append(("Registry", Text(registry or "no copy on this computer yet: secbc update")))
    rows.append(("Version", Text(version)))
    return Document(
        title="secbc",
        kicker="secondary breast cancer research",
        lead=(Text(ABOUT),),
        sections=(
            Section("What to type next", (Bullets(tuple(Bullet(Text(w), command=c) for w, c in STEPS)),)),
            Section("What is inside", (Facts(tuple((label, (text,)) for label, text in rows)),)),
            Section("What it never does", (Prose((Text(NEVER),)),)),
        ),
        closing=LIST_SAFETY,
    )
