"""Answers to what nobody asked for."""

from typing import Final

from domain.people import Person
from views import menus
from views.screen import Screen

OLD_BUTTON: Final = "Эта кнопка устарела."
EDITED: Final = "Правку сообщения бот не видит как ответ. Чтобы изменить ответ, нажмите «Назад» или «Изменить»."
BORROWED: Final = "Пересланное сообщение не записано. Напишите, пожалуйста, сами."
KINDS: Final = {
    "sticker": "Спасибо за стикер! Ответить можно кнопкой или текстом.",
    "voice": "Голосовые бот пока не слушает. Напишите, пожалуйста, текстом.",
    "video_note": "Видеосообщения бот не смотрит. Напишите, пожалуйста, текстом.",
    "photo": "Фото здесь не нужно. Ответьте кнопкой или текстом.",
    "document": "Файл здесь не нужен. Ответьте кнопкой или текстом.",
    "contact": "Контакты бот не хранит. Ответьте кнопкой или текстом.",
    "location": "Геопозиция не нужна. Ответьте кнопкой или текстом.",
}


def note(kind: str, *, borrowed: bool) -> str:
    """A sentence that fits what came; `borrowed` are words that the person has not written themselves."""
    if kind == "text":
        return BORROWED if borrowed else "Не понял. Выберите, пожалуйста, кнопку."
    return KINDS.get(kind, "Такое сообщение бот не понимает. Ответьте кнопкой или текстом.")


def nothing_open(sentence: str, person: Person) -> Screen:
    return menus.home(person, sentence)
