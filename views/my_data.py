"""What the bot knows about an adult, shown to them, and how they leave."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain.matching import Profile
from domain.people import Person, Post, Role
from domain.registry import Mentor
from views import menus, paging, profiles, words
from views.actions import action
from views.joining import AS
from views.screen import Button, File, Row, Screen, together

PER_PAGE: Final = 12
FIRST: Final = Button("Мои данные", action("md.page", 0))
FILE: Final = Button("Всё файлом", action("md.file"))
GONE: Final = Button("Удалить обо мне", action("md.gone?"))
KINDS: Final[Mapping[str, str]] = {
    "person": "Карточек с именем и аккаунтом",
    "consent": "Согласий",
    "post": "Ролей, с прошлыми",
    "mentor": "Карточек наставника",
    "invited": "Приглашений от вас",
    "came": "Приглашений, по которым вы вошли",
    "file": "Файлов от вас",
    "draft": "Черновиков",
    "open": "Открытых форм",
    "receipt": "Квитанций",
    "report": "Отчётов, где вы последний",
    "revision": "Редакций отчётов",
    "review": "Шагов с отчётами",
    "remark": "Замечаний к отчётам",
    "evidence": "Документов по строкам",
    "paper_step": "Шагов с документами",
    "reminder": "Напоминаний вам",
    "snooze": "Отложенных напоминаний",
    "letter": "Рассылок от вас",
    "reading": "Писем вам, с отметкой о прочтении",
    "event": "Действий с мероприятиями",
    "guest": "Записей на мероприятия",
    "marked": "Отметок, кто был",
    "contest": "Действий с конкурсом",
    "jury": "Участий в жюри",
    "score": "Оценок жюри",
    "entry": "Заявок на конкурс",
    "meeting": "Записей о встречах",
    "meeting_step": "Правок записей о встречах",
    "checkin_now": "Пар, где ваш ответ последний",
    "checkin": "Ответов «Как дела?»",
    "wish": "Просьб куратору",
    "answered": "Ответов на просьбы",
    "care": "Писем и шагов по парам",
    "goal": "Записей о целях",
    "rating": "Оценок целей",
    "concern": "Сообщений о проблемах",
    "concern_line": "Слов в этих сообщениях",
    "duty": "Назначений ответственных",
    "sheet": "Заполненных анкет",
    "link": "Ссылок на анкеты от вас",
    "pair": "Действий с парами",
    "kept": "Записей в списках школы",
    "fault": "Сообщений о сбоях",
    "import": "Загруженных таблиц",
    "search": "Последних поисков",
    "date": "Действий со сроками",
    "limit": "Заданных порогов и целей",
    "school": "Действий со школами",
    "group": "Привязанных групп",
    "audit": "Строк журнала действий",
    "erasure": "Заявок на удаление",
    "message": "Сообщений вам за последнее время",
}


def page(
    person: Person,
    consented: datetime | None,
    piles: Sequence[tuple[str, int, date | None]],
    mentoring: Sequence[tuple[Mentor, Profile]],
    number: int,
    zone: tzinfo,
) -> Screen:
    """`piles` are kind, count and newest day of everything stored; `mentoring` is what schools keep of them as a
    mentor."""
    parts = [Markup("<b>Что бот знает о вас</b>")]
    if number <= 0:
        parts += [_head(person, consented, zone), *(_card(*one) for one in mentoring)]
    lines = [_line(*one) for one in paging.page_of(piles, number, PER_PAGE)]
    rows: list[Row] = []
    if pager := paging.pager("md.page", (), number, len(piles), PER_PAGE):
        rows.append(pager)
    rows += [
        (FILE, Button("Изменить имя", action("f.n", "name", "me"))),
        (Button("Отозвать согласие", action("md.out?")), GONE),
    ]
    if not person.posts:
        rows[-2:] = [(FILE, GONE)]
    if person.post.role is Role.DEPARTMENT:
        rows.append((Button("Удаление: люди, школы, годы", action("er.menu")),))
    return Screen(together([*parts, Markup("\n").join(lines)]), (*rows, (menus.HOME,)))


def file(person_id: int) -> Screen:
    text = Markup(
        "<b>Данные о вас</b>\nКаждая таблица – то, что записано с вашим номером. Слова школы о других не вошли."
    )
    return Screen(text, file=File("document", "my_data", {"person": person_id}), stays=True)


def ask_out(pair_count: int) -> Screen:
    pairs = Markup("\nВаши пары останутся за школой: {}.").format(words.plural(pair_count, "пара", "пары", "пар"))
    text = Markup(
        "<b>Отозвать согласие?</b>\nДоступ закроется во всех ролях, напоминаний и писем больше не будет. "
        "Школа и управление узнают, что вы ушли. Записанное остаётся у них.{}\n\nВернуться можно по новому приглашению."
    ).format(pairs if pair_count else "")
    return Screen(text, ((Button("Отозвать", action("md.out")), FIRST),))


def out() -> Screen:
    """A person who left is told how to come back."""
    return Screen(
        Markup(
            "<b>Согласие отозвано</b>\nДоступ закрыт, бот больше не пишет вам первым.\n\n"
            "Вернуться: попросите приглашение у куратора школы или в управлении и откройте ссылку здесь."
        ),
        closes=True,
    )


def ask_gone() -> Screen:
    text = Markup(
        "<b>Удалить данные о вас?</b>\nУйдут: имя, аккаунт, карточка наставника, ваши черновики, письма и файлы, "
        "которые никуда не вошли.\nОстанутся: числа отчётов и записи школы, без вашего имени.\n\n"
        "Следующая ночная копия будет уже без вас. Старые копии сменяются сами, самая давняя – через год. "
        "Если вернут старую копию, удаление повторится."
    )
    return Screen(text, ((Button("Да, удалить", action("md.gone")), FIRST),))


def ask_gone_again() -> Screen:
    text = Markup("<b>Точно удалить?</b>\nВернуть потом нельзя. Кнопка действует сутки.")
    return Screen(text, ((Button("Удалить навсегда", action("md.gone!")), Button("Не удалять", action("md.stay"))),))


def gone() -> Screen:
    return Screen(Markup("<b>Данные о вас удалены</b>\nОстались числа без имени. Спасибо за работу!"), closes=True)


def in_settings(telegram_id: int) -> Screen:
    text = Markup(
        "<b>Сначала настройки</b>\nВаш номер ({}) стоит в настройке BOT_ADMINS: по ней бот впустит вас снова. "
        "Попросите администратора убрать его оттуда и перезапустить бота, потом повторите здесь."
    ).format(telegram_id)
    return Screen(text, ((FIRST, menus.HOME),))


def left(name: str, post: Post) -> Screen:
    """For their school and the department. `name` may be a code, or nothing where they were erased."""
    who = Markup("<b>{}</b>").format(name) if name else Markup("<b>{}</b>").format(AS[post.role].capitalize())
    what = "больше не в программе: согласие отозвано" if name else "больше не в программе: данные удалены"
    return Screen(
        Markup("{} {}.\n{}").format(who, what, " · ".join(filter(None, (AS[post.role], post.school)))), stays=True
    )


def erased(number: int) -> str:
    """What stands in the place of a person."""
    return f"Удалённый человек № {number}"


def _head(person: Person, consented: datetime | None, zone: tzinfo) -> Markup:
    posts = "; ".join(" · ".join(filter(None, (AS[post.role], post.school))) for post in person.posts)
    agreed = words.moment(consented, zone) if consented else "–"
    lines = (
        ("Имя", person.name),
        ("Аккаунт Telegram", str(person.telegram_id)),
        ("Роли", posts or "сейчас ни одной"),
        ("Согласие", f"{agreed}, редакция {person.consent}" if person.consent else "на бумаге или по службе"),
    )
    return Markup("\n").join(Markup("{}: <b>{}</b>").format(*line) for line in lines)


def _card(mentor: Mentor, profile: Profile) -> Markup:
    card = Markup("Наставник {}: {}; согласие {}").format(mentor.code, mentor.place or "–", mentor.consent or "–")
    return Markup("\n").join([card, *profiles.lines(profile)])


def _line(kind: str, many: int, newest: date | None) -> Markup:
    day = Markup(", {}").format(words.short_day(newest)) if newest else ""
    return Markup("{}: <b>{}</b>{}").format(KINDS[kind], words.number(many), day)
