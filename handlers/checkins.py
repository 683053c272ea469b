"""A mentor says how it goes: one tap, from whatever role they act in. Trouble is answered with an offer of help."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import checkins as rules
from domain.checkins import Answer, CheckIn
from domain.people import EVERYTHING
from handlers.case import Case, On, Private, number
from storage import checkins, mentor_wishes
from views import checkins as views
from views import meetings as meeting_views
from views.screen import Reply, Screen


async def mine(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """This month's question, asked by oneself where it was not asked yet."""
    month = rules.month(case.today)
    await checkins.ask(case.db, await checkins.at_work(case.db, case.person.id), month, case.now)
    asked = await _of_month(case, month)
    return views.question(asked, number(args[0])) if asked else meeting_views.no_pairs()


async def one_pair(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    one = await load(case, args[0])
    return views.one_pair(one) if one.takes(case.today) else views.over(one)


async def say(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Changed within the month as often as one likes."""
    one = await load(case, args[0])
    if args[1] not in tuple(Answer):
        raise LookupError(args[1])
    said = Answer(args[1])
    if not one.takes(case.today):
        return views.over(one)
    if one.answer is not said:
        await checkins.answer(case.db, [one.id], said, case.person.id, case.now)
    return Reply((await shown(case, await load(case, args[0])),), toast=views.WRITTEN)


async def all_well(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Every pair that is not answered yet; what was said before stays."""
    if args[0] != rules.month(case.today):
        return await mine(query, case, ["0"])
    asked = await _of_month(case, args[0])
    if not asked:
        raise LookupError(args[0])
    left = [one.id for one in asked if one.answer is None]
    await checkins.answer(case.db, left, Answer.GOOD, case.person.id, case.now)
    well = all(one.answer in (None, Answer.GOOD) for one in asked)
    screen = views.thanks(None, 0) if well else views.question(await _of_month(case, args[0]))
    return Reply((screen,), toast=views.WRITTEN)


async def shown(case: Case, one: CheckIn) -> Screen:
    """The thanks for an answer, or the help that is offered."""
    left = sum(each.answer is None for each in await _of_month(case, one.month))
    if one.answer is Answer.GOOD:
        return views.thanks(one, left)
    # Not by the scope: the mentor may act in another role now, and the pair was found as theirs.
    wishes = await mentor_wishes.waiting(case.db, EVERYTHING, one.pair_id)
    waiting = [(wish.id, wish.what) for wish in wishes if wish.by_person == case.person.id]
    return views.help_offered(one, waiting, left)


async def load(case: Case, checkin_id: str) -> CheckIn:
    """Raises LookupError for a question to somebody else."""
    one = await checkins.get(case.db, case.person.id, number(checkin_id))
    if one is None:
        raise LookupError(checkin_id)
    return one


async def _of_month(case: Case, month: str) -> list[CheckIn]:
    return [one.checkin for one in await checkins.of_month(case.db, month, case.person.id)]


def router() -> Router:
    routes = Router(name="checkins")
    routes.callback_query.register(mine, On("ck.mine", 1), Private())
    routes.callback_query.register(one_pair, On("ck.pair", 1), Private())
    routes.callback_query.register(say, On("ck.say", 2), Private())
    routes.callback_query.register(all_well, On("ck.all", 1), Private())
    return routes
