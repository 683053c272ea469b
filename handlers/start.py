"""The way in and around: /start, invitations, the menu, switching posts."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message, User

from domain import signs
from domain.municipality import Municipality
from domain.people import EVERYTHING, Person, Role
from handlers import by_link, knocking, phones, succession
from handlers.case import Case, OfVerb, On, Private, number
from handlers.own_words import OwnWords
from storage import consents, drafts, invitations, mentors, people, reminders, sheet_links
from storage.database import Transaction
from views import joining, menus
from views.actions import parse
from views.screen import Notice, Reply, Screen


class Knock(OfVerb):
    """Strangers press these: the only buttons that need no role."""

    async def __call__(self, query: CallbackQuery) -> bool:
        return parse(query.data or "")[0] == self.verb


async def start(
    message: Message,
    command: CommandObject,
    db: Transaction,
    now: datetime,
    town: Municipality,
    case: Case | None = None,
) -> Screen | Reply:
    """/start, alone, with an invitation or the link to a sheet. An open form is left; its draft stays."""
    if case is not None:
        await drafts.leave(db, case.person.id)
    chat = message.chat.id
    if command.args and sheet_links.is_payload(command.args):
        return await by_link.opened(command.args, chat, db, now, town, case)
    if command.args:
        return await _invited(db, message.chat.id, command.args, now, town)
    if case is None:
        return await by_link.resumed(chat, db, now, town) or menus.stranger()
    return await go_home(case)


async def go_home(case: Case) -> Reply:
    await drafts.leave(case.db, case.person.id)
    return Reply((menus.home(case.person),), commands_for=case.person.post.role)


async def home(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    return await go_home(case)


async def accept(query: CallbackQuery, db: Transaction, now: datetime, town: Municipality) -> Screen | Reply:
    """The adult agrees: only now is anything stored. A second tap finds the link used."""
    _, secret = parse(query.data or "")
    invitation = await knocking.look(db, query.from_user.id, secret, now, town)
    if isinstance(invitation, Reply):
        return invitation
    if await phones.taken(db, invitation, query.from_user.id):
        return joining.taken()
    role = Role(invitation["role"])
    mentor = await mentors.get(db, EVERYTHING, invitation["mentor_id"]) if invitation["mentor_id"] else None
    pupil = mentor is not None and mentor.kind == "pupil"
    name = mentor.label if mentor else signs.name(query.from_user.full_name, menus.NAMELESS)
    person_id = await people.add(db, query.from_user.id, name, now)
    if not pupil:
        await consents.give(db, person_id, joining.CONSENT_VERSION, joining.CONSENT, now)
    await people.reachable(db, person_id)
    post = await people.appoint(db, person_id, role, now, invitation["school_id"], invitation["mentor_id"])
    await reminders.again(db, person_id)
    await drafts.leave(db, person_id)  # a form open so far belongs to another post
    await invitations.use(db, invitation["id"], person_id, now)
    moved = await phones.arrived(db, town, now, invitation, mentor, person_id) if mentor else ()
    person = await _known(db, query.from_user)
    by, replaces = invitation["created_by"], invitation["replaces"]
    arrival = succession.Arrival(invitation["id"], role, invitation["school_id"], by, replaces, post, person_id)
    notices = await succession.arrived(db, town, now, arrival)
    if notices is None:
        instead_of = joining.FORMER_ACCOUNT if moved else ""
        notices = await _tell_inviter(db, by, joining.joined(name, role, invitation["school"], instead_of))
    return Reply((joining.welcome(person),), notices=(*moved, *notices), commands_for=role)


async def decline(query: CallbackQuery) -> Screen:
    return joining.declined()


async def posts(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return menus.posts(case.person)


async def switch(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    if not await people.act_as(case.db, case.person.id, number(args[0])):
        raise LookupError(args[0])
    await drafts.leave(case.db, case.person.id)
    person = await _known(case.db, query.from_user)
    return Reply((menus.home(person),), commands_for=person.post.role)


async def _invited(db: Transaction, account: int, secret: str, now: datetime, town: Municipality) -> Screen | Reply:
    invitation = await knocking.look(db, account, secret, now, town)
    if isinstance(invitation, Reply):
        return invitation
    if await phones.taken(db, invitation, account):
        return joining.taken()
    if invitation["mentor_id"]:
        mentor = await mentors.get(db, EVERYTHING, invitation["mentor_id"])
        if mentor is not None and mentor.kind == "pupil":
            return joining.pupil_consent(secret, mentor.code, invitation["school"])
    return joining.consent(secret, Role(invitation["role"]), invitation["school"])


async def _known(db: Transaction, user: User) -> Person:
    person = await people.find(db, user.id)
    if person is None:
        raise LookupError(user.id)
    return person


async def _tell_inviter(db: Transaction, person_id: int, screen: Screen) -> tuple[Notice, ...]:
    inviter = await people.get(db, person_id)
    return (Notice(inviter.telegram_id, screen),) if inviter else ()


def router() -> Router:
    routes = Router(name="start")
    routes.message.register(start, CommandStart(), Private(), OwnWords())
    routes.message.register(start, Command("menu"), Private(), OwnWords())
    routes.callback_query.register(home, On("home"), Private())
    routes.callback_query.register(accept, Knock("join"), Private())
    routes.callback_query.register(decline, Knock("join.no"), Private())
    routes.callback_query.register(posts, On("w.list"), Private())
    routes.callback_query.register(switch, On("w.set", 1), Private())
    return routes
