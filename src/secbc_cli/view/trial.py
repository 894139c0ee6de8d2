"""A trial's page, and the table of trials."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..model.dates import OLD_DAYS, age, days_old, show, when
from ..model.selection import Judged
from ..model.trial import Arm, StatusSeen, Trial
from .blocks import history
from .context import Context
from .document import (
    Block,
    Bullet,
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Prose,
    Section,
    Table,
    Text,
    Tone,
)
from .narrowed import REASONS, reasons
from .results import results_sections
from .words import (
    BIOMARKERS,
    OUTCOMES,
    PHASES,
    RECRUITMENT,
    TRIAL_SAFETY,
    capital,
    lines_text,
    seen,
    status_sentence,
    status_text,
    trial_name,
)

if TYPE_CHECKING:
    from ..model.study import Study

LINKS = {
    "nct": "https://clinicaltrials.gov/study/{}",
    "eudract": "https://www.clinicaltrialsregister.eu/ctr-search/search?query={}",
    "ctis": "https://euclinicaltrials.eu/search-for-clinical-trials/?EUCT={}",
    "isrctn": "https://www.isrctn.com/{}",
    "iras": "",
    "cruk": "https://www.cancerresearchuk.org/about-cancer/find-a-clinical-trial/{}",
}
ID_NAMES = {
    "nct": "ClinicalTrials.gov",
    "eudract": "EU (EudraCT)",
    "ctis": "EU (CTIS)",
    "isrctn": "ISRCTN",
    "iras": "UK ethics (IRAS)",
    "cruk": "Cancer Research UK",
}


def page(
    trial: Trial,
    context: Context,
    clinical: bool = False,
    survival: bool = False,
    study: "Study | None" = None,
) -> Document:
    """The whole page of one trial. `clinical` adds hazard ratios; `survival` overall survival.

    `study`: its record in the user's copy of the registry.
    """
    verdict, _ = OUTCOMES[trial.verdict.outcome]
    sections = [
        Section("Where it stands", _standing(trial, context)),
        Section("Who can join" if _open(trial) else "Who could join", _who(trial, context)),
        Section("The groups", (_arms(trial), _size(trial, context))),
        *results_sections(trial, context, clinical, survival),
        *([Section("What happened next", (history(trial.happened, context),))] if trial.happened else []),
        Section("Where", _where(trial, context, study)),
        Section("Names and numbers", (_identifiers(trial), *_general(trial, context))),
    ]
    return Document(
        title=trial_name(trial),
        kicker=f"phase {trial.phase} trial" if trial.phase else "trial, phase not stated",
        lead=(
            Text(trial.title),
            Text(f"{_headline(trial, context)}; {verdict}", _tone(trial, context)),
        ),
        stamp=context.checked(trial.checked),
        sections=tuple(sections),
        citations=context.cite.citations(),
        next=_next(trial, clinical, survival),
        closing=TRIAL_SAFETY,
    )


def _headline(trial: Trial, context: Context) -> str:
    """The status with the day on which it was seen."""
    word = status_text(trial.status, context.today).text
    return word if trial.status.recruitment == "unknown" else f"{word} (seen {when(trial.status.as_of)})"


def _tone(trial: Trial, context: Context) -> Tone:
    """A trial that recruits or stopped early shows that; another its verdict."""
    now = status_text(trial.status, context.today).tone
    return now if now in ("recruiting", "warning", "stopped") else OUTCOMES[trial.verdict.outcome][1]


def _standing(trial: Trial, context: Context) -> tuple[Block, ...]:
    status = trial.status
    rows: list[tuple[str, tuple[Text, ...]]] = [
        ("Status", (Text(status_sentence(status, context.today), cites=context.cite(status.source)),))
    ]
    if status.why_stopped:
        rows.append(("Why it stopped", (Text(status.why_stopped, cites=context.cite(status.source)),)))
    differ = [other for other in status.others if other.recruitment != status.recruitment]
    agree = [other for other in status.others if other.recruitment == status.recruitment]
    for label, others in (("Others differ", differ), ("Others agree", agree)):
        if others:
            rows.append((label, tuple(_other(other, status, context) for other in others)))
    entry = context.registered.get(trial.id)
    if entry:
        from .registry_words import in_registry  # only who has a copy of the registry pays for it

        rows += in_registry(entry, bool(trial.results), context)
    word, tone = OUTCOMES[trial.verdict.outcome]
    rows.append(("Main aim", (Text(word, tone, context.cite(trial.verdict.source)),)))
    if trial.phase:
        rows.append((f"Phase {trial.phase}", (Text(PHASES[trial.phase]),)))
    else:
        rows.append(("Phase", _text("not stated")))
    if trial.disease != "secondary":
        rows.append(("Note", (Text(_MIXED[trial.disease], "warning"),)))
    return (Facts(tuple(rows)),)


def _other(other: StatusSeen, newest: StatusSeen, context: Context) -> Text:
    """What another source says; an older one is said to be older."""
    word = RECRUITMENT[other.recruitment][0]
    older = " (older than the status above)" if other.as_of < newest.as_of else ""
    words = f"{context.publisher(other.source)} said {when(other.as_of)}: {word}{older}"
    same = other.recruitment == newest.recruitment
    return Text(words, "quiet" if older or same else "warning", context.cite(other.source))


_MIXED = {
    "secondary and early": "This trial takes people with early breast cancer too.",
    "many cancers": "This trial takes people with many kinds of cancer, not only breast cancer.",
}


def _open(trial: Trial) -> bool:
    """Whether its newest dated word is that it takes people, or will."""
    return trial.status.recruitment in ("recruiting", "planned", "paused")


def _closed(trial: Trial) -> bool:
    return trial.status.recruitment in ("closed", "stopped")


def _who(trial: Trial, context: Context) -> tuple[Block, ...]:
    who = trial.who
    lines = who.lines
    cites = context.cite(who.source)
    rows = [
        ("Type of cancer", _text(context.list("subtype", trial.subtypes) or "not stated")),
        ("Earlier treatment", _text(lines_text(lines.min, lines.max, lines.note))),
        ("Must have had", _text(", ".join(who.prior_drugs.required) or "not stated")),
        ("Must not have had", _text(", ".join(who.prior_drugs.excluded) or "not stated")),
        ("Cancer in the brain", _text(who.brain_metastases)),
        ("Cancer that scans can measure", _text(who.measurable_disease)),
        ("Women or men", _text({"all": "both", "female": "women only"}.get(who.sex, who.sex))),
        ("Fitness", _text(who.performance_status or "not stated")),
    ]
    silent = [label for label, (text,) in rows if text.text == "not stated"]
    rows = [row for row in rows if row[1][0].text != "not stated"]
    if silent:
        rows.append(("Not stated", _text(", ".join(label.casefold() for label in silent))))
    if trial.biomarkers:
        marks = ", ".join(BIOMARKERS.get(b, b) for b in trial.biomarkers)
        rows.insert(1, ("Tests that matter", _text(marks)))
    blocks: list[Block] = []
    if _open(trial):
        headings = ("You may be able to join if", "You cannot join if")
    else:
        headings = ("The rules for joining", "The rules kept you out if")
        told = (
            "This trial no longer takes people."
            if _closed(trial)
            else "It is not known if it takes people now."
        )
        blocks.append(Prose((Text(told, "warning"),)))
    for heading, items in zip(headings, (who.can, who.cannot), strict=True):
        if items:
            blocks.append(Prose((Text(heading, "strong"),)))
            blocks.append(Bullets(tuple(Bullet(Text(item, cites=cites)) for item in items)))
    return (*blocks, Facts(tuple(rows)))


def _text(words: str) -> tuple[Text, ...]:
    return (Text(words, "quiet" if words == "not stated" else "plain"),)


def _people(trial: Trial) -> str:
    """`315 people joined`, `1,370 people planned`"""
    if trial.enrolled is None:
        return "number of people not stated"
    return f"{trial.enrolled.number:,} people {'joined' if trial.enrolled.kind == 'actual' else 'planned'}"


def _arms(trial: Trial) -> Figure:
    if len(trial.arms) == 1:
        how = "Everybody is in one group"
    else:
        how = {
            True: "Chance decides who is in which group",
            False: "The trial team decides the group",
            None: "How people are put in groups is not stated",
        }[trial.randomised]
        how += {True: "; people are not told which", False: "; people know which", None: ""}[trial.masked]
    groups = "; ".join(arm.name for arm in trial.arms)
    people = _people(trial)
    sentence = f"{how}. {capital(people)}. Groups: {groups}."
    return Figure(sentence, people, tuple(map(_branch, trial.arms)))


def _branch(arm: Arm) -> tuple[str, str]:
    role = "compared with" if arm.role == "comparator" else "being tested"
    return arm.name, f"{role}; {arm.note}" if arm.note else role


def _size(trial: Trial, context: Context) -> Facts:
    enrolled = trial.enrolled
    words = _people(trial)
    if enrolled and enrolled.note:
        words += f" ({enrolled.note})"
    cites = context.cite(enrolled.source if enrolled else None)
    rows: list[tuple[str, tuple[Text, ...]]] = [("People", (Text(words, cites=cites),))]
    if trial.started:
        rows.append(("Started", _text(show(trial.started))))
    rows.append(("Drugs", _text(context.list("drug", trial.drugs) or "none with a page here")))
    rows.append(("Treatments", _text(context.list("treatment", trial.treatments) or "not stated")))
    return Facts(tuple(rows))


def _where(trial: Trial, context: Context, study: "Study | None") -> tuple[Block, ...]:
    uk = trial.uk
    words = {
        "known": "It has, or had, places in the UK.",
        "none": "No UK places were found in its source.",
        "unknown": "Whether it has UK places was not found.",
    }[uk.sites]
    cites = context.cite(uk.source)
    lines = [Text(words, cites=cites)]
    if uk.note:
        lines.append(Text(capital(uk.note), cites=cites))
    blocks: list[Block] = [Prose(tuple(lines))]
    if uk.places:
        blocks.append(Bullets(tuple(Bullet(Text(place.said)) for place in uk.places)))
    if trial.visits:
        blocks.append(Prose((Text(trial.visits),)))
    if study:
        from .registry_words import registry_places

        blocks += registry_places(study)
    return tuple(blocks)


def _identifiers(trial: Trial) -> Facts:
    rows = [("Full title", (Text(trial.official_title),))]
    if trial.also:
        rows.append(("Also called", (Text(", ".join(trial.also)),)))
    for name, label in ID_NAMES.items():
        value = getattr(trial.ids, name)
        if value:
            rows.append((label, (Text(value, url=LINKS[name].format(value) if LINKS[name] else ""),)))
    return Facts(tuple(rows))


def _general(trial: Trial, context: Context) -> tuple[Block, ...]:
    """The sources of what has no source of its own (title, ids, groups)."""
    cites = context.cite(*trial.sources)
    return (Prose((Text("Where the general facts come from", "quiet", cites),)),) if cites else ()


def _next(trial: Trial, clinical: bool, survival: bool) -> tuple[str, ...]:
    steps = [f"secbc drug {drug}" for drug in trial.drugs[:2]]
    if trial.results:
        if not clinical:
            steps.append(f"secbc trial {trial.id} --clinical")
        if not survival and any(r.endpoint == "OS" for r in trial.results):
            steps.append(f"secbc trial {trial.id} --survival")
    return (*steps, "secbc guide questions")


def table(
    trials: list[Trial],
    context: Context,
    cited: bool = False,
    why: Mapping[str, tuple[Judged, ...]] | None = None,
) -> Table:
    """One row a trial: what to type, status with its date and who says so, main aim, what it tests.

    `why`: by id, what its record says of each thing that was asked.
    """
    columns = (
        Column("Trial", whole=True),
        Column("Phase", whole=True),
        Column("Status", whole=True),
        Column("Main aim", whole=True),
        Column("What it tests", below=True),
        Column("Status seen", below=True),
        *(REASONS if why else ()),
    )
    rows = ((*_row(trial, context, cited), *(reasons(why[trial.id]) if why else ())) for trial in trials)
    return Table(columns, tuple(rows), "trial")


def _row(trial: Trial, context: Context, cited: bool) -> tuple[Text, ...]:
    status = trial.status
    cites = context.cite(status.source, trial.verdict.source) if cited else ()
    word, tone = OUTCOMES[trial.verdict.outcome]
    return (
        Text(trial.id, "strong"),
        Text(trial.phase or "not stated", "plain" if trial.phase else "quiet"),
        status_text(status, context.today),
        Text(word, tone, cites[1:]),
        Text(trial.title),
        Text(_seen(trial, context), "quiet", cites[:1]),
    )


def _seen(trial: Trial, context: Context) -> str:
    """When the status was seen and by whom; with a copy of the registry, its dates and who says otherwise."""
    status = trial.status
    words = seen(status, context.publisher(status.source), context.today)
    entry = context.registered.get(trial.id)
    if entry is None:
        return words
    from .registry_words import beside

    return beside(words, trial, entry, context)


def old_recruiting(trials: list[Trial], context: Context) -> str:
    """A warning where `recruiting` is an old word; empty where all are fresh."""
    days = [t.status.as_of for t in trials if t.status.recruitment == "recruiting"]
    old = [d for d in days if days_old(d, context.today) > OLD_DAYS]
    if not old:
        return ""
    which = (
        "1 trial said to be recruiting was"
        if len(old) == 1
        else f"{len(old)} trials said to be recruiting were"
    )
    return (
        f"{which} last seen over {OLD_DAYS} days ago (oldest: {show(min(old))}, "
        f"{age(min(old), context.today)}). Check with the trial or your team."
    )
