"""The plan of a pair: its mentor sets two to four goals and rates each by a tap or a number. For a mentor who does not
use the bot the school's coordinator does."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import goals as rules
from domain.drafted import Draft
from domain.forms.goals import RATING
from domain.goals import Goal, Moment
from domain.people import Role
from domain.registry import Pair
from handlers.acting import as_post
from handlers.case import Acts, Case, On, Private, number
from storage import drafts, goal_calls, goals, pairs
from views import goals as views
from views import paging
from views.screen import Reply, Screen

BOTH = (Role.MENTOR, Role.COORDINATOR)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """A mentor's pairs; with a single one there is nothing to choose."""
    mine, page = await pairs.listing(case.db, case.scope), number(args[0])
    if len(mine) == 1:
        return await show(case, mine[0])
    shown = []
    for pair in paging.page_of(mine, page):
        there = await goals.of_pair(case.db, pair.id)
        shown.append((pair, there, rules.asked(pair, there, case.today)))
    return views.listing(shown, page, len(mine))


async def plan(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Who was asked for a rating and goes back is not asked any more."""
    await drafts.drop_own(case.db, RATING.key, case.person.id)
    return await show(case, await load(case, number(args[0])))


async def told(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The button of a message to a mentor: straight to what is asked."""
    acting = await as_post(case, number(args[0]), Role.MENTOR)
    return Reply((await _next(acting, await load(acting, number(args[1]))),), commands_for=Role.MENTOR)


async def rate(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The first goal without a rating of this moment: whoever was interrupted goes on here."""
    return await _next(case, await writable(case, number(args[0])), moment_of(args[1]))


async def put(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A rating, and the next goal."""
    return await give(case, args[0], args[1], number(args[2]), alone=False)


async def mend(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A rating of one goal alone; the one before stays in the history."""
    return await give(case, args[0], args[1], number(args[2]), alone=True)


async def one(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    goal, pair = await find(case, number(args[0]), writes=True)
    moment = moment_of(args[1])
    if not rules.has_come(pair, moment, case.today):
        return await show(case, pair, views.not_yet(pair, moment))
    return await _ask(case, goal, moment, (1, 1), alone=True)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    await drafts.drop_own(case.db, RATING.key, case.person.id)
    goal, pair = await find(case, number(args[0]))
    return views.dropped(goal) if goal.dropped else await _card(case, pair, goal)


async def drop(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    goal, _ = await find(case, number(args[0]), writes=True)
    await goals.drop(case.db, goal, case.person.id, case.now)
    return Reply((views.dropped(goal),), toast=views.DROPPED)


async def bring_back(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """Where others have taken its place there is no room for it any more."""
    goal, pair = await find(case, number(args[0]), writes=True)
    if goal.dropped and len(await goals.of_pair(case.db, pair.id)) >= rules.MOST:
        return await show(case, pair, views.ENOUGH)
    await goals.bring_back(case.db, goal, case.person.id, case.now)
    return Reply((await show(case, pair),), toast=views.RETURNED)


async def log(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    goal, _ = await find(case, number(args[0]))
    return views.log(goal, await goals.history(case.db, goal.id), number(args[1]), case.town.zone)


async def picture(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    pair = await load(case, number(args[0]))
    return Reply((views.picture(pair), await show(case, pair)))


async def show(case: Case, pair: Pair, note: str = "") -> Screen:
    there = await goals.of_pair(case.db, pair.id)
    role, writes = case.person.post.role, await _writes(case, pair)
    return views.plan(pair, there, case.today, role, writes=writes, note=note)


async def _card(case: Case, pair: Pair, goal: Goal) -> Screen:
    return views.card(pair, goal, case.today, writes=await _writes(case, pair))


async def _next(case: Case, pair: Pair, moment: Moment | None = None) -> Screen:
    """The question that comes next; the plan where none is left, or the moment has not come."""
    there = await goals.of_pair(case.db, pair.id)
    asked = moment or rules.asked(pair, there, case.today)
    if asked is None:
        return await show(case, pair)
    if not rules.has_come(pair, asked, case.today):
        return await show(case, pair, views.not_yet(pair, asked))
    left = rules.unrated(there, asked)
    if not left:
        return await show(case, pair)
    return await _ask(case, left[0], asked, (len(there) - len(left) + 1, len(there)), alone=False)


async def _ask(case: Case, goal: Goal, moment: Moment, place: tuple[int, int], *, alone: bool) -> Screen:
    """Ten buttons; and a form in the background that takes what is typed while they are on the screen."""
    await drafts.drop_own(case.db, RATING.key, case.person.id)
    subject = f"@{case.person.post.id}:{goal.id}.{moment}.{int(alone)}"
    open_now = await drafts.open_one(case.db, RATING.key, RATING.version, subject, case.person, case.now, Draft())
    await drafts.focus_on(case.db, case.person.id, open_now.id, open_now.revision)
    return views.question(goal, moment, place, alone=alone)


async def give(case: Case, goal_id: str, when: str, value: int, *, alone: bool) -> Reply:
    """Write a rating down, and show what comes then. What is typed from now on is no rating, unless the next is asked
    for."""
    goal, pair = await find(case, number(goal_id), writes=True)
    moment = moment_of(when)
    if goal.dropped or not rules.LOWEST <= value <= rules.HIGHEST:
        raise LookupError(value)
    await drafts.drop_own(case.db, RATING.key, case.person.id)
    if not rules.has_come(pair, moment, case.today):
        return Reply((await show(case, pair, views.not_yet(pair, moment)),))
    await goals.rate(case.db, goal, moment, value, case.person.id, case.now, case.today)
    if not alone:
        return Reply((await _next(case, pair, moment),), toast=views.SAVED)
    now, _ = await find(case, goal.id)
    note = views.mended(now, moment, goal.ratings.get(moment))
    return Reply((views.card(pair, now, case.today, writes=True, note=note),), toast=views.SAVED)


async def find(case: Case, goal_id: int, *, writes: bool = False) -> tuple[Goal, Pair]:
    """Raises LookupError where its pair is out of the scope, or may not be written to."""
    goal = await goals.get(case.db, goal_id)
    if goal is None:
        raise LookupError(goal_id)
    return goal, await (writable if writes else load)(case, goal.pair_id)


async def writable(case: Case, pair_id: int) -> Pair:
    pair = await load(case, pair_id)
    if not await _writes(case, pair):
        raise LookupError(pair_id)
    return pair


async def _writes(case: Case, pair: Pair) -> bool:
    """What a mentor thinks is theirs to say: nobody rates for them while they use the bot."""
    return case.person.post.role is Role.MENTOR or not await goal_calls.in_the_bot(case.db, pair.mentor_id)


async def load(case: Case, pair_id: int) -> Pair:
    pair = await pairs.get(case.db, case.scope, pair_id)
    if pair is None:
        raise LookupError(pair_id)
    return pair


def moment_of(text: str) -> Moment:
    try:
        return Moment(text)
    except ValueError as forged:
        raise LookupError(text) from forged


def router() -> Router:
    routes = Router(name="goals")
    both = (Acts(*BOTH), Private())
    routes.callback_query.register(listing, On("gl.list", 1), Acts(Role.MENTOR), Private())
    routes.callback_query.register(told, On("gl.told", 2), Private())
    routes.callback_query.register(plan, On("gl.open", 1), *both)
    routes.callback_query.register(rate, On("gl.rate", 2), *both)
    routes.callback_query.register(put, On("gl.put", 3), *both)
    routes.callback_query.register(mend, On("gl.fix", 3), *both)
    routes.callback_query.register(one, On("gl.one", 2), *both)
    routes.callback_query.register(card, On("gl.goal", 1), *both)
    routes.callback_query.register(drop, On("gl.drop", 1), *both)
    routes.callback_query.register(bring_back, On("gl.back", 1), *both)
    routes.callback_query.register(log, On("gl.log", 2), *both)
    routes.callback_query.register(picture, On("gl.pic", 1), *both)
    return routes
