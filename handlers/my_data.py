"""/my_data: what is stored about whoever asks, all of it as a file, and the two ways out."""

from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from domain.municipality import Municipality
from domain.pairs import State
from domain.people import EVERYTHING, Role
from domain.school_life import What
from handlers import telling
from handlers.case import Case, OfVerb, On, Private, number
from handlers.own_words import OwnWords
from storage import (
    about_person,
    consents,
    erasing_people,
    erasures,
    leaving,
    mentors,
    pairs,
    people,
    profiles,
    school_life,
)
from storage.database import Transaction
from views import menus
from views import my_data as views
from views.screen import Notice, Reply, Screen


class Mine(OfVerb):
    """The same for those whose posts have all ended: what is stored about them is theirs still."""

    def __init__(self, verb: str, parts: int = 0) -> None:
        super().__init__(verb)
        self.on = On(verb, parts)

    async def __call__(
        self,
        query: CallbackQuery,
        db: Transaction,
        now: datetime,
        town: Municipality,
        case: Case | None = None,
    ) -> bool | dict[str, Any]:
        case = case or await _former(query.from_user, db, now, town)
        found = await self.on(query, case)
        return {**found, "case": case} if isinstance(found, dict) else found


async def command(
    message: Message, db: Transaction, now: datetime, town: Municipality, case: Case | None = None
) -> Screen:
    case = case or await _former(message.from_user, db, now, town)
    return menus.nothing_stored() if case is None else await _page(case, 0)


async def page(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _page(case, number(args[0]))


async def file(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    return Reply((views.file(case.person.id),))


async def ask_out(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.in_settings(case.person.telegram_id) if _named(case) else views.ask_out(await _pairs(case))


async def out(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Reminders and everything unasked end at once; figures and what the school keeps stay."""
    if _named(case):
        return Reply((views.in_settings(case.person.telegram_id),))
    told = await _told(case, case.person.name, "out")
    await _record(case)
    await leaving.leave(case.db, case.town, case.now, case.person.id)
    await consents.withdraw(case.db, case.person.id, case.now)
    return Reply((views.out(),), told)


async def ask_gone(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.in_settings(case.person.telegram_id) if _named(case) else views.ask_gone()


async def first_word(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    if _named(case):
        return views.in_settings(case.person.telegram_id)
    if await erasures.own(case.db, case.person.id, case.person.id, case.now) is None:
        await erasures.ask(case.db, erasures.PERSON, case.person.id, None, case.person.id, case.now)
    return views.ask_gone_again()


async def second_word(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Within a day of the first, or everything is asked from the beginning."""
    mine = case.person.id
    asked = await erasures.own(case.db, mine, mine, case.now)
    if asked is None or _named(case):
        return Reply((await ask_gone(query, case, args),))
    told = await _told(case, "", "gone")
    await _record(case)
    await erasing_people.erase(case.db, case.town, case.now, {mine: views.erased(mine)})
    await erasures.done(case.db, asked, mine, case.now)
    return Reply((views.gone(),), told)


async def stay(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    asked = await erasures.own(case.db, case.person.id, case.person.id, case.now)
    if asked is not None:
        await erasures.drop(case.db, asked, case.now)
    return await _page(case, 0)


async def _former(user: User | None, db: Transaction, now: datetime, town: Municipality) -> Case | None:
    person = await people.former(db, user.id) if user else None
    return Case(db, person, now, town) if person else None


async def _page(case: Case, page: int) -> Screen:
    mine = [post.mentor_id for post in case.person.posts if post.mentor_id is not None]
    asked = [
        (await mentors.get(case.db, EVERYTHING, one), await profiles.get(case.db, EVERYTHING, one)) for one in mine
    ]
    known = [(mentor, profile) for mentor, profile in asked if mentor and profile]
    piles = await about_person.piles(case.db, case.person.id)
    since = await consents.since(case.db, case.person.id)
    return views.page(case.person, since, piles, known, page, case.town.zone)


def _named(case: Case) -> bool:
    """The settings would let them in again at their next word."""
    return case.person.telegram_id in case.town.admins


async def _pairs(case: Case) -> int:
    many = 0
    for post in case.person.posts:
        if post.role is Role.MENTOR:
            many += len(await pairs.listing(case.db, post.scope, (State.ACTIVE, State.PAUSED)))
    return many


async def _told(case: Case, name: str, why: str) -> tuple[Notice, ...]:
    """The coordinators of each school they were in, and the department."""
    notices: list[Notice] = []
    for post in case.person.posts:
        screen, key = views.left(name, post), f"{why}:{post.id}"
        if post.school_id is not None:
            notices += await telling.school(case, post.school_id, screen, key)
        if post.role is not Role.MENTOR:
            notices += await telling.department(case, screen, key)
    return tuple(one for one in notices if one.chat_id != case.person.telegram_id)


async def _record(case: Case) -> None:
    for post in case.person.posts:
        if post.role is Role.COORDINATOR and post.school_id is not None:
            await school_life.record(
                case.db, post.school_id, What.LEFT, case.person.id, case.now, before=case.person.id
            )


def router() -> Router:
    routes = Router(name="my_data")
    routes.message.register(command, Command("my_data"), Private(), OwnWords())
    routes.callback_query.register(page, Mine("md.page", 1), Private())
    routes.callback_query.register(file, Mine("md.file"), Private())
    routes.callback_query.register(ask_out, On("md.out?"), Private())
    routes.callback_query.register(out, On("md.out"), Private())
    routes.callback_query.register(ask_gone, Mine("md.gone?"), Private())
    routes.callback_query.register(first_word, Mine("md.gone"), Private())
    routes.callback_query.register(second_word, Mine("md.gone!"), Private())
    routes.callback_query.register(stay, Mine("md.stay"), Private())
    return routes
