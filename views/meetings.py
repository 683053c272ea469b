"""Meetings on the mentor's phone."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from domain import days
from domain.mentoring import TOPIC_LABELS, TOPICS
from domain.people import Person, Role
from domain.registry import Pair
from views import menus, paging, pairs, questions, words
from views.actions import action
from views.screen import Button, Row, Screen


def logged(meeting_id: int, pair: Pair, day: date, minutes: int | None, topic: str | None) -> Screen:
    """The answer to one tap; the topic is a tap more, for those who want it."""
    length = Markup(", <b>{}</b>").format(_minutes(minutes)) if minutes else Markup("")
    text = Markup("<b>Встреча записана</b>\n{}\n{}{}").format(", ".join(pair.mentees), days.words(day), length)
    rows = []
    if topic:
        text += Markup("\nТема: {}").format(TOPIC_LABELS.get(topic, topic))
    else:
        text += "\n\nМожно добавить тему:"
        rows = questions.pairs_of([Button(label, action("v.topic", meeting_id, key)) for key, label in TOPICS], wide=18)
    return Screen(text, (*rows, (Button("Отменить", action("v.undo", meeting_id)), menus.HOME)))


def already(pair: Pair, day: date, meeting_id: int, minutes: int) -> Screen:
    """Twice on one day: a second meeting, or the same one told twice?"""
    rows = [(Button("Записать ещё одну", action("v.put", pair.id, day.isoformat(), minutes, meeting_id)),)]
    if minutes:
        same = Button(f"Та же, длилась {minutes} мин", action("v.min", meeting_id, minutes))
        rows.append((same,))
    text = Markup("<b>{}</b>: встреча {} уже записана.").format(", ".join(pair.mentees), days.words(day))
    return Screen(text, (*rows, (menus.HOME,)))


def choose_pair(working: Sequence[Pair], day: date, minutes: int, page: int) -> Screen:
    """Several pairs: whose meeting was it?"""
    rows: list[Row] = [
        (Button(words.shorten(", ".join(one.mentees), 28), action("v.put", one.id, day.isoformat(), minutes, "once")),)
        for one in paging.page_of(working, page)
    ]
    if pager := paging.pager("v.whose", (day.isoformat(), minutes), page, len(working)):
        rows.append(pager)
    return Screen(Markup("<b>С кем встретились?</b>\n{}").format(days.words(day)), (*rows, (menus.HOME,)))


def my_pairs(shown: Sequence[tuple[Pair, int, str | None]], page: int, total: int) -> Screen:
    """One page, each pair with its number of meetings and the last one's day."""
    if not shown:
        return no_pairs()
    blocks = []
    for pair, count, last in shown:
        when = f", последняя {days.words(date.fromisoformat(last))}" if last else ""
        blocks.append(
            Markup("<b>{}</b> · {}\nЦель: {}\n{}{}").format(
                ", ".join(pair.mentees),
                pairs.STATES[pair.state],
                pair.goal,
                words.plural(count, "встреча", "встречи", "встреч"),
                when,
            )
        )
    pager = paging.pager("v.page", (), page, total)
    goals = Button("Цели", action("gl.list", 0))
    rows = (*([pager] if pager else []), *menus.MENUS[Role.MENTOR][:1], (goals, menus.HOME))
    return Screen(Markup("\n\n").join(blocks), rows)


def no_pairs() -> Screen:
    return Screen(Markup("Пар, которые сейчас работают, у вас нет. Их записывает куратор школы."), ((menus.HOME,),))


def not_then(pair: Pair, day: date) -> Screen:
    text = Markup("<b>{}</b>: записать встречу на {} нельзя.\nПара {} с {}.").format(
        ", ".join(pair.mentees), days.words(day), pairs.STATES[pair.state], days.words(pair.starts_on)
    )
    return Screen(text, ((menus.HOME,),))


def odd_minutes(minutes: int, longest: int) -> Screen:
    text = Markup("Получилось {} мин. Пришлите число от 1 до {}, например 45.").format(minutes, longest)
    return Screen(text, ((menus.HOME,),))


def undone(person: Person) -> Screen:
    return menus.home(person, "Запись о встрече отменена.")


def _minutes(minutes: int) -> str:
    return words.plural(minutes, "минута", "минуты", "минут")
