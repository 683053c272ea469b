"""A school's own date and a closed period: what schools are told, and what the department decides with."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.extending import Closing, Wish
from domain.registry import School
from domain.submissions import Due
from views import menus, paging, reports, words
from views.actions import action
from views.roadmap import moved
from views.screen import LABEL_LIMIT, Button, Row, Screen

Step = tuple[datetime, str, date | None, str]

GRANTED: Final = "Срок продлён, школе сообщили"
DECLINED: Final = "Ответ отправлен школе"
WITHDRAWN: Final = "Продление снято, школе сообщили"
ANSWERED: Final = "На эту просьбу уже ответили"
CLOSED: Final = "Период закрыт"
OPENED: Final = "Период снова открыт"
WISHED_ALREADY: Final = "Просьба о продлении уже отправлена, ответ придёт сюда."


def not_later(due: Due) -> str:
    later = due.effective + timedelta(days=7)
    return f"Срок и так {days.words(due.effective)}. Нужен день позже, например {later:%d.%m.%Y}."


def passed(day: date) -> str:
    return f"Получается {days.words(day)}, этот день уже прошёл. Пришлите день позже."


def closed(due: Due, last: Closing | None, wish: Wish | None, zone: tzinfo) -> Screen:
    """Shown to a late school instead of the form."""
    text = Markup("<b>Период закрыт</b>\n{}\nСрок был {}.").format(_title(due), words.day(due.effective))
    if last and last.closed:
        text += Markup("\n\nЗакрыли {}.").format(words.day(last.at.astimezone(zone).date()))
        if last.reason:
            text += Markup("\nПричина: {}").format(last.reason)
    rows: list[Row] = [(Button("Попросить продление", action("f.n", "wish", due.id)),)]
    if wish is not None and wish.granted is None:
        text += Markup("\n\nВы попросили продление до {}. Ответ придёт сюда.").format(days.words(wish.until))
        rows = []
    elif wish is not None and wish.granted is False:
        text += Markup("\n\nНа прошлую просьбу ответили: {}").format(wish.answer or "нет")
    text += Markup("\n\nНачатые ответы сохранены.")
    return Screen(text, (*rows, (menus.HOME,)))


def told_closed(due: Due, school_id: int, reason: str) -> Screen:
    """For every coordinator of a late school."""
    text = Markup("<b>Период закрыт</b>\n{}\nСрок был {}.\n\nПричина: {}\n\nЕсли отчёт нужен, попросите продление.")
    rows = ((Button("Попросить продление", action("rv.go", school_id, "wish", due.id)),),)
    return Screen(text.format(_title(due), words.day(due.effective), reason), rows, stays=True)


def told_opened(due: Due, school_id: int) -> Screen:
    text = Markup("<b>Период снова открыт</b>\n{}\n\nОтчёт можно сдать.").format(_title(due))
    return Screen(text, ((_fill("Заполнить", due, school_id),),), stays=True)


def told_granted(due: Due, school_id: int, reason: str) -> Screen:
    text = Markup("<b>Срок продлён</b>\n{}\nДо <b>{}</b>, включительно.\nПричина: {}").format(
        _title(due), words.day(due.effective), reason
    )
    return Screen(text, ((_fill("Открыть отчёт", due, school_id),),), stays=True)


def told_declined(wish: Wish, answer: str) -> Screen:
    text = Markup("<b>Продления не будет</b>\n{}\nВы просили до {}.\n\nОтвет управления: {}").format(
        reports.title(wish.form, wish.period), days.words(wish.until), answer
    )
    return Screen(text, stays=True)


def told_withdrawn(due: Due) -> Screen:
    text = Markup("<b>Продление снято</b>\n{}\nСнова общий срок: {}.").format(_title(due), words.day(due.effective))
    return Screen(text, stays=True)


def wished(wish: Wish) -> Screen:
    """For the department: grant as asked, with another date, or decline."""
    return Screen(_wish(wish), (*_answers(wish), (Button("Все просьбы", action("rv.wishes", 0)),)), stays=True)


def wish(one: Wish) -> Screen:
    rows = _answers(one) if one.granted is None else ()
    return Screen(_wish(one), (*rows, (Button("Все просьбы", action("rv.wishes", 0)), menus.HOME)))


def wish_refused(one: Wish, why: str) -> Screen:
    """Too late to grant what was asked for."""
    return Screen(_wish(one) + Markup("\n\n{}").format(why), (*_answers(one)[1:], (menus.HOME,)))


def wishes(waiting: Sequence[Wish], page: int) -> Screen:
    if not waiting:
        return Screen(Markup("Просьб о продлении нет."), ((menus.HOME,),))
    rows: list[Row] = []
    for one in paging.page_of(waiting, page):
        tail = f" · до {one.until:%d.%m}"
        rows.append((Button(words.squeeze(one.school, LABEL_LIMIT - len(tail)) + tail, action("rv.wish", one.id)),))
    if pager := paging.pager("rv.wishes", (), page, len(waiting)):
        rows.append(pager)
    text = Markup("<b>Просят продление: {}</b>").format(len(waiting))
    return Screen(text, (*rows, (menus.HOME,)))


def filed_already(due: Due) -> Screen:
    return Screen(Markup("<b>Отчёт уже подан</b>\n{}\n\nПродление не нужно.").format(_title(due)), ((menus.HOME,),))


def wish_sent(due: Due, until: date) -> Screen:
    """The receipt; left in the chat."""
    text = Markup("<b>Просьба отправлена</b>\n{}\nПродлить до {}.\n\nОтвет придёт сюда.").format(
        _title(due), words.day(until)
    )
    return Screen(text, ((menus.HOME,),), closes=True)


def granted(school: School, own: Due, steps: Sequence[Step], zone: tzinfo) -> Screen:
    """A school's own date and all that it was before; `steps`: when, whose, the day (None: taken back), the reason."""
    text = Markup("<b>{}</b>\n{}\n{}\n<b>{}</b>").format(
        "Срок продлён" if own.extended else "Срок как у всех", school.name, _title(own), words.day(own.effective)
    )
    lines = [
        Markup("{}: {}, {}{}").format(
            words.moment(at, zone),
            f"до {days.words(until)}" if until else "продление снято",
            name,
            f". {reason}" if reason else "",
        )
        for at, name, until, reason in steps[-6:]
    ]
    if lines:
        text = Markup("\n").join((text + "\n", Markup("<b>История</b>"), *lines))
    rows: list[Row] = []
    if own.extended:
        other = Button("Другая дата", action("f.n", "extension", f"{own.id}.{school.id}"))
        rows.append((other, Button("Снять", action("rv.back?", own.id, school.id))))
    return Screen(text, (*rows, (menus.HOME,)))


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


