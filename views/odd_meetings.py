"""What is odd about an entry, with a button for each way to settle it. Nothing is logged until one is pressed."""

from collections.abc import Callable
from datetime import date, timedelta

from markupsafe import Markup

from domain import days
from domain.meetings import LONGEST, Entry, Meeting, Odd, guesses
from domain.pairs import Step
from domain.people import Role
from domain.registry import Pair
from views import menus, words
from views.actions import action
from views.meetings import OTHER_DAY, codes, length, other_day, put
from views.pairs import STATES
from views.screen import Button, Row, Screen

Log = Callable[[Entry], str]  # the action that logs an entry


def ask(odd: Odd, entry: Entry, pair: Pair, today: date, role: Role, same: Meeting | None) -> Screen:
    """Of a pair."""
    match odd:
        case Odd.FUTURE:
            return future(entry, today, lambda one: put(pair, one), other_day(pair))
        case Odd.EARLY:
            return _outside(entry, pair, pair.starts_on, ("Пара начала работу", "раньше", "В день начала"))
        case Odd.LATE:
            return _late(entry, pair, role)
        case Odd.OLD:
            return _old(entry, pair, today)
        case Odd.PAUSED:
            return _paused(entry, pair)
        case Odd.TWICE:
            return _twice(entry, pair, same)


def future(entry: Entry, today: date, log: Log, other: Button = OTHER_DAY) -> Screen:
    text = Markup("{}{} – это ещё впереди. <b>Когда встретились?</b>").format(
        days.words(entry.day), length(entry.minutes)
    )
    near = tuple(
        Button(label, log(Entry(day, entry.minutes)))
        for label, day in (("Сегодня", today), ("Вчера", today - timedelta(1)))
    )
    return Screen(text, (near, (other, menus.HOME)))


def long(day: date, minutes: int, log: Log) -> Screen:
    """Minutes that cannot be: none, or more than twelve hours."""
    if minutes:
        hours = (
            f"{minutes // 60} ч {minutes % 60} мин"
            if minutes % 60
            else words.plural(minutes // 60, "час", "часа", "часов")
        )
        text = Markup("{} – это {}. <b>Минуты или опечатка?</b>").format(
            words.plural(minutes, "минута", "минуты", "минут"), hours
        )
    else:
        text = Markup("0 минут: <b>встреча была?</b>")
    text += Markup("\nМожно прислать другое число, например 45.")
    offered = tuple(Button(f"{one} мин", log(Entry(day, one))) for one in guesses(minutes))
    rows: list[Row] = [offered] if offered else []
    if minutes > LONGEST:
        rows.append((Button("Целый день: 12 часов", log(Entry(day, LONGEST))),))
    rows.append((Button("Записать без минут", log(Entry(day))), menus.HOME))
    return Screen(text, tuple(rows))


def not_begun(pair: Pair, role: Role) -> Screen:
    """A draft pair has no meetings yet."""
    text = Markup("<b>{}</b> · {}\nПара ещё не начала работу: встречи записывают после начала.")
    rows: tuple[Row, ...] = ((menus.HOME,),)
    if role is Role.COORDINATOR:
        rows = ((Button("К паре", action("p.open", pair.id)), menus.HOME),)
    return Screen(text.format(codes(pair), STATES[pair.state]), rows)


def cannot_resume(pair: Pair, lacking: tuple[str, ...]) -> Screen:
    text = Markup("<b>{}</b>: продолжить пока нельзя, нет согласия на бумаге: {}. Встреча не записана.")
    return Screen(text.format(codes(pair), ", ".join(lacking)), ((menus.HOME,),))


def put_back_too(meeting: Meeting, pair: Pair, same: Meeting) -> Screen:
    """Another one stands on that day."""
    text = Markup("<b>{}</b>: {} уже записана другая встреча{}. <b>Вернуть и эту?</b>").format(
        codes(pair), days.words(meeting.held_on), length(same.minutes)
    )
    rows = (
        (Button("Вернуть: были две", action("v.back", meeting.id, same.id)),),
        (Button("Открыть другую", action("v.open", same.id)), menus.HOME),
    )
    return Screen(text, rows)


def _outside(entry: Entry, pair: Pair, edge: date, said: tuple[str, str, str]) -> Screen:
    what, when, label = said
    text = Markup("<b>{}</b>: {} {}, а встреча {} – {}. <b>Когда встретились?</b>").format(
        codes(pair), what.lower(), days.words(edge), days.words(entry.day), when
    )
    there = Entry(edge, entry.minutes, agreed=entry.agreed).though(Odd.OLD)  # a day by name: nobody asks how old
    at_the_edge = Button(f"{label}: {words.short_day(edge)}", put(pair, there))
    return Screen(text, ((at_the_edge,), (other_day(pair), menus.HOME)))


def _late(entry: Entry, pair: Pair, role: Role) -> Screen:
    assert pair.closed_on
    screen = _outside(entry, pair, pair.closed_on, (f"пара {STATES[pair.state]}", "позже", "В последний день"))
    if role is not Role.COORDINATOR:
        return screen
    reopen = (Button("Вернуть пару в работу", action("p.step", pair.id, Step.REOPEN.value)),)
    return Screen(screen.text, (screen.rows[0], reopen, *screen.rows[1:]))


def _old(entry: Entry, pair: Pair, today: date) -> Screen:
    ago = words.plural((today - entry.day).days, "день", "дня", "дней")
    text = Markup("<b>{}</b>: {} – это {} назад. <b>День верный?</b>").format(codes(pair), days.words(entry.day), ago)
    yes = Button("Да, записать", put(pair, entry.though(Odd.OLD)))
    return Screen(text, ((yes, other_day(pair)), (menus.HOME,)))


def _paused(entry: Entry, pair: Pair) -> Screen:
    text = Markup("<b>{}</b> на паузе.\nЗаписать встречу {}{}?").format(
        codes(pair), days.words(entry.day), length(entry.minutes)
    )
    rows = (
        (Button("Записать, пауза остаётся", put(pair, entry.though(Odd.PAUSED))),),
        (Button("Записать и снять паузу", put(pair, entry, "v.resume")),),
        (menus.HOME,),
    )
    return Screen(text, rows)


def _twice(entry: Entry, pair: Pair, same: Meeting | None) -> Screen:
    """A second meeting, or the same one told twice?"""
    assert same
    text = Markup("<b>{}</b>: встреча {}{} уже записана.\nЗаписано: {}").format(
        codes(pair), days.words(entry.day), length(same.minutes), same.who
    )
    rows: list[Row] = [(Button("Записать ещё одну", put(pair, entry.beside(same.id))),)]
    if entry.minutes and entry.minutes != same.minutes:
        rows.append((Button(f"Та же, длилась {entry.minutes} мин", action("v.min", same.id, entry.minutes)),))
    rows.append((Button("Та же, всё верно", action("v.open", same.id)), menus.HOME))
    return Screen(text, tuple(rows))
