"""What a mentor can give, in words: on their card, in the base, beside a request."""

from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup

from domain.competences import AGE_LABELS, COMPETENCE_LABELS
from domain.matching import Profile
from domain.mentoring import LABELS
from domain.people import Role
from domain.registry import Mentor
from views import menus, words
from views.actions import action
from views.screen import Button, Row, Screen

MINE: Final = Button("Мой профиль", action("ma.mine"))
NOTHING: Final = "не заполнен"


def competences(keys: Iterable[str], between: str = ", ") -> str:
    return between.join(COMPETENCE_LABELS[key] for key in keys if key in COMPETENCE_LABELS)


def ages(keys: Iterable[str]) -> str:
    return ", ".join(AGE_LABELS[key] for key in keys if key in AGE_LABELS)


def forms(keys: Iterable[str]) -> str:
    return ", ".join(LABELS[key] for key in keys if key in LABELS)


def hours(many: int) -> str:
    return f"{words.number(many)} ч в месяц"


def lines(profile: Profile) -> list[Markup]:
    """What was said, a line each; one that tells that nothing was."""
    said = (
        ("Силён в", competences(profile.competences)),
        ("Кого готов вести", ages(profile.ages)),
        ("Формы", forms(profile.forms)),
        ("Мест", "" if profile.places is None else str(profile.places)),
        ("Время", "" if profile.hours is None else hours(profile.hours)),
        ("Достижения", profile.achievements or ""),
        ("Интересы", profile.interests or ""),
    )
    found = [Markup("{}: <b>{}</b>").format(label, value) for label, value in said if value]
    return found or [Markup("Профиль: {}").format(NOTHING)]


def edit(mentor_id: int) -> Button:
    return Button("Профиль", action("f.n", "profile", mentor_id))


def saved(mentor: Mentor, profile: Profile, role: Role) -> Screen:
    """The receipt, for the mentor or for their coordinator."""
    own = role is Role.MENTOR
    head = "Ваш профиль" if own else f"Профиль: {mentor.label}"
    text = Markup("<b>{}</b>\n").format(head) + Markup("\n").join(lines(profile))
    if own:
        text += Markup("\n\nЕго видит куратор вашей школы, когда подбирает пару.")
    change = Button("Изменить", action("f.n", "profile", mentor.id))
    rows: Sequence[Row] = ((change, menus.HOME),)
    if not own:
        rows = ((change,), (Button("К наставнику", action("t.open", mentor.id)), menus.HOME))
    return Screen(text, tuple(rows), closes=True)


def title(mentor: Mentor) -> str:
    return f"Профиль: {mentor.label}"
