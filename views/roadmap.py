"""The whole roadmap as plain text: every row of the order with its dates, for a terminal of 100 columns."""

from collections.abc import Collection, Iterable
from datetime import date

from babel.dates import format_date

from domain import days, roadmap
from domain.deadlines import DayOffPolicy, Deadline
from domain.roadmap import Owner, Span

OWNERS = {
    Owner.DEPARTMENT: "управление",
    Owner.SCHOOL: "школа",
    Owner.COORDINATORS: "кураторы",
    Owner.OPERATOR: "оператор",
}
SPANS = {
    Span.WHOLE_YEAR: "весь год",
    Span.WHOLE_PERIOD: "весь период",
    Span.PROGRAMME: "по срокам программ",
}
POLICIES = {
    DayOffPolicy.KEEP: "срок в выходной не переносится",
    DayOffPolicy.PREVIOUS: "срок в выходной переносится на рабочий день раньше",
    DayOffPolicy.NEXT: "срок в выходной переносится на рабочий день позже",
}
PARTS = {"Q1": "I кв.", "Q2": "II кв.", "Q3": "III кв.", "Q4": "IV кв.", "H1": "I полуг.", "H2": "II полуг."}


def lines(year: int, deadlines: Iterable[Deadline], policy: DayOffPolicy, published: bool = True) -> list[str]:
    """A heading, then each section with its rows; a row with several dates takes a line for each.
    `published`: whether the day-off transfers of the year are known."""
    dates: dict[str, list[Deadline]] = {}
    for deadline in deadlines:
        dates.setdefault(deadline.row.number, []).append(deadline)
    found = [f"Дорожная карта на {year} год", f"Выходные: {POLICIES[policy]}."]
    if not published:
        found.append(f"Переносы выходных на {year} год ещё не опубликованы: даты могут измениться.")
    section = 0
    for row in roadmap.ROWS:
        if row.section != section:
            section = row.section
            found += ["", f"{section}. {roadmap.SECTIONS[section]}"]
        found += _row(row, dates.get(row.number, ()))
    return found


def moved(nominal: date, effective: date) -> str:
    """«пт 25.12.2026», or both days where the date counts on another one: «вс 20.12.2026 → пт 18.12.2026»."""
    return days.words(nominal) if nominal == effective else f"{days.words(nominal)} → {days.words(effective)}"


def _row(row: roadmap.Row, deadlines: Collection[Deadline]) -> list[str]:
    head = f"  {row.number}  {row.title:<28}  {OWNERS[row.owner]:<10}  "
    if isinstance(row.due, Span):
        return [head + SPANS[row.due]]
    tails = [f"{_part(each):<9} {moved(each.nominal, each.effective)}" for each in deadlines]
    return [(head if n == 0 else " " * len(head)) + tail for n, tail in enumerate(tails or ["даты нет"])]


def _part(deadline: Deadline) -> str:
    """What the date is for: a quarter, a half-year, or the month where the order names a month only."""
    due, nominal = deadline.row.due, deadline.nominal
    if not isinstance(due, Span) and any(day.month_long and day.month == nominal.month for day in due):
        return format_date(nominal, "LLLL", locale="ru")
    return PARTS.get(deadline.period.part, "")
