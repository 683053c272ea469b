"""Partners on the screen: a school's list and card, and the department's view of all schools."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.history import Event
from domain.partners import Partner, Standing, fingerprint
from domain.periods import Period
from domain.registry import School
from views import history, menus, paging, partner_words, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

STEPS: Final = {
    "added": "Соглашение записано",
    "corrected": "Исправлено",
    "prolonged": "Продлено",
    "ended": "Завершено",
    "restored": "Возвращено",
}
FIELDS: Final = {
    "name": "Партнёр",
    "agreement": "Номер",
    "agreed_on": "Подписано",
    "valid_until": "Действует до",
    "gives_mentors": "Даёт наставников",
    "file": "Документ",
    "ended_on": "Завершено",
    "end_reason": "Причина",
}
ADD: Final = Button("Добавить", action("f.n", "partner", "new"))
FIND: Final = Button("Найти", action("f.n", "search", "partners"))
TABLE: Final = Button("Таблица", action("pt.table"))
CONFIRMED: Final = "Спасибо, перечень подтверждён"
CONFIRMED_BEFORE: Final = "Перечень уже подтверждён"
CHANGED_MEANWHILE: Final = "Перечень изменился, проверьте ещё раз"
RESTORED: Final = "Соглашение снова действует"


@dataclass(frozen=True, slots=True)
class Standings:
    """A school on the department's screen: agreements in force and expired; `sure` once its list is confirmed."""

    school: School
    valid: int
    expired: int
    sure: bool

    @property
    def mark(self) -> str:
        return f"{'✓ ' if self.sure else ''}{self.valid}"


def own(partners: Sequence[Partner], page: int, today: date, period: str, sure: str) -> Screen:
    """A coordinator's list. `sure` says when this quarter's list was confirmed, nothing where it was not."""
    rows = [*_buttons(partners, page, today), *_pager("pt.list", (), page, len(partners))]
    quarter = words.period(period)
    if sure:
        state = Markup("Перечень за {} подтверждён {}.").format(quarter, sure)
    else:
        state = Markup("Перечень за {} ещё не подтверждён. Всё верно? Нажмите кнопку.").format(quarter)
        label = "Перечень верен" if partners else "Партнёров нет, всё верно"
        rows.append((Button(label, action("pt.sure", period, fingerprint(partners))),))
    text = Markup("<b>Партнёры</b>\n{}\n\n{}").format(partner_words.totals(partners, today), state)
    find = (FIND,) if partners else ()
    table = (TABLE,) if partners else ()
    return Screen(text, (*rows, (ADD, *find), (*table, menus.HOME)))


def of_school(school: School, partners: Sequence[Partner], page: int, today: date) -> Screen:
    """A school's list as the department sees it."""
    rows = [*_buttons(partners, page, today), *_pager("pt.of", (school.id,), page, len(partners))]
    text = Markup("<b>{}</b>\n{}").format(school.name, partner_words.totals(partners, today))
    return Screen(text, (*rows, (Button("Все школы", action("pt.now")), menus.HOME)))


def found(partners: Sequence[Partner], sought: str, page: int, today: date, *, schools: bool) -> Screen:
    """What was looked for; with the school's number where there are several."""
    rows = [*_buttons(partners, page, today, schools=schools), *_pager("pt.found", (), page, len(partners))]
    count = words.plural(len(partners), "соглашение", "соглашения", "соглашений") if partners else "ничего нет"
    text = Markup("<b>Партнёры</b>\nПо словам «{}»: {}.").format(words.shorten(sought, 60), count)
    return Screen(text, (*rows, (Button("Искать ещё", FIND.action), Button("К списку", action("pt.now")))))


def board(schools: Sequence[Standings], period: str, page: int, *, older: bool) -> Screen:
    """The department's screen of one quarter; `older` leads to the one before."""
    rows: list[Row] = []
    for one in paging.page_of(schools, page):
        tail = f" · {one.mark}"
        name = words.shorten(f"{one.school.number}. {one.school.name}", LABEL_LIMIT - len(tail))
        rows.append((Button(name + tail, action("pt.of", one.school.id, 0)),))
    rows += _pager("pt.all", (period,), page, len(schools))
    text = Markup(
        "<b>Партнёры школ</b>\n{}\n\nПеречень подтвердили: <b>{} из {}</b>\n"
        "Соглашений сейчас: действует <b>{}</b>, истекло <b>{}</b>\n\n"
        "✓ – перечень подтверждён, число – сколько действует."
    ).format(
        words.period(period),
        sum(one.sure for one in schools),
        len(schools),
        sum(one.valid for one in schools),
        sum(one.expired for one in schools),
    )
    before = Period.parse(period).previous().key
    turn = Button(words.short_period(before), action("pt.all", before, 0)) if older else Button("Сейчас", "pt.now")
    return Screen(text, (*rows, (FIND, TABLE), (turn, menus.HOME)))


def card(partner: Partner, today: date, *, mine: bool, head: str = "") -> Screen:
    """Everything about an agreement; what can be done to it where it is one's own."""
    standing, key = partner.standing(today), f"{partner.id}.{partner.revision}"
    rows: list[Row] = []
    if mine and standing is Standing.ENDED:
        rows.append((Button("Вернуть в перечень", action("pt.undo", partner.id, partner.revision)),))
    elif mine:
        on = (Button("Продлить", action("f.n", "partner-on", key)),) if partner.valid_until else ()
        rows.append((*on, Button("Исправить", action("f.n", "partner", key))))
        rows.append((Button("Завершить", action("f.n", "partner-off", key)),))
    if partner.file is not None:
        rows.append((Button("Открыть документ", action("pt.file", partner.id)),))
    back = Button("К списку", action("pt.now") if mine else action("pt.of", partner.school_id, 0))
    text = Markup("<b>{}</b>\n\n").format(head) if head else Markup("")
    return Screen(
        text + partner_words.facts(partner, today, school=not mine),
        (*rows, (history.button("pt.log", partner.id), back), (menus.HOME,)),
        closes=bool(head),
    )


def log(partner: Partner, events: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    back = Button("Назад", action("pt.open", partner.id))
    return history.screen(
        partner.name,
        events,
        page,
        zone,
        steps=STEPS,
        fields=FIELDS,
        show=_shown,
        turn=("pt.log", partner.id),
        back=back,
    )


def _buttons(partners: Sequence[Partner], page: int, today: date, *, schools: bool = False) -> list[Row]:
    rows: list[Row] = []
    for one in paging.page_of(partners, page):
        tail = _mark(one, today)
        name = f"{one.school_number}. {one.name}" if schools else one.name
        rows.append((Button(words.shorten(name, LABEL_LIMIT - len(tail)) + tail, action("pt.open", one.id)),))
    return rows


def _mark(one: Partner, today: date) -> str:
    standing = one.standing(today)
    if standing is Standing.VALID:
        return ""
    return (
        f" · до {one.valid_until:%d.%m}" if standing is Standing.ENDING else f" · {partner_words.STANDINGS[standing]}"
    )


def _pager(verb: str, args: Sequence[str | int], page: int, total: int) -> list[Row]:
    pager = paging.pager(verb, args, page, total)
    return [pager] if pager else []


def _shown(key: str, value: str | int | None) -> str:
    if value is None:
        return "–"
    if key == "gives_mentors":
        return "да" if value else "нет"
    if key == "file":
        return f"файл {value}"
    return days.words(date.fromisoformat(str(value))) if key in ("agreed_on", "valid_until", "ended_on") else str(value)
