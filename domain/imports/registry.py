"""What the registry holds when a table is compared with it, and what it comes to."""

from dataclasses import dataclass, field
from datetime import date

from domain.imports.tables import Fault
from domain.pairs import State


@dataclass(frozen=True, slots=True)
class School:
    """`next_mentee` and `next_mentor` are the numbers of the codes given next."""

    number: int
    name: str
    next_mentee: int = 1
    next_mentor: int = 1
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Mentor:
    """`school` is a number, as below; several keys stand with commas."""

    code: str
    school: int
    kind: str
    name: str | None
    place: str | None
    consent: str | None
    competences: str | None = None
    ages: str | None = None
    forms: str | None = None
    hours: int | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Mentee:
    """`list_no` is the number the school knows them by on its own paper."""

    code: str
    school: int
    list_no: int | None
    grade: str | None
    request: str | None
    consent_kind: str | None
    consent: str | None
    wants: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """`mentor` and `mentees` are codes."""

    id: int
    school: int
    form: str
    mentor: str
    mentees: frozenset[str]
    goal: str
    starts_on: date
    ends_on: date
    order_no: str | None
    state: State


@dataclass(frozen=True, slots=True)
class Registry:
    """Two that are equal bring about the same plan."""

    schools: tuple[School, ...] = ()
    mentors: tuple[Mentor, ...] = ()
    mentees: tuple[Mentee, ...] = ()
    pairs: tuple[Pair, ...] = ()
    next_pair: int = 1


@dataclass(frozen=True, slots=True)
class Given:
    """Which row got which code. Never a name: `list_no` is the school's own number of a mentee."""

    sheet: str
    row: int
    list_no: int | None
    code: str
    new: bool


@dataclass(slots=True)
class Tally:
    """Of one sheet."""

    added: int = 0
    changed: int = 0
    same: int = 0


@dataclass(slots=True)
class Plan:
    """Everything an import would write, prepared; with `faults` nothing of it is written. `schools` are new or
    renamed ones and those whose counters have moved on."""

    faults: list[Fault] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    new_schools: list[School] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    new_mentors: list[Mentor] = field(default_factory=list)
    mentors: list[Mentor] = field(default_factory=list)
    new_mentees: list[Mentee] = field(default_factory=list)
    mentees: list[Mentee] = field(default_factory=list)
    new_pairs: list[Pair] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)

    @property
    def drafts(self) -> int:
        """New pairs that cannot begin yet: a consent is missing."""
        return sum(pair.state is State.DRAFT for pair in self.new_pairs)

    @property
    def empty(self) -> bool:
        return not any(tally.added or tally.changed for tally in self.tallies.values())
