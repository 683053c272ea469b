"""A school's own date: what the school is told, and what the department decides with."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.extending import Wish
from domain.forms import evidence
from domain.registry import School
from domain.submissions import Due
from views import menus, paging, reports, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

Step = tuple[datetime, str, date | None, str]

GRANTED: Final = "Срок продлён, школе сообщили"
DECLINED: Final = "Ответ отправлен школе"
WITHDRAWN: Final = "Продление снято, школе сообщили"
ANSWERED: Final = "На эту просьбу уже ответили"
WISHED_ALREADY: Final = "Просьба о продлении уже отправлена, ответ придёт сюда."


def not_later(due: Due) -> str:
    later = due.effective + timedelta(days=7)
    return f"Срок и так {days.words(due.effective)}. Нужен день позже, например {later:%d.%m.%Y}."


def passed(day: date) -> str:
    return f"Получается {days.words(day)}, этот день уже прошёл. Пришлите день позже."


def told_granted(due: Due, school_id: int, reason: str) -> Screen:
    text = Markup("<b>Срок продлён</b>\n{}\nДо <b>{}</b>, включительно.\nПричина: {}").format(
        _title(due), words.day(due.effective), reason
    )
    return Screen(text, ((fill("Открыть отчёт" if due.form else "Приложить документ", due, school_id),),), stays=True)


def told_declined(wish: Wish, answer: str) -> Screen:
    text = Markup("<b>Продления не будет</b>\n{}\nВы просили до {}.\n\nОтвет управления: {}").format(
        reports.named(wish.row, wish.period), days.words(wish.until), answer
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
        tail = f" · {one.row} до {one.until:%d.%m}"
        rows.append((Button(words.squeeze(one.school, LABEL_LIMIT - len(tail)) + tail, action("rv.wish", one.id)),))
    if pager := paging.pager("rv.wishes", (), page, len(waiting)):
        rows.append(pager)
    text = Markup("<b>Просят продление: {}</b>").format(len(waiting))
    return Screen(text, (*rows, (menus.HOME,)))


def filed_already(due: Due) -> Screen:
    what = "Отчёт уже подан" if due.form else "Документ уже подан"
    text = Markup("<b>{}</b>\n{}\n\nПродление не нужно.").format(what, _title(due))
    return Screen(text, ((menus.HOME,),))


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


def ask_withdraw(school: str, school_id: int, due: Due) -> Screen:
    text = Markup("<b>Снять продление?</b>\n{}\n{}\nСейчас до {}.\n\nСнова будет общий срок. Школа получит сообщение.")
    yes = Button("Снять продление", action("rv.back", due.id, school_id))
    return Screen(text.format(school, _title(due), words.day(due.effective)), ((yes, menus.HOME),))


def fill(label: str, due: Due, school_id: int) -> Button:
    """Opens the form for that school, whatever post the person acts in when they press it."""
    if due.form is None:
        return Button(label, action("rv.go", school_id, evidence.of_school(due.row).key, f"{due.row}-{due.year}"))
    return Button(label, action("rv.go", school_id, due.form, due.period))


def ask(due: Due, last: Wish | None) -> tuple[Markup | None, tuple[Row, ...]]:
    """What a school's own form or row says of a date that could be moved, and the button to ask, unless a wish
    waits."""
    button = (Button("Попросить продление", action("f.n", "wish", due.id)),)
    if last is None or last.granted:
        return None, (button,)
    if last.granted is None:
        return Markup("Вы попросили продление до {}. Ответ придёт сюда.").format(days.words(last.until)), ()
    return Markup("На прошлую просьбу ответили: {}").format(last.answer or "нет"), (button,)


def _wish(one: Wish) -> Markup:
    text = Markup("<b>Просят продление</b>\n{}\n{}\nДо <b>{}</b>\nПричина: {}").format(
        one.school, reports.named(one.row, one.period), words.day(one.until), one.reason
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
    return reports.named(due.row, due.period)
