from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import deadlines
from domain.deadlines import DayOffPolicy
from domain.submissions import Due
from domain.workdays import WorkCalendar
from views import calendar, moving

MOSCOW = ZoneInfo("Europe/Moscow")
TODAY = date(2026, 11, 24)
FOURTH = Due(
    4,
    2026,
    "4.1",
    "2026-Q4",
    "monitoring",
    date(2026, 12, 20),
    date(2026, 12, 18),
    datetime(2026, 12, 18, 21, tzinfo=UTC),
    date(2026, 1, 12),
    False,
)


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (DayOffPolicy.KEEP, "Срок в выходной не переносится."),
        (DayOffPolicy.PREVIOUS, "Срок в выходной переносится на рабочий день раньше."),
        (DayOffPolicy.NEXT, "Срок в выходной переносится на рабочий день позже."),
    ],
)
def test_every_screen_of_dates_names_the_policy(policy: DayOffPolicy, words: str) -> None:
    dates = deadlines.of_year(2026, policy, WorkCalendar(), MOSCOW)
    for screen in (
        calendar.years([], [2026], policy),
        calendar.preview(2026, dates, 0, policy, TODAY),
        calendar.year(2026, [FOURTH], 0, policy),
        calendar.due(FOURTH, 0, policy, TODAY),
    ):
        assert words in screen.text


def test_the_preview_says_that_past_dates_are_not_reminded_of() -> None:
    dates = deadlines.of_year(2027, DayOffPolicy.KEEP, WorkCalendar(), MOSCOW)
    first = min(one.effective for one in dates)
    assert "О прошедших" not in calendar.preview(2027, dates, 0, DayOffPolicy.KEEP, first).text
    later = first + timedelta(days=1)
    assert "О прошедших" in calendar.preview(2027, dates, 0, DayOffPolicy.KEEP, later).text


@pytest.mark.parametrize(
    ("row", "period", "name"),
    [
        ("4.1", "2026-Q4", "4.1 Мониторинг, IV кв."),
        ("4.2", "2026-H1", "4.2 Оценка качества программ, I полуг."),
        ("3.2", "2026-Q3", "3.2 Семинары «Наставничество52», сентябрь"),
        ("3.2", "2027-Q1", "3.2 Семинары «Наставничество52», февраль"),
        ("1.8", "2026-Y", "1.8 Мотивация наставников"),
    ],
)
def test_a_date_is_named_by_its_row_and_what_it_is_for(row: str, period: str, name: str) -> None:
    due = Due(1, 2026, row, period, None, TODAY, TODAY, datetime(2026, 11, 24, 21, tzinfo=UTC), TODAY, False)
    assert calendar.name(due) == name


def test_the_days_left_are_counted_to_the_day_that_counts() -> None:
    assert "осталось 24\u00a0дня" in calendar.due(FOURTH, 0, DayOffPolicy.PREVIOUS, TODAY).text  # 24.11 to 18.12


def test_a_date_moved_into_the_past_says_so() -> None:
    assert "уже прошёл" in moving.moved(FOURTH, FOURTH, date(2026, 12, 19)).text
    assert "по новой дате" in moving.moved(FOURTH, FOURTH, date(2026, 12, 18)).text
