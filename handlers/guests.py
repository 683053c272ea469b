"""The department sees who comes to an event, and marks who was there: that counts as training."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.events import Event
from domain.form import Answers, Facts
from domain.forms.events import CAME_TOO
from domain.people import Role
from handlers import events as desk
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import audiences, guests
from views import guests as views
from views.guests import Guest
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    """Whom the event is for and who is not on its list."""
    event = await _begun(case, subject)
    there = {one.person_id for one in await _guests(case, event)}
    others = [row for row in await audiences.posts(case.db, event.audience) if row["id"] not in there]
    options = tuple(views.option(row["id"], row["name"], row["schools"] or "") for row in others)
    return Facts(case.today, options={"people": options})


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    event = await _begun(case, subject)
    chosen = answers["people"]
    assert isinstance(chosen, list)
    posts = {str(row["id"]): row for row in await audiences.posts(case.db, event.audience)}
    for person_id in chosen:
        row = posts[person_id]
        await guests.came_too(case.db, event.id, row["id"], row["school_id"], case.person.id, case.now)
    reply = await receipt(case, event.id)
    return Filed(event.id, Reply(reply.screens, toast=views.came(len(chosen))))


async def receipt(case: Case, result: int) -> Reply:
    event = await desk.load(case, result)
    return Reply((views.marks(event, await _guests(case, event), 0),))


async def title(case: Case, subject: str) -> str:
    return CAME_TOO.title


BINDING = Binding(CAME_TOO, (Role.DEPARTMENT,), facts, save, receipt, title)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    event = await desk.load(case, number(args[0]))
    return views.listing(event, await _guests(case, event), number(args[1]), case.town.zone)


async def found(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """Guests whose name or school's number fits."""
    event = await desk.load(case, number(args[0]))
    chosen = await _chosen(case, event, fits)
    return views.listing(event, chosen, 0, case.town.zone), len(chosen)


async def found_marks(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """The same to mark them."""
    event = await _begun(case, args[0])
    chosen = await _chosen(case, event, fits)
    return views.marks(event, chosen[: views.MARKED], 0), len(chosen)


async def _chosen(case: Case, event: Event, fits: Callable[..., bool]) -> list[Guest]:
    if case.person.post.role is not Role.DEPARTMENT:
        raise LookupError(event.id)
    return [one for one in await _guests(case, event) if fits(one.words)]


async def marks(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    event = await _begun(case, args[0])
    return views.marks(event, await _guests(case, event), number(args[1]))


async def mark(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    event = await _begun(case, args[0])
    known = await guests.mark(case.db, event.id, number(args[1]), case.person.id, case.now)
    screen = views.marks(event, await _guests(case, event), number(args[2]))
    return Reply((screen,), toast="" if known is not None else views.NO_GUEST)


async def mark_all(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Whoever is marked already keeps the mark."""
    event = await _begun(case, args[0])
    await guests.mark_all(case.db, event.id, case.person.id, case.now)
    return views.marks(event, await _guests(case, event), 0)


async def _begun(case: Case, event_id: str) -> Event:
    event = await desk.load(case, number(event_id))
    if not event.over(case.now):
        raise LookupError(event_id)
    return event


async def _guests(case: Case, event: Event) -> list[Guest]:
    return [
        Guest(row["id"], row["name"], row["school"], None if row["attended"] is None else bool(row["attended"]))
        for row in await guests.listing(case.db, event.id)
    ]


def router() -> Router:
    routes = Router(name="guests")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("sm.guests", 2), *ours)
    routes.callback_query.register(marks, On("sm.marks", 2), *ours)
    routes.callback_query.register(mark, On("sm.mark", 3), *ours)
    routes.callback_query.register(mark_all, On("sm.all", 1), *ours)
    return routes
