"""Words of the search form."""

from collections.abc import Mapping
from typing import Final

TITLES: Final[Mapping[str, str]] = {
    "partners": "Поиск партнёра",
    "materials": "Поиск материала",
    "publications": "Поиск публикации",
    "faults": "Поиск сбоя",
    "concerns": "Поиск сообщения",
    "sheets": "Поиск анкеты",
}
NO_WORDS: Final = "Напишите хотя бы одно слово или число. Например: завод."