def ask_withdraw(school: str, school_id: int, due: Due) -> Screen:
    text = Markup("<b>Снять продление?</b>\n{}\n{}\nСейчас до {}.\n\nСнова будет общий срок. Школа получит сообщение.")
    yes = Button("Снять продление", action("rv.back", due.id, school_id))
    return Screen(text.format(school, _title(due), words.day(due.effective)), ((yes, menus.HOME),))


def _fill(label: str, due: Due, school_id: int) -> Button:
    """Opens the form for that school, whatever post the person acts in when they press it."""
    return Button(label, action("rv.go", school_id, due.form or "", due.period))


def _wish(one: Wish) -> Markup:
    text = Markup("<b>Просят продление</b>\n{}\n{}\nДо <b>{}</b>\nПричина: {}").format(
        one.school, reports.title(one.form, one.period), words.day(one.until), one.reason
    )
    if one.granted is not None:
        text += Markup("\n\n<b>{}</b>").format("Продлили." if one.granted else f"Отказали: {one.answer}")
    return text


def _answers(one: Wish) -> tuple[Row, ...]:
    other = action("f.n", "extension", f"{one.deadline_id}.{one.school_id}")
    return (
        (Button(f"Продлить до {one.until:%d.%m.%Y}", action("rv.grant", one.id)),),
        (Button("Другая дата", other), Button("Отказать", action("f.n", "decline", one.id))),
    )


def _title(due: Due) -> str:
    return reports.title(due.form or "", due.period)
