"""Pairs and groups on the screen: the list, the card, the receipts."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from domain import days, mentoring
from domain.forms.registry import STOP_REASONS
from domain.pairs import CLOSED, State, Step
from domain.registry import Pair
from views import menus, paging, searching, words
from views.actions import action
from views.screen import Button, Row, Screen

STATES: Final = {
    State.DRAFT: "черновик",
    State.ACTIVE: "работает",
    State.PAUSED: "пауза",
    State.COMPLETED: "завершена",
    State.STOPPED: "прекращена",
}
STEP_NAMES: Final = {
    Step.START: "Начать работу",
    Step.PAUSE: "Пауза",
    Step.RESUME: "Продолжить",
    Step.REOPEN: "Вернуть в работу",
}
STEP_DONE: Final = {
    Step.START: "Пара работает",
    Step.PAUSE: "Пара на паузе",
    Step.RESUME: "Пара снова работает",
    Step.REOPEN: "Пара снова открыта",
}
NEXT_STEPS: Final = {
    State.DRAFT: (Step.START,),
    State.ACTIVE: (Step.PAUSE,),
    State.PAUSED: (Step.RESUME,),
    State.COMPLETED: (Step.REOPEN,),
    State.STOPPED: (Step.REOPEN,),
}
REASONS: Final = {option.value: option.label for option in STOP_REASONS}
CANNOT_COMPLETE_A_DRAFT: Final = "Пара ещё не начала работу: её можно только прекратить. Измените первый ответ."
NEW: Final = Button("Новая пара", action("f.n", "pair", "new"))
ALL: Final = Button("Все пары", action("p.list", 0))
STORIES: Final = Button("Истории", action("ma.tales", 0))


def name(pair: Pair) -> str:
    """The mentees' codes, or how many of them, and the mentor."""
    who = pair.mentees[0] if len(pair.mentees) == 1 else words.plural(len(pair.mentees), "код", "кода", "кодов")
    return f"{who} · {pair.mentor}"


def listing(shown: Sequence[Pair], page: int, total: int) -> Screen:
    rows = _buttons(shown)
    if pager := paging.pager("p.list", (), page, total):
        rows.append(pager)
    rows += searching.row(total, "pairs")
    text = f"Всего: {total}" if total else "Пока ни одной."
    return Screen(Markup("<b>Пары и группы</b>\n{}").format(text), (*rows, (STORIES, NEW), (menus.HOME,)))


def found(there: Sequence[Pair], sought: str, page: int) -> Screen:
    """Those that were looked for."""
    rows = _buttons(paging.page_of(there, page))
    return searching.found("pairs", "Пары и группы", sought, rows, page, len(there), ALL)


def card(pair: Pair, meetings: int, last: str | None, lacking: Sequence[str] = (), blocked: bool = False) -> Screen:
    """Everything about a pair and what can be done to it now."""
    lines = [facts(pair), Markup("Встреч: <b>{}</b>").format(meetings)]
    if last:
        lines.append(Markup("Последняя: {}").format(days.words(date.fromisoformat(last))))
    rows: list[Row] = []
    if lacking:
        codes = ", ".join(lacking)
        why = "Начать нельзя, пока нет согласий: " if blocked else "Нет согласий: "
        lines.append(Markup("\n{}<b>{}</b>").format(why, codes))
        rows.append((Button("Записать согласия", action("f.n", "consent", f"pair.{pair.id}")),))
    if pair.state is not State.DRAFT:
        log = Button("Встречи пары", action("v.log", pair.id, 0))
        rows.append((Button("Записать встречу", action("v.for", pair.id)), log))
    steps = tuple(Button(STEP_NAMES[one], action("p.step", pair.id, one.value)) for one in NEXT_STEPS[pair.state])
    if pair.state not in CLOSED:
        steps += (Button("Завершить", action("f.n", "closing", pair.id)),)
    rows.append(steps)
    sheets = (Button("Анкеты", action("qs.pair", pair.id)),) if pair.state is not State.DRAFT else ()
    rows.append((Button("Цели", action("gl.open", pair.id)), *sheets))
    helped: Row = (Button("Помочь паре", action("at.pair", pair.id)),) if pair.state is State.ACTIVE else ()
    if pair.state is not State.COMPLETED:
        again = "Подобрать другого" if pair.state is State.STOPPED else "Сменить наставника"
        helped += (Button(again, action("ma.again", pair.id)),)
    return Screen(Markup("\n").join(lines), (*rows, *([helped] if helped else []), (ALL, menus.HOME)))


