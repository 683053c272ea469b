"""The roadmap's dates on the department's screen."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from domain import days, roadmap
from domain.deadlines import DayOffPolicy, Deadline
from domain.submissions import Due
from views import menus, paging, words
from views.actions import action
from views.screen import Button, Row, Screen

ACTIVATED: Final = "Год включён"
POLICIES: Final = {
    DayOffPolicy.KEEP: "Срок в выходной остаётся на своём дне.",
    DayOffPolicy.PREVIOUS: "Срок в выходной переносится на рабочий день раньше.",
    DayOffPolicy.NEXT: "Срок в выходной переносится на рабочий день позже.",
}


def years(known: Sequence[int], coming: Sequence[int]) -> Screen:
    rows: list[Row] = [(Button(f"Сроки {year} года", action("y.year", year, 0)),) for year in known]
    rows += [(Button(f"Включить {year} год", action("y.new", year)),) for year in coming]
    text = "Год включён – бот напоминает о его сроках." if known else "Ни один год ещё не включён: бот не напоминает."
    return Screen(Markup("<b>Дорожная карта</b>\n{}").format(text), (*rows, (menus.HOME,)))


def preview(year: int, dates: Sequence[Deadline], policy: DayOffPolicy) -> Screen:
    """What the order proposes; dates can be moved one by one afterwards."""
    lines = [
        Markup("{} {} – <b>{}</b>").format(one.row.number, one.row.title, _days(one.nominal, one.effective))
        for one in dates
    ]
    text = Markup("<b>Сроки {} года по приказу</b>\n{}\n\n{}\n\nЛюбую дату потом можно перенести.").format(
        year, Markup("\n").join(lines), POLICIES[policy]
    )
    return Screen(text, ((Button("Включить", action("y.on", year)), Button("Назад", action("y.list"))),))


def year(number: int, shown: Sequence[Due], page: int, total: int) -> Screen:
    """A button per date, soonest first."""
    rows: list[Row] = [
        (Button(words.shorten(f"{one.effective:%d.%m} · {name(one)}", 28), action("y.date", one.id)),) for one in shown
    ]
    if pager := paging.pager("y.year", (number,), page, total):
        rows.append(pager)
    text = Markup("<b>Сроки {} года</b>\nНажмите на срок, чтобы перенести его.").format(number)
    return Screen(text, (*rows, (Button("Назад", action("y.list")), menus.HOME)))


def name(one: Due) -> str:
    """The row's number and title, and the period where a row has several."""
    period = f", {words.period(one.period)}" if one.form else ""
    return f"{one.row} {roadmap.row(one.row).title}{period}"


def due(one: Due, policy: DayOffPolicy) -> Screen:
    text = Markup("<b>{}</b>\nСрок: <b>{}</b>{}\n\n{}").format(
        name(one), _days(one.nominal, one.effective), " (перенесён)" if one.moved else "", POLICIES[policy]
    )
    rows = (
        (Button("Перенести", action("f.n", "deadline", one.id)),),
        (Button("Назад", action("y.year", one.year, 0)), menus.HOME),
    )
    return Screen(text, rows)


def moved(before: Due, after: Due) -> Screen:
    text = Markup("<b>Срок перенесён</b>\n{}\nБыло: {}\nСтало: <b>{}</b>\n\nНапоминания пойдут от новой даты.").format(
        name(after), days.words(before.effective), _days(after.nominal, after.effective)
    )
    return Screen(text, ((Button("Все сроки", action("y.year", after.year, 0)), menus.HOME),))


def _days(nominal: date, effective: date) -> str:
    """One day, or both where a day off has moved it."""
    if nominal == effective:
        return days.words(effective)
    return f"{days.words(nominal)} → {days.words(effective)}"
