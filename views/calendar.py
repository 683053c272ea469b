"""The roadmap's years and dates on the department's screen."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from babel.dates import format_date
from markupsafe import Markup

from domain import days, roadmap
from domain.deadlines import DayOffPolicy, Deadline, days_left
from domain.submissions import Due
from views import menus, paging, words
from views.actions import action
from views.roadmap import PARTS, POLICIES
from views.roadmap import moved as both_days
from views.screen import LABEL_LIMIT, Button, Row, Screen

ACTIVATED: Final = "Год включён"
ALREADY: Final = "Этот год уже включён"


def years(known: Sequence[int], coming: Sequence[int], policy: DayOffPolicy) -> Screen:
    rows: list[Row] = [(Button(f"Сроки {year} года", action("y.year", year, 0)),) for year in known]
    rows += [(Button(f"Включить {year} год", action("y.new", year, 0)),) for year in coming]
    text = "О сроках включённого года бот напоминает сам." if known else "Пока ни один год не включён: бот молчит."
    body = Markup("<b>Сроки дорожной карты</b>\n{}\n\n{}").format(text, _policy(policy))
    return Screen(body, (*rows, (menus.HOME,)))


def preview(year: int, dates: Sequence[Deadline], page: int, policy: DayOffPolicy, today: date) -> Screen:
    """What the order proposes, before anything is in force."""
    lines = [
        Markup("{}\n<b>{}</b>").format(
            _name(one.row.number, year, one.period.key), both_days(one.nominal, one.effective)
        )
        for one in paging.page_of(dates, page)
    ]
    text = Markup("<b>Сроки {} года по приказу</b>\n{}\n\n{}\n\nЛюбую дату потом можно перенести.").format(
        year, _policy(policy), Markup("\n").join(lines)
    )
    if any(one.effective < today for one in dates):
        text += Markup(" О прошедших бот не напоминает.")
    rows: list[Row] = [(Button("Включить", action("y.on", year)), Button("Назад", action("y.list")))]
    if pager := paging.pager("y.new", (year,), page, len(dates)):
        rows.insert(0, pager)
    return Screen(text, tuple(rows))


def year(number: int, dates: Sequence[Due], page: int, policy: DayOffPolicy) -> Screen:
    """A button per date, soonest first."""
    rows: list[Row] = [(Button(_label(one), action("y.date", one.id)),) for one in paging.page_of(dates, page)]
    if pager := paging.pager("y.year", (number,), page, len(dates)):
        rows.append(pager)
    text = Markup("<b>Сроки {} года</b>\n{}\n\nНажмите на срок, чтобы перенести.").format(number, _policy(policy))
    if moved_ones := sum(one.moved for one in dates):
        text += Markup("\n* перенесён: {}").format(moved_ones)
    return Screen(text, (*rows, (Button("Все годы", action("y.list")), menus.HOME)))


def due(one: Due, page: int, policy: DayOffPolicy, today: date) -> Screen:
    """One date; `page` is where it stands in its year."""
    lines = [Markup("<b>{}</b>\n{}\n").format(name(one), roadmap.row(one.row).measure)]
    if one.moved and (ordered := _ordered(one.row, one.year, one.period)):
        lines.append(Markup("По приказу: {}").format(days.words(ordered.nominal)))
        lines.append(Markup("Перенесён: <b>{}</b>").format(both_days(one.nominal, one.effective)))
    else:
        lines.append(Markup("Срок: <b>{}</b>").format(both_days(one.nominal, one.effective)))
    lines.append(Markup("Сейчас: {}\n\n{}").format(words.days_left(days_left(today, one.effective)), _policy(policy)))
    rows = (
        (Button("Перенести", action("f.n", "deadline", one.id)),),
        (Button("Все сроки", action("y.year", one.year, page)), menus.HOME),
    )
    return Screen(Markup("\n").join(lines), rows)


def moved(before: Due, after: Due, today: date) -> Screen:
    """The receipt: left in the chat."""
    text = Markup("<b>Срок перенесён</b>\n{}\n\nБыло: {}\nСтало: <b>{}</b>\n\n{}").format(
        name(after),
        both_days(before.nominal, before.effective),
        both_days(after.nominal, after.effective),
        "Напоминания пойдут по новой дате." if after.effective >= today else "Этот день уже прошёл: срок вышел.",
    )
    return Screen(text, closes=True)


def unchanged(one: Due) -> str:
    return f"Срок и так {both_days(one.nominal, one.effective)}. Пришлите другой день."


def too_early(one: Due, asked: date, begins: date) -> str:
    """Usually a day typed without its year, which then means the nearest one."""
    meant = f"{asked:%d.%m}.{one.nominal.year}"
    return (
        f"Получилось {days.words(asked)}, а период этого срока начинается {days.words(begins)}. "
        f"Напишите день с годом, например {meant}."
    )


def name(one: Due) -> str:
    """The row's number and title, and what the date is for where the row has several."""
    return _name(one.row, one.year, one.period)


def _name(row: str, year: int, period: str) -> str:
    part = _part(row, year, period)
    return f"{row} {roadmap.row(row).title}" + (f", {part}" if part else "")


def _label(one: Due) -> str:
    """The day tells the dates of one row apart."""
    day = f"{words.short_day(one.effective)}{'*' if one.moved else ''}"
    return words.shorten(f"{day} · {one.row} {roadmap.row(one.row).title}", LABEL_LIMIT)


def _part(row: str, year: int, period: str) -> str:
    """A quarter, a half-year, or the month where the order names a month only."""
    ordered = _ordered(row, year, period)
    if ordered is not None and ordered.month_long:
        return str(format_date(ordered.nominal, "LLLL", locale="ru"))
    return PARTS.get(period.partition("-")[2], "")


def _ordered(row: str, year: int, period: str) -> roadmap.Due | None:
    """The date as the order has it."""
    return next((d for d in roadmap.dated(year) if d.row.number == row and d.period.key == period), None)


def _policy(policy: DayOffPolicy) -> str:
    return f"{POLICIES[policy]}.".capitalize()
