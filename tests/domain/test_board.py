from datetime import UTC, date, datetime

import pytest

from domain import board
from domain.board import Board, Contact, Group, Standing
from domain.form import Answers
from domain.reminders import Begun, NotStarted
from domain.submissions import Due, Submission

REACHED, LOST = Contact("Анна", None), Contact("Борис", date(2026, 12, 1))
NOON = datetime(2026, 12, 11, 12, tzinfo=UTC)


def due(period: str, day: date, since: date = date(2026, 1, 12)) -> Due:
    return Due(1, 2026, "4.1", period, "monitoring", day, day, NOON, since, False)


DUES = [due("2026-Q2", date(2026, 6, 25)), due("2026-Q3", date(2026, 9, 25)), due("2026-Q4", date(2026, 12, 18))]


def filed(school: int, on_time: bool, answers: Answers) -> Standing:
    made = Submission(school, "monitoring", 1, school, "", "2026-Q4", answers, {}, "submitted", 1, NOON, on_time, NOON)
    return Standing(school, school, f"Школа {school}", (LOST,), made)


@pytest.mark.parametrize(
    ("contacts", "state", "group"),
    [
        ((REACHED,), NotStarted(), Group.NOT_STARTED),
        ((REACHED, LOST), Begun(7, 15), Group.BEGUN),  # one of two is enough
        ((LOST,), Begun(7, 15), Group.UNREACHABLE),
        ((), NotStarted(), Group.UNREACHABLE),
    ],
)
def test_a_school_is_out_of_reach_when_nobody_there_can_be_told(
    contacts: tuple[Contact, ...], state: NotStarted | Begun, group: Group
) -> None:
    assert Standing(1, 1, "Школа", contacts, state).group is group


def test_totals_count_what_was_filed_and_never_more_schools_than_there_are() -> None:
    idle = Standing(3, 3, "Школа 3", (REACHED,), NotStarted())
    found = Board("2026-Q4", None, (filed(1, True, {"pairs": 4}), filed(2, False, {"pairs": 3, "mentors": None}), idle))
    assert (len(found.filed), found.on_time, len(found.standings)) == (2, 1, 3)
    assert (found.total("pairs"), found.total("mentors")) == (4 + 3, 0)
    assert found.by_attention[0] is idle
    assert sum(len(found.of(group)) for group in Group) == len(found.standings)


@pytest.mark.parametrize(
    ("today", "owing", "expected"),
    [
        (date(2026, 9, 25), {"2026-Q3"}, "2026-Q3"),  # the day itself still belongs to it
        (date(2026, 9, 26), {"2026-Q3"}, "2026-Q3"),  # over and owed: this is what the department asks about
        (date(2026, 9, 26), set(), "2026-Q4"),  # over and complete: the next
        (date(2026, 12, 3), {"2026-Q3"}, "2026-Q3"),  # 15 days before the next
        (date(2026, 12, 4), {"2026-Q3"}, "2026-Q4"),  # 14 days: the next has begun
        (date(2026, 12, 10), {"2026-Q2"}, "2026-Q4"),  # an older debt does not hold the board
        (date(2027, 2, 1), set(), "2026-Q4"),  # after the last date the last
        (date(2026, 1, 12), set(), "2026-Q2"),
    ],
)
def test_the_current_quarter_is_the_one_the_department_asks_about(today: date, owing: set[str], expected: str) -> None:
    found = board.current(today, DUES, owing)
    assert found
    assert found.period == expected


def test_without_dates_there_is_no_current_quarter() -> None:
    assert board.current(date(2026, 9, 26), [], set()) is None


def test_a_date_that_had_passed_when_its_year_began_is_not_owed() -> None:
    late = [due("2026-Q3", date(2026, 9, 25), since=date(2026, 9, 26)), DUES[2]]
    found = board.current(date(2026, 9, 28), late, {"2026-Q3"})
    assert found
    assert found.period == "2026-Q4"
