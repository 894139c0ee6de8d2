"""The page of a study that only the registry has: its words, kept apart from ours."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ..model.dates import show
from ..model.study import Registered, Site, Study, StudyArm
from .document import Bullet, Bullets, Document, Facts, Prose, Section, Text
from .registry_words import NOT_REVIEWED, SITE_STATUS, quoted, standing, status_said, tone_of
from .words import PHASES, TRIAL_SAFETY, plural

MOST_SITES = 40
"""UK places listed one by one."""


def page(study: Study, entry: Registered, drugs: Sequence[tuple[str, str]], today: date) -> Document:
    """The whole page. `drugs`: id and name of each drug that it gives and that has a page of ours."""
    sections = [
        Section("Where it stands", (_standing(study, entry, today),)),
        *_quoted("What it is about, in the registry's words", study.summary),
        *_quoted("Who can join, in the registry's words", study.eligibility),
        Section("Who, in short", (_who(study),)),
        *_groups(study),
        *([_aims(study)] if study.outcomes else []),
        Section("Where", _where(study)),
        Section("Names and numbers", (_numbers(study),)),
    ]
    return Document(
        title=study.acronym or study.nct,
        kicker="ClinicalTrials.gov, not reviewed by us",
        lead=(
            Text(study.title or study.official_title or "The registry gives no title."),
            Text(NOT_REVIEWED, "warning"),
            Text(standing(entry, today), tone_of(entry, today)),
        ),
        stamp=f"fetched {show(entry.fetched[:10])}",
        sections=tuple(sections),
        next=(
            *(f"secbc drug {drug}" for drug, _ in drugs[:3]),
            f"secbc follow {study.nct}",
            "secbc guide questions",
        ),
        closing=TRIAL_SAFETY,
    )


def _quoted(heading: str, words: str) -> list[Section]:
    return [Section(heading, (quoted(words),))] if words else []


def _facts(rows: Sequence[tuple[str, str]]) -> Facts:
    return Facts(tuple((label, (Text(words),)) for label, words in rows if words))


def _standing(study: Study, entry: Registered, today: date) -> Facts:
    phase = f"{study.phase}: {PHASES[study.phase]}" if study.phase else " ".join(study.phases)
    return _facts(
        (
            ("Status", standing(entry, today)),
            ("Why it stopped", study.why_stopped),
            ("Phase", phase or "none given"),
            ("Results", f"posted {show(study.results_posted)}" if study.results_posted else _results(study)),
            ("Started", show(study.started) if study.started else "not stated"),
            ("Main part ends", show(study.primary_completion) if study.primary_completion else "not stated"),
            ("First in the registry", show(study.posted) if study.posted else "not stated"),
        )
    )


def _results(study: Study) -> str:
    return "posted in the registry" if study.has_results else "none posted in the registry"


def _who(study: Study) -> Facts:
    ages = " to ".join((study.minimum_age or "no lower limit", study.maximum_age or "no upper limit"))
    sexes = {"FEMALE": "women only", "MALE": "men only", "ALL": "both"}
    people = (
        ""
        if study.enrolled is None
        else f"{study.enrolled:,} {'joined' if study.enrolled_kind == 'ACTUAL' else 'planned'}"
    )
    return _facts(
        (
            ("Conditions", "; ".join(study.conditions)),
            ("Ages", ages),
            ("Women or men", sexes.get(study.sex, study.sex or "not stated")),
            ("People", people or "not stated"),
        )
    )


def _groups(study: Study) -> list[Section]:
    arms = [Bullet(Text(_group(arm)), arm.label) for arm in study.arms]
    given = [Bullet(Text(", ".join((i.name, *i.other_names))), _lower(i.type)) for i in study.interventions]
    sections = [Section("What is given", (Bullets(tuple(given)),))] if given else []
    return [*sections, *([Section("The groups", (Bullets(tuple(arms)),))] if arms else [])]


def _group(arm: StudyArm) -> str:
    return ": ".join(part for part in (_lower(arm.type), arm.description) if part)


def _lower(word: str) -> str:
    """`ACTIVE_COMPARATOR` -> `active comparator`"""
    return word.replace("_", " ").casefold()


def _aims(study: Study) -> Section:
    return Section("Main aims", (Bullets(tuple(Bullet(Text(aim)) for aim in study.outcomes)),))


def _where(study: Study) -> tuple[Prose | Bullets, ...]:
    if not study.sites:
        return (Prose((Text("The registry lists no places."),)),)
    blocks: list[Prose | Bullets] = []
    uk = study.uk_sites
    if uk:
        blocks.append(Prose((Text(f"In the UK, {plural(len(uk), 'place')}. {SITE_STATUS}"),)))
        shown = sorted(uk, key=lambda site: (not study.is_open(site), site.city))
        bullets = [Bullet(Text(_place(site)), _site_status(study, site)) for site in shown[:MOST_SITES]]
        if len(uk) > MOST_SITES:
            bullets.append(Bullet(Text(f"and {len(uk) - MOST_SITES} more: --json lists them")))
        blocks.append(Bullets(tuple(bullets)))
    else:
        blocks.append(Prose((Text("The registry lists no place in the UK."),)))
    abroad = Counter(site.country for site in study.sites if site not in uk)
    if abroad:
        told = ", ".join(f"{country or 'country not given'} {n}" for country, n in abroad.most_common())
        blocks.append(Prose((Text(f"Elsewhere: {told}."),)))
    return tuple(blocks)


def _site_status(study: Study, site: Site) -> str:
    if study.is_open(site):
        return "recruiting"
    if study.status != "RECRUITING":
        return "the trial does not recruit"
    return status_said(site.status) if site.status else "status not given"


def _place(site: Site) -> str:
    return ", ".join(part for part in (site.facility, site.city, site.zip) if part) or "place not named"


def _numbers(study: Study) -> Facts:
    address = f"https://clinicaltrials.gov/study/{study.nct}"
    rows = [
        ("Full title", Text(study.official_title)),
        ("Registry number", Text(study.nct, url=address)),
        ("Also numbered", Text(", ".join(study.other_ids))),
        ("Earlier numbers", Text(", ".join(study.aliases))),
        ("Sponsor", Text(study.sponsor)),
        ("Source", Text(f"ClinicalTrials.gov, {address}")),
    ]
    return Facts(tuple((label, (text,)) for label, text in rows if text.text))
