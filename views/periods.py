"""A period closed to those who have not filed: what they are told, and what the department decides with."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain.extending import Closing, Wish
from domain.submissions import Due
from views import extensions, menus, reports, words
from views.actions import action
from views.roadmap import moved
from views.screen import Button, Row, Screen

CLOSED: Final = "Период закрыт"
OPENED: Final = "Период снова открыт"


def closed(due: Due, last: Closing | None, wish: Wish | None, zone: tzinfo) -> Screen:
    """Shown to a late school instead of the form."""
    text = Markup("<b>Период закрыт</b>\n{}\nСрок был {}.").format(_title(due), words.day(due.effective))
    if last and last.closed:
        text += Markup("\n\nЗакрыли {}.").format(words.day(last.at.astimezone(zone).date()))
        if last.reason:
            text += Markup("\nПричина: {}").format(last.reason)
    asked, rows = extensions.ask(due, wish)
    if asked:
        text += Markup("\n\n{}").format(asked)
    text += Markup("\n\nНачатые ответы сохранены.")
    return Screen(text, (*rows, (menus.HOME,)))


def told_closed(due: Due, school_id: int, reason: str) -> Screen:
    """For every coordinator of a late school."""
    text = Markup("<b>Период закрыт</b>\n{}\nСрок был {}.\n\nПричина: {}\n\nЕсли отчёт нужен, попросите продление.")
    rows = ((Button("Попросить продление", action("rv.go", school_id, "wish", due.id)),),)
    return Screen(text.format(_title(due), words.day(due.effective), reason), rows, stays=True)


def told_opened(due: Due, school_id: int) -> Screen:
    text = Markup("<b>Период снова открыт</b>\n{}\n\nОтчёт можно сдать.").format(_title(due))
    return Screen(text, ((extensions.fill("Заполнить", due, school_id),),), stays=True)


def period(due: Due, history: Sequence[Closing], late: Sequence[str], waiting: int, zone: tzinfo, over: bool) -> Screen:
    """Close or open again; `late` are the schools it concerns, `waiting` the submissions nobody has looked at. Until
    its date is `over` nothing is closed."""
    parts = [Markup("<b>{}</b>\nСрок: {}").format(_title(due), moved(due.nominal, due.effective))]
    rows: list[Row] = []
    if due.closed_at is not None:
        parts.append(Markup("<b>Период закрыт.</b> Новые отчёты не принимаются, напоминаний нет."))
        rows.append((Button("Открыть снова", action("rv.unclose?", due.id)),))
    if not over:
        parts.append(Markup("Закрыть можно, когда срок пройдёт."))
    elif due.closed_at is None or late:
        names = Markup("\n").join(Markup("• {}").format(name) for name in late[:12])
        rest = f"\nи ещё {words.plural(len(late) - 12, 'школа', 'школы', 'школ')}" if len(late) > 12 else ""
        if late:
            parts.append(Markup("Не сдали: <b>{}</b>\n{}{}").format(len(late), names, rest))
            parts.append(Markup("После закрытия они не смогут сдать без продления и узнают причину."))
        else:
            parts.append(Markup("Сдали все. После закрытия отчёты нельзя исправлять без возврата."))
        rows.insert(0, (Button("Закрыть период", action("f.n", "close", due.id)),))
    if waiting:
        parts.append(Markup("Ждут проверки: <b>{}</b>. Проверять можно и после закрытия.").format(waiting))
    if history:
        lines = [
            Markup("{}: {}, {}{}").format(
                words.moment(one.at, zone),
                "закрыт" if one.closed else "открыт снова",
                one.name,
                f". {one.reason}" if one.reason else "",
            )
            for one in history[:6]
        ]
        parts.append(Markup("\n").join((Markup("<b>История</b>"), *lines)))
    back = Button("К проверке", action("rv.in", due.form or "", due.period, "submitted", 0))
    return Screen(Markup("\n\n").join(parts), (*rows, (back, menus.HOME)))


def ask_open(due: Due, late: int) -> Screen:
    text = Markup("<b>Открыть период снова?</b>\n{}\n\nНе сдавшие ({}) смогут сдать и получат сообщение.").format(
        _title(due), words.plural(late, "школа", "школы", "школ")
    )
    no = Button("Назад", action("rv.period", due.id))
    return Screen(text, ((Button("Открыть снова", action("rv.unclose", due.id)), no),))


def _title(due: Due) -> str:
    return reports.title(due.form or "", due.period)
