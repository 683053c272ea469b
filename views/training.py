"""«Моё обучение»: where a mentor was, and what is ahead. And their letter of thanks."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain.events import Event
from domain.thanks import Thanked
from views import menus, paging, thanks, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, File, Row, Screen, together

ALL: Final = Button("Все мероприятия", action("sm.list", 0))
THANKS: Final = Button("Благодарность", action("v.thanks"))


def page(attended: Sequence[Event], coming: Sequence[Event], number: int, zone: tzinfo) -> Screen:
    """What was attended page by page, what is ahead as buttons."""
    lines = [Markup("<b>Моё обучение</b>")]
    if attended:
        many = words.plural(len(attended), "раз", "раза", "раз")
        shown = [
            Markup("{:%d.%m.%Y} · {}").format(one.starts_at.astimezone(zone), one.title)
            for one in paging.page_of(attended, number)
        ]
        lines.append(Markup("Вы были: <b>{}</b>\n").format(many) + Markup("\n").join(shown))
    else:
        lines.append(Markup("Пока ни одного семинара с отметкой, что вы были."))
    lines.append(Markup("Вы записаны: <b>{}</b>").format(len(coming) or "пока никуда"))
    rows: list[Row] = [
        (Button(words.shorten(f"{one.starts_at.astimezone(zone):%d.%m} {one.title}", LABEL_LIMIT), _open(one)),)
        for one in coming[: paging.PER_PAGE]
    ]
    if pager := paging.pager("v.study", (), number, len(attended)):
        rows.append(pager)
    return Screen(together(lines), (*rows, (ALL, menus.HOME)))


def letter(one: Thanked, school_id: int) -> Screen:
    """The document, with the figures it is made of."""
    text = Markup("<b>Благодарственное письмо</b>\n{}\n\nДату и подпись ставит школа.").format(thanks.figures(one))
    args: dict[str, str | int | None] = {"mentors": str(one.mentor_id), "school": school_id, "from": one.school}
    return Screen(text, file=File("document", "thank_you", args), stays=True)


def nothing_yet() -> Screen:
    text = Markup("Письмо бот делает из ваших встреч. Оно появится, когда начнёт работу первая пара.")
    return Screen(text, ((menus.HOME,),))


def _open(event: Event) -> str:
    return action("sm.open", event.id)
