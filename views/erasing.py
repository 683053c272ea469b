"""Erasing people, schools and years, on the department's screens."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain.registry import Mentor, School
from views import menus, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

MENU: Final = Button("К удалению", action("er.menu"))
NOBODY: Final = "Никого не нашёл. Напишите иначе: часть имени или номер аккаунта."
MANY: Final = "Нашлось больше восьми. Напишите точнее."
AGAIN: Final = "Это уже не так. Начните заново."
KEPT: Final = Markup("Останутся только числа поданных отчётов: из них складываются итоги муниципалитета.")
BACKUP: Final = Markup("Сначала нужна резервная копия после заявки: она делается ночью. Подтвердите завтра.")
COUNTED: Final[Mapping[str, str]] = {
    "people": "Людей",
    "pairs": "Пар и групп",
    "meetings": "Встреч",
    "mentees": "Кодов наставляемых",
    "mentors": "Карточек наставников",
    "evidence": "Документов по строкам",
    "sheets": "Анкет",
    "concerns": "Сообщений о проблемах",
    "publications": "Публикаций",
}


def menu(waiting: Sequence[tuple[int, str]], schools: Sequence[School], years: Sequence[int]) -> Screen:
    """`waiting` are requests by id and title; schools of the archive and closed years can be asked for."""
    text = Markup(
        "<b>Удаление данных</b>\nЧеловека удаляет один сотрудник, с причиной. Школу из архива и закрытый год – двое: "
        "один просит, другой за 7 дней подтверждает. Наставника без бота просит удалить его куратор."
    )
    rows: list[Row] = [
        (Button(words.shorten(f"Ждёт: {title}", LABEL_LIMIT), action("er.open", one)),) for one, title in waiting
    ]
    rows.append((Button("Удалить человека", action("f.n", "erasewho", "new")),))
    if schools:
        rows.append((Button(f"Школы в архиве ({len(schools)})", action("sl.gone", 0)),))
    rows += [(Button(f"Удалить {year} год", action("er.year", year)),) for year in years]
    return Screen(text, (*rows, (menus.HOME,)))


def found(people: Sequence[tuple[int, str]]) -> Screen:
    rows = tuple((Button(words.shorten(name, LABEL_LIMIT), action("er.person", one)),) for one, name in people)
    return Screen(Markup("<b>Кого удалить?</b>"), (*rows, (MENU, menus.HOME)))


def person(person_id: int, name: str, posts: Sequence[str], many: int) -> Screen:
    text = Markup(
        "<b>{}</b>\n{}\n\nО человеке записано: <b>{}</b>.\nУйдут имя, аккаунт, карточка наставника, черновики и "
        "письма. Останутся числа отчётов и записи школы, без имени. Отменить нельзя."
    ).format(name, "; ".join(posts) or "Без роли", words.plural(many, "строка", "строки", "строк"))
    return Screen(
        text, ((Button("Указать причину", action("f.n", "erasewhy", f"person.{person_id}")),), (MENU, menus.HOME))
    )


def sure(person_id: int, name: str, reason: str) -> Screen:
    text = Markup("<b>Удалить: {}?</b>\nПричина: {}\n\nОтменить нельзя. Кнопка действует сутки.").format(name, reason)
    return Screen(text, ((Button("Удалить", action("er.gone", person_id)), MENU),))


def in_settings(name: str, telegram_id: int) -> Screen:
    text = Markup(
        "<b>{}</b> входит по настройке BOT_ADMINS, и бот впустил бы этого человека снова.\n"
        "Попросите администратора убрать оттуда номер {} и перезапустить бота, потом удалите."
    )
    return Screen(text.format(name, telegram_id), ((MENU, menus.HOME),))


def person_gone(label: str) -> Screen:
    text = Markup(
        "<b>Удалено</b>\nВместо имени теперь: {}.\nСледующая ночная копия будет без него; старые копии сменяются сами, "
        "самая давняя – через год."
    )
    return Screen(text.format(label), ((MENU, menus.HOME),))


def farewell() -> Screen:
    text = Markup("<b>Данные о вас удалены</b>\nТак решило управление образования. Остались числа без имени.")
    return Screen(text, stays=True)


def subject(kind: str, subject: int, title: str, contents: Mapping[str, int]) -> Screen:
    """What would go, in numbers, before anybody asks for it."""
    text = together([Markup("<b>Удалить: {}</b>").format(title), _numbers(contents), KEPT])
    return Screen(
        text, ((Button("Попросить удалить", action("f.n", "erasewhy", f"{kind}.{subject}")),), (MENU, menus.HOME))
    )


def asked(title: str) -> Screen:
    text = Markup(
        "<b>Заявка записана</b>\nУдалить: {}\nПодтвердить должен другой сотрудник управления, за 7 дней, "
        "после ближайшей ночной копии."
    )
    return Screen(text.format(title), ((MENU, menus.HOME),), closes=True)


def told(erasure: int, title: str, who: str) -> Screen:
    text = Markup("<b>Просят удалить: {}</b>\nПросит: {}. Нужен второй человек.").format(title, who)
    return Screen(text, ((Button("Посмотреть", action("er.open", erasure)),),), stays=True)


def card(
    erasure: int,
    title: str,
    who: str,
    reason: str,
    until: datetime,
    contents: Mapping[str, int],
    zone: tzinfo,
    *,
    may: bool,
    backed_up: bool,
) -> Screen:
    """`may`: another than whoever asked looks at it."""
    lines = [
        Markup("<b>Удалить: {}</b>\nПросит: {}\nПричина: {}\nЖдёт до: {}").format(
            title, who, reason, words.moment(until, zone)
        ),
        _numbers(contents),
        KEPT,
    ]
    if not may:
        lines.append(Markup("Подтвердить должен другой человек."))
    elif not backed_up:
        lines.append(BACKUP)
    yes = (Button("Удалить навсегда", action("er.yes", erasure)),) if may and backed_up else ()
    return Screen(together(lines), ((*yes, Button("Отменить заявку", action("er.no", erasure))), (MENU, menus.HOME)))


def asked_mentor(mentor: Mentor) -> Screen:
    """For the coordinator."""
    text = Markup(
        "<b>Заявка записана</b>\nУдалить данные: {}\nПодтвердит управление, за 7 дней. Когда сделают, придёт сообщение."
    ).format(mentor.label)
    return Screen(text, ((Button("К наставнику", action("t.open", mentor.id)), menus.HOME),), closes=True)


def mentor_card(
    erasure: int, mentor: Mentor, school: School, who: str, reason: str, until: datetime, zone: tzinfo, *, may: bool
) -> Screen:
    """A mentor without an account. `may`: another than whoever asked looks at it."""
    lines = [
        Markup("<b>Удалить: {}</b>\n{}, код {}\nПросит: {}\nПричина: {}\nЖдёт до: {}").format(
            mentor.label, school.name, mentor.code, who, reason, words.moment(until, zone)
        ),
        Markup("Уйдут имя, место работы, согласие и рассказ о себе. Останутся код, пары и встречи, без имени."),
    ]
    if not may:
        lines.append(Markup("Подтвердить должен другой человек."))
    yes = (Button("Удалить навсегда", action("er.yes", erasure)),) if may else ()
    return Screen(together(lines), ((*yes, Button("Отменить заявку", action("er.no", erasure))), (MENU, menus.HOME)))


def gone(title: str) -> Screen:
    text = Markup("<b>Удалено: {}</b>\n{}").format(title, KEPT)
    return Screen(text, ((MENU, menus.HOME),))


def gone_notice(title: str) -> Screen:
    return Screen(Markup("<b>Удалено: {}</b>\nЗаявка подтверждена вторым сотрудником.").format(title), stays=True)


def dropped(title: str) -> Screen:
    return Screen(Markup("<b>Заявка отменена</b>\n{}").format(title), ((MENU, menus.HOME),))


def school(number: int) -> str:
    """What stands in the place of a school."""
    return f"Удалённая школа № {number}"


def mentor(code: str) -> str:
    """How one without an account is called in messages: by no name, which would stay in the chat."""
    return f"Наставник {code}"


def year(number: int) -> str:
    return f"{number} год"


def _numbers(contents: Mapping[str, int]) -> Markup:
    lines = [Markup("{}: <b>{}</b>").format(COUNTED[key], words.number(many)) for key, many in contents.items() if many]
    return Markup("\n").join(lines or [Markup("Удалять почти нечего.")])
