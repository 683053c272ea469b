"""Schools on the department's screen: the list, the card, invitations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain.registry import School
from views import menus, paging, words
from views.actions import action
from views.screen import Button, Row, Screen

ADD: Final = Button("Добавить школы", action("f.n", "schools", "new"))
ALL: Final = Button("Все школы", action("s.list", 0))
DISMISSED: Final = "Доступ закрыт"


@dataclass(frozen=True, slots=True)
class Coordinator:
    post: int
    name: str
    reachable: bool


def listing(shown: Sequence[School], staffed: Collection[int], page: int, total: int) -> Screen:
    """Schools without a coordinator are marked: they are the ones to act on."""
    rows: list[Row] = []
    for school in shown:
        mark = "" if school.id in staffed else "! "
        rows.append((Button(words.shorten(f"{mark}{school.number}. {school.name}", 28), action("s.open", school.id)),))
    if pager := paging.pager("s.list", (), page, total):
        rows.append(pager)
    text = Markup("<b>Школы</b>\n{}").format(
        words.plural(total, "школа", "школы", "школ") if total else "Пока ни одной."
    )
    if total > len(staffed):
        text += Markup("\n! – без куратора: {}").format(total - len(staffed))
    return Screen(text, (*rows, (ADD,), (menus.HOME,)))


def card(school: School, crew: Sequence[Coordinator], waiting: Sequence[str], zone: tzinfo) -> Screen:
    """`waiting` are the ends of invitations not used yet, as stored."""
    lines = [Markup("<b>{}</b>\nНомер в кодах: Ш{:02}").format(school.name, school.number)]
    for one in crew:
        lines.append(
            Markup("Куратор: <b>{}</b>{}").format(one.name, "" if one.reachable else " – сообщения не доходят")
        )
    if not crew:
        lines.append(Markup("Куратора пока нет."))
    if waiting:
        until = words.moment(datetime.fromisoformat(waiting[-1]), zone)
        count = words.plural(len(waiting), "приглашение ждёт", "приглашения ждут", "приглашений ждут")
        lines.append(Markup("{}, до {}").format(count, until))
    rows: list[Row] = [(Button("Пригласить куратора", action("s.invite", school.id)),)]
    if waiting:
        rows.append((Button("Отозвать приглашения", action("s.revoke?", school.id)),))
    rows += [
        (Button(words.shorten(f"Закрыть доступ: {one.name}", 28), action("s.dismiss?", school.id, one.post)),)
        for one in crew
    ]
    return Screen(Markup("\n").join(lines), (*rows, (ALL, menus.HOME)))


def added(new: int, known: int) -> Screen:
    """The receipt of a pasted list."""
    text = Markup("<b>Добавлено: {}</b>").format(words.plural(new, "школа", "школы", "школ"))
    if known:
        text += Markup("\nУже были в списке: {}").format(known)
    return Screen(text, ((ALL, menus.HOME),))


def invitation(school: School, link: str, until: datetime, zone: tzinfo) -> Screen:
    """To be forwarded to the coordinator."""
    text = Markup(
        "<b>Приглашение куратора</b>\n{}\n\n{}\n\nСсылка одноразовая, действует до {}. Перешлите её куратору."
    )
    return Screen(text.format(school.name, link, words.moment(until, zone)), stays=True)


def qr_caption(school: School) -> Markup:
    return Markup("Тот же вход по камере: <b>{}</b>").format(school.name)


def ask_revoke(school: School) -> Screen:
    rows = ((Button("Да, отозвать", action("s.revoke", school.id)), Button("Нет", action("s.open", school.id))),)
    return Screen(Markup("Отозвать все неиспользованные приглашения?\n<b>{}</b>").format(school.name), rows)


def revoked(gone: int) -> str:
    return f"Больше не действует: {words.plural(gone, 'ссылка', 'ссылки', 'ссылок')}"


def ask_dismiss(school: School, post: int, name: str) -> Screen:
    text = Markup("Закрыть доступ?\nКуратор: <b>{}</b>\n{}\n\nЗаполненное останется у школы.").format(name, school.name)
    yes = Button("Да, закрыть", action("s.dismiss", school.id, post))
    return Screen(text, ((yes, Button("Нет", action("s.open", school.id))),))


def dismissed(school: School) -> Screen:
    """For the coordinator whose post ended."""
    return Screen(Markup("Вы больше не куратор: <b>{}</b>. Спасибо за работу!").format(school.name), stays=True)
