"""The last meetings of a pair, or of all pairs of a mentor, and what happened to one entry."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup, escape

from domain import days
from domain.history import Event
from domain.meetings import Meeting
from domain.mentoring import TOPIC_LABELS
from domain.people import Role
from domain.registry import Pair
from views import history, meetings, menus, paging, seeking, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

HOW: Final = Markup("Нажмите встречу, чтобы посмотреть или отменить.")
NONE: Final = Markup("Пока ни одной.")
STEPS: Final = {
    "logged": "Записана",
    "undone": "Запись отменена",
    "restored": "Запись возвращена",
    "minutes": "Изменены минуты",
    "topic": "Изменена тема",
    "absent": "Отмечено, кто был",
}
FIELDS: Final = {"minutes": "Минут", "topic": "Тема", "absent": "Не были"}


def listing(shown: Sequence[Meeting], pairs: Mapping[int, Pair], page: int, pair: Pair | None, role: Role) -> Screen:
    """`pair` is None for all of one's own."""
    rows: list[Row] = [
        (Button(_label(one, pairs[one.pair_id], alone=pair is not None), action("v.open", one.id)),)
        for one in paging.page_of(shown, page)
    ]
    subject = pair.id if pair else 0
    if pager := paging.pager("v.log", (subject,), page, len(shown)):
        rows.append(pager)
    rows += seeking.row(len(shown), "meetings", subject)
    lines = [Markup("<b>Последние встречи</b>")]
    if pair:
        lines.append(escape(meetings.codes(pair)))
    lines.append(HOW if shown else NONE)
    return Screen(together(lines, "\n"), (*rows, *_below(pair, role)))


def past(meeting: Meeting, pair: Pair, changes: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    """Every step of an entry, the newest first."""
    first = Event(meeting.logged_at, meeting.who, "logged", {}, {})
    return history.screen(
        f"{meetings.codes(pair)}, {days.words(meeting.held_on)}",
        [*changes, first],
        page,
        zone,
        steps=STEPS,
        fields=FIELDS,
        show=_value,
        turn=("v.past", meeting.id),
        back=Button("К встрече", action("v.open", meeting.id)),
    )


def words_of(meeting: Meeting, pair: Pair) -> tuple[str, ...]:
    """What an entry is found by."""
    topic = TOPIC_LABELS.get(meeting.topic or "", "")
    return (*pair.mentees, pair.mentor, days.words(meeting.held_on), words.day(meeting.held_on), topic)


def _below(pair: Pair | None, role: Role) -> tuple[Row, ...]:
    if pair is None:
        return ((Button("Мои пары", action("v.pairs")), menus.HOME),)
    card = action("p.open" if role is Role.COORDINATOR else "v.pair", pair.id)
    return ((Button("К паре", card), menus.HOME),)


def _label(meeting: Meeting, pair: Pair, *, alone: bool) -> str:
    parts = [words.short_day(meeting.held_on)]
    if not alone:
        parts.append(meetings.short(pair))
    if meeting.undone_at is not None:
        parts.append("отменена")
    elif meeting.minutes:
        parts.append(f"{meeting.minutes} мин")
    return words.shorten(" · ".join(parts), LABEL_LIMIT)


def _value(key: str, value: str | int | None) -> str:
    if key == "topic":
        return TOPIC_LABELS.get(str(value), "–")
    return str(value) if value else "–"
