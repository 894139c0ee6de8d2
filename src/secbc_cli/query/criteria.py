"""What a record says of a person's situation: fits, check, not stated, or no, each with its words.

These are facts of the record for a talk with the team. Nothing here says that anybody can join.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, get_args

from ..model.dates import earliest, show
from ..model.drug import Drug
from ..model.errors import NoSuchName, UsageError
from ..model.key import key
from ..model.selection import Filters, Judged, State
from ..model.treatment import Treatment
from ..model.trial import Trial
from ..model.vocabulary import Biomarker
from .library import Library
from .lookup import classes, find_id

HER2_NEGATIVE = {"er-positive-her2-negative", "triple-negative", "her2-low"}
LEVELS = {
    "her2": ("low", "positive", "negative"),
    "er": ("positive", "negative"),
    "sex": ("male", "female"),
}


Said = tuple[State, str]
"""What a record says of one thing, and its words."""


class Criterion(NamedTuple):
    """One thing that was asked: the option as typed, and what a trial says of it."""

    option: str
    judge: Callable[[Any], Said | list[Said]]


def criteria(library: Library, filters: Filters) -> list[Criterion]:
    """The criteria that `filters` asks for. Raises UsageError or NoSuchName for a value unknown."""
    return list(_criteria(library, filters))


def _criteria(library: Library, filters: Filters) -> Iterator[Criterion]:
    if filters.lines is not None:
        yield Criterion(f"--lines {filters.lines}", partial(_lines, filters.lines))
    for word in filters.had:
        yield Criterion(f"--had {word}", partial(had_before, _had(library, word)))
    if filters.brain_mets:
        yield Criterion("--brain-mets", _brain)
    if filters.lobular:
        yield Criterion("--lobular", _lobular)
    sex = _level("sex", filters.sex)
    if sex:
        yield Criterion(f"--sex {sex}", partial(_sex, sex))
    yield from shared(filters)
    for town in filters.place:
        _known_place(library, town)
        yield Criterion(f"--place {town}", partial(_place, town))
    if filters.since:
        _day(filters.since)
        yield Criterion(f"--since {filters.since}", partial(_since, filters.since))


def shared(filters: Filters) -> Iterator[Criterion]:
    """The criteria that a drug can be asked too: types of the cancer and genes."""
    for name, judge in (("her2", her2), ("er", er)):
        level = _level(name, getattr(filters, name))
        if level:
            yield Criterion(f"--{name} {level}", partial(judge, level))
    for word in filters.gene:
        yield Criterion(f"--gene {word}", partial(gene, word, frozenset(biomarkers("--gene", word))))


def judged(record: Trial | Drug, asked: Iterable[Criterion]) -> tuple[Judged, ...]:
    """What the record says of each criterion."""
    found: list[Judged] = []
    for criterion in asked:
        said = criterion.judge(record)
        found += [Judged(criterion.option, *one) for one in (said if isinstance(said, list) else [said])]
    return tuple(found)


def _lines(wanted: int, trial: Trial) -> Said:
    """Where the record's note says that only some treatments count, or has exceptions, it hides nothing."""
    lines = trial.who.lines
    if lines.min is None and lines.max is None:
        return ("check", f"Earlier treatments: {lines.note}") if lines.note else ("not stated", _LINES_UNSAID)
    low, high = lines.min or 0, lines.max
    said = f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"
    quote = f"Earlier treatments for secondary disease: {said}"
    inside = low <= wanted and (high is None or wanted <= high)
    if not lines.note:
        return ("fits" if inside else "no"), quote
    quote = f"{quote} ({lines.note})"
    if not inside and not _OPEN_NOTE.search(lines.note):
        return "no", quote
    return "check", quote


_OPEN_NOTE = re.compile(
    r"\b(or|and|allowed|counts?|counted|except|unless|hormone|endocrine|chemotherapy|HER2|part|groups?|cohorts?"
    r"|within|early|may|some)\b",
    re.IGNORECASE,
)
_LINES_UNSAID = "Earlier treatments: not stated"


def _brain(trial: Trial) -> tuple[State, str]:
    said = trial.who.brain_metastases
    states: dict[str, State] = {"allowed": "fits", "stable only": "check", "no": "no"}
    words = {
        "allowed": "allowed",
        "stable only": "only where it is stable (treated, not growing)",
        "no": "keeps people out",
    }
    return states.get(said, "not stated"), f"Spread to the brain: {words.get(said, 'not stated')}"


