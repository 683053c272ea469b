"""What of an entry is odd, whose it may be, and who may change it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain import meetings
from domain.meetings import Entry, Meeting, Odd
from domain.pairs import State
from domain.people import Role
from domain.registry import Pair

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PAIR = Pair(
    id=1,
    school_id=1,
    form="teacher-pupil",
    mentor_id=1,
    mentor="М",
    goal="цель",
    starts_on=date(2026, 10, 1),
    ends_on=date(2027, 5, 31),
    order_no=None,
    state=State.ACTIVE,
    closed_on=None,
    result=None,
    reason=None,
    revision=1,
    mentees=("Ш07-001",),
)
OVER = replace(PAIR, state=State.COMPLETED, closed_on=date(2026, 11, 20))
PAUSED = replace(PAIR, state=State.PAUSED)
MEETING = Meeting(5, 1, TODAY, 45, None, 1, "М", NOW, None, None, None)


def odd(entry: Entry, pair: Pair = PAIR, same: int | None = None, role: Role = Role.MENTOR) -> Odd | None:
    return meetings.odd(entry, pair, TODAY, same=same, paused_on=date(2026, 11, 16), role=role)


@pytest.mark.parametrize(
    ("entry", "pair", "same", "what"),
    [
        (Entry(TODAY), PAIR, None, None),
        (Entry(date(2026, 11, 25)), PAIR, None, Odd.FUTURE),
        (Entry(date(2026, 9, 30)), PAIR, None, Odd.EARLY),
        (Entry(date(2026, 11, 21)), OVER, None, Odd.LATE),
        (Entry(date(2026, 11, 20)), OVER, None, None),
        (Entry(date(2026, 11, 10)), PAIR, None, None),  # 14 days ago
        (Entry(date(2026, 11, 9)), PAIR, None, Odd.OLD),
        (Entry(date(2026, 11, 9), agreed="o"), PAIR, None, None),
        (Entry(TODAY), PAUSED, None, Odd.PAUSED),
        (Entry(date(2026, 11, 16)), PAUSED, None, Odd.PAUSED),
        (Entry(date(2026, 11, 15)), PAUSED, None, None),  # before the pause
        (Entry(TODAY, agreed="k"), PAUSED, None, None),
        (Entry(TODAY, agreed="k"), PAUSED, 5, Odd.TWICE),
        (Entry(TODAY), PAIR, 5, Odd.TWICE),
        (Entry(TODAY, seen="5"), PAIR, 5, None),
        (Entry(TODAY, seen="5"), PAIR, 6, Odd.TWICE),
    ],
)  # fmt: skip
def test_what_is_odd_is_asked_and_nothing_else(entry: Entry, pair: Pair, same: int | None, what: Odd | None) -> None:
    assert odd(entry, pair, same) is what


def test_a_coordinator_enters_old_papers_unasked() -> None:
    assert odd(Entry(date(2026, 10, 5)), role=Role.COORDINATOR) is None


def test_what_was_agreed_stays_agreed_under_the_next_question() -> None:
    entry = Entry(date(2026, 11, 9), 45).though(Odd.OLD).though(Odd.PAUSED).beside(7)
    assert entry.key == "7.ok"
    assert (entry.minutes, entry.day) == (45, date(2026, 11, 9))


NEW = replace(PAIR, id=2, starts_on=date(2026, 11, 20))
LONG_OVER = replace(OVER, id=3, closed_on=date(2026, 8, 1), starts_on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("mine", "day", "found"),
    [
        ([PAIR], TODAY, [1]),
        ([PAIR, NEW], TODAY, [1, 2]),
        ([PAIR, NEW], date(2026, 11, 19), [1]),  # the other had not begun
        ([NEW], date(2026, 11, 10), [2]),  # asked about, not lost
        ([replace(PAIR, state=State.DRAFT)], TODAY, []),
        ([NEW, OVER], date(2026, 11, 20), [2, 1]),  # the last day of the one that is over
        ([NEW, replace(OVER, closed_on=TODAY)], TODAY, [2]),
        ([OVER], TODAY, [1]),  # ended lately: asked about
        ([LONG_OVER], TODAY, []),
    ],
)
def test_only_pairs_that_may_have_met_are_asked_about(mine: list[Pair], day: date, found: list[int]) -> None:
    assert [one.id for one in meetings.whose(mine, day, TODAY)] == found


@pytest.mark.parametrize(
    ("minutes", "found"), [(750, [75]), (4545, [45, 454]), (4500, [450, 45]), (900, [90]), (1200, [120]), (99999, [])]
)
def test_a_number_too_large_may_have_meant_a_smaller_one(minutes: int, found: list[int]) -> None:
    assert meetings.guesses(minutes) == found


def test_a_mentor_changes_an_entry_for_a_day_and_a_coordinator_always() -> None:
    soon, late = NOW + timedelta(hours=23, minutes=59), NOW + timedelta(hours=24)
    assert meetings.changeable(MEETING, Role.MENTOR, soon)
    assert not meetings.changeable(MEETING, Role.MENTOR, late)
    assert meetings.changeable(MEETING, Role.COORDINATOR, late + timedelta(300))
    assert not meetings.changeable(MEETING, Role.DEPARTMENT, soon)


def test_a_mentor_puts_back_only_what_they_took_out_themselves() -> None:
    gone = replace(MEETING, undone_at=NOW, undone_by=1)
    soon, late = NOW + timedelta(hours=1), NOW + timedelta(hours=24)
    assert meetings.restorable(gone, Role.MENTOR, 1, soon)
    assert not meetings.restorable(gone, Role.MENTOR, 1, late)
    assert not meetings.restorable(replace(gone, undone_by=2), Role.MENTOR, 1, soon)
    assert meetings.restorable(replace(gone, undone_by=2), Role.COORDINATOR, 3, late)
    assert not meetings.restorable(MEETING, Role.COORDINATOR, 3, soon)
