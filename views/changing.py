"""Corrections of what the registry says of mentors and mentees, and their history."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from domain.competences import AGE_LABELS, COMPETENCE_LABELS
from domain.forms.registry import CONSENT_KINDS
from domain.history import Event
from domain.mentoring import LABELS
from domain.registry import Mentee, Mentor
from views import history
from views.actions import action
from views.screen import Button, Screen

STEPS: Final = {
    "corrected": "Исправлено",
    "wants": "Запрос изменён",
    "profile": "Профиль изменён",
    "consented": "Записано согласие",
}
MENTEE_FIELDS: Final = {
    "grade": "Класс или год рождения",
    "request": "Запрос",
    "wants": "Нужна помощь",
    "form": "Форма",
    "consent_kind": "Чьё согласие",
    "consent": "Согласие",
}
MENTOR_FIELDS: Final = {
    "name": "Имя",
    "place": "Место работы или класс",
    "competences": "Силён в",
    "ages": "Кого готов вести",
    "forms": "Формы",
    "hours": "Часов в месяц",
    "places": "Мест",
    "achievements": "Достижения",
    "interests": "Интересы",
}
KEYS: Final = {
    "wants": COMPETENCE_LABELS,
    "competences": COMPETENCE_LABELS,
    "ages": AGE_LABELS,
    "forms": LABELS,
    "form": LABELS,
    "consent_kind": {option.value: option.label for option in CONSENT_KINDS},
}


def of_mentee(mentee: Mentee, events: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    back = Button("К наставляемому", action("e.open", mentee.id))
    return history.screen(
        mentee.code, events, page, zone, steps=STEPS, fields=MENTEE_FIELDS, show=_value,
        turn=("e.past", mentee.id), back=back,
    )  # fmt: skip


def of_mentor(mentor: Mentor, events: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    back = Button("К наставнику", action("t.open", mentor.id))
    return history.screen(
        mentor.label, events, page, zone, steps=STEPS, fields=MENTOR_FIELDS, show=_value,
        turn=("t.past", mentor.id), back=back,
    )  # fmt: skip


def title(who: str) -> str:
    return f"Изменить: {who}"


def _value(key: str, value: str | int | None) -> str:
    """Keys become the words they stand for."""
    if value is None:
        return "–"
    labels = KEYS.get(key)
    return ", ".join(labels.get(one, one) for one in str(value).split(",")) if labels else str(value)