def _lobular(trial: Trial) -> tuple[State, str]:
    if "lobular" in trial.subtypes:
        return "fits", "The trial is about lobular breast cancer"
    said = trial.who.measurable_disease
    states: dict[str, State] = {"required": "check", "not required": "fits"}
    words = {
        "required": "required; lobular cancer cannot always be measured on scans",
        "not required": "not required",
    }
    return states.get(said, "not stated"), f"Cancer that scans can measure: {words.get(said, 'not stated')}"


def _sex(sex: str, trial: Trial) -> tuple[State, str]:
    said = trial.who.sex
    if said == "not stated":
        return "not stated", "Women or men: not stated"
    return (
        "fits" if said in ("all", sex) else "no"
    ), f"Takes {'women and men' if said == 'all' else 'women only'}"


def _many(record: Trial | Drug) -> bool:
    """Whether it is a trial in many cancers: its types of breast cancer are then not a whole list."""
    return isinstance(record, Trial) and record.disease == "many cancers"


def her2(level: str, record: Trial | Drug) -> tuple[State, str]:
    """What types of cancer a record takes say of HER2 `low`, `positive` or `negative`."""
    kinds = set(record.subtypes)
    negative, positive = bool(kinds & HER2_NEGATIVE), "her2-positive" in kinds
    if not negative and not positive:
        return "not stated", "HER2: not stated"
    if _many(record):
        return "check", "Takes many kinds of cancer"
    if level == "low":
        if "her2-low" in kinds:
            return "fits", "Takes HER2-low cancer"
        quote = "Takes HER2 negative cancer; HER2 low often counts as that"
        return ("check", quote) if negative else ("no", "Takes HER2 positive cancer")
    fits = positive if level == "positive" else negative
    takes = [name for name, on in (("HER2 positive", positive), ("HER2 negative", negative)) if on]
    return ("fits" if fits else "no"), f"Takes {' and '.join(takes)} cancer"


def er(level: str, record: Trial | Drug) -> tuple[State, str]:
    """What types of cancer a record takes say of the oestrogen receptor."""
    subtypes = record.subtypes
    if _many(record):
        return "check", "Takes many kinds of cancer"
    positive, negative = "er-positive-her2-negative" in subtypes, "triple-negative" in subtypes
    takes = [name for name, on in (("ER positive", positive), ("triple negative", negative)) if on]
    either = {"her2-positive", "her2-low"}.intersection(subtypes)
    if positive if level == "positive" else negative:
        return "fits", f"Takes {' and '.join(takes)} cancer"
    if either or not takes:
        return "not stated", "Oestrogen receptor: not stated"
    return "no", f"Takes {' and '.join(takes)} cancer"


def gene(word: str, keys: frozenset[str], record: Trial | Drug) -> Said:
    """Whether a record names a gene. Most trials take people whatever their genes: none is hidden."""
    named = [biomarker for biomarker in record.biomarkers if key(biomarker) in keys]
    if named:
        return "fits", f"Names {', '.join(named)} among its tests"
    return "not stated", f"Does not name {word}"


def biomarkers(option: str, word: str) -> tuple[str, ...]:
    """The keys of the biomarkers that `word` names; `BRCA` stands for BRCA1 and BRCA2."""
    known = {key(biomarker): biomarker for biomarker in get_args(Biomarker)}
    wanted = key(word)
    if wanted in known:
        return (wanted,)
    begins = tuple(k for k in known if len(wanted) > 2 and k.startswith(wanted))
    if begins:
        return begins
    raise UsageError(f'{option} cannot be "{word}"', "One of: " + ", ".join(known.values()))


def _place(town: str, trial: Trial) -> Said:
    """Our lists of UK places may not be whole, so only a trial without any is hidden."""
    uk = trial.uk
    found = [place for place in uk.places if key(town) in (key(place.town), key(place.hospital or ""))]
    if found:
        said = (f"{place.town}: {place.hospital}" if place.hospital else place.town for place in found)
        return "fits", f"UK places: {'; '.join(said)}"
    if uk.sites == "none":
        return "no", f"No UK places: {uk.note}" if uk.note else "No UK places in its source"
    if uk.places:
        towns = ", ".join(dict.fromkeys(place.town for place in uk.places))
        return "check", f"UK places that we know of: {towns}; the list may not be whole"
    which = "it has or had some, but which is not stated" if uk.sites == "known" else "not known"
    return "not stated", f"UK places: {which}"


def _known_place(library: Library, town: str) -> None:
    """Raises UsageError for a town that looks like a slip for one that records name."""
    from difflib import get_close_matches

    rows = library.index.rows("SELECT DISTINCT value FROM facet WHERE field = 'place'")
    known = {key(row[0]): row[0] for row in rows}
    alike = get_close_matches(key(town), known, 3, 0.8)
    if key(town) not in known and alike:
        raise UsageError(f'No record names a place "{town}"', *(f"--place {known[k]}" for k in alike))


