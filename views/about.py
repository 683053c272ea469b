"""What the bot knows about an adult, shown to them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from markupsafe import Markup

from domain.matching import Profile
from domain.people import Person
from domain.registry import Mentor
from views import menus, profiles, words
from views.actions import action
from views.joining import AS
from views.screen import Button, Screen


def my_data(
    person: Person,
    stored: Mapping[str, int | str | None],
    mentoring: Sequence[tuple[Mentor, Profile]],
    zone: tzinfo,
) -> Screen:
    """Everything in the database that is about this person; `mentoring` is what schools keep of them as a mentor."""

    def when(key: str) -> str:
        value = stored[key]
        return words.moment(datetime.fromisoformat(str(value)), zone) if value else "–"

    posts = "; ".join(" · ".join(filter(None, (AS[post.role], post.school))) for post in person.posts)
    version = f", редакция {stored['consent_version']}" if stored["consent_version"] else ""
    lines = (
        ("Имя", person.name),
        ("Аккаунт Telegram", str(stored["telegram_id"])),
        ("Роли", posts),
        ("Согласие", f"{when('consented_at')}{version}"),
        ("В боте с", when("created_at")),
        ("Подано отчётов", str(stored["submissions"])),
        ("Отмечено встреч", str(stored["meetings"])),
        ("Оценок целей", str(stored["ratings"])),
        ("Сообщений о проблемах", str(stored["concerns"])),
        ("Ответов «Как дела?»", str(stored["checkins"])),
        ("Писем и просьб о парах", str(stored["words"])),
        ("Черновиков", str(stored["drafts"])),
    )
    body = Markup("\n").join(Markup("{}: <b>{}</b>").format(*line) for line in lines)
    for mentor, profile in mentoring:
        card = Markup("Наставник {}: {}; согласие {}").format(mentor.code, mentor.place or "–", mentor.consent or "–")
        body += Markup("\n\n") + Markup("\n").join([card, *profiles.lines(profile)])
    tail = "\n\nЧтобы уйти из программы, напишите куратору или в управление: доступ закроют, числа отчётов останутся."
    return Screen(
        Markup("<b>Что бот знает о вас</b>\n") + body + tail,
        ((Button("Изменить имя", action("f.n", "name", "me")), menus.HOME),),
    )


def renamed(name: str) -> Screen:
    return Screen(Markup("Записал: <b>{}</b>.").format(name), closes=True, rows=((menus.HOME,),))
