"""A school's mentors: the list, registering one, inviting them to the bot."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import search
from domain.form import Answers, Facts
from domain.forms.registry import MENTOR
from domain.matching import Profile
from domain.people import Role
from domain.registry import Mentor, spelt
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import drafts, invitations, mentors, profiles
from views import joining, menus, paging, words
from views import mentors as views
from views.profiles import competences
from views.screen import File, Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    kind = str(answers["kind"])
    place = answers.get("place") if kind == "adult" else answers.get("grade")
    mentor = await mentors.add(
        case.db,
        case.school_id,
        kind,
        case.now,
        name=None if kind == "pupil" else str(answers["name"]),
        place=None if place is None else str(place),
        consent=str(answers["consent"]),
    )
    return Filed(mentor.id, await receipt(case, mentor.id))


async def receipt(case: Case, mentor_id: int) -> Reply:
    mentor = await load(case, mentor_id)
    return Reply((views.registered(mentor, await pair_waits(case), inside=await inside(case, mentor)),))


async def title(case: Case, subject: str) -> str:
    return MENTOR.title


BINDING = Binding(MENTOR, (Role.COORDINATOR,), facts, save, receipt, title)


async def pair_waits(case: Case) -> int | None:
    """The draft of a new pair that was being filled in when somebody in it had to be registered first."""
    return next((one.id for one in await drafts.unfinished(case.db, case.person) if one.form == "pair"), None)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    everyone = await mentors.listing(case.db, case.scope)
    page = number(args[0])
    return views.listing(paging.page_of(everyone, page), page, len(everyone))


async def found(case: Case, sought: str, page: int) -> Screen:
    """By name, code, place and what they are good at."""
    good_at = {one.id: one.profile.competences for one in await profiles.candidates(case.db, case.scope)}
    there = [
        one
        for one in await mentors.listing(case.db, case.scope)
        if search.matches(
            search.index(one.label, spelt(one.code), one.place or "", competences(good_at.get(one.id, ()))), sought
        )
    ]
    return views.found(there, sought, page)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await show(case, await load(case, number(args[0])))


async def show(case: Case, mentor: Mentor) -> Screen:
    """The card, with what they can give and how many they lead."""
    profile = await profiles.get(case.db, case.scope, mentor.id) or Profile()
    busy = await profiles.busy(case.db, mentor.id)
    return views.card(mentor, profile, busy, inside=await inside(case, mentor))


async def inside(case: Case, mentor: Mentor) -> bool:
    """Whether they have an account here that has not left."""
    return await mentors.account(case.db, mentor.id) is not None


async def invite(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A link, where they are not in the bot; where they are, what to do about a new phone."""
    mentor = await load(case, number(args[0]))
    if await inside(case, mentor):
        return Reply((views.ask_move(mentor),))
    return await link(case, mentor)


async def link(case: Case, mentor: Mentor, replaces: int | None = None) -> Reply:
    """A one-time link for this mentor, and the same as a QR picture to show in the staff room. `replaces` is the post
    that ends once it is opened."""
    secret = await invitations.make(case.db, Role.MENTOR, case.school_id, case.person.id, case.now, mentor.id, replaces)
    address = f"https://t.me/{case.town.bot_name}?start={secret}"
    until = words.moment(case.now + invitations.VALID_FOR, case.town.zone)
    picture = Screen(views.qr_caption(mentor), file=File("photo", "qr", {"link": address}), stays=True)
    return Reply((joining.mentor_invitation(mentor.label, address, until), picture, menus.home(case.person)))


async def load(case: Case, mentor_id: int) -> Mentor:
    """Raises LookupError outside the scope."""
    mentor = await mentors.get(case.db, case.scope, mentor_id)
    if mentor is None:
        raise LookupError(mentor_id)
    return mentor


def router() -> Router:
    routes = Router(name="mentors")
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(listing, On("t.list", 1), *mine)
    routes.callback_query.register(card, On("t.open", 1), *mine)
    routes.callback_query.register(invite, On("t.invite", 1), *mine)
    return routes
