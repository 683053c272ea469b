from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import deadlines, roadmap
from domain.deadlines import DayOffPolicy
from domain.periods import Period
from domain.workdays import WorkCalendar

MOSCOW = ZoneInfo("Europe/Moscow")
WEEKENDS = WorkCalendar()
ZONES = [  # with clocks changed at midnight, around it, at other hours, and never
    *("Asia/Beirut", "America/Havana", "Africa/Cairo", "America/Nuuk", "Atlantic/Azores", "America/Santiago"),
    *("Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Chatham", "UTC"),
]


@pytest.mark.parametrize(
    ("nominal", "keep", "previous", "following"),
    [
        (date(2026, 12, 20), date(2026, 12, 20), date(2026, 12, 18), date(2026, 12, 21)),  # a Sunday
        (date(2022, 9, 10), date(2022, 9, 10), date(2022, 9, 9), date(2022, 9, 12)),  # a Saturday
        (date(2026, 12, 25), date(2026, 12, 25), date(2026, 12, 25), date(2026, 12, 25)),  # a Friday
    ],
)
def test_the_policy_moves_a_day_off(nominal: date, keep: date, previous: date, following: date) -> None:
    found = [deadlines.effective_day(nominal, policy, WEEKENDS) for policy in DayOffPolicy]
    assert found == [keep, previous, following]


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        (date(2026, 12, 18), "Europe/Moscow", datetime(2026, 12, 18, 21, tzinfo=UTC)),  # 24:00 = 21:00 + 3
        (date(2026, 12, 18), "Asia/Kamchatka", datetime(2026, 12, 18, 12, tzinfo=UTC)),  # 24:00 = 12:00 + 12
        (date(2026, 3, 28), "Europe/Berlin", datetime(2026, 3, 28, 23, tzinfo=UTC)),  # before summer: + 1
        (date(2026, 3, 29), "Europe/Berlin", datetime(2026, 3, 29, 22, tzinfo=UTC)),  # a day of 23 hours: + 2
        (date(2026, 3, 28), "Asia/Beirut", datetime(2026, 3, 28, 22, tzinfo=UTC)),  # 24:00 becomes 01:00
        (date(2026, 3, 7), "America/Havana", datetime(2026, 3, 8, 5, tzinfo=UTC)),  # 24:00 - 5, becomes 01:00
        (date(2026, 10, 24), "Asia/Beirut", datetime(2026, 10, 24, 22, tzinfo=UTC)),  # 23:00 twice: the second's end
        (date(2026, 10, 31), "America/Havana", datetime(2026, 11, 1, 4, tzinfo=UTC)),  # 00:00 twice: the first
        (date(2006, 10, 28), "America/St_Johns", datetime(2006, 10, 29, 3, 30, tzinfo=UTC)),  # 00:01 became 23:01
    ],
)
def test_a_day_ends_at_its_local_midnight(day: date, zone: str, instant: datetime) -> None:
    assert deadlines.ends_at(day, ZoneInfo(zone)) == instant


@settings(max_examples=50)
@given(st.dates(date(2021, 1, 1), date(2028, 12, 31)), st.sampled_from(ZONES))
def test_just_before_its_end_it_is_still_that_day_and_at_its_end_it_is_not(day: date, zone: str) -> None:
    end = deadlines.ends_at(day, ZoneInfo(zone))
    assert (end - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date() == day
    assert end.astimezone(ZoneInfo(zone)).date() == day + timedelta(days=1)


def test_exactly_at_the_end_is_late() -> None:
    end = deadlines.ends_at(date(2026, 12, 18), MOSCOW)
    assert deadlines.on_time(end - timedelta(microseconds=1), end)
    assert not deadlines.on_time(end, end)


def test_a_submission_is_judged_wherever_its_clock_stands() -> None:
    end = deadlines.ends_at(date(2026, 12, 18), MOSCOW)
    kamchatka = ZoneInfo("Asia/Kamchatka")
    assert deadlines.on_time(datetime(2026, 12, 19, 8, 59, tzinfo=kamchatka), end)  # 23:59 in Moscow
    assert not deadlines.on_time(datetime(2026, 12, 19, 9, 0, tzinfo=kamchatka), end)  # 24:00 there


@pytest.mark.parametrize(("today", "left"), [(18, 2), (19, 1), (20, 0), (21, -1), (30, -10)])
def test_days_left_count_calendar_days(today: int, left: int) -> None:
    assert deadlines.days_left(date(2026, 12, today), date(2026, 12, 20)) == left


def test_a_year_of_deadlines_is_moved_and_ends_locally() -> None:
    year = deadlines.of_year(2026, DayOffPolicy.PREVIOUS, WEEKENDS, MOSCOW)
    assert len(year) == len(roadmap.dated(2026))
    fourth = next(each for each in year if each.row.number == "4.1" and each.period == Period(2026, "Q4"))
    assert fourth == deadlines.Deadline(
        roadmap.row("4.1"),
        Period(2026, "Q4"),
        date(2026, 12, 20),
        date(2026, 12, 18),
        datetime(2026, 12, 18, 21, tzinfo=UTC),
    )
