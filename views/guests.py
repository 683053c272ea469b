"""Who has signed up for an event, and the marks of who was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from markupsafe import Markup

from domain.events import Event
from domain.form import Option
from views import menus, paging, seeking, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

PER_PAGE = 20
MARKED = paging.PER_PAGE
SIGNS = {True: "✓ ", False: "× ", None: ""}
NO_GUEST = "Этого человека нет в списке"


@dataclass(frozen=True, slots=True)
class Guest:
    """`school` is its number; `attended` None while nobody has said."""

    person_id: int
    name: str
    school: int | None
    attended: bool | None

    @property
    def words(self) -> str:
        return self.name if self.school is None else f"{self.name} · Ш{self.school:02}"


def listing(event: Event, everybody: Sequence[Guest], page: int, zone: tzinfo) -> Screen:
    """Name by name, with the school."""
    lines = [Markup("{}").format(one.words) for one in paging.page_of(everybody, page, PER_PAGE)]
    text = Markup("<b>Записались: {}</b>\n{} · {}\n\n{}").format(
        len(everybody), event.title, words.moment(event.starts_at, zone), together(lines, "\n")
    )
    pager = paging.pager("sm.guests", (event.id,), page, len(everybody), PER_PAGE)
    seek = seeking.row(len(everybody), "guests", event.id)
    return Screen(text, (*((pager,) if pager else ()), *seek, (_back(event), menus.HOME)))


def marks(event: Event, everybody: Sequence[Guest], page: int) -> Screen:
    """A tap turns a mark: was there, was not."""
    rows: list[Row] = [
        (
            Button(
                words.shorten(SIGNS[one.attended] + one.words, LABEL_LIMIT),
                action("sm.mark", event.id, one.person_id, page),
            ),
        )
        for one in paging.page_of(everybody, page)
    ]
    if pager := paging.pager("sm.marks", (event.id,), page, len(everybody)):
        rows.append(pager)
    rows += seeking.row(len(everybody), "marks", event.id)
    left = sum(one.attended is None for one in everybody)
    if left:
        rows.append((Button(f"Все были: {left}", action("sm.all", event.id)),))
    rows.append((Button("Был кто-то без записи", action("f.n", "event-came", event.id)),))
    were = sum(one.attended is True for one in everybody)
    text = Markup("<b>Кто был</b>\n{}\n\nБыли: <b>{}</b>, не отмечены: {}\n✓ – был, × – не был.").format(
        event.title, were, left
    )
    return Screen(text, (*rows, (_back(event), menus.HOME)))


def option(person_id: int, name: str, schools: str) -> Option:
    tail = f" · Ш{schools}" if schools else ""
    return Option(str(person_id), words.shorten(name, LABEL_LIMIT - len(tail)) + tail)


def came(many: int) -> str:
    return f"Добавлено: {words.plural(many, 'человек', 'человека', 'человек')}"


def _back(event: Event) -> Button:
    return Button("К мероприятию", action("sm.open", event.id))
