"""Those invited see their events, sign up and leave again; the department sees all events."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.events import Event
from domain.people import Role
from handlers import events as desk
from handlers.case import Case, On, Private, number
from storage import events, guests, unsent
from views import broadcasts as broadcast_views
from views import events as views
from views.paging import PER_PAGE
from views.screen import Reply, Screen


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The department's; for others those they are invited to."""
    return await _listing(case, await _known(case), number(args[0]))


async def found(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """Those whose title, place or day fits."""
    chosen = [
        one
        for one in await _known(case)
        if fits(one.title, one.place, f"{one.starts_at.astimezone(case.town.zone):%d.%m.%Y}")
    ]
    return await _listing(case, chosen[:PER_PAGE], 0), len(chosen)


async def _known(case: Case) -> list[Event]:
    if case.person.post.role is Role.DEPARTMENT:
        return await events.listing(case.db)
    return await events.for_role(case.db, case.person.post.role)


async def _listing(case: Case, shown: list[Event], page: int) -> Screen:
    if case.person.post.role is Role.DEPARTMENT:
        return views.listing(shown, page, case.now, case.town.zone)
    said = {
        event_id: (row["left_at"] is None, None if row["attended"] is None else bool(row["attended"]))
        for event_id, row in (await guests.answers(case.db, case.person.id)).items()
    }
    return views.own_listing(shown, said, page, case.now, case.town.zone)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await desk.card_of(case, await desk.load(case, number(args[0])))


async def join(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    return await _answer(case, args[0], comes=True)


async def leave(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    return await _answer(case, args[0], comes=False)


async def _answer(case: Case, event_id: str, *, comes: bool) -> Reply:
    """Under the announcement or on the card; the announcement stays, the card shows what was said."""
    event = await desk.load(case, number(event_id))
    post = desk.invited(case, event)
    if post is None:
        looks = any(one.role is Role.DEPARTMENT for one in case.person.posts)
        if event.announced_at is None and not looks:
            raise LookupError(event.id)  # nobody else knows of it yet
        return Reply(toast=broadcast_views.EXAMPLE if looks else views.NOT_INVITED)
    if not event.open(case.now):
        return Reply((await desk.card_of(case, event),), toast=views.TOO_LATE)
    new = await guests.answer(case.db, event.id, case.person.id, post.school_id, case.now, comes=comes)
    if not comes:
        key = events.reminder(event)
        mine = [one for one in await unsent.keys(case.db, key) if one.endswith(f":{case.person.id}")]
        await unsent.take_back(case.db, mine)
    toast = (views.JOINED if comes else views.LEFT) if new else views.SAME
    return Reply((await desk.card_of(case, event),), toast=toast)


def router() -> Router:
    routes = Router(name="signing")
    routes.callback_query.register(listing, On("sm.list", 1), Private())
    routes.callback_query.register(card, On("sm.open", 1), Private())
    routes.callback_query.register(join, On("sm.join", 1), Private())
    routes.callback_query.register(leave, On("sm.leave", 1), Private())
    return routes
