"""The plan of a pair on a phone: its goals, how they grew, and a rating by a tap."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain import goals as rules
from domain.goals import Goal, Moment
from domain.history import Event
from domain.people import Role
from domain.registry import Pair
from views import history, menus, paging, words
from views.actions import action
from views.screen import Button, File, Row, Screen

NAMES: Final[Mapping[Moment, str]] = {Moment.START: "начало", Moment.MIDDLE: "середина", Moment.END: "итог"}
ASKS: Final[Mapping[Moment, str]] = {
    Moment.START: "Насколько это получалось в начале?",
    Moment.MIDDLE: "Насколько это получается сейчас?",
    Moment.END: "Насколько это получилось?",
}
STEPS: Final[Mapping[str, str]] = {
    "set": "Цель поставлена",
    "reworded": "Новые слова",
    "dropped": "Цель убрана",
    "returned": "Цель возвращена",
    **{f"rated-{moment}": f"Оценка: {name}" for moment, name in NAMES.items()},
}
SCALE: Final = "1 – совсем нет, 10 – полностью."
SAVED: Final = "Оценка записана"
DROPPED: Final = "Цель убрана"
RETURNED: Final = "Цель снова в плане"
ENOUGH: Final = f"Целей уже {rules.MOST}, больше не нужно."
OVER: Final = "Пара завершена: новых целей у неё не будет."
THE_SAME: Final = "Такая цель у пары уже есть."


def listing(shown: Sequence[tuple[Pair, Sequence[Goal], Moment | None]], page: int, total: int) -> Screen:
    """The mentor's pairs; what waits for a rating is marked."""
    rows: list[Row] = []
    for pair, goals, asked in shown:
        mark = f"Оценить {NAMES[asked]}" if asked else words.plural(len(goals), "цель", "цели", "целей")
        label = f"{', '.join(pair.mentees)} · {mark if goals else 'целей нет'}"
        rows.append((Button(words.shorten(label, 28), action("gl.open", pair.id)),))
    if pager := paging.pager("gl.list", (), page, total):
        rows.append(pager)
    text = Markup("<b>Цели пар</b>\nЧьи открыть?") if total else Markup("Пар пока нет: их записывает куратор школы.")
    return Screen(text, (*rows, (menus.HOME,)))


def plan(pair: Pair, goals: Sequence[Goal], today: date, role: Role, *, writes: bool, note: str = "") -> Screen:
    """All goals of a pair. `writes`: whoever reads this may set and rate them."""
    lines = [Markup("<b>Цели</b> · {}").format(", ".join(pair.mentees))]
    if note:
        lines.insert(0, Markup("{}").format(note))
    lines += [
        Markup("{}. <b>{}</b>\n{}").format(place, goal.words, growth(goal)) for place, goal in enumerate(goals, start=1)
    ]
    asked = rules.asked(pair, goals, today)
    rows: list[Row] = []
    if not goals:
        lines.append(Markup("Пока ни одной. Обычно хватает двух–четырёх."))
    if asked and writes:
        lines.append(Markup("Пора оценить: <b>{}</b>, по нажатию на цель.").format(NAMES[asked]))
        rows.append((Button(f"Оценить: {NAMES[asked]}", action("gl.rate", pair.id, asked.value)),))
    elif asked:
        lines.append(Markup("Ждёт оценки наставника: <b>{}</b>.").format(NAMES[asked]))
    elif goals and (coming := _coming(pair, today)):
        lines.append(Markup("Дальше: <b>{}</b>, с {}.").format(NAMES[coming], days.words(rules.comes(pair, coming))))
    add = rules.may_set(pair, goals) and writes
    if add and 0 < len(goals) < rules.FEWEST:
        lines.append(Markup("Добавьте хотя бы ещё одну."))
    for place, goal in enumerate(goals, start=1):
        rows.append((Button(words.shorten(f"{place}. {goal.words}", 28), action("gl.goal", goal.id)),))
    last: Row = (Button("Добавить цель", action("f.n", "goal", pair.id)),) if add else ()
    if any(goal.ratings for goal in goals):
        last += (Button("Картинкой", action("gl.pic", pair.id)),)
    back = (
        Button("К паре", action("p.open", pair.id))
        if role is Role.COORDINATOR
        else Button("Мои пары", action("v.pairs"))
    )
    rows += [row for row in (last, (back, menus.HOME)) if row]
    return Screen(Markup("\n\n").join(lines), tuple(rows))


