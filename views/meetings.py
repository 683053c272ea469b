"""Meetings on the screen: the receipt of one tap, what can be added by another, whose it was."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.meetings import FIRST, Entry, Meeting
from domain.mentoring import TOPIC_LABELS, TOPICS
from domain.pairs import State
from domain.people import Role
from domain.registry import Pair
from views import menus, paging, pairs, profiles, questions, words
from views.actions import action
from views.screen import Button, Row, Screen, together

QUICK: Final = (30, 45, 60, 90)  # minutes worth one tap
OTHER_DAY: Final = Button("Другой день", action("f.n", "met", "own"))
LATEST: Final = Button("Мои встречи", action("v.log", 0, 0))
DONE_LONG_AGO: Final = "Записи больше суток: изменить её может куратор школы"
Summed = tuple[Pair, int, str | None]  # a pair, how many meetings, the last one's day
SOMEBODY: Final = "Если не было никого, отмените запись"


def codes(pair: Pair) -> str:
    return ", ".join(pair.mentees)


def short(pair: Pair) -> str:
    """A code, or how many of them: for a button."""
    return pair.mentees[0] if len(pair.mentees) == 1 else words.plural(len(pair.mentees), "код", "кода", "кодов")


def put(pair: Pair, entry: Entry, verb: str = "v.put") -> str:
    """The action that logs an entry of a pair, and asks what is odd about it."""
    return action(verb, pair.id, entry.day.isoformat(), entry.minutes, entry.key)


def other_day(pair: Pair) -> Button:
    return Button("Другой день", action("f.n", "met", pair.id))


def logged(meeting: Meeting, pair: Pair, role: Role) -> Screen:
    """The answer to one tap; everything else is a tap more, for those who want it."""
    lines = [Markup("<b>Встреча записана</b>"), *_facts(meeting, pair, role)]
    rows: list[Row] = []
    if meeting.minutes is None:
        rows.append(lengths(meeting))
    rows += _attendance(meeting, pair)
    if not meeting.topic:
        lines.append(Markup("\nМожно добавить одним нажатием:"))
        rows += _topics(meeting)
    rows.append((Button("Отменить", action("v.undo", meeting.id)), menus.HOME))
    if role is Role.COORDINATOR:
        rows.append((Button("Ещё встреча", action("v.for", pair.id)), Button("К паре", action("p.open", pair.id))))
    return Screen(together(lines, "\n"), tuple(rows))


def card(meeting: Meeting, pair: Pair, role: Role, zone: tzinfo, *, may: bool, back: bool) -> Screen:
    """One entry of the log. `may` it be changed, can it be put `back`, by whoever looks."""
    state = " · запись отменена" if meeting.undone_at else ""
    lines = [Markup("<b>Встреча</b>{}").format(state), *_facts(meeting, pair, role)]
    lines.append(Markup("Записано: {}, {}").format(meeting.who, words.moment(meeting.logged_at, zone)))
    rows: list[Row] = []
    if meeting.undone_at is not None and back:
        rows.append((Button("Вернуть запись", action("v.back", meeting.id, FIRST)),))
    elif meeting.undone_at is None and may:
        rows += [lengths(meeting), *_attendance(meeting, pair), *_topics(meeting)]
        rows.append((Button("Отменить запись", action("v.undo", meeting.id)),))
    elif meeting.undone_at is None:
        lines.append(Markup("\n{}.").format(DONE_LONG_AGO))
    rows.append((Button("История", action("v.past", meeting.id, 0)), all_of(pair, role)))
    return Screen(together(lines, "\n"), (*rows, (menus.HOME,)))


def undone(meeting: Meeting, pair: Pair, role: Role) -> Screen:
    text = Markup("<b>Запись отменена</b>\n{}\n{}").format(codes(pair), days.words(meeting.held_on))
    rows = ((Button("Вернуть запись", action("v.back", meeting.id, FIRST)), all_of(pair, role)), (menus.HOME,))
    return Screen(text, rows)


def choose_pair(working: Sequence[Pair], entry: Entry, page: int) -> Screen:
    """Several pairs: whose meeting was it?"""
    rows: list[Row] = [
        (Button(words.shorten(codes(one), 28), put(one, entry)),) for one in paging.page_of(working, page)
    ]
    if pager := paging.pager("v.whose", (entry.day.isoformat(), entry.minutes), page, len(working)):
        rows.append(pager)
    text = Markup("<b>С кем встретились?</b>\n{}{}").format(days.words(entry.day), length(entry.minutes))
    return Screen(text, (*rows, (menus.HOME,)))


def my_pairs(shown: Sequence[Summed], page: int, total: int) -> Screen:
    """One page, each pair with its number of meetings and the last one's day."""
    if not shown:
        return no_pairs()
    rows: list[Row] = [(Button(words.shorten(codes(pair), 28), action("v.pair", pair.id)),) for pair, _, _ in shown]
    if pager := paging.pager("v.page", (), page, total):
        rows.append(pager)
    rows.append((Button("Как идут дела?", action("ck.mine", 0)), Button("Цели", action("gl.list", 0))))
    rows.append((LATEST, profiles.MINE))
    rows.append((menus.HOME,))
    return Screen(together([block(one) for one in shown]), tuple(rows))


