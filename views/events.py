"""Events on the screen: the card for each role, the lists, what is said to those who are invited or have signed up."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain import roadmap
from domain.events import Event
from domain.form import Option
from domain.submissions import Due
from views import control_words, menus, paging, seeking, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, bold, together

NEW: Final = Button("Новое мероприятие", action("f.n", "event", "new"))
ALL: Final = (Button("Все мероприятия", action("sm.list", 0)), menus.HOME)
OTHER: Final = Option("other", "Другое мероприятие")
AUDIENCES: Final = {
    "coordinators": "кураторы",
    "mentors": "наставники",
    "everybody": "кураторы и наставники",
}
JOINED: Final = "Вы записаны. Накануне и за час напомним"
LEFT: Final = "Отмечено: не придёте"
SAME: Final = "Так и записано"
TOO_LATE: Final = "Запись закрыта"
PAST_MOVE: Final = "Это время уже прошло. Проверьте дату и время: о переносе узнают все, кто записался."
NOT_INVITED: Final = "Это мероприятие для других участников"


def seminar_option(due: Due) -> Option:
    return Option(due.period, f"Семинар 3.2, {_season(due.period)}")


def facts(event: Event, zone: tzinfo) -> Markup:
    """When and where."""
    return Markup("Когда: <b>{}</b>\nГде: {}").format(words.moment(event.starts_at, zone), event.place)


def invitation(event: Event, zone: tzinfo) -> Screen:
    """The announcement. Stays in the chat; its buttons work until the beginning."""
    return Screen(
        together(_about("Приглашаем", event, zone)),
        ((Button("Запишусь", action("sm.join", event.id)), Button("Не смогу", action("sm.leave", event.id))),),
        stays=True,
    )


def reminder(event: Event, today: date, zone: tzinfo) -> Screen:
    """The day before, and an hour before: true on whichever day it is read first."""
    return Screen(
        together([Markup("<b>Напоминаем: {}</b>").format(near(event.starts_at, today, zone)), _what(event)]),
        ((Button("Не смогу прийти", action("sm.leave", event.id)),),),
        stays=True,
    )


def near(at: datetime, today: date, zone: tzinfo) -> str:
    """«сегодня в 14:00», «завтра, ср 25.11 в 14:00»."""
    local = at.astimezone(zone)
    day = {0: "сегодня", 1: f"завтра, {words.short_day(local.date())}"}.get((local.date() - today).days)
    return f"{day or words.short_day(local.date())} в {local:%H:%M}"


def changed(before: Event, event: Event, zone: tzinfo) -> Screen:
    """To those who signed up: what is not as it was."""
    lines = [Markup("<b>Изменилось мероприятие</b>\n{}").format(event.title)]
    if before.starts_at != event.starts_at:
        was = words.moment(before.starts_at, zone)
        lines.append(Markup("Теперь: <b>{}</b>\nБыло: <s>{}</s>").format(words.moment(event.starts_at, zone), was))
    if before.place != event.place:
        lines.append(Markup("Где теперь: <b>{}</b>").format(event.place))
    lines.append(Markup("Вы записаны. Если не сможете, нажмите кнопку."))
    return Screen(together(lines), ((Button("Не смогу", action("sm.leave", event.id)),),), stays=True)


def cancelled(event: Event, zone: tzinfo) -> Screen:
    """To those who signed up."""
    text = Markup("<b>Мероприятие отменено</b>\n{}\n<s>{}</s>\n\nПричина: {}").format(
        event.title, words.moment(event.starts_at, zone), event.cancel_reason
    )
    return Screen(text, stays=True)


def card(event: Event, now: datetime, zone: tzinfo, *, coming: int, declined: int, were: int, unmarked: int) -> Screen:
    """For the department. `were` were there, `unmarked` are not marked yet."""
    lines = _about(_kind(event), event, zone)
    counts = [Markup("Для кого: {}").format(AUDIENCES[event.audience])]
    if event.announced_at:
        counts.append(Markup("Записались: <b>{}</b>, не смогут: {}").format(coming, declined))
    if event.over(now):
        counts.append(Markup("Были: <b>{}</b>, не отмечены: {}").format(were, unmarked))
    lines.append(together(counts, "\n"))
    rows: list[Row] = []
    if event.cancelled_at:
        lines.append(Markup("<b>Отменено</b>: {}").format(event.cancel_reason))
    elif event.over(now):
        lines.append(Markup("Уже началось или прошло: отметьте, кто был."))
        rows.append((Button("Отметить, кто был", action("sm.marks", event.id, 0)),))
        rows.append((_change(event),))
    else:
        if not event.announced_at:
            lines.append(Markup("Ещё не объявлено: о нём знаете только вы."))
            rows.append((Button("Объявить", action("sm.announce", event.id)),))
        rows.append((_change(event), Button("Отменить", action("f.n", "event-cancel", event.id))))
    if coming:
        rows.insert(0, (Button(f"Кто записался: {coming}", action("sm.guests", event.id, 0)),))
    return Screen(together(lines), (*rows, ALL))


def own_card(event: Event, now: datetime, zone: tzinfo, comes: bool | None, attended: bool | None) -> Screen:
    """For those invited. `comes`: what they have said, None for nothing yet."""
    lines = _about(_kind(event), event, zone)
    rows: list[Row] = []
    if event.cancelled_at:
        lines.append(Markup("<b>Отменено</b>: {}").format(event.cancel_reason))
    elif event.over(now):
        said = {True: "Вы были на нём.", False: "Отмечено, что вас не было.", None: "Уже прошло."}
        lines.append(Markup("{}").format(said[attended]))
    else:
        said = {True: "Вы записаны.", False: "Вы не придёте.", None: "Придёте?"}
        lines.append(bold(said[comes]))
        buttons = (Button("Запишусь", action("sm.join", event.id)), Button("Не смогу", action("sm.leave", event.id)))
        rows.append(buttons if comes is None else buttons[1:] if comes else buttons[:1])
    return Screen(together(lines), (*rows, ALL))


def listing(everything: Sequence[Event], page: int, now: datetime, zone: tzinfo) -> Screen:
    """The department's, the latest first."""
    rows: list[Row] = [
        (Button(_label(one, _state(one, now), zone), action("sm.open", one.id)),)
        for one in paging.page_of(everything, page)
    ]
    text = "Пока ни одного." if not everything else "Семинары и встречи, новые сверху."
    return Screen(
        Markup("<b>Мероприятия</b>\n{}").format(text), (*_paged(rows, everything, page), (NEW,), (menus.HOME,))
    )


