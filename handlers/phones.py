"""A mentor goes on from another account: asked for by the coordinator, done when the new link is opened."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.municipality import Municipality
from domain.people import Role
from domain.registry import Mentor
from handlers import mentors as cards
from handlers import succession
from handlers.case import Acts, Case, On, Private, number
from storage import guests, mentors
from storage.database import Transaction
from storage.invitations import Found
from views import joining
from views.screen import Notice, Reply


async def move(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A link that takes the post over from the account that has it; until it is opened nothing changes."""
    mentor = await cards.load(case, number(args[0]))
    held = await mentors.chat(case.db, mentor.id)
    return await cards.link(case, mentor, None if held is None else held["post"])


async def taken(db: Transaction, invitation: Found, account: int) -> bool:
    """Whether the mentor is here with another account than this, and the link was not made to replace that."""
    held = await mentors.chat(db, invitation["mentor_id"]) if invitation["mentor_id"] else None
    if held is None or held["post"] is None or held["telegram_id"] == account:
        return False
    return bool(held["post"] != invitation["replaces"])


async def arrived(
    db: Transaction, town: Municipality, now: datetime, invitation: Found, mentor: Mentor, person_id: int
) -> tuple[Notice, ...]:
    """The mentor is this person from now on. The post of whoever it was before ends: they are told, and so is the
    coordinator; seminars go along with the last post."""
    held = await mentors.chat(db, mentor.id)
    await mentors.connect(db, mentor.id, person_id)
    if held is None or held["post"] is None or held["person_id"] == person_id:
        return ()
    await succession.end(db, town, now, held["post"], held["person_id"], mentor.school_id)
    await guests.hand_over(db, held["person_id"], person_id)
    farewell = joining.moved_on(mentor.label, invitation["school"])
    return (Notice(held["telegram_id"], farewell, key=f"phone:{invitation['id']}"),)


def router() -> Router:
    routes = Router(name="phones")
    routes.callback_query.register(move, On("t.move", 1), Acts(Role.COORDINATOR), Private())
    return routes
