"""The roadmap's years and dates on the department's screen."""

from collections.abc import Collection, Mapping, Sequence
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


def years(known: Sequence[int], coming: Sequence[int], policy: DayOffPolicy, closed: Collection[int] = ()) -> Screen:
    rows: list[Row] = [
        (Button(f"Сроки {year} года{' · закрыт' if year in closed else ''}", action("y.year", year, 0)),)
        for year in known
    ]
    rows += [(Button(f"Включить {year} год", action("y.new", year, 0)),) for year in coming]
    text = "О сроках включённого года бот напоминает сам." if known else "Пока ни один год не включён: бот молчит."
    body = Markup("<b>Сроки дорожной карты</b>\n{}\n\n{}").format(text, _policy(policy))
    return Screen(
        body,
        (*rows, (Button("Выходные дни", action("y.days")), Button("Каникулы", action("ck.breaks", 0))), (menus.HOME,)),
    )


def preview(
    year: int,
    dates: Sequence[Deadline],
    page: int,
    policy: DayOffPolicy,
    today: date,
    alike: Mapping[tuple[str, str], Deadline] | None = None,
) -> Screen:
    """What the order proposes, before anything is in force; `alike` are the dates, by row and period, that would
    differ from it because the department has moved them the year before."""
    lines = [
        Markup("{}\n<b>{}</b>").format(
            _name(one.row.number, year, one.period.key), both_days(one.nominal, one.effective)
        )
        + (_differs(alike[key], year) if alike and (key := (one.row.number, one.period.key)) in alike else "")
        for one in paging.page_of(dates, page)
    ]
    text = Markup("<b>Сроки {} года по приказу</b>\n{}\n\n{}\n\nЛюбую дату потом можно перенести.").format(
        year, _policy(policy), Markup("\n").join(lines)
    )
    if any(one.effective < today for one in dates):
        text += Markup(" О прошедших бот не напоминает.")
    back = Button("Назад", action("y.list"))
    rows: list[Row] = [(Button("Включить", action("y.on", year)), back)]
    if alike:
        many = words.plural(len(alike), "срок", "срока", "сроков")
        text += Markup("\n\nВ {} году вы перенесли {}: можно и здесь оставить те же дни.").format(year - 1, many)
        rows = [
            (Button(f"Включить как в {year - 1} году", action("y.alike", year)),),
            (Button("Включить по приказу", action("y.on", year)), back),
        ]
    if pager := paging.pager("y.new", (year,), page, len(dates)):
        rows.insert(0, pager)
    return Screen(text, tuple(rows))


def as_in(year: int) -> str:
    """Why a date of a new year differs from the order's."""
    return f"как в {year} году"


def year(number: int, dates: Sequence[Due], page: int, policy: DayOffPolicy, closed: date | None = None) -> Screen:
    """A button per date, soonest first."""
    rows: list[Row] = [(Button(_label(one), action("y.date", one.id)),) for one in paging.page_of(dates, page)]
    if pager := paging.pager("y.year", (number,), page, len(dates)):
        rows.append(pager)
    text = Markup("<b>Сроки {} года</b>\n{}\n\nНажмите на срок, чтобы перенести.").format(number, _policy(policy))
    if moved_ones := sum(one.moved for one in dates):
        text += Markup("\n* перенесён: {}").format(moved_ones)
    end = Button("Закрыть год", action("y.close?", number))
    if closed:
        text += Markup("\n\nГод закрыт {}.").format(days.words(closed))
        end = Button("Открыть год снова", action("y.reopen?", number))
    return Screen(text, (*rows, (end,), (Button("Все годы", action("y.list")), menus.HOME)))


def due(one: Due, page: int, policy: DayOffPolicy, today: date, moves: int = 0) -> Screen:
    """One date; `page` is where it stands in its year, `moves` how often it was moved."""
    lines = [Markup("<b>{}</b>\n{}\n").format(name(one), roadmap.row(one.row).measure)]
    if one.moved and (ordered := _ordered(one.row, one.year, one.period)):
        lines.append(Markup("По приказу: {}").format(days.words(ordered.nominal)))
        lines.append(Markup("Перенесён: <b>{}</b>").format(both_days(one.nominal, one.effective)))
    else:
        lines.append(Markup("Срок: <b>{}</b>").format(both_days(one.nominal, one.effective)))
    lines.append(Markup("Сейчас: {}\n\n{}").format(words.days_left(days_left(today, one.effective)), _policy(policy)))
    if one.closed:
        lines.append(Markup("\nСрок закрыт: отчёты по нему больше не ждут."))
    steps = () if one.closed else (Button("Перенести", action("f.n", "deadline", one.id)),)
    log = (Button(f"История ({moves})", action("y.log", one.id, 0)),) if moves else ()
    rows: list[Row] = [row for row in ((*steps, *log),) if row]
    return Screen(
        Markup("\n").join(lines), (*rows, (Button("Все сроки", action("y.year", one.year, page)), menus.HOME))
    )


def name(one: Due) -> str:
    """The row's number and title, and what the date is for where the row has several."""
    return _name(one.row, one.year, one.period)


def _name(row: str, year: int, period: str) -> str:
    part = _part(row, year, period)
    return f"{row} {roadmap.row(row).title}" + (f", {part}" if part else "")


def _differs(one: Deadline, year: int) -> Markup:
    return Markup("\nкак в {} году: <b>{}</b>").format(year - 1, both_days(one.nominal, one.effective))


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
