"""Concerns on the screen of the one person of the department who answers them, and what they are told."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain.concerns import Concern, Line
from views import menus, paging, words
from views.actions import action
from views.concerns import DONE, LAST, PER_PAGE, state
from views.joining import AS
from views.screen import LABEL_LIMIT, Button, Row, Screen

DESK: Final = Button("Все сообщения", action("cn.list", 0))
CLOSED: Final = Button("Закрытые", action("cn.shut", 0))
FIND: Final = Button("Найти", action("f.n", "search", "concerns"))
DUTY: Final = Button("Кто отвечает", action("cn.duty", 0))
ANSWERED: Final = "Ответ отправлен"
NOT_SENT: Final = "Автор вышел из программы: ответ записан, но не отправлен"
SHUT: Final = "Закрыто"
OPEN_AGAIN: Final = "Открыто снова"


def listing(there: Sequence[Concern], page: int, zone: tzinfo) -> Screen:
    """What is open, the longest first."""
    count = words.plural(len(there), "сообщение открыто", "сообщения открыты", "сообщений открыто")
    text = Markup("<b>Сообщения о проблемах</b>\n{}\nИх видите только вы.").format(
        count if there else "Открытых сообщений нет."
    )
    rows = _rows(there, "cn.list", page, zone)
    return Screen(text, (*rows, (CLOSED, FIND), (DUTY, menus.HOME)))


def closed(there: Sequence[Concern], page: int, zone: tzinfo) -> Screen:
    text = Markup("<b>Закрытые сообщения</b>\n{}").format(_count(there) if there else "Пока ни одного.")
    return Screen(text, (*_rows(there, "cn.shut", page, zone), (FIND, DESK), (menus.HOME,)))


def found(there: Sequence[Concern], sought: str, page: int, zone: tzinfo) -> Screen:
    text = Markup("<b>Сообщения о проблемах</b>\nПо словам «{}»: {}.").format(
        words.shorten(sought, 60), _count(there) if there else "ничего нет"
    )
    return Screen(text, (*_rows(there, "cn.found", page, zone), (Button("Искать ещё", FIND.action), DESK)))


def card(one: Concern, page: int, zone: tzinfo) -> Screen:
    """Closed only once something was answered: nobody is left without a word."""
    head = Markup("<b>Сообщение № {}</b> · {}\n{}, {}\n{}").format(
        one.id, _state(one), one.sender, AS[one.role], one.school
    )
    if one.codes:
        head += Markup("\nПара: <b>{}</b>").format(", ".join(one.codes))
    lines = [head, *(_said(line, zone) for line in paging.page_of(one.lines, page, PER_PAGE))]
    rows: list[Row] = []
    if pager := paging.pager("cn.open", (one.id,), page, len(one.lines), PER_PAGE):
        rows.append(pager)
    if one.open:
        steps: Row = (Button("Ответить", action("f.n", "concern-answer", one.id)),)
        if one.answered:
            steps += (Button("Закрыть", action("cn.close", one.id, one.revision)),)
    else:
        steps = (Button("Открыть снова", action("cn.again", one.id, one.revision)),)
    return Screen(Markup("\n\n").join(lines), (*rows, steps, (DESK, menus.HOME)))


def news(one: Concern, post: int, *, more: bool) -> Screen:
    """For the post on duty: no word of it stands in a message that may be read over a shoulder."""
    head = f"Дополнено сообщение № {one.id}" if more else "Новое сообщение о проблеме"
    text = Markup("<b>{}</b>\nЕго видите только вы.").format(head)
    return Screen(text, ((Button("Открыть", action("cn.told", post, one.id)),),), stays=True)


def owed(many: int, post: int) -> Screen:
    """In the morning, for the post on duty."""
    count = words.plural(many, "сообщение открыто", "сообщения открыты", "сообщений открыто")
    text = Markup("<b>Сообщения о проблемах</b>\n{} дольше двух рабочих дней.").format(count)
    return Screen(text, ((Button("Открыть список", action("cn.mind", post)),),), stays=True)


def title(one: Concern) -> str:
    return f"Ответ на сообщение № {one.id}"


def _rows(there: Sequence[Concern], verb: str, page: int, zone: tzinfo) -> list[Row]:
    rows: list[Row] = []
    for one in paging.page_of(there, page):
        label = f"№ {one.id} · {one.lines[0].at.astimezone(zone):%d.%m} · {_state(one)}"
        rows.append((Button(words.shorten(label, LABEL_LIMIT), action("cn.open", one.id, LAST)),))
    if pager := paging.pager(verb, (), page, len(there)):
        rows.append(pager)
    return rows


def _state(one: Concern) -> str:
    return state(one) if one.answered or not one.open else "ждёт ответа"


def _said(line: Line, zone: tzinfo) -> Markup:
    when = words.moment(line.at, zone)
    if line.words is None:
        return Markup("<b>{}</b> · {}\n{}").format(DONE[line.what], line.who, when)
    return Markup("<b>{}</b> · {}\n{}").format(line.who, when, line.words)


def _count(there: Sequence[Concern]) -> str:
    return words.plural(len(there), "сообщение", "сообщения", "сообщений")
