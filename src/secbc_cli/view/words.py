"""Lay words for the closed vocabularies, and the fixed sentences of the product."""

from collections.abc import Sequence
from datetime import date

from ..model.dates import OLD_DAYS, STALE_DAYS, age, days_old, show, when
from ..model.source import LIVE
from ..model.trial import Enrolled, StatusSeen, Trial
from .document import Text, Tone

DRUG_SAFETY = "Do not start, stop or change a treatment without talking to your team."
TRIAL_SAFETY = (
    "Only the trial's own team can say who can join. "
    "Talk to your specialist about any trial that you are interested in."
)
NOT_EVERY_TRIAL = "These are the trials in our records, not every trial. See: secbc guide finding-a-trial"
LIST_SAFETY = "secbc informs. It does not advise. Talk to your team about what you find."

LICENCE_IS_NOT_NHS = "A licence means that a drug may be sold. It does not mean that the NHS pays for it."

BODIES = {
    "FDA": ("United States", "FDA"),
    "EMA": ("European Union", "EMA"),
    "MHRA": ("UK licence", "MHRA"),
    "NICE": ("NHS in England", "NICE"),
    "SMC": ("NHS in Scotland", "SMC"),
    "AWMSG": ("NHS in Wales", "AWMSG"),
    "NI": ("NHS in Northern Ireland", "Department of Health"),
    "NMPA": ("China", "NMPA"),
    "other": ("Elsewhere", ""),
}
"""What each body decides about, and its short name. A licence is not the NHS."""

DECISIONS: dict[str, tuple[str, Tone]] = {
    "approved": ("licensed", "recruiting"),
    "accelerated approval": ("licensed early, more proof due", "results"),
    "recommended": ("yes, for some people", "recruiting"),
    "managed access": ("yes for now, for some people, while more is learned", "results"),
    "not recommended": ("no", "stopped"),
    "draft: recommended": ("draft yes, not final", "results"),
    "draft: not recommended": ("draft no, not final", "results"),
    "positive opinion": ("advice to license, not a licence", "results"),
    "negative opinion": ("advice not to license", "stopped"),
    "advisers voted for": ("advisers voted for, not a decision", "results"),
    "advisers voted against": ("advisers voted against, not a decision", "stopped"),
    "filed": ("application being looked at", "results"),
    "designation": ("faster review, not a licence", "quiet"),
    "refused": ("refused", "stopped"),
    "withdrawn": ("taken back", "stopped"),
    "suspended": ("suspended", "stopped"),
    "terminated": ("ended without advice", "quiet"),
}

STAGES: dict[str, tuple[str, Tone]] = {
    "none found": ("no trial in breast cancer found", "quiet"),
    "lab": ("laboratory research", "quiet"),
    "early trials": ("early trials", "results"),
    "late trials": ("late trials", "results"),
    "licensed": ("licensed", "recruiting"),
    "stopped": ("stopped in breast cancer", "stopped"),
}

OUTCOMES: dict[str, tuple[str, Tone]] = {
    "met": ("met its main aim", "recruiting"),
    "missed": ("missed its main aim", "stopped"),
    "mixed": ("met one main aim, not all", "results"),
    "stopped": ("stopped, no answer", "stopped"),
    "awaited": ("waiting for results", "quiet"),
    "reported": ("results, no target set", "results"),
}

RECRUITMENT: dict[str, tuple[str, Tone]] = {
    "planned": ("not yet open", "quiet"),
    "recruiting": ("recruiting", "recruiting"),
    "paused": ("paused", "warning"),
    "closed": ("closed", "closed"),
    "stopped": ("stopped early", "stopped"),
    "unknown": ("recruitment not known", "warning"),
}

PHASES = {
    "1": "A first, small trial: what dose people can take, and what harm it does.",
    "1/2": "An early trial: first the dose and the harm, then whether it works at all.",
    "2": "A mid-size trial: does it seem to work well enough to test further?",
    "2/3": "A trial that starts mid-size and can grow into a large comparison.",
    "3": "A large trial: is it better than the treatment used today?",
    "4": "A trial after licensing: how a drug in use does over time.",
}

ENDPOINTS = {
    "PFS": "Time before the cancer grew (progression-free survival)",
    "PFS2": "Time before it grew a second time, on the next treatment (PFS2)",
    "OS": "How long people lived (overall survival)",
    "ORR": "Cancer shrank by a set amount (response rate)",
    "DoR": "How long the shrinking lasted (duration of response)",
    "CBR": "Cancer shrank or held still for a set time (clinical benefit rate)",
    "DCR": "Cancer shrank or held still (disease control rate)",
    "TTP": "Time before the cancer grew (time to progression)",
    "TTD": "Time before quality of life got worse",
    "CFI": "Time before chemotherapy was needed",
    "safety": "Side effects",
}