def _since(since: str, trial: Trial) -> tuple[State, str]:
    status = trial.status
    if status.recruitment == "unknown":
        return "not stated", "Status: no dated statement found"
    seen = earliest(status.as_of) >= earliest(since)
    return ("fits" if seen else "no"), f"Status seen {show(status.as_of)}"


class Had(NamedTuple):
    """A drug or class that a person had: what was typed, and the keys of all that it may be called."""

    word: str
    keys: frozenset[str]


def _had(library: Library, word: str) -> Had:
    """`palbociclib` is also a CDK4/6 inhibitor and a targeted drug. Raises NoSuchName."""
    keys = {key(word)}
    try:
        drug = library.record(Drug, find_id(library, "drug", word))
    except NoSuchName as error:
        of_class = classes(library, word)
        keys |= set(of_class)
        members = library.having("class", of_class[0], "drug") if len(of_class) == 1 else []
        for drug in library.records(Drug, members):
            keys |= _drug_keys(drug)
        try:
            keys |= _treatment_keys(library, find_id(library, "treatment", word))
        except NoSuchName:
            if not of_class:
                raise error from None
        return Had(word, frozenset(keys))
    keys |= _drug_keys(drug) | {key(drug.mechanism), key(drug.mechanism.replace("inhibitor", "drug"))}
    for target in drug.targets:
        keys |= {key(f"{target} drug"), key(f"{target}-directed therapy"), key(f"drugs that act on {target}")}
    for treatment in drug.treatments:
        keys |= _treatment_keys(library, treatment)
    return Had(word, frozenset(keys))


def _drug_keys(drug: Drug) -> set[str]:
    return {key(name) for name in (drug.id, drug.name, *(brand.name for brand in drug.also.brands))}


def _treatment_keys(library: Library, treatment_id: str) -> set[str]:
    record = library.record(Treatment, treatment_id)
    return {key(name) for name in (record.id, record.name, *record.also)}


def had_before(had: Had, trial: Trial) -> list[Said]:
    """What a trial says of a drug that a person had: must, must not, or what else names it.

    Words that say at which stage or when are for a person to read: they never hide.
    """
    prior = trial.who.prior_drugs
    said: list[Said] = []
    for text in prior.required:
        if _named(text, had.keys):
            said.append(("check" if _STAGE.search(text) else "fits", f"Must have had: {text}"))
    for text in prior.excluded:
        exact = key(text).removesuffix("s") in {k.removesuffix("s") for k in had.keys}
        if exact or _named(text, had.keys):
            said.append(("no" if exact else "check", f"Must not have had: {text}"))
    if any(state == "fits" for state, _ in said):
        missing = [text for text in prior.required if not _named(text, had.keys)]
        said += [("check", f"Must also have had: {text}") for text in missing]
    for heading, lines in (("Keeps people out if", trial.who.cannot), ("Rule for joining", trial.who.can)):
        if not said or heading == "Keeps people out if":
            said += [("check", f"{heading}: {line}") for line in lines if _named(line, had.keys)][:2]
    note = trial.who.lines.note
    if not said and note and _named(note, had.keys):
        said.append(("check", f"Earlier treatments: {note}"))
    return said or [("not stated", f"Does not name {had.word}")]


_STAGE = re.compile(r"\b(early|secondary|advanced|spread|metastatic|within|last|unless|if)\b")


def _named(text: str, keys: frozenset[str]) -> bool:
    """Whether a text names one of these; short abbreviations are too easily found inside words."""
    return any(len(k) > 4 and k.removesuffix("s") in key(text) for k in keys)


def _level(name: str, word: str) -> str:
    level = word.casefold().removeprefix(f"{name}-").removeprefix(f"{name} ")
    level = _OTHER_WORDS.get(level, level)
    if level and level not in LEVELS[name]:
        raise UsageError(f'--{name} cannot be "{word}"', "One of: " + ", ".join(LEVELS[name]))
    return level


_OTHER_WORDS = {
    "man": "male", "men": "male", "woman": "female", "women": "female",
    "+": "positive", "-": "negative", "ultralow": "low",
}  # fmt: skip


def _day(text: str) -> None:
    try:
        earliest(text)
    except (ValueError, IndexError):
        raise UsageError(
            f'--since is not a date: "{text}"', "Write it as 2026, 2026-04 or 2026-04-30."
        ) from None
