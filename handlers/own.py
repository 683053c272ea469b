"""What a mentor looks at besides logging: their pairs, their training, their letter of thanks."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.people import Role
from domain.registry import Pair
from handlers import acting
from handlers.case import Acts, Case, On, Private, number
from handlers.meetings import load_pair
from storage import meetings, pairs, thanks, training
from views import meetings as views
from views import own_pair, paging
from views import training as training_views
from views.screen import Screen


async def my_pairs(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The first page, or the one asked for."""
    mine, page = await pairs.listing(case.db, case.scope), number(args[0]) if args else 0
    return views.my_pairs([await _summed(case, one) for one in paging.page_of(mine, page)], page, len(mine))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return own_pair.card(await _summed(case, await load_pair(case, args[0])))


async def study(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Seminars and other events: attended, and signed up for."""
    me = case.person.id
    attended, coming = await training.attended(case.db, me), await training.coming(case.db, me, case.now)
    return training_views.page(attended, coming, number(args[0]), case.town.zone)


async def thank_you(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _letter(case)


async def letter(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The same by the message that a pair has ended, in the post it was offered in."""
    return await _letter(await acting.as_post(case, number(args[0]), Role.MENTOR))


async def _letter(case: Case) -> Screen:
    """One's own, as soon as there is something to thank for (row 1.8)."""
    mine = await thanks.listing(case.db, case.scope, case.today)
    return training_views.letter(mine[0], case.school_id) if mine else training_views.nothing_yet()


async def _summed(case: Case, pair: Pair) -> views.Summed:
    return (pair, *await meetings.summary(case.db, pair.id))


def router() -> Router:
    routes = Router(name="own")
    mine = (Acts(Role.MENTOR), Private())
    routes.callback_query.register(my_pairs, On("v.pairs"), *mine)
    routes.callback_query.register(my_pairs, On("v.page", 1), *mine)
    routes.callback_query.register(card, On("v.pair", 1), *mine)
    routes.callback_query.register(study, On("v.study", 1), *mine)
    routes.callback_query.register(thank_you, On("v.thanks"), *mine)
    routes.callback_query.register(letter, On("ma.letter", 1), Private())
    return routes
