"""How much the knowledge base covers, for people."""

from ..model.coverage import Coverage
from ..model.dates import show
from ..model.kinds import KINDS
from .document import Column, Document, Facts, Prose, Section, Table, Text
from .words import plural


def page(covered: Coverage) -> Document:
    """Records, facts and sources by kind, then the sources by type and by year."""
    share = 100 * covered.sourced / max(1, covered.facts)
    headline = Text(
        f"{covered.facts:,} facts in {plural(sum(k.records for k in covered.kinds), 'record')}, "
        f"{int(share)} in 100 of them with a source.",
        "recruiting" if covered.sourced == covered.facts else "warning",
    )
    state = [
        (("Errors that secbc check finds"), str(covered.errors)),
        ("Records overdue", str(covered.overdue)),
    ]
    state.append(("Median reading age of lay text", f"{covered.reading_age} years"))
    if covered.oldest and covered.newest:
        state.append(("Dates that sources print", f"{show(covered.oldest)} to {show(covered.newest)}"))
    if covered.last_read:
        state.append(("A source last read", show(covered.last_read)))
    return Document(
        title="Coverage",
        kicker="the knowledge base",
        lead=(headline,),
        sections=(
            Section("State", (Facts(tuple((label, (Text(value),)) for label, value in state)),)),
            Section("By kind", (_by_kind(covered), _MEANING)),
            Section("Fields that are most often empty", (_emptiest(covered),)),
            Section("Sources by type", (_counts("Type", covered.sources_by_type),)),
            Section("Sources by the year they print", (_counts("Year", covered.sources_by_year),)),
        ),
    )


_MEANING = Prose(
    (
        Text(
            "Fields: how many in 100 of a kind's fields hold a value. Some are empty because there is "
            "nothing to say: not every trial has a number in every register. "
            "A fact is one value that is not a link or a date of ours. "
            "By row: the row that holds it names the source. The rest rest on the sources of the record."
        ),
    )
)


def _by_kind(covered: Coverage) -> Table:
    names = ("Records", "Fields", "Facts", "Sourced", "By row", "Overdue")
    columns = (Column("Kind", whole=True), *(Column(name, right=True) for name in names))
    rows = []
    for kind in covered.kinds:
        numbers = (kind.records, f"{kind.filled:.0f}%", f"{kind.facts:,}")
        shares = (_share(kind.sourced, kind.facts), _share(kind.sourced_closely, kind.facts), kind.overdue)
        rows.append((Text(KINDS[kind.kind].plural), *(Text(str(n)) for n in (*numbers, *shares))))
    return Table(columns, tuple(rows), item="kind")


def _share(part: int, whole: int) -> str:
    """`100%`, and never by rounding up."""
    return f"{100 * part // whole}%" if whole else "none"


def _emptiest(covered: Coverage) -> Facts:
    return Facts(
        tuple(
            (
                KINDS[kind.kind].plural,
                (Text(", ".join(f"{name} (filled in {share:.0f} of 100)" for name, share in kind.emptiest)),),
            )
            for kind in covered.kinds
            if kind.emptiest
        )
    )


def _counts(name: str, counts: dict[str, int]) -> Table:
    rows = tuple((Text(word), Text(f"{count:,}")) for word, count in counts.items())
    return Table((Column(name, whole=True), Column("Sources", right=True)), rows, item=name.casefold())
