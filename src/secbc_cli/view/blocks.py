"""Blocks that several pages share: prose, histories, what was not found, research items."""

from ..model.dates import show
from ..model.history import Event, NotFound
from ..model.treatment import ResearchItem
from .context import Context
from .document import Block, Bullet, Bullets, Prose, Section, Text
from .words import OUTCOMES, capital, sentence, stage_text


def prose(words: str, cites: tuple[int, ...] = ()) -> Prose:
    """Paragraphs of a lay field; the sources stand after the last."""
    parts = [" ".join(part.split()) for part in words.split("\n") if part.strip()]
    last = len(parts) - 1
    return Prose(tuple(Text(part, cites=cites if i == last else ()) for i, part in enumerate(parts)))


def history(events: tuple[Event, ...], context: Context) -> Bullets:
    """What happened, oldest first, each with its date and source."""
    return Bullets(tuple(Bullet(Text(e.words, cites=context.cite(e.source)), show(e.date)) for e in events))


def not_found(rows: tuple[NotFound, ...]) -> Bullets:
    """What was looked for and not found, said plainly."""
    return Bullets(
        tuple(Bullet(Text(f"{sentence(r.what)} Looked on {show(r.looked)} in: {r.where}.")) for r in rows)
    )


def research(items: tuple[ResearchItem, ...], context: Context) -> list[Section]:
    """Each direction of research: what is tried, with which drugs and trials, what happened next."""
    sections: list[Section] = []
    for item in items:
        blocks: list[Block] = [prose(item.words, context.cite(*item.sources))]
        if item.drugs or item.trials:
            links = [*(_drug(i, context) for i in item.drugs), *(_trial(i, context) for i in item.trials)]
            blocks.append(Bullets(tuple(links)))
        if item.happened:
            blocks += [Prose((Text("What happened next", "strong"),)), history(item.happened, context)]
        if item.not_found:
            blocks += [Prose((Text("Looked for and not found", "strong"),)), not_found(item.not_found)]
        sections.append(Section(capital(item.idea), tuple(blocks), level=3))
    return sections


def _drug(drug_id: str, context: Context) -> Bullet:
    stage, _, places = context.state("drug", drug_id).partition(": ")
    state = stage_text(stage, places.split(", ") if places else ()) if stage else Text("")
    return Bullet(state, context.name("drug", drug_id), f"secbc drug {drug_id}")


def _trial(trial_id: str, context: Context) -> Bullet:
    word, tone = OUTCOMES.get(context.state("trial", trial_id), ("", "plain"))
    return Bullet(Text(word, tone), f"{context.name('trial', trial_id)} trial", f"secbc trial {trial_id}")


def also(names: tuple[str, ...]) -> str:
    """`Also called: endocrine therapy, hormonal therapy`"""
    return f"Also called: {', '.join(names)}" if names else ""
