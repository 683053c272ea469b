"""Days off: a month of the production calendar, and the department's own word on a day."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from babel.dates import format_date
from markupsafe import Markup

from domain import days
from domain.submissions import Due
from domain.workdays import WorkCalendar
from views import calendar, menus, paging, words
from views.actions import action
from views.screen import Button, Row, Screen, together

CHANGED: Final = "Записано"
ALREADY: Final = "Так уже и есть"
SAID: Final = {True: "выходной", False: "рабочий"}
SHOWN: Final = 6  # dates that move, of which each is named


def month(first: date, own: WorkCalendar, overrides: Mapping[date, bool], page: int) -> Screen:
    """`own` is the calendar without the department's word; a button for each day it has spoken of."""
    all_days = [first + timedelta(n) for n in range(monthrange(first.year, first.month)[1])]
    said = [day for day in all_days if day in overrides]
    lines = [
        Markup("<b>Выходные: {}</b>").format(format_date(first, "LLLL y", locale="ru")),
        Markup("По календарю: {}").format(_runs([day for day in all_days if own.is_off(day)])),
    ]
    if said:
        many = words.plural(len(said), "день", "дня", "дней")
        lines.append(Markup("Управление изменило: {}").format(many))
    rows: list[Row] = [
        (Button(f"{days.words(day)}: {SAID[overrides[day]]}", action("y.day", day.isoformat())),)
        for day in (paging.page_of(said, page) if said else ())
    ]
    key = f"{first:%Y-%m}"
    if pager := paging.pager("y.month", (key,), page, len(said)):
        rows.append(pager)
    before, after = first - timedelta(1), all_days[-1] + timedelta(1)
    rows.append((_turn("‹", before), _turn("›", after)))
    rows.append((Button("Изменить день", action("f.n", "dayoff", "new")),))
    return Screen(together(lines), (*rows, (Button("К срокам", action("y.list")), menus.HOME)))


def card(day: date, own: bool, said: bool | None, moved: Sequence[tuple[Due, date]], today: date) -> Screen:
    """`own`: off by the calendar; `said`: the department's word, if any; `moved`: what the button would move."""
    lines = [Markup("<b>{}</b>\nПо календарю: {} день").format(days.words(day), SAID[own])]
    if said is not None:
        lines.append(Markup("По решению управления: <b>{} день</b>").format(SAID[said]))
    change = Button("Вернуть как в календаре", action("y.off", day.isoformat(), "x"))
    if said is None:
        label = "Сделать рабочим" if own else "Сделать выходным"
        change = Button(label, action("y.off", day.isoformat(), "0" if own else "1"))
    if moved:
        lines.append(Markup("Если нажать «{}», сдвинутся сроки:").format(change.label))
        lines += [
            Markup("{}\n{} → <b>{}</b>").format(calendar.name(due), days.words(due.effective), days.words(effective))
            for due, effective in moved[:SHOWN]
        ]
        if len(moved) > SHOWN:
            lines.append(Markup("и ещё {}").format(len(moved) - SHOWN))
    else:
        lines.append(Markup("Сроки от этого не сдвинутся, напоминания учтут день."))
    back = Button("К месяцу", action("y.month", f"{day:%Y-%m}", 0))
    return Screen(together(lines), ((change,), (back, menus.HOME)))


def why(day: date, off: bool) -> str:
    """The reason of a date that moved with a day."""
    return f"{days.words(day)} – {SAID[off]} день"


def _turn(arrow: str, day: date) -> Button:
    label = format_date(day, "LLLL", locale="ru")
    return Button(f"{arrow} {label}" if arrow == "‹" else f"{label} {arrow}", action("y.month", f"{day:%Y-%m}", 0))


def _runs(found: Sequence[date]) -> str:
    """«1–11, 17, 18»: neighbours together."""
    runs: list[list[int]] = []
    for day in found:
        if runs and day.day == runs[-1][-1] + 1:
            runs[-1].append(day.day)
        else:
            runs.append([day.day])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs) or "нет"
