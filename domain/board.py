"""One quarter of the whole municipality as a value: where each school stands, and what it adds up to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.reminders import Begun, NotStarted
from domain.submissions import Due, State, Submission

AHEAD: Final = timedelta(days=14)  # with the first reminder of the next date its quarter takes over


class Group(StrEnum):
    """Each school is in exactly one, in the order in which they need attention."""

    UNREACHABLE = "unreachable"
    NOT_STARTED = "not_started"
    BEGUN = "begun"
    RETURNED = "returned"
    FILED = "filed"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True, slots=True)
class Contact:
    """A coordinator; `lost_since` is the day from which nothing can be brought to them."""

    name: str
    lost_since: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One school in one quarter. `expected`: it was on the list before the date had passed, and that date
    was in force by then. `own_day`: the date this school alone was given."""

    school_id: int
    number: int
    school: str
    contacts: tuple[Contact, ...]
    state: NotStarted | Begun | Submission
    expected: bool = True
    own_day: date | None = None

    @property
    def group(self) -> Group:
        """A school that has filed is not looked for, whoever can be reached there."""
        if isinstance(self.state, Submission):
            return Group.RETURNED if self.state.state == State.RETURNED else Group.FILED
        if not self.expected and isinstance(self.state, NotStarted):
            return Group.NOT_EXPECTED
        if all(contact.lost_since for contact in self.contacts):
            return Group.UNREACHABLE
        return Group.BEGUN if isinstance(self.state, Begun) else Group.NOT_STARTED


@dataclass(frozen=True, slots=True)
class Board:
    """The schools by number; `due` is None where no date is in force for the quarter."""

    period: str
    due: Due | None
    standings: tuple[Standing, ...]

    def of(self, group: Group) -> list[Standing]:
        return [standing for standing in self.standings if standing.group is group]

    @property
    def by_attention(self) -> list[Standing]:
        """Those that need a call first."""
        return [standing for group in Group for standing in self.of(group)]

    @property
    def asked(self) -> int:
        """How many schools the quarter is counted over: whoever filed is one of them."""
        return len(self.standings) - len(self.of(Group.NOT_EXPECTED))

    @property
    def filed(self) -> list[Submission]:
        return [standing.state for standing in self.standings if isinstance(standing.state, Submission)]

    @property
    def on_time(self) -> int:
        return sum(submission.on_time for submission in self.filed)

    def total(self, key: str) -> int:
        """The sum of one number over what was filed. A skipped or hidden answer adds nothing."""
        answers = (submission.answers.get(key) for submission in self.filed)
        return sum(value for value in answers if isinstance(value, int))


def owed(due: Due) -> bool:
    """A date that had passed when its year was put in force asks nothing of anybody."""
    return due.since <= due.effective


def current(today: date, dues: Sequence[Due], owing: Collection[str]) -> Due | None:
    """The quarter to look at now: the last one that is over while a school still owes it (`owing` are such
    periods), until the next one is near; otherwise the next, and after the last the last. None without dates."""
    passed = [due for due in dues if due.effective < today]
    coming = [due for due in dues if due.effective >= today]
    if not coming:
        return passed[-1] if passed else None
    if passed and owed(passed[-1]) and passed[-1].period in owing and coming[0].effective - today > AHEAD:
        return passed[-1]
    return coming[0]
