from datetime import date
from zoneinfo import ZoneInfo

from domain import deadlines, roadmap
from domain.deadlines import DayOffPolicy
from domain.workdays import WorkCalendar
from views import roadmap as text

MOSCOW = ZoneInfo("Europe/Moscow")


def printed(year: int, policy: DayOffPolicy, published: bool = True) -> list[str]:
    return text.lines(year, deadlines.of_year(year, policy, WorkCalendar(), MOSCOW), policy, published)


def test_every_row_is_printed_once_in_order_within_100_columns() -> None:
    found = printed(2026, DayOffPolicy.PREVIOUS)
    numbers = [line.split()[0] for line in found if line.startswith("  ") and line.split()[0][0].isdigit()]
    assert numbers == [row.number for row in roadmap.ROWS]
    assert max(map(len, found)) <= 100
    assert all(line == line.rstrip() for line in found)


def test_a_moved_date_shows_both_days_with_weekdays() -> None:
    found = printed(2026, DayOffPolicy.PREVIOUS)
    assert any(line.endswith("IV кв.    вс 20.12.2026 → пт 18.12.2026") for line in found)
    assert any(line.endswith("II полуг. пт 25.12.2026") for line in found)
    assert "переносится на рабочий день раньше" in found[1]


def test_a_kept_date_shows_one_day() -> None:
    found = printed(2026, DayOffPolicy.KEEP)
    assert any(line.endswith("IV кв.    вс 20.12.2026") for line in found)
    assert not any("→" in line for line in found)


def test_each_date_of_a_row_has_its_line() -> None:
    found = printed(2026, DayOffPolicy.PREVIOUS)
    first = next(n for n, line in enumerate(found) if line.startswith("  4.1"))
    assert [line[49:58].strip() for line in found[first : first + 4]] == ["I кв.", "II кв.", "III кв.", "IV кв."]


def test_a_month_is_named_and_its_last_day_stands_beside_it() -> None:
    found = printed(2026, DayOffPolicy.PREVIOUS)
    assert any(line.endswith("сентябрь  ср 30.09.2026") for line in found)
    assert any(line.endswith("февраль   вс 28.02.2027 → пт 26.02.2027") for line in found)


def test_rows_without_a_date_say_how_long_they_last() -> None:
    said = {line.split()[0]: line for line in printed(2026, DayOffPolicy.KEEP) if line.strip()}
    assert said["1.7"].endswith("весь год")
    assert said["2.4"].endswith("весь период")
    assert said["2.6"].endswith("по срокам программ")


def test_an_unpublished_calendar_is_admitted() -> None:
    assert any("ещё не опубликованы" in line for line in printed(2030, DayOffPolicy.NEXT, published=False))
    assert not any("опубликованы" in line for line in printed(2026, DayOffPolicy.NEXT))


def test_a_dated_row_without_a_deadline_says_so() -> None:
    found = text.lines(2026, (), DayOffPolicy.KEEP)
    assert sum(line.endswith("даты нет") for line in found) == len({due.row.number for due in roadmap.dated(2026)})


def test_both_days_are_told_only_where_they_differ() -> None:
    sunday, friday = date(2026, 12, 20), date(2026, 12, 18)
    assert text.moved(sunday, friday) == "вс 20.12.2026 → пт 18.12.2026"
    assert text.moved(friday, friday) == "пт 18.12.2026"
