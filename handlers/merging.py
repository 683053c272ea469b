"""One school becomes a part of another: chosen, looked at, confirmed; everybody concerned is told."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.people import Role
from domain.registry import School
from domain.school_life import What
from handlers import school_life as life
from handlers import unasked
from handlers.case import Acts, Case, On, Private, number
from storage import invitations, merging, reminders, school_life, schools, unsent
from views import merging as views
from views.screen import Notice, Reply, Screen


async def choose(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    source = await life.live(case, args[0])
    others = [one for one in await schools.everyone(case.db) if one.id != source.id]
    return views.choose(source, others, number(args[1]))


async def ask(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    source, target = await _both(case, args)
    return views.ask(source, target, await merging.contents(case.db, source.id))


async def merge(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Debts of the school that is gone are cancelled; its coordinators are offered the same post at the other."""
    source, target = await _both(case, args)
    before = await school_life.posts(case.db, source.id)
    there = await unasked.chats(case, Role.COORDINATOR, target.id)
    async with reminders.changing(case.db, case.town, case.now):
        await merging.merge(case.db, source.id, target.id, case.now)
    await unsent.forget_nobodies(case.db, [row["telegram_id"] for row in before])
    by, now = case.person.id, case.now
    await school_life.record(case.db, source.id, What.MERGED, by, now, source.name, target.name)
    await school_life.record(case.db, target.id, What.ABSORBED, by, now, target.name, source.name)
    key = f"merged:{source.id}"
    told: list[Notice] = [*unasked.notices(case, there, views.absorbed(source, target), key)]
    mentors = {row["telegram_id"] for row in before if row["role"] == Role.MENTOR and not row["unreachable_since"]}
    for row in before:
        chat = row["telegram_id"]
        if row["role"] != Role.COORDINATOR or chat in there:
            continue
        mentors.discard(chat)
        secret = await invitations.make(case.db, Role.COORDINATOR, target.id, by, now)
        told += unasked.notices(case, [chat], views.offered(source, target, secret), key)
    told += unasked.notices(case, sorted(mentors - set(there)), views.moved(source, target), key)
    return Reply((await life.card(case, source),), tuple(told), toast=views.MERGED)


async def _both(case: Case, args: list[str]) -> tuple[School, School]:
    source, target = await life.live(case, args[0]), await life.live(case, args[1])
    if source.id == target.id:
        raise LookupError(args[1])
    return source, target


def router() -> Router:
    routes = Router(name="merging")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(choose, On("sl.join", 2), *ours)
    routes.callback_query.register(ask, On("sl.merge?", 2), *ours)
    routes.callback_query.register(merge, On("sl.merge", 2), *ours)
    return routes