STILL = {
    "PFS": ("were alive and the cancer had not grown", "were not"),
    "PFS2": ("were alive and the cancer had not grown a second time", "were not"),
    "OS": ("were alive", "were not"),
    "ORR": ("had their cancer shrink", "did not"),
    "DoR": ("still had their cancer held back", "did not"),
    "CBR": ("had their cancer shrink or hold still", "did not"),
    "DCR": ("had their cancer shrink or hold still", "did not"),
    "TTP": ("had no growth of the cancer", "did"),
    "TTD": ("had not got worse", "had"),
    "CFI": ("had not needed chemotherapy", "had"),
    "safety": ("had this", "did not"),
}
"""What was still true of people at a landmark, and how the other people are told of."""

ANALYSES = {
    "interim": "early look, not final",
    "primary": "main analysis",
    "updated": "later update",
    "final": "final analysis",
    "subgroup": "one group of the trial, planned",
    "post hoc": "one group, picked afterwards: not the trial's result",
}

BIOMARKERS = {"ER": "oestrogen receptor", "PR": "progesterone receptor", "AR": "androgen receptor"}


def status_text(status: StatusSeen, today: date, cites: tuple[int, ...] = ()) -> Text:
    """A status with its age: told in the past once it is over 90 days old."""
    word, tone = RECRUITMENT[status.recruitment]
    if status.recruitment == "recruiting" and days_old(status.as_of, today) > OLD_DAYS:
        return Text("was recruiting", "warning", cites)
    return Text(word, tone, cites)


def status_sentence(status: StatusSeen, today: date) -> str:
    """The status, the date that its source printed, and how old that is."""
    word, _ = RECRUITMENT[status.recruitment]
    days = days_old(status.as_of, today)
    dated = when(status.as_of)
    if status.recruitment == "unknown" and status.source.startswith(LIVE):
        return f"Not known: the registry has had no word from the sponsor for years, the last {dated}."
    if status.recruitment == "unknown":
        return f"Not known: no dated statement was found when we looked {dated}."
    if status.recruitment == "recruiting" and days > OLD_DAYS:
        return f"Was recruiting {dated} ({age(status.as_of, today)}). Check before you count on it."
    if days > STALE_DAYS:
        return f"{word.capitalize()}, as its source said {dated} ({age(status.as_of, today)})."
    return f"{word.capitalize()}, as its source said {dated}."


def seen(status: StatusSeen, publisher: str, today: date) -> str:
    """When a status was seen, by whom, and a warning where it is an old `recruiting`."""
    if status.recruitment == "unknown" and status.source.startswith(LIVE):
        return f"no word since {show(status.as_of)}, says {publisher}"
    if status.recruitment == "unknown":
        return f"no dated statement found, looked {when(status.as_of)}"
    words = f"{when(status.as_of)}, by {publisher}"
    days = days_old(status.as_of, today)
    if days > STALE_DAYS:
        words += f", {age(status.as_of, today)}"
    if status.recruitment == "recruiting" and days > OLD_DAYS:
        words += "; check before you count on it"
    return words


def stage_text(stage: str, places: Sequence[str] = ()) -> Text:
    """`licensed (US, EU)`: a licence is always somebody's."""
    word, tone = STAGES[stage]
    return Text(f"{word} ({', '.join(places)})" if places and stage == "licensed" else word, tone)


def trial_name(trial: Trial) -> str:
    """What a trial is called."""
    return trial.acronym or trial.ids.nct or trial.id


def plural(count: int, word: str) -> str:
    """`1 trial`, `2 trials`, `2 studies`"""
    many = f"{word[:-1]}ies" if word.endswith("dy") else f"{word}s"
    return f"{count} {word if count == 1 else many}"


def lines_text(low: int | None, high: int | None, note: str | None) -> str:
    """How many earlier treatments for secondary disease, in words."""
    if low is None and high is None:
        said = "" if note else "not stated"
    elif low == high:
        said = f"{low} earlier treatment{'s' if low > 1 else ''}" if low else "none yet for secondary disease"
    elif high == 0:
        said = "none for secondary disease"
    elif high is None:
        said = f"{low} or more earlier treatments" if low else "any number"
    else:
        said = (
            f"{low} to {high} earlier treatments"
            if low
            else f"{high} earlier treatment{'s' if high != 1 else ''} at most"
        )
    return " ".join(part for part in (said, f"({note})" if said and note else note or "") if part)


def capital(words: str) -> str:
    """The words with their first letter in capital, the rest as it is."""
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """The words with a full stop, unless they end with a mark of their own."""
    return words if words.rstrip().endswith((".", "!", "?")) else f"{words}."


def how_many(enrolled: Enrolled | None) -> str:
    """`477 joined`, `1,370 planned`; empty where no source says."""
    if enrolled is None:
        return ""
    return f"{enrolled.number:,} {'joined' if enrolled.kind == 'actual' else 'planned'}"
