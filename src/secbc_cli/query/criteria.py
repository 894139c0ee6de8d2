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
from ..model.selection import LEVELS, Filters, Judged, Nearest, State
from ..model.treatment import Treatment
from ..model.trial import Trial
from ..model.vocabulary import Biomarker
from .library import Library
from .lookup import classes, find_id
from .wording import words_of

HER2_NEGATIVE = {"er-positive-her2-negative", "triple-negative", "her2-low"}


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
    if filters.place:
        yield Criterion(f"--place {','.join(filters.place)}", partial(_place, filters.place))
    if filters.near:
        yield Criterion(f"--near {filters.near}", partial(_near, _nearest(library, filters), filters.within))
    if filters.since:
        _day(filters.since)
        yield Criterion(f"--since {filters.since}", partial(_since, filters.since))


def _nearest(library: Library, filters: Filters) -> dict[str, Nearest | None]:
    """For each trial of ours that the registry's copy holds, its nearest place; None: none so near."""
    from .live import need_live
    from .near import find_point
    from .studies import nearest_places

    copy, point = need_live(library.live), find_point(filters.near)
    near = (point.lat, point.lon, float(filters.within))
    found = nearest_places(copy, near, "recruiting" in filters.status)
    return {nct: found.get(row) for nct, row in copy.rows("SELECT nct, id FROM study")}


def _near(nearest: dict[str, Nearest | None], within: int, trial: Trial) -> Said:
    """By the registry's places. One without a point on the map hides nothing."""
    number = trial.ids.nct or ""
    if number not in nearest:
        return "not stated", "The registry's places are not in your copy"
    found = nearest[number]
    if found is None:
        return "no", f"The registry lists no such place within {within} miles"
    return ("check" if found.miles is None else "fits"), f"The registry lists {found.words}"


def shared(filters: Filters) -> Iterator[Criterion]:
    """The criteria that a drug can be asked too: types of the cancer and genes."""
    for name, judge in (("her2", her2), ("er", er)):
        level = _level(name, getattr(filters, name))
        if level:
            yield Criterion(f"--{name} {level}", partial(judge, level))
    if filters.gene:
        keys = frozenset(k for word in filters.gene for k in biomarkers("--gene", word))
        words = ",".join(filters.gene)
        yield Criterion(f"--gene {words}", partial(gene, words, keys))


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


def _verb(record: Trial | Drug) -> str:
    return "Takes" if isinstance(record, Trial) else "For"


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
            return "fits", f"{_verb(record)} HER2-low cancer"
        quote = f"{_verb(record)} HER2 negative cancer; HER2 low often counts as that"
        return ("check", quote) if negative else ("no", f"{_verb(record)} HER2 positive cancer")
    if level == "negative" and kinds & HER2_NEGATIVE == {"her2-low"}:
        return "check", f"{_verb(record)} HER2-low cancer, a kind of HER2 negative"
    fits = positive if level == "positive" else negative
    takes = [name for name, on in (("HER2 positive", positive), ("HER2 negative", negative)) if on]
    return ("fits" if fits else "no"), f"{_verb(record)} {' and '.join(takes)} cancer"


def er(level: str, record: Trial | Drug) -> tuple[State, str]:
    """What types of cancer a record takes say of the oestrogen receptor."""
    subtypes = record.subtypes
    if _many(record):
        return "check", "Takes many kinds of cancer"
    positive, negative = "er-positive-her2-negative" in subtypes, "triple-negative" in subtypes
    takes = [name for name, on in (("ER positive", positive), ("triple negative", negative)) if on]
    either = {"her2-positive", "her2-low"}.intersection(subtypes)
    if positive if level == "positive" else negative:
        return "fits", f"{_verb(record)} {' and '.join(takes)} cancer"
    if either or not takes:
        return "not stated", "Oestrogen receptor: not stated"
    return "no", f"{_verb(record)} {' and '.join(takes)} cancer"


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


def _place(towns: tuple[str, ...], trial: Trial) -> Said:
    """Our lists of UK places may not be whole, so only a trial without any is hidden."""
    uk = trial.uk
    wanted = {key(town) for town in towns}
    found = [p for p in uk.places if key(p.town) in wanted or any(w in key(p.hospital or "") for w in wanted)]
    if found:
        return "fits", f"UK places: {'; '.join(place.said for place in found)}"
    if uk.sites == "none":
        return "no", f"No UK places: {uk.note}" if uk.note else "No UK places in its source"
    if uk.places:
        known = ", ".join(dict.fromkeys(place.town for place in uk.places))
        return "check", f"UK places that we know of: {known}; the list may not be whole"
    which = "it has or had some, but which is not stated" if uk.sites == "known" else "not known"
    return "not stated", f"UK places: {which}"


