"""Who answers concerns: seen by the whole department, as is every change of it."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.concerns import Duty
from domain.history import Event
from views import history, menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

Candidate = tuple[int, str]  # a post, and whose it is
STEPS: Final = {"taken": "Взяли на себя", "given": "Назначили"}
UNFIT: Final = "Этот человек ещё и куратор школы, а сообщения идут мимо школ. Выберите другого."
ALREADY: Final = "Этот человек уже отвечает"
CHANGED: Final = "Ответственный уже другой, показываю, как сейчас"


def screen(
    duty: Duty | None,
    mine: int,
    others: Sequence[Candidate],
    seen: int,
    page: int,
    waiting: int,
    zone: tzinfo,
    note: str = "",
) -> Screen:
    """`mine` is the reader's post, `seen` the last appointment; `waiting` is told where nobody is on duty."""
    lines = [Markup("<b>Сообщения о проблемах</b>")]
    if note:
        lines.insert(0, Markup("{}\n").format(note))
    rows: list[Row] = []
    if duty is None:
        lines.append(Markup("Ответственный <b>не назначен</b>: сообщения не читает никто."))
        if waiting:
            lines.append(Markup("Ждут: <b>{}</b>").format(waiting))
    else:
        since = days.words(duty.since.astimezone(zone).date())
        lines.append(Markup("Отвечает: <b>{}</b>, с {}").format(duty.name, since))
        lines.append(Markup("Читает и отвечает только этот человек."))
    if duty is None or duty.post != mine:
        rows.append((Button("Беру на себя", action("cn.name", mine, seen)),))
    else:
        rows.append((Button("К сообщениям", action("cn.list", 0)),))
    if others:
        lines.append(Markup("\nПередать можно любому из управления:"))
    for post, name in paging.page_of(others, page):
        rows.append((Button(words.shorten(name, LABEL_LIMIT), action("cn.name", post, seen)),))
    if pager := paging.pager("cn.duty", (), page, len(others)):
        rows.append(pager)
    return Screen(Markup("\n").join(lines), (*rows, (history.button("cn.past", 0), menus.HOME)))


def confirm(duty: Duty | None, post: int, name: str, seen: int, *, own: bool) -> Screen:
    """All that is open and closed passes to them, and is gone for whoever answers now."""
    head = "Возьмёте сообщения о проблемах на себя?" if own else "Передать сообщения о проблемах?"
    text = Markup("<b>{}</b>\nОтвечать будет: <b>{}</b>\nОткрытые и закрытые сообщения увидит только этот человек.")
    text = text.format(head, name)
    if duty is not None:
        text += Markup("\n{} больше не увидит ни одного.").format(duty.name)
    yes = Button("Да, беру" if own else "Да, передать", action("cn.give", post, seen))
    return Screen(text, ((yes, Button("Нет", action("cn.duty", 0))),))


def log(events: Sequence[Event], page: int, zone: tzinfo) -> Screen:
    return history.screen(
        "Кто отвечает за сообщения о проблемах",
        events,
        page,
        zone,
        steps=STEPS,
        fields={"who": "Отвечает"},
        show=lambda _, value: str(value or "–"),
        turn=("cn.past", 0),
        back=Button("Назад", action("cn.duty", 0)),
    )


def waits(post: int, seen: int) -> Screen:
    """For everybody in the department while nobody is on duty: that there is something, and not a word of it."""
    text = Markup("<b>Ждёт сообщение о проблеме</b>\nОтветственный не назначен, прочесть его пока не может никто.")
    return Screen(text, ((Button("Беру на себя", action("cn.take", post, seen)),),), stays=True)


def still_waits(many: int, post: int, seen: int, away: str) -> Screen:
    """The same in the morning. `away` is the name of whoever is on duty and out of reach."""
    count = words.plural(many, "сообщение ждёт", "сообщения ждут", "сообщений ждут")
    text = Markup("<b>Сообщения о проблемах</b>\n{}: {}.").format(
        count, f"{away} не на связи" if away else "ответственный не назначен"
    )
    return Screen(text, ((Button("Беру на себя", action("cn.take", post, seen)),),), stays=True)


def passed(name: str, by: str) -> Screen:
    """For the rest of the department."""
    text = Markup("За сообщения о проблемах теперь отвечает <b>{}</b>.\nРешение: {}.").format(name, by)
    return Screen(text, stays=True)


def given(many: int, post: int, by: str) -> Screen:
    """For whoever was appointed by somebody else."""
    count = words.plural(many, "открытое", "открытых", "открытых")
    text = Markup("<b>Вам переданы сообщения о проблемах</b>\n{}. Видите их только вы.\nРешение: {}.").format(count, by)
    return Screen(text, ((Button("Открыть список", action("cn.mind", post)),),), stays=True)
