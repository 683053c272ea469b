"""The jury of the contest gives its scores: each member alone, in the time for it, and never to their own school."""

from collections.abc import Callable
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.contests import HIGHEST, Contest, Entry, Phase
from domain.people import Role
from handlers import contests as desk
from handlers import entries as applying
from handlers.case import Acts, Case, On, Private, number
from storage import jury
from views import entries as views
from views.paging import PER_PAGE
from views.screen import Screen

JUDGES: Final = (Role.DEPARTMENT, Role.COORDINATOR)


async def found_to_judge(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """The same for a member of the jury. The search is open to every role, judging is not."""
    if case.person.post.role not in JUDGES:
        raise LookupError(args[0])
    contest, theirs = await _to_judge(case, args[0])
    chosen, mine = applying.chosen_of(theirs, fits), await jury.given(case.db, contest.id, case.person.id)
    return views.to_judge(contest, chosen[:PER_PAGE], mine, 0), len(chosen)


async def to_judge(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """For a member of the jury."""
    contest, theirs = await _to_judge(case, args[0])
    return views.to_judge(contest, theirs, await jury.given(case.db, contest.id, case.person.id), number(args[1]))


async def rate(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    contest, entry, place = await _judged(case, args)
    given = (await jury.given(case.db, contest.id, case.person.id)).get(entry.id, {})
    return views.rate(contest, entry, place, given.get(place))


async def score(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Then the next criterion without a score; the entry once there is none."""
    contest, entry, place = await _judged(case, args)
    given = number(args[2])
    if given > HIGHEST:
        raise LookupError(given)
    await jury.score(case.db, entry.id, case.person.id, place, given, case.now)
    mine = (await jury.given(case.db, contest.id, case.person.id)).get(entry.id, {})
    left = [one for one in range(len(contest.criteria)) if one not in mine]
    following = next((one for one in left if one > place), left[0] if left else None)
    return await applying.card_of(case, entry) if following is None else views.rate(contest, entry, following, None)


async def _judged(case: Case, args: list[str]) -> tuple[Contest, Entry, int]:
    """An entry this person may score now, and one of its criteria."""
    entry, place = await applying.load(case, number(args[0])), number(args[1])
    contest = await desk.load(case, entry.contest_id)
    open_now = contest.phase(case.now) is Phase.JUDGING and await applying.may_judge(case.db, entry, case.person.id)
    if not open_now or place >= len(contest.criteria):
        raise LookupError(args[0])
    return contest, entry, place


async def _to_judge(case: Case, contest_id: str) -> tuple[Contest, list[Entry]]:
    contest = await desk.load(case, number(contest_id))
    if contest.phase(case.now) is not Phase.JUDGING or not await jury.sits(case.db, contest.id, case.person.id):
        raise LookupError(contest_id)
    return contest, await jury.to_judge(case.db, contest.id, case.person.id)


def router() -> Router:
    routes = Router(name="judging")
    both = (Acts(*JUDGES), Private())
    routes.callback_query.register(to_judge, On("ct.judge", 2), *both)
    routes.callback_query.register(rate, On("ct.rate", 2), *both)
    routes.callback_query.register(score, On("ct.score", 3), *both)
    return routes
