"""How a contest ends: every school is told its place, the department has the table, and may look again."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.contests import Contest, Phase
from domain.form import Answers, Facts
from domain.forms.contests import AGAIN
from domain.people import Role
from handlers import contests as desk
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.quiet import wake
from storage import contests, people, unsent
from views import contest_results as views
from views.screen import Notice, Reply, Screen

KEY: Final = "contest-result"


async def facts(case: Case, subject: str) -> Facts:
    if (await desk.load(case, number(subject))).phase(case.now) is not Phase.CLOSED:
        raise LookupError(subject)
    return Facts(case.today)


async def again(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    contest_id = number(subject)
    if not await contests.reopen(case.db, contest_id, str(answers["reason"]), case.person.id, case.now):
        raise LookupError(subject)
    await unsent.take_back(case.db, await unsent.keys(case.db, f"{KEY}:{contest_id}:"))
    return Filed(contest_id, await desk.receipt(case, contest_id))


BINDING = Binding(AGAIN, (Role.DEPARTMENT,), facts, again, desk.receipt, desk.contest_title)


async def ask_close(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    contest = await desk.load(case, number(args[0]))
    if contest.phase(case.now) is not Phase.JUDGING:
        return await desk.card_of(case, contest)
    places = await desk.standings(case, contest)
    if places and all(one.mean is None for one in places):
        return Reply((await desk.card_of(case, contest),), toast=views.NOT_RATED)
    unfinished = [name for name, done, of in await desk.progress_of(case, contest) if done < of]
    return views.ask_close(contest, unfinished)


async def close(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Every school that took part is told its place; a second tap tells nobody anything."""
    contest = await desk.load(case, number(args[0]))
    places = await desk.standings(case, contest)
    ready = not places or any(one.mean is not None for one in places)
    if contest.phase(case.now) is not Phase.JUDGING or not ready:
        return Reply((await desk.card_of(case, contest),))
    await contests.close(case.db, contest.id, case.person.id, case.now)
    notices = []
    for one in places:
        screen = views.result(contest, one, len(places), again=contest.round > 1)
        for row in await people.staff(case.db, Role.COORDINATOR, one.entry.school_id):
            key = f"{KEY}:{contest.id}:{contest.round}:{one.entry.school_id}:{row['person_id']}"
            notices.append(Notice(row["telegram_id"], screen, key, wake(case)))
    return Reply((await desk.card_of(case, await desk.load(case, contest.id)),), tuple(notices), toast=views.CLOSED)


async def results(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    contest = await _closed(case, args[0])
    return views.results(contest, await desk.standings(case, contest), number(args[1]))


async def table(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    contest = await _closed(case, args[0])
    return views.table(contest)


async def _closed(case: Case, contest_id: str) -> Contest:
    contest = await desk.load(case, number(contest_id))
    if contest.phase(case.now) is not Phase.CLOSED:
        raise LookupError(contest_id)  # nobody sees scores before
    return contest


def router() -> Router:
    routes = Router(name="results")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(ask_close, On("ct.close?", 1), *ours)
    routes.callback_query.register(close, On("ct.close", 1), *ours)
    routes.callback_query.register(results, On("ct.results", 2), *ours)
    routes.callback_query.register(table, On("ct.table", 1), *ours)
    return routes