def registered(pair: Pair, lacking: Sequence[str]) -> Screen:
    """The receipt of a new pair; a draft says what it waits for."""
    head = "Пара записана и работает" if pair.state is not State.DRAFT else "Пара записана черновиком"
    if len(pair.mentees) > 1:
        head = head.replace("Пара", "Группа")
    text = Markup("<b>{}</b>\n\n{}").format(head, facts(pair))
    rows: list[Row] = [(menus.HOME, Button("Открыть", action("p.open", pair.id)))]
    if pair.state is State.DRAFT:
        text += Markup("\n\nВ отчёт она войдёт, когда все согласия будут на бумаге.")
        if lacking:
            rows.insert(0, (Button("Записать согласия", action("f.n", "consent", f"pair.{pair.id}")),))
        else:
            rows.insert(0, (Button("Начать работу", action("p.step", pair.id, Step.START.value)),))
    return Screen(text, tuple(rows), closes=True)


def assigned(pair: Pair) -> Screen:
    """For the mentor."""
    text = Markup("<b>У вас новая пара</b>\nНаставляемые: <b>{}</b>\nЦель: {}\nНачало: {}").format(
        ", ".join(pair.mentees), pair.goal, days.words(pair.starts_on)
    )
    rows = ((Button("Мои пары", action("v.pairs")), Button("Анкета до начала", action("qs.mine"))),)
    return Screen(text, rows, stays=True)


def begun(mentees: Sequence[str], mentor: str) -> str:
    """The title of a pair's form in which both are filled in already."""
    return words.shorten(f"Новая пара: {', '.join(mentees)} и {mentor}", 80)


def closing_title(pair: Pair) -> str:
    return f"Завершение: {words.shorten(', '.join(pair.mentees), 60)}"


def consent_title(codes: Sequence[str]) -> str:
    return f"Согласие: {', '.join(codes)}" if codes else "Согласие"


def closed_too_early(pair: Pair) -> str:
    return f"Пара начала работу {days.words(pair.starts_on)}: дата завершения не может быть раньше."


def _buttons(shown: Sequence[Pair]) -> list[Row]:
    rows: list[Row] = []
    for pair in shown:
        mark = "" if pair.state is State.ACTIVE else f"{STATES[pair.state]}: "
        rows.append((Button(words.shorten(mark + name(pair), 28), action("p.open", pair.id)),))
    return rows


def facts(pair: Pair) -> Markup:
    lines = [
        Markup("<b>{}</b>").format(", ".join(pair.mentees)),
        Markup("Наставник: <b>{}</b>").format(pair.mentor),
        Markup("Форма: {}").format(mentoring.LABELS.get(pair.form, pair.form)),
        Markup("Цель: {}").format(pair.goal),
        Markup("Срок: {} – {}").format(days.words(pair.starts_on), days.words(pair.ends_on)),
        Markup("Приказ: {}").format(pair.order_no or "–"),
        Markup("Состояние: <b>{}</b>").format(STATES[pair.state]),
    ]
    if pair.closed_on:
        lines.append(Markup("Завершена: {}").format(days.words(pair.closed_on)))
        if pair.reason:
            lines.append(Markup("Причина: {}").format(REASONS.get(pair.reason, pair.reason)))
        lines.append(Markup("Результат: {}").format(pair.result or "–"))
        if pair.story:
            lines.append(Markup("История: {}").format(pair.story))
    return Markup("\n").join(lines)
