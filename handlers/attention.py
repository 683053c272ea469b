"""The coordinator's attention list: pairs at risk with the reason in words, and the next step as a button."""

from collections.abc import Callable
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import risks as rules
from domain.checkins import Answer
from domain.pairs import State
from domain.people import Role
from domain.risks import Troubled
from handlers import mentor_wishes as wishing
from handlers import pairs as pair_handlers
from handlers.acting import as_post
from handlers.case import Acts, Case, On, Private, number
from storage import care, checkins, mentor_wishes, mentors, pairs, risks
from storage.instants import maybe_day, moment
from views import attention as views
from views import risk_words
from views.screen import Reply, Screen

SHOWN: Final = 3  # months, and steps, on a card


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _listing(case, number(args[0]))


async def off(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Those that were put off: nothing vanishes."""
    return views.put_off([one for one in await _troubled(case) if one.until], number(args[0]))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await show(case, number(args[0]))


async def from_message(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Of a message that came unasked: in the post it was for, the list (0) or one pair."""
    acting, pair_id = await as_post(case, number(args[0]), Role.COORDINATOR), number(args[1])
    return await show(acting, pair_id) if pair_id else await _listing(acting, 0)


async def later(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Out of the list and the digest for a week. A second tap changes nothing."""
    pair = await pair_handlers.load(case, number(args[0]))
    if pair.id not in await care.put_off(case.db, case.today, case.scope.school_id):
        until = case.today + rules.PUT_OFF
        await care.add(case.db, pair.id, care.LATER, case.person.id, case.now, until=until)
    return Reply((await show(case, pair.id),), toast=views.PUT_OFF)


async def again(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    pair = await pair_handlers.load(case, number(args[0]))
    if pair.id in await care.put_off(case.db, case.today, case.scope.school_id):
        await care.add(case.db, pair.id, care.AGAIN, case.person.id, case.now)
    return Reply((await show(case, pair.id),), toast=views.AGAIN)


async def keep(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The coordinator has decided to leave a pair as it is; its mentor is told."""
    asking = await mentor_wishes.get(case.db, case.scope, number(args[0]))
    if asking is None:
        raise LookupError(args[0])
    await mentor_wishes.close(case.db, [asking.id], case.person.id, case.now)
    notices = await wishing.answered(case, asking)
    return Reply((await show(case, asking.pair_id),), notices, toast=views.KEPT)


async def found(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """Pairs at risk by code, mentor or reason. LookupError for whoever has no list."""
    if case.person.post.role is not Role.COORDINATOR:
        raise LookupError("attention")
    fitting = [
        one
        for one in await _troubled(case)
        if not one.until and fits(*one.pair.mentees, one.pair.mentor, *(risk_words.reason(each) for each in one.risks))
    ]
    return views.listing(fitting, 0, len(fitting), 0), len(fitting)


async def show(case: Case, pair_id: int) -> Screen:
    """One pair's card, at risk or not. Raises LookupError outside the scope."""
    pair = await pair_handlers.load(case, pair_id)
    mine = next((one for one in await _troubled(case) if one.pair.id == pair.id), Troubled(pair, ()))
    chat = await mentors.reach(case.db, pair.mentor_id)
    wishes = await mentor_wishes.waiting(case.db, case.scope, pair.id)
    asked = await checkins.of_pair(case.db, pair.id, SHOWN)
    zone = case.town.zone
    known = views.Known(
        chat is not None,
        [(one.id, one.what, one.words) for one in wishes],
        [(row["month"], Answer(row["answer"]) if row["answer"] else None) for row in asked],
        [
            (moment(row["at"]).astimezone(zone).date(), views.step(row["what"], maybe_day(row["until"])), row["name"])
            for row in await care.of_pair(case.db, pair.id, SHOWN)
        ],
    )
    return views.card(pair, mine.risks, mine.until, known)


async def _listing(case: Case, page: int) -> Screen:
    everyone = await _troubled(case)
    shown = [one for one in everyone if not one.until]
    working = len(await pairs.listing(case.db, case.scope, (State.ACTIVE,)))
    return views.listing(shown, len(everyone) - len(shown), working, page)


async def _troubled(case: Case) -> list[Troubled]:
    return await risks.troubled(case.db, case.town, case.today, case.scope)


def router() -> Router:
    routes = Router(name="attention")
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(listing, On("at.list", 1), *mine)
    routes.callback_query.register(off, On("at.put", 1), *mine)
    routes.callback_query.register(card, On("at.pair", 1), *mine)
    routes.callback_query.register(later, On("at.later", 1), *mine)
    routes.callback_query.register(again, On("at.again", 1), *mine)
    routes.callback_query.register(keep, On("at.keep", 1), *mine)
    routes.callback_query.register(from_message, On("at.from", 2), Private())
    return routes
