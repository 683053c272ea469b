"""Schools on the department's screen: the list, the card, ending somebody's access."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain.registry import School
from views import menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

ADD: Final = Button("Добавить школы", action("f.n", "schools", "new"))
ALL: Final = Button("Все школы", action("s.list", 0))
DISMISSED: Final = "Доступ закрыт"


@dataclass(frozen=True, slots=True)
class Listed:
    """A school in the list: its coordinators, how many of them are out of reach, how many are invited."""

    school: School
    coordinators: int = 0
    lost: int = 0
    invited: int = 0

    @property
    def mark(self) -> str:
        if self.coordinators and self.lost == self.coordinators:
            return "нет связи"
        if self.coordinators:
            return "✓" if self.coordinators == 1 else f"✓{self.coordinators}"
        return "ждём" if self.invited else "нет"


@dataclass(frozen=True, slots=True)
class Coordinator:
    """`lost_since`: nothing reaches them since then."""

    post: int
    name: str
    lost_since: datetime | None = None


def listing(everyone: Sequence[Listed], page: int, gone: int = 0) -> Screen:
    """A button each; the mark at its end says whether there is somebody to write to. `gone`: how many are in the
    archive."""
    rows: list[Row] = []
    for one in paging.page_of(everyone, page):
        tail = f" · {one.mark}"
        name = words.shorten(f"{one.school.number}. {one.school.name}", LABEL_LIMIT - len(tail))
        rows.append((Button(name + tail, action("s.open", one.school.id)),))
    if pager := paging.pager("s.list", (), page, len(everyone)):
        rows.append(pager)
    text = Markup("<b>Школы</b>\n{}").format(_totals(everyone))
    if everyone:
        text += Markup("\n✓ – куратор в боте, ждём – приглашён")
    rows.append((ADD, Button("Найти", action("f.n", "find", "new"))) if len(everyone) > paging.PER_PAGE else (ADD,))
    if gone:
        rows.append((Button(f"Архив ({gone})", action("sl.gone", 0)),))
    return Screen(text, (*rows, (menus.HOME,)))


def card(school: School, crew: Sequence[Coordinator], waiting: Sequence[datetime], zone: tzinfo) -> Screen:
    """`waiting` are the ends of the invitations not used yet."""
    lines = [Markup("<b>{}</b>\nНомер в кодах: <b>Ш{:02}</b>\n").format(school.name, school.number)]
    lines += [_coordinator(one, zone) for one in crew] or [Markup("Куратора пока нет.")]
    if waiting:
        count = words.plural(len(waiting), "приглашение ждёт", "приглашения ждут", "приглашений ждут")
        lines.append(Markup("{}, до {}").format(count, words.moment(max(waiting), zone)))
    rows: list[Row] = [(Button("Пригласить куратора", action("s.invite", school.id)),)]
    if waiting:
        rows.append((Button("Отозвать приглашения", action("s.revoke?", school.id)),))
    for one in crew:
        label = words.shorten(f"Отозвать доступ: {one.name}", LABEL_LIMIT)
        rows.append((Button(label, action("s.dismiss?", school.id, one.post)),))
    rows.append((Button("Изменить школу", action("sl.open", school.id)),))
    return Screen(Markup("\n").join(lines), (*rows, (ALL, menus.HOME)))


def ask_revoke(school: School, waiting: int) -> Screen:
    count = words.plural(waiting, "ссылка перестанет", "ссылки перестанут", "ссылок перестанут")
    text = Markup("<b>Отозвать приглашения?</b>\n{}\n\n{} действовать.").format(school.name, count)
    return Screen(text, ((Button("Отозвать", action("s.revoke", school.id)), _back(school)),))


def revoked(gone: int) -> str:
    return f"Больше не действует: {words.plural(gone, 'ссылка', 'ссылки', 'ссылок')}" if gone else "Отзывать нечего"


def ask_dismiss(school: School, one: Coordinator) -> Screen:
    text = Markup(
        "<b>Отозвать доступ?</b>\nКуратор: <b>{}</b>\n{}\n\n"
        "Отчёты и черновики останутся у школы. Куратор получит сообщение."
    ).format(one.name, school.name)
    return Screen(text, ((Button("Отозвать", action("s.dismiss", school.id, one.post)), _back(school)),))


def dismissed(school: School, has_other_posts: bool) -> Screen:
    """For the coordinator whose post ended."""
    text = Markup(
        "<b>Спасибо за работу!</b>\nВы больше не куратор школы: <b>{}</b>.\n\n"
        "Всё заполненное осталось у школы. Если это ошибка, напишите в управление образования."
    ).format(school.name)
    return Screen(text, ((menus.HOME,),) if has_other_posts else (), stays=True)


def _totals(everyone: Sequence[Listed]) -> Markup:
    if not everyone:
        return Markup("Пока ни одной. Список можно вставить целиком.")
    lines = [words.plural(len(everyone), "школа", "школы", "школ")]
    for mark, label in (("нет", "без куратора"), ("ждём", "ждём куратора"), ("нет связи", "нет связи")):
        if count := sum(one.mark == mark for one in everyone):
            lines.append(f"{label}: {count}")
    return Markup(" · ").join(lines)


def _coordinator(one: Coordinator, zone: tzinfo) -> Markup:
    line = Markup("Куратор: <b>{}</b>").format(one.name)
    if one.lost_since is None:
        return line
    since = words.short_day(one.lost_since.astimezone(zone).date())
    return line + Markup("\nСообщения не доходят с {}.").format(since)


def _back(school: School) -> Button:
    return Button("Назад", action("s.open", school.id))
