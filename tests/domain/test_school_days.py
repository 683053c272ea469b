"""School days: what a break takes out of the calendar, counted beside a plain walk through the days."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain import school_days
from domain.school_days import Break, SchoolDays
from domain.workdays import WorkCalendar

AUTUMN = Break("Осенние каникулы", date(2026, 10, 26), date(2026, 11, 4))
DAYS = st.dates(date(2026, 8, 1), date(2027, 8, 31))


def breaks() -> st.SearchStrategy[list[Break]]:
    one = st.builds(lambda first, long: Break("К", first, first + timedelta(long)), DAYS, st.integers(0, 40))
    return st.lists(one, max_size=4)


def test_a_break_wins_over_a_day_that_was_declared_working() -> None:
    work = WorkCalendar().with_overrides({date(2026, 10, 31): False, date(2026, 11, 7): False})
    days = SchoolDays(work, [AUTUMN])
    assert days.is_off(date(2026, 10, 31))
    assert not days.is_off(date(2026, 11, 7))


def test_fourteen_school_days_reach_back_over_a_break() -> None:
    """Friday 13 November: 7 school days since the break, 7 before it."""
    assert SchoolDays(WorkCalendar(), [AUTUMN]).newest(date(2026, 11, 13), 14) == date(2026, 10, 15)
    assert SchoolDays(WorkCalendar()).newest(date(2026, 11, 13), 14) == date(2026, 10, 27)


@given(breaks(), DAYS, DAYS)
def test_days_are_counted_as_one_would_by_hand(known: list[Break], one: date, other: date) -> None:
    after, until = min(one, other), max(one, other)
    days = SchoolDays(WorkCalendar(), known)
    walked = [after + timedelta(n) for n in range(1, (until - after).days + 1)]
    awake = [day for day in walked if not any(each.first <= day <= each.last for each in known)]
    assert days.days(after, until) == len(awake)
    assert days.count(after, until) == sum(day.weekday() < 5 for day in awake)


@given(breaks(), DAYS, st.integers(1, 30))
def test_the_newest_school_days_are_as_many_as_asked_for(known: list[Break], until: date, many: int) -> None:
    days = SchoolDays(WorkCalendar(), known)
    first = days.newest(until, many)
    assert not days.is_off(first)
    assert days.count(first - timedelta(1), until) == many


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_usual_breaks_follow_each_other_within_a_school_year(today: date) -> None:
    offered = school_days.offered(today, [])
    assert offered
    assert list(offered) == sorted(offered, key=lambda one: one.first)
    assert not any(one.touches(next_one) for one, next_one in pairwise(offered))
    assert all((one.last - one.first).days < school_days.LONGEST for one in offered)


def test_in_spring_the_year_at_hand_is_offered_and_from_june_on_the_one_to_come() -> None:
    assert [one.first.year for one in school_days.offered(date(2027, 3, 1), [])] == [2026, 2027, 2027]
    assert school_days.offered(date(2027, 6, 1), [])[0].first == date(2027, 10, 26)


def test_what_is_known_already_is_not_offered_again() -> None:
    today = date(2026, 9, 1)
    usual = school_days.usual(2026)
    assert school_days.offered(today, usual) == ()
    assert school_days.offered(today, [Break("Свои", date(2026, 11, 3), date(2026, 11, 9))]) == usual[1:]
