from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.workdays import WorkCalendar

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 12, 18) + timedelta(days=n) for n in range(4))
WEEKENDS = WorkCalendar()
DAYS = st.dates(date(2026, 11, 1), date(2027, 1, 31))
CALENDARS = st.builds(
    WorkCalendar,
    off=st.frozensets(DAYS, max_size=40),
    since=st.just(date(2026, 12, 1)),
    until=st.just(date(2026, 12, 31)),
    overrides=st.dictionaries(DAYS, st.booleans(), max_size=6),
)


def test_without_a_calendar_weekends_are_off() -> None:
    assert [WEEKENDS.is_off(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [False, True, True, False]


def test_a_known_span_says_itself_what_is_off() -> None:
    december = WorkCalendar(frozenset({FRIDAY}), date(2026, 12, 1), date(2026, 12, 31))
    assert december.is_off(FRIDAY)
    assert not december.is_off(SATURDAY), "a working Saturday"
    assert december.is_off(date(2026, 11, 28)), "outside the span a Saturday is off"
    assert december.is_off(date(2027, 1, 2)), "and after it"


@pytest.mark.parametrize(
    ("day", "n", "there"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, MONDAY),  # Sat, Sun do not count
        (FRIDAY, 3, date(2026, 12, 23)),  # Mon 21, Tue 22, Wed 23
        (SATURDAY, 1, MONDAY),
        (SUNDAY, -1, FRIDAY),
        (MONDAY, -1, FRIDAY),
        (MONDAY, -6, date(2026, 12, 11)),  # Fri 18, Thu, Wed, Tue, Mon 14, Fri 11
    ],
)
def test_working_days_are_counted_strictly_after_the_day(day: date, n: int, there: date) -> None:
    assert WEEKENDS.shift(day, n) == there


def test_the_departments_word_on_a_day_wins_and_its_last_word_counts() -> None:
    working = WEEKENDS.with_overrides({SATURDAY: False, MONDAY: True})
    assert not working.is_off(SATURDAY)
    assert working.is_off(MONDAY)
    assert working.previous_working(SUNDAY) == SATURDAY
    again = working.with_overrides({SATURDAY: True})
    assert again.is_off(SATURDAY)
    assert again.is_off(MONDAY)
    assert not WEEKENDS.is_off(MONDAY), "the first calendar is as it was"


@settings(max_examples=25)
@given(CALENDARS, DAYS)
def test_the_nearest_working_days_leave_none_between(calendar: WorkCalendar, day: date) -> None:
    before, after = calendar.previous_working(day), calendar.next_working(day)
    assert before <= day <= after
    assert not calendar.is_off(before)
    assert not calendar.is_off(after)
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert all(calendar.is_off(each) for each in between)


@settings(max_examples=25)
@given(CALENDARS, DAYS, st.integers(1, 12))
def test_a_shift_and_back_from_a_working_day_is_where_it_began(calendar: WorkCalendar, day: date, n: int) -> None:
    working = calendar.next_working(day)
    assert calendar.shift(calendar.shift(working, n), -n) == working
