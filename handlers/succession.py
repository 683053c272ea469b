"""A coordinator hands over: a successor is invited, and once they are here the old one stays or leaves."""

from dataclasses import dataclass
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.municipality import Municipality
from domain.people import Post, Role
from domain.registry import School
from domain.school_life import What
from handlers import school_life as life
from handlers import unasked
from handlers.case import Acts, Case, On, Private, number
from storage import drafts, invitations, people, reminders, school_life, schools, unsent
from storage.database import Transaction
from views import joining, menus, school_list
from views import schools as cards
from views import succession as views
from views.screen import Notice, Reply, Screen


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody has accepted an invitation: `by` has made it, `replaces` is the post whose successor they are."""

    invitation: int
    role: Role
    school_id: int
    by: int
    replaces: int | None
    post: int
    person_id: int


async def ask(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """From the coordinator's own menu."""
    waiting = await invitations.waiting(case.db, case.school_id, case.now)
    return views.ask(await _own(case), await _others(case, case.school_id), len(waiting))


async def invite(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A link to forward; nothing changes until it is opened."""
    return await _invite(case, await _own(case), case.person.post.id, menus.home(case.person))


async def swap(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """From the department: whoever opens the link takes over, the post that is replaced ends then."""
    school, post = await life.live(case, args[0]), number(args[1])
    held = await people.holder(case.db, post)
    if held is None or held["school_id"] != school.id or held["role"] != Role.COORDINATOR:
        raise LookupError(post)
    return await _invite(case, school, post, views.swapping(school, held["name"]))


async def stay(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    post = _post_at(case, args[0])
    return Reply((views.stays(post.school),), toast=views.STAYS)


async def ask_leave(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    post = _post_at(case, args[0])
    others = await _others(case, number(args[0]))
    return views.ask_leave(number(args[0]), post.school, others) if others else views.alone(post.school)


async def leave(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Never the last one. Drafts are the school's and go on; the department and those who stay are told."""
    school_id = number(args[0])
    post, others = _post_at(case, args[0]), await _others(case, school_id)
    if not others:
        return Reply((views.alone(post.school),))
    await end(case.db, case.town, case.now, post.id, case.person.id, school_id)
    await school_life.record(case.db, school_id, What.LEFT, case.person.id, case.now, before=case.person.id)
    chats = [*await unasked.department(case), *await unasked.chats(case, Role.COORDINATOR, school_id)]
    told = unasked.notices(case, dict.fromkeys(chats), views.left(case.person.name, post.school), f"left:{post.id}")
    school = await schools.get(case.db, school_id)
    known = await people.get(case.db, case.person.id)
    assert school is not None
    farewell = cards.dismissed(school, known is not None)
    return Reply((farewell,), told, commands_for=known.post.role if known else "")


async def end(db: Transaction, town: Municipality, now: datetime, post_id: int, person_id: int, school_id: int) -> None:
    """A post ends: their reminders are taken back, the form they had open is left, and the links they have made in it
    open nothing any more: nobody comes back by one of their own. Whoever has no post left does not get in the morning
    what was decided about the school in the night either."""
    held = await people.holder(db, post_id)
    async with reminders.changing(db, town, now, person_id):
        if not await people.dismiss(db, post_id, school_id, now):
            raise LookupError(post_id)
    await invitations.revoke_own(db, post_id, school_id, person_id, now)
    if held is not None:
        await unsent.forget_nobodies(db, [held["telegram_id"]])
    await drafts.leave(db, person_id)


async def arrived(db: Transaction, town: Municipality, now: datetime, one: Arrival) -> tuple[Notice, ...] | None:
    """What becomes of whoever a new coordinator was to replace. None where that is nobody."""
    if one.role is not Role.COORDINATOR:
        return None
    held = await people.holder(db, one.replaces) if one.replaces else None
    if held is None or one.replaces is None or one.replaces == one.post:
        await school_life.record(db, one.school_id, What.JOINED, one.by, now, after=one.person_id)
        return None
    newcomer, school = await people.get(db, one.person_id), await schools.get(db, one.school_id)
    assert newcomer is not None
    assert school is not None
    old = held["person_id"]
    if old == one.by:
        await school_life.record(db, school.id, What.JOINED, one.by, now, after=newcomer.id)
        choice = views.here(newcomer.name, school.name, school.id)
        return (Notice(held["telegram_id"], choice, key=f"successor:{one.invitation}"),)
    await end(db, town, now, one.replaces, old, school.id)
    await school_life.record(db, school.id, What.SUCCEEDED, one.by, now, before=old, after=newcomer.id)
    farewell = cards.dismissed(school, await people.get(db, old) is not None)
    notices = [Notice(held["telegram_id"], farewell, key=f"dismissed:{one.replaces}")]
    if inviter := await people.get(db, one.by):
        told = joining.joined(newcomer.name, Role.COORDINATOR, school.name, instead_of=held["name"])
        notices.append(Notice(inviter.telegram_id, told, key=f"succeeded:{one.invitation}"))
    return tuple(notices)


async def _invite(case: Case, school: School, replaces: int, then: Screen) -> Reply:
    secret = await invitations.make(case.db, Role.COORDINATOR, school.id, case.person.id, case.now, replaces=replaces)
    link = f"https://t.me/{case.town.bot_name}?start={secret}"
    until = case.now + invitations.VALID_FOR
    words = school_list.invitation(school, link, until, case.town.zone)
    return Reply((words, school_list.picture(school, link), then), toast=school_list.INVITED)


async def _own(case: Case) -> School:
    school = await schools.get(case.db, case.school_id)
    assert school is not None
    return school


async def _others(case: Case, school_id: int) -> list[str]:
    """The names of the school's other coordinators."""
    staff = await people.staff(case.db, Role.COORDINATOR, school_id)
    return [row["name"] for row in staff if row["person_id"] != case.person.id]


def _post_at(case: Case, school_id: str) -> Post:
    """Their own post as coordinator of this school, whatever they act in now. LookupError where they have none."""
    wanted = number(school_id)
    for post in case.person.posts:
        if post.role is Role.COORDINATOR and post.school_id == wanted:
            return post
    raise LookupError(school_id)


def router() -> Router:
    routes = Router(name="succession")
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(ask, On("ho.ask"), *mine)
    routes.callback_query.register(invite, On("ho.invite"), *mine)
    routes.callback_query.register(stay, On("ho.stay", 1), Private())
    routes.callback_query.register(ask_leave, On("ho.leave?", 1), Private())
    routes.callback_query.register(leave, On("ho.leave", 1), Private())
    routes.callback_query.register(swap, On("ho.swap", 2), Acts(Role.DEPARTMENT), Private())
    return routes