def block(summed: Summed) -> Markup:
    pair, count, last = summed
    when = f", последняя {days.words(date.fromisoformat(last))}" if last else ""
    return Markup("<b>{}</b> · {}\nЦель: {}\n{}{}").format(
        codes(pair),
        pairs.STATES[pair.state],
        pair.goal,
        words.plural(count, "встреча", "встречи", "встреч"),
        when,
    )


def no_pairs(waiting: Sequence[Pair] = ()) -> Screen:
    """`waiting` are those that have not begun."""
    if waiting:
        text = Markup("Пара <b>{}</b> ещё не начала работу: у куратора не все согласия на бумаге.")
        return Screen(text.format(codes(waiting[0])), ((menus.HOME,),))
    text = Markup("Пар, которые сейчас работают, у вас нет. Их записывает куратор школы.")
    return Screen(text, ((profiles.MINE, menus.HOME),))


def length(minutes: int | None) -> Markup:
    return Markup(", <b>{}</b>").format(words.plural(minutes, "минута", "минуты", "минут")) if minutes else Markup("")


def lengths(meeting: Meeting) -> Row:
    return tuple(Button(f"{one} мин", action("v.min", meeting.id, one)) for one in QUICK if one != meeting.minutes)


def all_of(pair: Pair, role: Role) -> Button:
    """The list an entry stands in."""
    return LATEST if role is Role.MENTOR else Button("Встречи пары", action("v.log", pair.id, 0))


def who_came(meeting: Meeting, pair: Pair) -> str:
    """«все 3», «2 из 3, нет Ш07-004»."""
    many = len(pair.mentees)
    if not meeting.absent:
        return f"все {many}"
    return f"{many - len(meeting.absent)} из {many}, нет {', '.join(meeting.absent)}"


def _facts(meeting: Meeting, pair: Pair, role: Role) -> list[Markup]:
    lines = [
        Markup("{}").format(codes(pair)),
        Markup("{}{}").format(days.words(meeting.held_on), length(meeting.minutes)),
    ]
    if role is Role.COORDINATOR:
        lines.insert(1, Markup("Наставник: {}").format(pair.mentor))
    if len(pair.mentees) > 1:
        lines.append(Markup("Были: <b>{}</b>").format(who_came(meeting, pair)))
    if meeting.topic:
        lines.append(Markup("Тема: {}").format(TOPIC_LABELS.get(meeting.topic, meeting.topic)))
    if pair.state is State.PAUSED:
        lines.append(Markup("Пара остаётся на паузе."))
    return lines


def _attendance(meeting: Meeting, pair: Pair) -> list[Row]:
    if len(pair.mentees) < 2:
        return []
    return [(Button("Кто был", action("v.who", meeting.id, 0)),)]


def _topics(meeting: Meeting) -> list[Row]:
    offered = [(key, label) for key, label in TOPICS if key != meeting.topic]
    return questions.pairs_of([Button(label, action("v.topic", meeting.id, key)) for key, label in offered], wide=18)
