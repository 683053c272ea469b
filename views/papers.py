"""Files that people send and open again: what is said about them, and the message that brings one back."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from domain.papers import Paper, Refusal
from views import menus
from views.actions import action
from views.screen import Button, File, Screen

REFUSED: Final[Mapping[Refusal, str]] = {
    Refusal.TOO_LARGE: "Файл больше 20 МБ, такой боту не передать. Сожмите его или пришлите фото страниц.",
    Refusal.EMPTY: "Файл пустой. Пришлите его ещё раз.",
    Refusal.EXECUTABLE: "Программы бот не принимает. Пришлите документ: PDF, Word, Excel или фото.",
    Refusal.ARCHIVE: "Архивы бот не принимает. Пришлите сам документ: PDF, Word, Excel или фото.",
    Refusal.MACROS: "В файле макросы. Сохраните его как обычный .docx, .xlsx или PDF и пришлите ещё раз.",
}
CAPTION: Final = "Файл принят. Подпись к нему не записана."
OTHERS: Final[Mapping[str, str]] = {
    "video": "Видео здесь не подойдёт.",
    "video_note": "Видеосообщение здесь не подойдёт.",
    "animation": "Анимация здесь не подойдёт.",
    "voice": "Голосовое здесь не подойдёт.",
    "audio": "Аудиозапись здесь не подойдёт.",
    "sticker": "Спасибо за стикер!",
}


def not_a_paper(kind: str) -> str:
    """Something else came where a file is asked for."""
    return f"{OTHERS.get(kind, 'Это сюда не подойдёт.')} Пришлите документ или фото."


def one_of_album() -> Screen:
    """Several came at once, and fewer were asked for."""
    return Screen(
        Markup(
            "<b>Остальные файлы не записаны:</b> столько здесь не нужно.\n"
            "Если в документе несколько страниц, соберите их в один PDF и замените файл."
        ),
        stays=True,
    )


def refused(name: str, why: Refusal, row: str | None = None) -> Screen:
    """Its content turned out to be something that is not kept; `row` is the one it was filed for."""
    text = Markup("<b>Файл не принят:</b> {}\n{}").format(name, REFUSED[why])
    there = ((Button(f"К строке {row}", action("ro.row", row)),),) if row else ()
    return Screen(text, (*there, (menus.HOME,)), stays=True)


def copy(paper: Paper, caption: Markup | None = None) -> Screen:
    """The file itself, for somebody who may see what it belongs to: load that by its scope before."""
    text = Markup("{}").format(paper.name) if caption is None else caption
    return Screen(text, file=File(paper.kind, "paper", {"id": paper.id}), stays=True)
