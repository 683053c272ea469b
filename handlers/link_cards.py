"""Links to many mentees' sheets at once, of a group or of the whole school, on paper to be cut (row 4.2)."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.people import Role
from domain.questionnaires import Side
from handlers import sheets as one_by_one
from handlers.case import Acts, Case, On, Private, number
from storage import pairs, sheet_links, sheets
from views import link_cards_screen as views
from views.screen import Reply, Screen


async def of_pair(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Of one group. LookupError outside the scope."""
    pair = await pairs.get(case.db, case.scope, number(args[0]))
    if pair is None:
        raise LookupError(args[0])
    return await _made(case, pair.id, args[1] == "1")


async def of_school(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    return await _made(case, None, args[0] == "1")


async def _made(case: Case, pair_id: int | None, sure: bool) -> Screen | Reply:
    """Whoever has begun to answer goes on by the old link; where others would stop working, it is asked first."""
    waiting = [
        one
        for one in await sheets.waiting(case.db, case.scope)
        if one.side is Side.MENTEE and pair_id in (None, one.pair_id)
    ]
    live = await sheet_links.live(case.db, case.school_id, case.now)
    wanted = sorted((one for one in waiting if not live.get(one.id)), key=lambda one: (one.code, one.id))
    shown = await _back(case, pair_id)
    if not wanted:
        return Reply((shown,), toast=views.NOBODY)
    replaced = sum(one.id in live for one in wanted)
    if replaced and not sure:
        return views.ask(len(wanted), replaced, pair_id)
    cards = [(one, await sheet_links.make(case.db, one.id, case.person.id, case.now)) for one in wanted]
    until = (case.now + sheet_links.VALID_FOR).astimezone(case.town.zone).date()
    return Reply((views.sheet(cards, len(waiting) - len(wanted), until), shown), toast=views.MADE)


async def _back(case: Case, pair_id: int | None) -> Screen:
    if pair_id is None:
        return await one_by_one.of_school(case)
    return await one_by_one.sheets_of_pair(case, pair_id)


def router() -> Router:
    routes = Router(name="link_cards")
    ours = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(of_pair, On("qs.cards", 2), *ours)
    routes.callback_query.register(of_school, On("qs.every", 1), *ours)
    return routes