def own_listing(
    everything: Sequence[Event], said: Mapping[int, tuple[bool, bool | None]], page: int, now: datetime, zone: tzinfo
) -> Screen:
    """For those invited: what they have said about each event, and whether they were there."""
    rows: list[Row] = []
    for one in paging.page_of(everything, page):
        comes, attended = said.get(one.id, (None, None))
        if one.cancelled_at:
            mark = "отменено"
        elif one.over(now):
            mark = "были" if attended else "прошло"
        else:
            mark = {True: "записаны", False: "не придёте", None: "?"}[comes]
        rows.append((Button(_label(one, mark, zone), action("sm.open", one.id)),))
    text = "Пока ничего не объявлено." if not everything else "«?» – вы ещё не ответили."
    return Screen(Markup("<b>Мероприятия</b>\n{}").format(text), (*_paged(rows, everything, page), (menus.HOME,)))


def saved(event: Event) -> str:
    return f"Мероприятие: {event.title}"


def cancel_title(event: Event) -> str:
    return f"Отменить: {words.shorten(event.title, 60)}"


def _about(head: str, event: Event, zone: tzinfo) -> list[Markup]:
    lines = [Markup("<b>{}</b>\n{}").format(head, event.title), facts(event, zone)]
    if event.about:
        lines.append(Markup("{}").format(event.about))
    return lines


def _what(event: Event) -> Markup:
    return Markup("{}\nГде: {}").format(event.title, event.place)


def _kind(event: Event) -> str:
    return f"Семинар 3.2 · {_season(event.period)}" if event.row and event.period else "Мероприятие"


def _season(period: str) -> str:
    """As the control calls it: «сентябрь 2026»."""
    return control_words.month(roadmap.row("3.2"), period) or words.short_period(period)


def _state(event: Event, now: datetime) -> str:
    if event.cancelled_at:
        return "отменено"
    if event.over(now):
        return "прошло"
    return "" if event.announced_at else "черновик"


def _label(event: Event, mark: str, zone: tzinfo) -> str:
    tail = f" · {mark}" if mark else ""
    head = f"{event.starts_at.astimezone(zone):%d.%m} {event.title}"
    return words.shorten(head, LABEL_LIMIT - len(tail)) + tail


def _paged(rows: list[Row], everything: Sequence[Event], page: int) -> list[Row]:
    pager = paging.pager("sm.list", (), page, len(everything))
    return [*rows, *((pager,) if pager else ()), *seeking.row(len(everything), "events")]


def _change(event: Event) -> Button:
    return Button("Изменить", action("f.n", "event", event.id))
