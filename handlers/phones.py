"""A coordinator lets a mentor go on from another account, once the link for it is opened; or from none, at once."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.municipality import Municipality
from domain.people import Role
from domain.registry import Mentor
from handlers import mentors as cards
from handlers import succession
from handlers.case import Acts, Case, On, Private, number
from storage import guests, invitations, mentors
from storage.database import Transaction
from storage.invitations import Found
from views import joining
from views import mentors as views
from views.screen import Notice, Reply, Screen


async def move(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A link that takes the post over from the account that has it; until it is opened nothing changes."""
    mentor = await cards.load(case, number(args[0]))
    held = await mentors.account(case.db, mentor.id)
    return await cards.link(case, mentor, None if held is None else held["post"])


async def ask_shut(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    mentor = await cards.load(case, number(args[0]))
    if not await cards.inside(case, mentor):
        raise LookupError(mentor.id)
    return views.ask_shut(mentor)


async def shut(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Their post ends now, as does any link that would bring them back; what they have written down stays."""
    mentor = await cards.load(case, number(args[0]))
    held = await mentors.account(case.db, mentor.id)
    if held is None:
        raise LookupError(mentor.id)
    await succession.end(case.db, case.town, case.now, held["post"], held["person_id"], mentor.school_id)
    await invitations.revoke_mentor(case.db, mentor.id, case.now)
    farewell = joining.shut_out(mentor.label, case.person.post.school)
    notice = Notice(held["telegram_id"], farewell, key=f"shut:{held['post']}")
    return Reply((await cards.show(case, mentor),), (notice,), toast="Вход закрыт")


async def taken(db: Transaction, invitation: Found, account: int) -> bool:
    """Whether the mentor is here with another account than this, and the link was not made to replace that."""
    held = await mentors.account(db, invitation["mentor_id"]) if invitation["mentor_id"] else None
    if held is None or held["telegram_id"] == account:
        return False
    return bool(held["post"] != invitation["replaces"])


async def arrived(
    db: Transaction, town: Municipality, now: datetime, invitation: Found, mentor: Mentor, person_id: int
) -> tuple[Notice, ...]:
    """The mentor is this person from now on. The post of whoever it was before ends: they are told, and so is the
    coordinator; seminars go along with the last post."""
    held = await mentors.account(db, mentor.id)
    await mentors.connect(db, mentor.id, person_id)
    if held is None or held["person_id"] == person_id:
        return ()
    await succession.end(db, town, now, held["post"], held["person_id"], mentor.school_id)
    await guests.hand_over(db, held["person_id"], person_id)
    farewell = joining.moved_on(mentor.label, invitation["school"])
    return (Notice(held["telegram_id"], farewell, key=f"phone:{invitation['id']}"),)


def router() -> Router:
    routes = Router(name="phones")
    ours = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(move, On("t.move", 1), *ours)
    routes.callback_query.register(ask_shut, On("t.shut?", 1), *ours)
    routes.callback_query.register(shut, On("t.shut", 1), *ours)
    return routes
