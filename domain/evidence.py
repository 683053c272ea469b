"""What proves that a row of the order is done (1.1–1.6), and where each school stands with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """FILED: done, or, where it is reviewed, waiting to be agreed to."""

    FILED = "filed"
    AGREED = "agreed"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`school_id` is None for a row of the department. `on_time` is judged by the first filing; `comment` is of
    whoever filed it, `remark` of whoever agreed to it or returned it."""

    id: int
    row: str
    period: str
    school_id: int | None
    state: State
    number: str | None
    dated: date | None
    file_id: int | None
    link: str | None
    comment: str | None
    remark: str | None
    reason: str | None
    revision: int
    first_at: datetime
    on_time: bool
    changed_at: datetime
    by_person: int


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an evidence: who, when, its fields before (None for the first) and after."""

    at: datetime
    by: str
    before: dict[str, str | int | None] | None
    after: dict[str, str | int | None]


class Group(StrEnum):
    """Where a school stands, in the order in which it needs attention."""

    OVERDUE = "overdue"
    RETURNED = "returned"
    MISSING = "missing"
    WAITING = "waiting"
    LATE = "late"
    DONE = "done"
    NOT_EXPECTED = "not_expected"


DONE: Final = (Group.WAITING, Group.LATE, Group.DONE)


@dataclass(frozen=True, slots=True)
class Standing:
    """One school and one row. `expected`: it was on the list before the date had passed, and that date was in
    force by then. `late` is counted now."""

    school_id: int
    number: int
    school: str
    evidence: Evidence | None
    expected: bool
    late: bool
    reviewed: bool = False

    @property
    def group(self) -> Group:
        if self.evidence is None:
            if not self.expected:
                return Group.NOT_EXPECTED
            return Group.OVERDUE if self.late else Group.MISSING
        if self.evidence.state is State.RETURNED:
            return Group.RETURNED
        if self.reviewed and self.evidence.state is State.FILED:
            return Group.WAITING
        return Group.DONE if self.evidence.on_time else Group.LATE


def by_attention(standings: Sequence[Standing]) -> list[Standing]:
    """Those that need a call first; within a group by number."""
    order = list(Group)
    return sorted(standings, key=lambda one: (order.index(one.group), one.number))
