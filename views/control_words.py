"""The board of a year in words: what a column is called, and what a cell says. All of its views share them."""

from typing import Final

from babel.dates import format_date

from domain import roadmap
from domain.control import Cell, State
from domain.control_board import TOGETHER, Column, Measure
from views import words
from views.words import RU

# In tables exactly these words stand: filters and colours go by them.
STATES: Final = {
    State.DONE: "сдано",
    State.DONE_LATE: "сдано позже срока",
    State.WAITING: "на проверке",
    State.RETURNED: "на доработке",
    State.BEGUN: "начато",
    State.NOT_STARTED: "не начато",
    State.EXTENDED: "срок продлён",
    State.LATE: "просрочено",
    State.COUNT: "число записей",
    State.NOT_EXPECTED: "не ждём",
    State.NOT_APPLICABLE: "не относится",
}
COUNTED: Final = {
    Measure.PARTNERS: ("соглашение", "соглашения", "соглашений"),
    Measure.MATERIALS: ("материал", "материала", "материалов"),
    Measure.PUBLICATIONS: ("публикация", "публикации", "публикаций"),
    Measure.FAULTS: ("открытая заявка", "открытые заявки", "открытых заявок"),
}
NOTHING: Final = {Measure.FAULTS: "открытых заявок нет"}
ENTRIES: Final = ("заявка", "заявки", "заявок")
COME: Final = {State.DONE: "были на семинаре", State.BEGUN: "записались"}


def numbers(column: Column) -> str:
    """«4.1», or both rows that one registry answers: «1.7 и 2.1»."""
    other = TOGETHER.get(column.row.number)
    return f"{column.row.number} и {other}" if other else column.row.number


def part(column: Column, short: bool = True) -> str:
    """«IV кв. 2026», or the month where the order names a month; empty for a row of the whole year."""
    if column.period.endswith("-Y"):
        return ""
    return month(column.row, column.period) or (words.short_period if short else words.period)(column.period)


def month(row: roadmap.Row, period: str) -> str:
    """«сентябрь 2026» where the order names a month for this period, else empty."""
    if not isinstance(row.due, roadmap.Span):
        year = int(period[:4])
        for day in row.due:
            if day.month_long and day.period(year - day.next_year).key == period:
                return format_date(day.on(year - day.next_year), "LLLL y", locale=RU)
    return ""


def short(column: Column) -> str:
    """«4.1 IV кв. 2026»."""
    return f"{column.row.number} {part(column)}".rstrip()


def title(column: Column) -> str:
    """«4.1 Мониторинг, IV кв. 2026»."""
    name = f"{numbers(column)} {column.row.title}"
    return f"{name}, {part(column)}" if part(column) else name


def said(cell: Cell, measure: Measure | None = None) -> str:
    """A cell in a few words, with its day and how late it is."""
    if measure in COUNTED and cell.state is State.COUNT:
        return words.plural(cell.count, *COUNTED[measure]) if cell.count else NOTHING.get(measure, "нет")
    if measure is Measure.SEMINAR and cell.state in COME:
        return f"{COME[cell.state]}: {cell.count}"
    if measure is Measure.CONTEST and cell.count:
        return words.plural(cell.count, *ENTRIES)
    if measure is Measure.STAGES and cell.of:
        return f"пройдено {cell.count} из {cell.of}"
    if measure is Measure.READERS and cell.of:
        return f"прочли {cell.count} из {cell.of}"
    return _dated(cell, measure)


def _dated(cell: Cell, measure: Measure | None) -> str:
    late = words.plural(cell.late_by, "день", "дня", "дней")
    after = f", позже срока на {late}" if cell.late_by else ""
    answered = f", заполнено {cell.count} из {cell.of}" if cell.begun and cell.of else ""
    match cell.state:
        case State.NOT_EXPECTED if cell.dated and cell.due:
            return "не ждём, срок был раньше"  # than the year, or the school, was there
        case State.DONE | State.DONE_LATE | State.WAITING | State.RETURNED if cell.filed_on:
            fixed = f", исправлено {words.short_day(cell.corrected_on)}" if cell.corrected_on else ""
            checked = {State.WAITING: ", на проверке", State.RETURNED: ", вернули на доработку"}
            verb = "согласовано" if measure is Measure.AGREEMENT else "сдано"
            confirmed = f", {cell.count} из {cell.of} за год" if cell.of and not cell.begun else ""
            return f"{verb} {words.short_day(cell.filed_on)}{after}{fixed}{checked.get(cell.state, '')}{confirmed}"
        case State.WAITING:
            return "ждёт согласования" + (f", срок прошёл {late} назад" if cell.late_by else "")
        case State.RETURNED:
            return "вернули школе" + (f", срок прошёл {late} назад" if cell.late_by else "")
        case State.LATE:
            return f"просрочено на {late}{answered}"
        case State.EXTENDED if cell.due:
            return f"срок продлён до {words.short_day(cell.due)}{answered}"
        case State.BEGUN | State.NOT_STARTED:
            until = f", до {words.short_day(cell.due)}" if cell.due else ""
            return f"{STATES[cell.state]}{answered}{until}"
        case State.COUNT if cell.of is not None:
            return f"{cell.count} из {cell.of}"
        case State.COUNT:
            return str(cell.count)
        case _:
            return STATES[cell.state]