def growth(goal: Goal) -> Markup:
    """«было 3 → 5 → стало 7 (+4)»."""
    start, middle, end = (goal.ratings.get(moment) for moment in Moment)
    if not goal.ratings:
        return Markup("оценок пока нет")
    parts = []
    if start is not None:
        parts.append(f"было {start}" if len(goal.ratings) > 1 else f"в начале {start}")
    if middle is not None:
        parts.append(str(middle) if start is not None and end is not None else f"в середине {middle}")
    if end is not None:
        parts.append(f"стало {end}" if start is not None else f"в конце {end}")
    said = " → ".join(parts)
    if goal.growth is None:
        return Markup("{}").format(said)
    change = f"{'+' if goal.growth > 0 else '−'}{abs(goal.growth)}" if goal.growth else "без изменений"
    return Markup("{} (<b>{}</b>)").format(said, change)


def question(goal: Goal, moment: Moment, place: tuple[int, int], *, alone: bool) -> Screen:
    """One goal, one tap. `place` is which of how many; `alone`: a single rating is mended, no others follow."""
    verb = "gl.fix" if alone else "gl.put"
    known = goal.ratings.get(moment)
    count = "" if alone or place[1] < 2 else f" · {place[0]} из {place[1]}"
    text = Markup("<b>{}</b>\nОценка: <b>{}</b>{}\n\n{}\n{}").format(
        goal.words, NAMES[moment], count, ASKS[moment], SCALE
    )
    if known is not None:
        text += Markup("\n\nСейчас записано: <b>{}</b>. Прежняя останется в истории.").format(known)
    taps = [Button(str(value), action(verb, goal.id, moment.value, value)) for value in range(1, rules.HIGHEST + 1)]
    back = action("gl.goal", goal.id) if alone else action("gl.open", goal.pair_id)
    return Screen(text, (tuple(taps[:5]), tuple(taps[5:]), (Button("Назад", back),)))


def rating_title(goal: Goal, moment: Moment) -> str:
    return f"{goal.words} · {NAMES[moment]}"


def card(pair: Pair, goal: Goal, today: date, *, writes: bool, note: str = "") -> Screen:
    """One goal with its three ratings; any that may be given can be mended."""
    head = Markup("{}\n\n").format(note) if note else Markup("")
    lines = [head + Markup("<b>{}</b>").format(goal.words), Markup("Пара: {}").format(", ".join(pair.mentees))]
    rows: list[Row] = []
    for moment in Moment:
        value, come = goal.ratings.get(moment), rules.has_come(pair, moment, today)
        shown = (
            value
            if value is not None
            else "–"
            if come or pair.closed_on
            else f"с {days.words(rules.comes(pair, moment))}"
        )
        lines.append(Markup("{}: <b>{}</b>").format(NAMES[moment].capitalize(), shown))
        if writes and come:
            label = f"{'Исправить' if value is not None else 'Оценить'}: {NAMES[moment]}"
            rows.append((Button(label, action("gl.one", goal.id, moment.value)),))
    if writes:
        edit = Button("Изменить слова", action("f.n", "goal", f"{pair.id}.{goal.id}"))
        rows.append((edit, Button("Убрать цель", action("gl.drop", goal.id))))
    rows.append((history.button("gl.log", goal.id), Button("К целям", action("gl.open", pair.id))))
    return Screen(Markup("\n").join(lines), tuple(rows))


def dropped(goal: Goal) -> Screen:
    """It can be brought back from here, with all its ratings."""
    text = Markup("Цель убрана: <b>{}</b>\nОценки сохранены.").format(goal.words)
    back = Button("К целям", action("gl.open", goal.pair_id))
    return Screen(text, ((Button("Вернуть цель", action("gl.back", goal.id)),), (back, menus.HOME)))


def log(goal: Goal, events: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    """Every word and every rating: who gave it and when."""
    return history.screen(
        goal.words,
        events,
        page,
        zone,
        steps=STEPS,
        fields={"words": "Цель", "value": "Оценка"},
        show=lambda _, value: str(value or "–"),
        turn=("gl.log", goal.id),
        back=Button("Назад", action("gl.goal", goal.id)),
    )


def picture(pair: Pair) -> Screen:
    """It carries the scope it was allowed with: the pair's own school and mentor."""
    args = {"pair": pair.id, "school": pair.school_id, "mentor": pair.mentor_id}
    caption = Markup("<b>Цели</b> · {}").format(", ".join(pair.mentees))
    return Screen(caption, file=File("photo", "goals", args), stays=True)


def now(goal: Goal) -> str:
    return f"Сейчас: {goal.words}"


def not_yet(pair: Pair, moment: Moment) -> str:
    return f"Оценка «{NAMES[moment]}» будет с {days.words(rules.comes(pair, moment))}."


def mended(goal: Goal, moment: Moment, before: int | None) -> str:
    """What became of one rating."""
    now = goal.ratings[moment]
    return f"Записано: {NAMES[moment]} {now}." if before in (None, now) else f"Исправлено: было {before}, стало {now}."


def _coming(pair: Pair, today: date) -> Moment | None:
    """What is to be rated next, in a pair that goes on."""
    return next((one for one in Moment if not pair.closed_on and not rules.has_come(pair, one, today)), None)
