"""The command menu of each role: what the messenger lists behind its menu button."""

from collections.abc import Mapping
from typing import Final

from domain.people import Role

EVERYBODY: Final = (
    ("start", "Меню"),
    ("help", "Что умеет бот"),
    ("cancel", "Выйти из формы, сохранив черновик"),
    ("my_data", "Что бот знает обо мне"),
)
OWN: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    Role.DEPARTMENT: (
        ("quarter", "Отчёты за квартал"),
        ("schools", "Школы"),
        ("dates", "Сроки"),
        ("find", "Найти"),
        ("partners", "Партнёры школ"),
        ("materials", "Материалы"),
        ("faults", "Сбои в «Навигаторе»"),
    ),
    Role.COORDINATOR: (
        ("report", "Отчёт за квартал"),
        ("pairs", "Пары и группы"),
        ("find", "Найти"),
        ("partners", "Партнёры"),
        ("publications", "Публикации"),
        ("materials", "Материалы"),
        ("faults", "Сообщить о сбое в «Навигаторе»"),
    ),
    Role.MENTOR: (("met", "Отметить встречу"), ("materials", "Материалы")),
}


def commands(role: str) -> list[tuple[str, str]]:
    """(command, description) in the order shown; an unknown role gets what is for everybody."""
    return [EVERYBODY[0], *OWN.get(role, ()), *EVERYBODY[1:]]