def _known_place(library: Library, town: str) -> None:
    """Raises UsageError for a town that looks like a slip for one that records name."""
    from difflib import get_close_matches

    if len(key(town)) < 3:
        raise UsageError(f'"{town}" is not a place')
    rows = library.index.rows("SELECT DISTINCT value FROM facet WHERE field = 'place'")
    known = {key(row[0]): row[0] for row in rows}
    alike = get_close_matches(key(town), known, 3, 0.8)
    if key(town) not in known and alike:
        raise UsageError(f'No record names a place "{town}"', *(f"--place {known[k]}" for k in alike))


def _since(since: str, trial: Trial) -> Said:
    """A partial date (2025) may lie before or after the day that was asked."""
    status = trial.status
    if status.recruitment == "unknown":
        return "not stated", "Status: no dated statement found"
    quote = f"Status seen {show(status.as_of)}"
    if earliest(status.as_of) >= earliest(since):
        return "fits", quote
    return ("check" if since.startswith(status.as_of) else "no"), quote


class Had(NamedTuple):
    """A drug or class that a person had: what was typed, and the keys of all that it may be called.

    `own` are names of the drug and its class; `wide` are those of its kinds of treatment too;
    `others` are longer names of other drugs that begin alike (trastuzumab deruxtecan).
    """

    word: str
    own: frozenset[str]
    wide: frozenset[str]
    others: frozenset[str]


def _had(library: Library, word: str) -> Had:
    """`palbociclib` is also a CDK4/6 inhibitor and a targeted drug. Raises NoSuchName."""
    own, wide = {key(word)}, set[str]()
    try:
        drug = library.record(Drug, find_id(library, "drug", word))
    except NoSuchName as error:
        of_class = classes(library, word)
        own |= set(of_class) | {k.replace("inhibitor", "drug") for k in of_class}
        for name in of_class:
            for member in library.records(Drug, library.having("class", name, "drug")):
                own |= _drug_keys(member)
        try:
            wide |= _treatment_keys(library, find_id(library, "treatment", word))
        except NoSuchName:
            if not of_class:
                raise error from None
    else:
        own |= _drug_keys(drug) | {key(drug.mechanism), key(drug.mechanism.replace("inhibitor", "drug"))}
        for target in drug.targets:
            own |= {
                key(f"{target} drug"),
                key(f"{target}-directed therapy"),
                key(f"drugs that act on {target}"),
            }
        for treatment in drug.treatments:
            wide |= _treatment_keys(library, treatment)
    rows = library.index.rows("SELECT key FROM name WHERE kind = 'drug'")
    others = {k for (k,) in rows if k not in own and any(k.startswith(o) for o in own)}
    return Had(word, frozenset(own), frozenset(own | wide), frozenset(others))


def had_before(had: Had, trial: Trial) -> list[Said]:
    """What a trial says of a drug that a person had: must, must not, or what else names it.

    Only words that are nothing but a name of it fit or hide; longer ones are for a person to read.
    """
    prior = trial.who.prior_drugs
    said: list[Said] = []
    for text in prior.excluded:
        if _names(text, had.wide, had.others):
            said.append(("no" if _plain(text, had.wide) else "check", f"Must not have had: {text}"))
    met = [text for text in prior.required if _names(text, had.wide, had.others)]
    said += [("fits" if _plain(text, had.wide) else "check", f"Must have had: {text}") for text in met]
    if met:
        said += [("check", f"Must also have had: {text}") for text in prior.required if text not in met]
    for heading, lines in (("Keeps people out if", trial.who.cannot), ("Rule for joining", trial.who.can)):
        found = [line for line in lines if _names(line, had.own, had.others)]
        said += [("check", f"{heading}: {line}") for line in found[:2]]
    note = trial.who.lines.note
    if not said and note and _names(note, had.wide, had.others):
        said.append(("check", f"Earlier treatments: {note}"))
    return said or [("not stated", f"Does not name {had.word}")]


def _plain(text: str, keys: frozenset[str]) -> bool:
    """Whether a text is a name and nothing else."""
    return key(text).removesuffix("s") in {k.removesuffix("s") for k in keys}


def _names(text: str, keys: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a text has one of these names as whole words, and not as a part of another drug's name."""
    words = words_of(text)
    places = [(a, b) for a in range(len(words)) for b in range(a + 1, min(a + 6, len(words)) + 1)]
    said = {place: "".join(words[slice(*place)]) for place in places}
    taken = {i for (a, b), k in said.items() if k in others for i in range(a, b)}
    bare = {k.removesuffix("s") for k in keys}
    return any(k.removesuffix("s") in bare and not taken & set(range(a, b)) for (a, b), k in said.items())


def _drug_keys(drug: Drug) -> set[str]:
    return {key(name) for name in (drug.id, drug.name, *(brand.name for brand in drug.also.brands))}


def _treatment_keys(library: Library, treatment_id: str) -> set[str]:
    record = library.record(Treatment, treatment_id)
    return {key(name) for name in (record.id, record.name, *record.also)}


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
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
            raise ValueError
        earliest(text)
    except ValueError:
        raise UsageError(
            f'--since is not a date: "{text}"', "Write it as 2026, 2026-04 or 2026-04-30."
        ) from None
