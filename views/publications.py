"""The log of publications on the screen: a school's own, and all schools' for the department."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.history import Event
from domain.publications import LABELS, Publication
from views import history, menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

ADD: Final = Button("Добавить", action("f.n", "publication", "new"))
FIND: Final = Button("Найти", action("f.n", "search", "publications"))
TO_ROW: Final = Button("К строке 2.4", action("ro.row", "2.4"))
ALL: Final = Button("К списку", action("pb.list", 0))
WITHDRAWN: Final = "Публикация снята"
RESTORED: Final = "Публикация снова в журнале"
STEPS: Final = {
    "added": "Записана",
    "corrected": "Исправлена",
    "withdrawn": "Снята",
    "restored": "Возвращена",
}
FIELDS: Final = {
    "published_on": "Дата",
    "title": "Заголовок",
    "channel": "Где",
    "link": "Ссылка",
    "reach": "Охват",
}


def own(log: Sequence[Publication], page: int, period: str, counted: int) -> Screen:
    """A coordinator's log; `counted` of it go into the quarter's report."""
    rows = [*_buttons(log, page), *_pager("pb.list", page, len(log))]
    text = Markup("<b>Публикации</b>\nЗа {}: <b>{}</b>").format(words.period(period), counted)
    if log:
        text += Markup("\nЭто число бот подставит в отчёт за квартал.")
    else:
        text += Markup("\nЗаписывайте здесь, и бот сам посчитает их для отчёта.")
    find = (FIND,) if log else ()
    return Screen(text, (*rows, (ADD, *find), (TO_ROW, menus.HOME)))


def of_all(log: Sequence[Publication], page: int, period: str, counted: int, active: int, schools: int) -> Screen:
    """The department's view: `active` of the `schools` have told something in the quarter, `counted` times."""
    rows = [*_buttons(log, page, schools=True), *_pager("pb.list", page, len(log))]
    text = Markup("<b>Публикации школ</b>\n{}: <b>{}</b>\nШкол с публикациями: <b>{} из {}</b>").format(
        words.period(period), counted, active, schools
    )
    find: tuple[Row, ...] = ((FIND,),) if log else ()
    return Screen(text, (*rows, *find, (TO_ROW, menus.HOME)))


def found(log: Sequence[Publication], sought: str, page: int, *, schools: bool) -> Screen:
    rows = [*_buttons(log, page, schools=schools), *_pager("pb.found", page, len(log))]
    count = words.plural(len(log), "публикация", "публикации", "публикаций") if log else "ничего нет"
    text = Markup("<b>Публикации</b>\nПо словам «{}»: {}.").format(words.shorten(sought, 60), count)
    return Screen(text, (*rows, (Button("Искать ещё", FIND.action), ALL)))


def card(one: Publication, *, mine: bool, head: str = "") -> Screen:
    lines = [Markup("<b>{}</b>").format(one.title)]
    if not mine:
        lines.append(Markup("{}").format(one.school))
    lines.append(Markup("Вышла: <b>{}</b>").format(days.words(one.published_on)))
    lines.append(Markup("Где: {}").format(one.where))
    lines.append(Markup("Ссылка: {}").format(one.link or "–"))
    lines.append(Markup("Охват: {}").format("–" if one.reach is None else words.number(one.reach)))
    rows: list[Row] = []
    if one.withdrawn_at:
        lines.append(Markup("<b>Снята</b>: в отчёт не входит."))
        if mine:
            rows.append((Button("Вернуть в журнал", action("pb.undo", one.id, one.revision)),))
    elif mine:
        correct = Button("Исправить", action("f.n", "publication", f"{one.id}.{one.revision}"))
        rows.append((correct, Button("Снять", action("pb.off?", one.id))))
    rows.append((history.button("pb.log", one.id), ALL))
    text = Markup("\n").join(lines)
    return Screen(
        Markup("<b>{}</b>\n\n").format(head) + text if head else text, (*rows, (menus.HOME,)), closes=bool(head)
    )


def ask_withdraw(one: Publication) -> Screen:
    text = Markup("<b>Снять публикацию?</b>\n{}\n\nВ отчёт она не войдёт. Запись останется в истории.").format(
        one.title
    )
    back = Button("Назад", action("pb.open", one.id))
    return Screen(text, ((Button("Снять", action("pb.off", one.id, one.revision)), back),))


def log(one: Publication, events: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    back = Button("Назад", action("pb.open", one.id))
    return history.screen(
        one.title, events, page, zone, steps=STEPS, fields=FIELDS, show=_shown, turn=("pb.log", one.id), back=back
    )


def there_already(one: Publication) -> str:
    return f"Эта ссылка уже в журнале: {one.title}, {days.words(one.published_on)}. Проверьте ссылку или выйдите."


def stale(one: Publication) -> str:
    """Somebody else was quicker."""
    state = "снята" if one.withdrawn_at else days.words(one.published_on)
    return (
        f"Пока вы заполняли, запись изменили: {one.title}, {state}. "
        "Ваше не записано: выйдите и откройте публикацию заново."
    )


def _buttons(log: Sequence[Publication], page: int, *, schools: bool = False) -> list[Row]:
    rows: list[Row] = []
    for one in paging.page_of(log, page):
        head = "снята: " if one.withdrawn_at else f"{one.published_on:%d.%m} "
        name = f"{one.school_number}. {one.title}" if schools else one.title
        rows.append((Button(words.shorten(head + name, LABEL_LIMIT), action("pb.open", one.id)),))
    return rows


def _pager(verb: str, page: int, total: int) -> list[Row]:
    pager = paging.pager(verb, (), page, total)
    return [pager] if pager else []


def _shown(key: str, value: str | int | None) -> str:
    if value is None:
        return "–"
    if key == "published_on":
        return days.words(date.fromisoformat(str(value)))
    return LABELS.get(str(value), str(value)) if key == "channel" else str(value)
