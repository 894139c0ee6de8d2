"""What was asked of a list of trials or drugs, and what came of it."""

from typing import Literal, NamedTuple

from msgspec import Struct, field

STATUSES = ("recruiting", "closed", "results", "planned", "paused", "stopped", "unknown")
OUTCOMES = ("met", "missed", "mixed", "stopped", "awaited", "reported")
PHASES = ("1", "1/2", "2", "2/3", "3", "4")
SORTS = ("status", "newest", "name", "phase", "seen")
"""The words that `--status`, `--outcome`, `--phase` and `--sort` take."""


LEVELS = {"her2": ("low", "positive", "negative"), "er": ("positive", "negative"), "sex": ("male", "female")}
"""The words that `--her2`, `--er` and `--sex` take."""

WITHIN = 50
"""Miles that `--near` looks around, unless `--within` says otherwise."""


class Profile(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A person's situation, in the words that they typed: what lists can be narrowed by, and what is kept."""

    lines: int | None = None
    had: tuple[str, ...] = ()
    brain_mets: bool = False
    lobular: bool = False
    her2: str = ""
    er: str = ""
    sex: str = ""
    gene: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


KEPT = Profile.__struct_fields__
"""The filters that a profile can keep."""


class Filters(Profile, frozen=True, kw_only=True):
    """What the user asked for. Several values of one filter widen it; several filters narrow."""

    status: tuple[str, ...] = ()
    drug: tuple[str, ...] = ()
    treatment: tuple[str, ...] = ()
    subtype: tuple[str, ...] = ()
    biomarker: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    uk: bool = False
    since: str = ""
    sort: str = "status"
    limit: int | None = None
    hidden: bool = False
    registry: bool = False
    near: str = ""
    within: int = WITHIN


OF_REGISTRY = frozenset(
    {"status", "drug", "treatment", "phase", "uk", "sex", "place", "since"}
    | {"sort", "limit", "near", "within", "registry"}
)
"""What the registry's fields can answer. Its rules for joining are one text, and no filter reads that."""


def says(value: object) -> bool:
    """Whether a filter's value was said at all: 0 earlier treatments is said, an empty list is not."""
    return bool(value) or (value == 0 and not isinstance(value, bool))


State = Literal["fits", "check", "not stated", "no"]


class Judged(Struct, frozen=True):
    """What one record says of one thing that was asked: a fact of the record, never advice."""

    option: str
    state: State
    quote: str


class Hidden(Struct, frozen=True):
    """A record that a filter hid, and the words of the record that did."""

    id: str
    by: Judged


class Selection(Struct, frozen=True):
    """The trials or drugs that fit, in order, and what a reader must know of the choice."""

    ids: tuple[str, ...]
    fitting: int
    """How many fit; more than `ids` where --limit cut the list."""
    total: int
    oldest: str
    """The oldest dated status among those that fit; empty where none is dated."""
    newest: str
    said: tuple[str, ...] = ()
    """The filters as the user typed them."""
    emptied_by: tuple[str, ...] = ()
    """For an empty answer: what each filter does."""
    undated: int = 0
    """Where recruiting trials were asked for: how many more fit but for a status that no source dates."""
    why: dict[str, tuple[Judged, ...]] = field(default_factory=dict)
    """For each id, what the record says of each thing that was asked of it."""
    hidden: tuple[Hidden, ...] = ()
    """What fits the other filters and was hidden by what its record says."""
    uk_unknown: int = 0
    """Where UK places were asked for: how many more fit but for places that are not known."""

    def shown(self, with_hidden: bool) -> list[str]:
        """The ids of the records that a page of this selection needs."""
        return [*self.ids, *(h.id for h in self.hidden if with_hidden)]


class Nearest(NamedTuple):
    """A study's nearest place: miles (None: the registry gives no point), and its town."""

    miles: float | None
    city: str

    @property
    def words(self) -> str:
        """`Leeds, about 3 miles, town centre`"""
        if self.miles is None:
            return f"{self.city or 'a UK place'}, distance unknown"
        if self.miles < 1:
            return f"{self.city}, the same town"
        return (
            f"{self.city}, about {round(self.miles)} mile{'s' if round(self.miles) > 1 else ''}, town centre"
        )


class Studies(NamedTuple):
    """The studies that fit, in order, and how many there are in all."""

    ncts: tuple[str, ...]
    fitting: int
    total: int
    said: tuple[str, ...]
    nearest: dict[str, Nearest]
