"""Renaming a school, taking it off the list and back, and its history."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import school_list
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.desk import SCHOOL_NAME
from domain.people import Role
from domain.registry import School
from domain.school_life import What
from handlers import unasked
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import merging, people, reminders, school_life, schools, unsent
from views import school_life as views
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    school = await live(case, subject)
    return Facts(case.today, last={"name": school.name})


async def rename(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """The old name stays in the history."""
    school, name = await live(case, subject), str(answers["name"])
    if name == school.name:
        raise AnswerRejected(views.SAME_NAME)
    for other in await schools.everyone(case.db):
        if other.id != school.id and school_list.key(other.name) == school_list.key(name):
            raise AnswerRejected(views.name_taken(other))
    await school_life.rename(case.db, school.id, name)
    await school_life.record(case.db, school.id, What.RENAMED, case.person.id, case.now, school.name, name)
    told = unasked.notices(
        case,
        await unasked.chats(case, Role.COORDINATOR, school.id),
        views.renamed_notice(school.name, name),
        f"renamed:{school.id}:{len(await school_life.events(case.db, school.id))}",
    )
    return Filed(school.id, Reply((views.renamed(school, name), await _menu(case, await live(case, subject))), told))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await _menu(case, await live(case, str(result))),))


async def title(case: Case, subject: str) -> str:
    return views.title(await live(case, subject))


BINDING = Binding(SCHOOL_NAME, (Role.DEPARTMENT,), facts, rename, receipt, title)


async def menu(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _menu(case, await live(case, args[0]))


async def history(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    school = await load(case, args[0])
    return views.history(school, await school_life.events(case.db, school.id), number(args[1]), case.town.zone)


async def gone(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.gone(await school_life.gone(case.db), number(args[0]))


async def ask_archive(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    school = await live(case, args[0])
    posts = await school_life.posts(case.db, school.id)
    return views.ask_archive(
        school, len({row["person_id"] for row in posts}), await merging.contents(case.db, school.id)
    )


async def archive(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """What is owed by then is cancelled, its people are told."""
    school = await live(case, args[0])
    posts = await school_life.posts(case.db, school.id)
    async with reminders.changing(case.db, case.town, case.now):
        await school_life.archive(case.db, school.id, case.now)
    await unsent.forget_nobodies(case.db, [row["telegram_id"] for row in posts])
    await school_life.record(case.db, school.id, What.ARCHIVED, case.person.id, case.now)
    chats = dict.fromkeys(row["telegram_id"] for row in posts if row["unreachable_since"] is None)
    told = unasked.notices(case, chats, views.archived_notice(school), f"archived:{school.id}:{case.now.isoformat()}")
    return Reply((await card(case, school),), told, toast=views.ARCHIVED)


async def ask_restore(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.ask_restore(await load(case, args[0]))


async def restore(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Everybody whose post ended with it is back in it."""
    school = await load(case, args[0])
    for other in await schools.everyone(case.db):
        if other.id != school.id and other.name == school.name:
            return Reply((views.name_is_used(school, other),))
    async with reminders.changing(case.db, case.town, case.now):
        changed = await school_life.restore(case.db, school.id)
    if not changed:
        return Reply((await card(case, school),))
    await school_life.record(case.db, school.id, What.RESTORED, case.person.id, case.now)
    posts = await school_life.posts(case.db, school.id)
    chats = dict.fromkeys(row["telegram_id"] for row in posts if row["unreachable_since"] is None)
    told = unasked.notices(case, chats, views.restored_notice(school), f"restored:{school.id}:{case.now.isoformat()}")
    return Reply((await _menu(case, school),), told, toast=views.RESTORED)


async def card(case: Case, school: School) -> Screen:
    """Of a school that has left the list. LookupError for one that is on it."""
    fate = await school_life.fate(case.db, school.id)
    if fate is None:
        raise LookupError(school.id)
    return views.gone_card(school, fate, case.town.zone)


async def _menu(case: Case, school: School) -> Screen:
    staff = await people.staff(case.db, Role.COORDINATOR, school.id)
    return views.menu(school, [(row["post"], row["name"]) for row in staff])


async def load(case: Case, school_id: str) -> School:
    school = await schools.get(case.db, number(school_id))
    if school is None:
        raise LookupError(school_id)
    return school


async def live(case: Case, school_id: str) -> School:
    """One that is on the list: nothing is done to the others any more."""
    school = await load(case, school_id)
    if await school_life.fate(case.db, school.id):
        raise LookupError(school_id)
    return school


def router() -> Router:
    routes = Router(name="school_life")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(menu, On("sl.open", 1), *ours)
    routes.callback_query.register(history, On("sl.log", 2), *ours)
    routes.callback_query.register(gone, On("sl.gone", 1), *ours)
    routes.callback_query.register(ask_archive, On("sl.off?", 1), *ours)
    routes.callback_query.register(archive, On("sl.off", 1), *ours)
    routes.callback_query.register(ask_restore, On("sl.on?", 1), *ours)
    routes.callback_query.register(restore, On("sl.on", 1), *ours)
    return routes
