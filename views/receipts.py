"""What became of a broadcast: how many have it, who has read it, what can still be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain.broadcasts import Broadcast, Count
from views import broadcasts, menus, paging, seeking, words
from views.actions import action
from views.screen import Button, Row, Screen, together

PER_PAGE: Final = 20
LISTS: Final = {"unread": "Не прочитали", "read": "Прочитали", "lost": "Не доставлено", "queued": "Ждут отправки"}


@dataclass(frozen=True, slots=True)
class Addressee:
    """`schools` are the numbers of theirs, `state` that of their message."""

    person_id: int
    telegram_id: int
    name: str
    schools: str
    state: str
    read_at: datetime | None
    reachable: bool

    def within(self, which: str) -> bool:
        """Whether they stand in this one of `LISTS`."""
        match which:
            case "read":
                return self.read_at is not None
            case "unread":
                return self.state == "sent" and self.read_at is None
            case "lost":
                return self.state in ("unreachable", "undone")
            case _:
                return self.state == "queued"


def report(broadcast: Broadcast, count: Count, whom: str, zone: tzinfo) -> Screen:
    """On demand."""
    sent = words.moment(broadcast.sent_at, zone) if broadcast.sent_at else ""
    lines = [
        Markup("<b>Рассылка</b> · {}\n<i>{}</i>").format(sent, broadcasts.head(broadcast)),
        together([Markup("Кому: {}").format(whom), *_facts(broadcast, count)], "\n"),
    ]
    if broadcast.undone_at:
        lines.insert(1, Markup("<b>Отозвана</b> {}").format(words.moment(broadcast.undone_at, zone)))
    rows: list[Row] = []
    if broadcast.wants_receipt and count.sent:
        rows.append((_who(broadcast, "unread", count.unread), _who(broadcast, "read", count.read)))
        if count.unread and not broadcast.undone_at:
            rows.append((Button(f"Напомнить: {count.unread}", action("bc.nudge?", broadcast.id)),))
    if count.unreachable + count.undone:
        rows.append((_who(broadcast, "lost", count.unreachable + count.undone),))
    if count.queued and not broadcast.undone_at:
        rows.append((Button(f"Отозвать: {count.queued}", action("bc.undo?", broadcast.id)),))
    rows.append(
        (Button("Обновить", action("bc.open", broadcast.id)), Button("Показать", action("bc.show", broadcast.id)))
    )
    return Screen(together(lines), (*rows, (broadcasts.ALL, menus.HOME)))


def ended(broadcast: Broadcast, count: Count) -> Screen:
    """Once, when everybody has been written to."""
    text = Markup("<b>Рассылка закончена</b>\n<i>{}</i>\n\n{}").format(
        broadcasts.head(broadcast), together(_facts(broadcast, count), "\n")
    )
    return Screen(text, ((Button("Подробнее", action("bc.open", broadcast.id)),),), stays=True)


def people(broadcast: Broadcast, which: str, everybody: Sequence[Addressee], page: int) -> Screen:
    """One of `LISTS`, name by name."""
    chosen = [one for one in everybody if one.within(which)]
    lines = [
        Markup("{}{}").format(one.name, f" · школа {one.schools.replace(',', ', ')}" if one.schools else "")
        for one in paging.page_of(chosen, page, PER_PAGE)
    ]
    text = Markup("<b>{}: {}</b>\n{}").format(LISTS[which], len(chosen), together(lines, "\n"))
    pager = paging.pager("bc.who", (broadcast.id, which), page, len(chosen), PER_PAGE)
    back = (Button("К рассылке", action("bc.open", broadcast.id)), menus.HOME)
    seek = seeking.row(len(chosen), "who", broadcast.id, which)
    return Screen(text, (*((pager,) if pager else ()), *seek, back))


def ask_undo(broadcast: Broadcast, count: Count) -> Screen:
    text = Markup("<b>Отозвать рассылку?</b>\nНе уйдёт ещё <b>{}</b>. У кого она уже есть, у того останется.").format(
        words.plural(count.queued, "сообщение", "сообщения", "сообщений")
    )
    return Screen(text, ((Button("Отозвать", action("bc.undo", broadcast.id)), _back(broadcast)),))


def undone(gone: int) -> str:
    return f"Отозвано: {words.plural(gone, 'сообщение', 'сообщения', 'сообщений')}" if gone else "Всё уже ушло"


def ask_nudge(broadcast: Broadcast, many: int) -> Screen:
    text = Markup("<b>Напомнить?</b>\nЕщё раз получат {}: у них нет отметки «Прочитано».").format(
        words.plural(many, "человек", "человека", "человек")
    )
    return Screen(text, ((Button("Напомнить", action("bc.nudge", broadcast.id)), _back(broadcast)),))


def nudged(many: int) -> str:
    return f"Напоминаем: {words.plural(many, 'человек', 'человека', 'человек')}"


def _facts(broadcast: Broadcast, count: Count) -> list[Markup]:
    facts = [Markup("Доставлено: <b>{} из {}</b>").format(count.sent, count.people)]
    if count.queued:
        facts.append(Markup("Ждут отправки: {}").format(count.queued))
    if count.unreachable:
        facts.append(Markup("Недоступны: {}").format(count.unreachable))
    if count.undone:
        facts.append(Markup("Отозвано до отправки: {}").format(count.undone))
    if broadcast.wants_receipt:
        facts.append(Markup("Прочитали: <b>{}</b>, ещё нет: {}").format(count.read, count.unread))
    return facts


def _who(broadcast: Broadcast, which: str, many: int) -> Button:
    return Button(f"{LISTS[which]}: {many}", action("bc.who", broadcast.id, which, 0))


def _back(broadcast: Broadcast) -> Button:
    return Button("Назад", action("bc.open", broadcast.id))
