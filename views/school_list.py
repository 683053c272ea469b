"""What became of a pasted list of schools, and the invitation that follows."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain.registry import School
from domain.school_list import MAX_NAME, MAX_NUMBER, Fault, Wrong
from views import words
from views.screen import File, Screen

SHOWN: Final = 5  # faults at a time
INVITED: Final = "Перешлите приглашение куратору"
NO_NUMBERS_LEFT: Final = "Свободных номеров для кодов больше нет: последний 9999."
EMPTY: Final = "Пришлите хотя бы одно название. Например: 7 МБОУ «Школа № 7»"


def faults(found: Sequence[Fault]) -> str:
    """A sentence a line; nothing of the list was taken."""
    lines = [f"{words.shorten(one.raw, 40)} – {_why(one)}" for one in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(f"И ещё {words.plural(len(found) - SHOWN, 'строка', 'строки', 'строк')}.")
    return "\n".join(("Пока ничего не добавлено. Поправьте и пришлите весь список снова:", *lines))


def added(new: int, known: int) -> Screen:
    """The receipt: left in the chat."""
    were = "уже была в списке" if known == 1 else "уже были в списке"
    if not new:
        text = Markup("<b>Новых школ нет.</b> {} {}.").format(words.plural(known, "школа", "школы", "школ"), were)
        return Screen(text, closes=True)
    verb = "Добавлена" if words.RU.plural_form(new) == "one" else "Добавлено"
    text = Markup("<b>{} {}</b>").format(verb, words.plural(new, "школа", "школы", "школ"))
    if known:
        text += Markup(", {} {}").format(known, were)
    return Screen(text, closes=True)


def invitation(school: School, link: str, until: datetime, zone: tzinfo) -> Screen:
    """To be forwarded as it is: it speaks to the coordinator."""
    text = Markup(
        "<b>Приглашение куратора</b>\n{}\n\nОткройте ссылку, чтобы войти в бот программы наставничества:\n{}\n\n"
        "Ссылка одноразовая, действует до <b>{}</b>."
    )
    return Screen(text.format(school.name, link, words.moment(until, zone)), stays=True)


def picture(school: School, link: str) -> Screen:
    """The same for a camera."""
    caption = Markup("Вход по камере: <b>{}</b>").format(school.name)
    return Screen(caption, file=File("photo", "qr", {"link": link}), stays=True)


def _why(one: Fault) -> str:
    match one.wrong:
        case Wrong.NO_NAME:
            return "нет названия"
        case Wrong.TOO_LONG:
            return f"в названии {one.number} знаков, поместится {MAX_NAME}"
        case Wrong.BAD_NUMBER:
            return f"номер нужен от 1 до {MAX_NUMBER}"
        case Wrong.NUMBER_TAKEN:
            return f"номер {one.number} уже у школы {words.shorten(one.other, 40)}"
        case Wrong.OTHER_NUMBER:
            return f"эта школа уже в списке под номером {one.number}"
