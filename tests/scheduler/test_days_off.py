import subprocess
import sys
from datetime import date

import pytest

from scheduler import days_off

KNOWN = {  # the published calendars, by the decrees on day-off transfers
    "2022-03-05": "working",  # a Saturday, for Monday 7 March
    "2022-03-07": "off",
    "2022-05-03": "off",
    "2022-05-10": "off",
    "2023-02-24": "off",
    "2023-05-08": "off",
    "2023-11-06": "off",
    "2024-04-27": "working",
    "2024-04-29": "off",
    "2024-11-02": "working",
    "2024-12-28": "working",
    "2024-12-30": "off",
    "2024-12-31": "off",
    "2025-05-02": "off",
    "2025-05-08": "off",
    "2025-06-13": "off",
    "2025-11-01": "working",
    "2025-11-03": "off",
    "2025-12-31": "off",
    "2026-01-09": "off",
    "2026-03-09": "off",
    "2026-05-11": "off",
    "2026-12-18": "working",
    "2026-12-20": "off",
    "2026-12-31": "off",
}


@pytest.mark.parametrize("day", KNOWN)
def test_the_published_calendar_of_russia_is_known(day: str) -> None:
    calendar = days_off.calendar(range(2022, 2027))
    assert calendar.is_off(date.fromisoformat(day)) is (KNOWN[day] == "off")


@pytest.mark.parametrize(
    ("year", "working_days"),
    [(2022, 247), (2023, 247), (2024, 248), (2025, 247), (2026, 247)],  # the published totals of each year
)
def test_a_year_has_the_published_number_of_working_days(year: int, working_days: int) -> None:
    calendar = days_off.calendar([year])
    assert (calendar.since, calendar.until) == (date(year, 1, 1), date(year, 12, 31))
    assert (calendar.until - calendar.since).days + 1 - len(calendar.off) == working_days


def test_a_year_not_published_yet_has_weekends_and_the_holidays_of_the_law() -> None:
    assert days_off.published(2026)
    assert not days_off.published(2090)
    calendar = days_off.calendar([2090])
    assert calendar.is_off(date(2090, 5, 9)), "Victory Day, a Tuesday"
    assert calendar.is_off(date(2090, 12, 17)), "a Sunday"
    assert not calendar.is_off(date(2090, 12, 18))


def test_years_between_the_asked_ones_are_known_too() -> None:
    assert not days_off.calendar([2026, 2023]).is_off(date(2024, 4, 27))


def test_no_years_mean_weekends_alone() -> None:
    assert not days_off.calendar([]).is_off(date(2026, 1, 9))


def test_a_country_without_a_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="'XX'"):
        days_off.calendar([2026], country="XX")


def test_a_calendar_is_made_once() -> None:
    assert days_off.calendar([2026]) is days_off.calendar(range(2026, 2027))


def test_the_library_is_loaded_only_when_a_calendar_is_asked_for() -> None:
    code = "import sys, scheduler.days_off as it; print('holidays' in sys.modules); it.calendar([2026]); "
    code += "print('holidays' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], check=True, timeout=30, capture_output=True, text=True)
    assert told.stdout.split() == ["False", "True"]
