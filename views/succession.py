"""Handing a school over: the invitation, the choice to stay or to leave, and what others are told."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from domain.registry import School
from views import menus, words
from views.actions import action
from views.screen import Button, Row, Screen

STAYS: Final = "Хорошо, работаете вместе"


def ask(school: School, others: Sequence[str], waiting: int) -> Screen:
    """`others`: the school's other coordinators; `waiting`: links nobody has opened yet."""
    text = Markup(
        "<b>Передать дела</b>\n{}\n\nПригласите преемника по ссылке. Когда он войдёт, "
        "решите: остаться вместе или уйти. Отчёты, пары и черновики остаются у школы."
    ).format(school.name)
    if others:
        text += Markup("\n\nКроме вас куратор: <b>{}</b>").format(words.join(list(others)))
    if waiting:
        count = words.plural(waiting, "приглашение ждёт", "приглашения ждут", "приглашений ждут")
        text += Markup("\n\n{}.").format(count)
    rows: list[Row] = [(Button("Пригласить преемника", action("ho.invite")),)]
    if others:
        rows.append((Button("Передать и уйти", action("ho.leave?", school.id)),))
    return Screen(text, (*rows, (menus.HOME,)))


def swapping(school: School, name: str) -> Screen:
    """For the department, under the link."""
    text = Markup(
        "<b>Смена куратора</b>\n{}\n\nКогда по ссылке войдут, доступ закроется: <b>{}</b>. До этого всё как было."
    )
    return Screen(text.format(school.name, name), ((Button("К школе", action("s.open", school.id)), menus.HOME),))


def here(name: str, school: str, school_id: int) -> Screen:
    """For the coordinator whose successor has come."""
    text = Markup("<b>{}</b> теперь тоже куратор.\n{}\n\nОстаётесь вместе или передаёте дела и уходите?")
    rows = (
        (Button("Остаюсь", action("ho.stay", school_id)), Button("Передать и уйти", action("ho.leave?", school_id))),
    )
    return Screen(text.format(name, school), rows, stays=True)


def stays(school: str) -> Screen:
    return Screen(Markup("Вы остаётесь куратором.\n{}").format(school), ((menus.HOME,),))


def ask_leave(school_id: int, school: str, others: Sequence[str]) -> Screen:
    text = Markup(
        "<b>Передать дела и уйти?</b>\n{}\n\nОстаётся: <b>{}</b>. Отчёты, пары и черновики остаются у школы. "
        "Ваш доступ закроется, управлению придёт сообщение."
    ).format(school, words.join(list(others)))
    return Screen(
        text, ((Button("Уйти", action("ho.leave", school_id)), Button("Остаться", action("ho.stay", school_id))),)
    )


def alone(school: str) -> Screen:
    """The last coordinator cannot leave: nobody would be reminded."""
    text = Markup("<b>Пока нельзя</b>\n{}\n\nВы единственный куратор. Сначала пригласите преемника.").format(school)
    return Screen(text, ((Button("Пригласить преемника", action("ho.invite")), menus.HOME),))


def left(name: str, school: str) -> Screen:
    """For the department and the coordinators who stay."""
    return Screen(Markup("<b>{}</b> больше не куратор: дела переданы.\n{}").format(name, school), stays=True)
