"""A school renamed, archived, brought back; what its people are told; its history."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain.registry import School
from domain.school_life import Event, Fate, What
from views import menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

ARCHIVED: Final = "Школа в архиве"
RESTORED: Final = "Школа снова в списке"
SAME_NAME: Final = "Школа уже так называется. Пришлите другое название."
PER_PAGE: Final = 6
ALL: Final = Button("Все школы", action("s.list", 0))
SAID: Final[Mapping[What, Markup]] = {
    What.RENAMED: Markup("Переименована: {before} → {after}"),
    What.ARCHIVED: Markup("Убрана в архив"),
    What.RESTORED: Markup("Возвращена из архива"),
    What.MERGED: Markup("Присоединена к школе: {after}"),
    What.ABSORBED: Markup("Присоединила школу: {after}"),
    What.JOINED: Markup("Новый куратор: {after}"),
    What.LEFT: Markup("Больше не куратор: {before}"),
    What.SUCCEEDED: Markup("Куратор: {before} → {after}"),
}


def title(school: School) -> str:
    return f"Переименовать: {school.name}"


def name_taken(other: School) -> str:
    return f"Так уже называется школа с номером {other.number}. Пришлите другое название."


def menu(school: School, crew: Sequence[tuple[int, str]]) -> Screen:
    """`crew` are posts and names of its coordinators: each can be given a successor."""
    rows: list[Row] = [(Button("Переименовать", action("f.n", "schoolname", school.id)),)]
    rows += [
        (Button(words.shorten(f"Сменить куратора: {name}", LABEL_LIMIT), action("ho.swap", school.id, post)),)
        for post, name in crew
    ]
    rows += [
        (Button("Присоединить к другой", action("sl.join", school.id, 0)),),
        (Button("В архив", action("sl.off?", school.id)), Button("История", action("sl.log", school.id, 0))),
        (Button("К школе", action("s.open", school.id)), menus.HOME),
    ]
    return Screen(Markup("<b>{}</b>\nНомер в кодах: Ш{:02}").format(school.name, school.number), tuple(rows))


def renamed(school: School, name: str) -> Screen:
    text = Markup("<b>Школа переименована</b>\nБыло: {}\nСтало: <b>{}</b>").format(school.name, name)
    return Screen(text, closes=True)


def renamed_notice(before: str, after: str) -> Screen:
    text = Markup("<b>Название школы изменено</b>\nБыло: {}\nСтало: <b>{}</b>").format(before, after)
    return Screen(text, stays=True)


def ask_archive(school: School, people: int, contents: Mapping[str, int]) -> Screen:
    lines = [
        Markup("<b>Убрать школу в архив?</b>\n{}").format(school.name),
        Markup("Потеряют доступ: {}. Им придёт сообщение.").format(
            words.plural(people, "человек", "человека", "человек")
        )
        if people
        else Markup("Людей школы в боте нет."),
        Markup("Остаются и открываются: отчёты, {}, {}.").format(
            words.plural(contents["pairs"], "пара", "пары", "пар"),
            words.plural(contents["mentees"], "код", "кода", "кодов"),
        ),
        Markup("Долги школы отменяются, напоминаний больше не будет. Вернуть школу можно."),
    ]
    return Screen(together(lines), ((Button("В архив", action("sl.off", school.id)), back(school)),))


def archived_notice(school: School) -> Screen:
    text = Markup(
        "<b>Спасибо за работу!</b>\nШкола больше не ведёт наставничество в этой программе: <b>{}</b>.\n\n"
        "Всё записанное сохранено. Если это ошибка, напишите в управление образования."
    )
    return Screen(text.format(school.name), stays=True)


def gone(schools: Sequence[School], page: int) -> Screen:
    rows: list[Row] = [
        (Button(words.shorten(f"{one.number}. {one.name}", LABEL_LIMIT), action("s.open", one.id)),)
        for one in (paging.page_of(schools, page) if schools else ())
    ]
    if pager := paging.pager("sl.gone", (), page, len(schools)):
        rows.append(pager)
    many = words.plural(len(schools), "школа", "школы", "школ") if schools else "Пусто."
    return Screen(Markup("<b>Архив школ</b>\n{}").format(many), (*rows, (ALL, menus.HOME)))


def gone_card(school: School, fate: Fate, zone: tzinfo) -> Screen:
    text = Markup("<b>{}</b>\nНомер в кодах: Ш{:02}\n\nВ архиве с {}.").format(
        school.name, school.number, words.moment(fate.archived_at, zone)
    )
    rows: list[Row] = []
    if fate.merged_into:
        into = fate.merged_into
        text += Markup("\nПрисоединена к школе: <b>{}</b>").format(into.name)
        label = words.shorten(f"Открыть: {into.number}. {into.name}", LABEL_LIMIT)
        rows.append((Button(label, action("s.open", into.id)),))
    else:
        rows.append((Button("Вернуть из архива", action("sl.on?", school.id)),))
    rows.append((Button("Удалить навсегда", action("er.school", school.id)),))
    return Screen(text, (*rows, (Button("История", action("sl.log", school.id, 0)),), (ALL, menus.HOME)))


def ask_restore(school: School) -> Screen:
    text = Markup(
        "<b>Вернуть школу?</b>\n{}\n\nОна снова будет в списке, её люди получат доступ обратно, отчёты снова ждут."
    ).format(school.name)
    return Screen(text, ((Button("Вернуть", action("sl.on", school.id)), _card(school)),))


def name_is_used(school: School, other: School) -> Screen:
    text = Markup("<b>Пока нельзя</b>\nТак же называется школа с номером {}. Сначала переименуйте её.").format(
        other.number
    )
    return Screen(text, ((_card(school), menus.HOME),))


def restored_notice(school: School) -> Screen:
    text = Markup("<b>Школа снова в программе</b>\n{}\n\nВаш доступ открыт: нажмите /start.").format(school.name)
    return Screen(text, stays=True)


def history(school: School, events: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    entries = [_entry(one, zone) for one in (paging.page_of(events, page, PER_PAGE) if events else ())]
    rows: list[Row] = []
    if pager := paging.pager("sl.log", (school.id,), page, len(events), PER_PAGE):
        rows.append(pager)
    head = Markup("<b>История школы</b>\n{}").format(school.name)
    return Screen(
        together([head, *(entries or [Markup("Пока ничего не происходило.")])]), (*rows, (_card(school), menus.HOME))
    )


def back(school: School) -> Button:
    return Button("Назад", action("sl.open", school.id))


def _card(school: School) -> Button:
    return Button("К школе", action("s.open", school.id))


def _entry(one: Event, zone: tzinfo) -> Markup:
    unknown = "данные удалены"
    what = SAID[one.what].format(before=one.before or unknown, after=one.after or unknown)
    return Markup("<b>{}</b>\n{}, {}").format(what, words.moment(one.at, zone), one.by)
