"""Broadcasts on the screen: the message itself, its preview, the list of all of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain import broadcasts as rules
from domain import roadmap
from domain.broadcasts import Broadcast, Count
from domain.form import Option
from domain.papers import Paper
from domain.registry import School
from views import menus, paging, seeking, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, File, Row, Screen, bold, together

NEW: Final = Button("Новая рассылка", action("f.n", "broadcast", "new"))
ALL: Final = Button("Все рассылки", action("bc.list", 0))
AUDIENCES: Final = {
    rules.COORDINATORS: "Все кураторы",
    rules.MENTORS: "Все наставники",
    rules.EVERYBODY: "Кураторы и наставники",
    rules.OWING: "Кто не сдал отчёт",
    rules.SCHOOLS: "Школы на выбор",
}
EXAMPLE: Final = "Так кнопка будет выглядеть у получателей"
THANKS: Final = "Спасибо, отмечено"
NOTED: Final = "Уже отмечено, спасибо"
NOT_YOURS: Final = "Это сообщение было не для вас"
DROPPED: Final = "Черновик удалён"
OVER: Final = "Уже поздно: это прошло или отменено"
NOBODY: Final = "Отправлять некому: выберите других получателей"


def audience_options(counts: Mapping[str, int], owed: bool) -> tuple[Option, ...]:
    """With how many people each reaches; those who owe only where somebody does."""
    options = [
        Option(key, f"{label} · {counts[key]}" if key in counts else label)
        for key, label in AUDIENCES.items()
        if key != rules.OWING or owed
    ]
    return tuple(options)


def debt_option(row: str, period: str, schools: int) -> Option:
    tail = f" · {schools}"
    label = f"{words.short_period(period)}: {roadmap.row(row).title}"
    return Option(f"{row}:{period}", words.shorten(label, LABEL_LIMIT - len(tail)) + tail)


def school_option(school: School) -> Option:
    return Option(str(school.id), words.shorten(f"{school.number}. {school.name}", LABEL_LIMIT))


def audience(broadcast: Broadcast, schools: Sequence[School]) -> str:
    """To whom it goes, in words."""
    if owed := rules.debt(broadcast.audience):
        return f"Кто не сдал: {roadmap.row(owed[0]).title}, {words.period(owed[1])}"
    if ids := rules.school_ids(broadcast.audience):
        numbers = [str(school.number) for school in schools if school.id in ids]
        return f"Кураторы школ: {', '.join(numbers)}" if len(ids) > 1 else f"Кураторы школы {''.join(numbers)}"
    return AUDIENCES[broadcast.audience]


def message(broadcast: Broadcast, paper: Paper | None, reminds: bool = False) -> Screen:
    """As its people see it."""
    if broadcast.is_document:
        lines = [Markup("<b>{}</b>\n{}").format(broadcast.title, document_facts(broadcast))]
    else:
        lines = [bold("Управление образования")]
    if reminds:
        lines.insert(0, Markup("<i>Напоминаем: отметьте, пожалуйста, что прочитали.</i>"))
    lines.append(Markup("{}").format(broadcast.words))
    rows: tuple[Row, ...] = (
        ((Button("Прочитано", action("bc.read", broadcast.id)),),) if broadcast.wants_receipt else ()
    )
    file = File(paper.kind, "paper", {"id": paper.id}) if paper else None
    return Screen(together(lines), rows, file, stays=True)


def document_facts(broadcast: Broadcast) -> Markup:
    """«№ 215-п от пт, 6 ноября 2026»."""
    dated = words.day(broadcast.dated) if broadcast.dated else "–"
    return Markup("№ {} от {}").format((broadcast.number or "").removeprefix("№").strip(), dated)


def preview(broadcast: Broadcast, whom: str, many: int, lost: int, wake: datetime | None, zone: tzinfo) -> Screen:
    """Under the message as it will look: how many will have it, and the last word. `wake` is the end of the quiet
    hours where it is quiet now."""
    facts = [Markup("Кому: {}").format(whom), Markup("Получат: <b>{}</b>").format(_people(many))]
    if lost:
        facts.append(Markup("Бот не может написать: {}").format(_people(lost)))
    if wake:
        facts.append(Markup("Сейчас поздно: утром – это {}.").format(words.moment(wake, zone)))
    rows: list[Row] = []
    if many and wake:
        rows.append((Button("Отправить утром", action("bc.send", broadcast.id)),))
        rows.append((Button("Отправить сейчас", action("bc.now", broadcast.id)),))
    elif many:
        rows.append((Button(f"Отправить: {_people(many)}", action("bc.send", broadcast.id)),))
    rows.append((_change(broadcast), Button("Удалить", action("bc.drop?", broadcast.id))))
    text = Markup("<b>Так увидят получатели</b>\n{}").format(together(facts, "\n"))
    return Screen(text, (*rows, (ALL, menus.HOME)))


def ask_drop(broadcast: Broadcast) -> Screen:
    text = Markup("<b>Удалить черновик?</b>\n{}").format(head(broadcast))
    return Screen(
        text,
        ((Button("Удалить", action("bc.drop", broadcast.id)), Button("Назад", action("bc.open", broadcast.id))),),
    )


def listing(everything: Sequence[tuple[Broadcast, Count]], page: int, zone: tzinfo) -> Screen:
    """The newest first, each with how many it has reached."""
    rows: list[Row] = []
    for one, count in paging.page_of(everything, page):
        rows.append((Button(_label(one, count, zone), action("bc.open", one.id)),))
    if pager := paging.pager("bc.list", (), page, len(everything)):
        rows.append(pager)
    many = words.plural(len(everything), "рассылка", "рассылки", "рассылок") if everything else "Пока ни одной."
    return Screen(
        Markup("<b>Рассылки</b>\n{}").format(many),
        (*rows, *seeking.row(len(everything), "broadcasts"), (NEW,), (menus.HOME,)),
    )


def head(broadcast: Broadcast) -> str:
    """How it begins: tells one from another."""
    return words.shorten(" ".join((broadcast.title or broadcast.words).split()), 60)


def _label(one: Broadcast, count: Count, zone: tzinfo) -> str:
    if one.sent_at is None:
        start, tail = "Черновик", ""
    else:
        start = f"{one.sent_at.astimezone(zone):%d.%m}"
        tail = f" · {count.sent}/{count.people}"
    return words.shorten(f"{start} · {head(one)}", LABEL_LIMIT - len(tail)) + tail


def _change(broadcast: Broadcast) -> Button:
    if broadcast.event_id is not None:
        return Button("К мероприятию", action("sm.open", broadcast.event_id))
    if broadcast.contest_id is not None:
        return Button("К конкурсу", action("ct.open"))
    form = "motivation" if broadcast.is_document else "broadcast"
    subject = f"{broadcast.period}.{broadcast.id}" if broadcast.is_document else str(broadcast.id)
    return Button("Изменить", action("f.n", form, subject))


def _people(many: int) -> str:
    return words.plural(many, "человек", "человека", "человек")
