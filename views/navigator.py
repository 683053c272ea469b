"""Faults of the Navigator module on the screen: the school's two taps, the department's list, what each is told."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain.faults import Fault
from domain.history import Event
from views import history, menus, paging, words
from views.actions import action
from views.questions import pairs_of
from views.screen import LABEL_LIMIT, Button, Row, Screen

KINDS: Final = {
    "down": "Не открывается",
    "missing": "Нет записи",
    "wrong": "Ошибка в данных",
    "other": "Другое",
}
STEPS: Final = {
    "opened": "Школа сообщила",
    "described": "Школа дополнила",
    "closed": "Закрыто",
    "reopened": "Не исправлено, открыто снова",
}
FIELDS: Final = {"about": "Слова", "answer": "Ответ"}
DESK: Final = Button("Все сбои", action("nv.now"))
TO_ROW: Final = Button("К строке 3.1", action("ro.row", "3.1"))
CLOSED: Final = Button("Закрытые", action("nv.shut", 0))
FIND: Final = Button("Найти", action("f.n", "search", "faults"))
REPORTED: Final = "Управление уже знает"
REPORTED_BEFORE: Final = "Об этом уже сообщено"
CHANGED_MEANWHILE: Final = "Список изменился, нажмите ещё раз"


def school(faults: Sequence[Fault], page: int, newest: int, zone: tzinfo) -> Screen:
    """A coordinator's desk: a kind is a tap, and the department knows."""
    kinds = pairs_of([Button(label, action("nv.new", kind, newest)) for kind, label in KINDS.items()])
    text = Markup("<b>Модуль в «Навигаторе»</b>\nЧто не так? Нажмите, и управление узнает сразу.")
    if faults:
        text += Markup("\n\nОткрыто сейчас: <b>{}</b>").format(len(faults))
    rows = [*kinds, *_buttons(faults, page, zone), *_pager("nv.list", page, len(faults))]
    return Screen(text, (*rows, (CLOSED,), (TO_ROW, menus.HOME)))


def department(faults: Sequence[Fault], page: int, zone: tzinfo) -> Screen:
    """What is open at all schools, the longest first."""
    count = words.plural(len(faults), "сбой открыт", "сбоя открыты", "сбоев открыто")
    text = Markup("<b>Модуль в «Навигаторе»</b>\n{}").format(count if faults else "Открытых сбоев нет.")
    rows = [*_buttons(faults, page, zone, schools=True), *_pager("nv.list", page, len(faults))]
    return Screen(text, (*rows, (CLOSED, FIND), (TO_ROW, menus.HOME)))


def closed(faults: Sequence[Fault], page: int, zone: tzinfo, *, schools: bool) -> Screen:
    rows = [*_buttons(faults, page, zone, schools=schools), *_pager("nv.shut", page, len(faults))]
    text = Markup("<b>Закрытые сбои</b>\n{}").format(_count(len(faults)) if faults else "Пока ни одного.")
    find = ((FIND,),) if faults else ()
    return Screen(text, (*rows, *find, (DESK, menus.HOME)))


def found(faults: Sequence[Fault], sought: str, page: int, zone: tzinfo, *, schools: bool) -> Screen:
    rows = [*_buttons(faults, page, zone, schools=schools), *_pager("nv.found", page, len(faults))]
    text = Markup("<b>Сбои</b>\nПо словам «{}»: {}.").format(
        words.shorten(sought, 60), _count(len(faults)) if faults else "ничего нет"
    )
    return Screen(text, (*rows, (Button("Искать ещё", FIND.action), DESK)))


def card(one: Fault, zone: tzinfo, *, mine: bool, head: str = "") -> Screen:
    """`mine`: the school's own; the department closes it with an answer."""
    rows: list[Row] = []
    if mine and one.open:
        label = "Дополнить слова" if one.about else "Добавить слова"
        rows.append((Button(label, action("f.n", "fault-words", one.id)),))
    elif mine:
        rows.append((Button("Не исправлено", action("nv.again", one.id, one.revision)),))
    elif one.open:
        rows.append((Button("Закрыть с ответом", action("f.n", "fault-answer", one.id)),))
    text = Markup("<b>{}</b>\n\n").format(head) if head else Markup("")
    return Screen(
        text + _facts(one, zone, school=not mine), (*rows, (history.button("nv.log", one.id), DESK), (menus.HOME,))
    )


def log(one: Fault, events: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    back = Button("Назад", action("nv.open", one.id))
    return history.screen(
        f"{KINDS[one.kind]} · {one.school}",
        events,
        page,
        zone,
        steps=STEPS,
        fields=FIELDS,
        show=lambda _, value: str(value or "–"),
        turn=("nv.log", one.id),
        back=back,
    )


def news(one: Fault, post: int, what: str, zone: tzinfo) -> Screen:
    """For somebody of the department in this post: a fault was opened, described, opened again."""
    heads = {"opened": "Сбой в «Навигаторе»", "described": "Дополнение о сбое", "reopened": "Сбой не исправлен"}
    text = Markup("<b>{}</b>\n{}").format(heads[what], _facts(one, zone, school=True))
    return Screen(text, ((Button("Открыть", action("nv.told", post, one.id)),),), stays=True)


def answered(one: Fault, post: int) -> Screen:
    """For a coordinator in this post: closed, and the way back where it is not mended."""
    text = Markup("<b>Сбой в «Навигаторе» закрыт</b>\n{}\n\nОтвет: <b>{}</b>\n\nРаботает? Больше ничего не нужно.")
    again = Button("Не исправлено", action("nv.bad", post, one.id, one.revision))
    return Screen(text.format(KINDS[one.kind], one.answer), ((again,),), stays=True)


def closed_before(one: Fault) -> str:
    return f"Этот сбой уже закрыт с ответом: {one.answer}. Ваше не записано."


def _facts(one: Fault, zone: tzinfo, *, school: bool) -> Markup:
    lines = [Markup("Сбой: <b>{}</b>").format(KINDS[one.kind])]
    if school:
        lines.insert(0, Markup("{}").format(one.school))
    if one.about:
        lines.append(Markup("Слова: {}").format(one.about))
    lines.append(Markup("Открыт: {}").format(words.moment(one.opened_at, zone)))
    if one.closed_at:
        lines.append(Markup("Закрыт: {}\nОтвет: <b>{}</b>").format(words.moment(one.closed_at, zone), one.answer))
    return Markup("\n").join(lines)


def _buttons(faults: Sequence[Fault], page: int, zone: tzinfo, *, schools: bool = False) -> list[Row]:
    rows: list[Row] = []
    for one in paging.page_of(faults, page):
        name = f"{one.school_number}. {KINDS[one.kind]}" if schools else KINDS[one.kind]
        day = f"{(one.closed_at or one.opened_at).astimezone(zone):%d.%m}"
        rows.append((Button(words.shorten(f"{day} · {name}", LABEL_LIMIT), action("nv.open", one.id)),))
    return rows


def _pager(verb: str, page: int, total: int) -> list[Row]:
    pager = paging.pager(verb, (), page, total)
    return [pager] if pager else []


def _count(total: int) -> str:
    return words.plural(total, "сбой", "сбоя", "сбоев")
