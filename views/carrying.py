"""A mentee becomes a mentor: what is said when it is done, and when it is too early."""

from typing import Final

from markupsafe import Markup

from domain.competences import MENTOR_AGE, MENTOR_CLASS
from domain.registry import Mentee, Mentor
from views import menus, profiles
from views.actions import action
from views.screen import Button, Screen

TOO_YOUNG: Final = (
    f"Наставником можно стать с {MENTOR_AGE} лет. Пока рано: вернитесь к этому, когда исполнится. "
    "Если класс в базе старый, поправьте его в карточке."
)


def too_young(mentee: Mentee) -> Screen:
    """Why not yet, with what the base says."""
    text = Markup(
        "<b>Пока рано</b>\n{} · {}\n\nНаставником можно стать с {} лет или с {} класса. "
        "Если запись в базе старая, поправьте её."
    ).format(mentee.code, mentee.grade or "–", MENTOR_AGE, MENTOR_CLASS)
    change = Button("Изменить класс", action("f.n", "mentee_change", mentee.id))
    return Screen(text, ((change,), (Button("К наставляемому", action("e.open", mentee.id)), menus.HOME)))


def carried(mentee: Mentee, mentor: Mentor) -> Screen:
    """The receipt: both codes, so that the key on paper can be completed."""
    text = Markup(
        "<b>Новый наставник: {}</b>\nРаньше: {}\nКласс: {}\nСогласие: {}\n\n"
        "В школьном ключе на бумаге допишите новый код к прежнему. Наставляемый остался в базе."
    ).format(mentor.code, mentee.code, mentor.place or "–", mentor.consent or "–")
    invite = Button("Пригласить в бот", action("t.invite", mentor.id))
    open_ = Button("Открыть", action("t.open", mentor.id))
    return Screen(text, ((profiles.edit(mentor.id), invite), (open_, menus.HOME)), closes=True)


def title(code: str) -> str:
    return f"{code}: станет наставником"
