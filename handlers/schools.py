"""The department's schools (row 1.3): the list, inviting coordinators, ending their access."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import school_list
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.desk import SCHOOLS
from domain.people import Role
from domain.registry import School
from domain.school_life import What
from handlers import school_life as life
from handlers import succession
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import invitations, people, school_life, schools
from storage.instants import maybe_moment, moment
from views import school_list as pasted
from views import schools as views
from views.screen import Notice, Reply, Screen

LAST_NUMBER: Final = 9999  # that a school's codes can begin with


async def facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """All lines or none; those on the list already are counted, not doubled."""
    there, taken = await schools.everyone(case.db), await schools.numbers(case.db)
    found = school_list.sort(str(answers["lines"]), there, taken)
    if found.faults:
        raise AnswerRejected(pasted.faults(found.faults))
    if not found.new and not found.known:
        raise AnswerRejected(pasted.EMPTY)
    if max(taken, default=0) + sum(line.number is None for line in found.new) > LAST_NUMBER:
        raise AnswerRejected(pasted.NO_NUMBERS_LEFT)
    # Wanted numbers first: the next free one must not be a number that stands further down the list.
    for line in sorted(found.new, key=lambda line: line.number is None):
        await schools.add(case.db, line.name, case.now, line.number)
    return Filed(len(found.new), Reply((pasted.added(len(found.new), found.known), await _listing(case, 0))))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((pasted.added(result, 0) if result else await _listing(case, 0),))


async def title(case: Case, subject: str) -> str:
    return SCHOOLS.title


SCHOOLS_BINDING = Binding(SCHOOLS, (Role.DEPARTMENT,), facts, save, receipt, title)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _listing(case, number(args[0]))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """One that has left the list has a card of its own."""
    school = await life.load(case, args[0])
    gone = await school_life.fate(case.db, school.id)
    return await life.card(case, school) if gone else await _card(case, school)


async def invite(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A one-time link to forward, and the same as a QR picture."""
    school = await life.live(case, args[0])
    secret = await invitations.make(case.db, Role.COORDINATOR, school.id, case.person.id, case.now)
    link = f"https://t.me/{case.town.bot_name}?start={secret}"
    words = pasted.invitation(school, link, case.now + invitations.VALID_FOR, case.town.zone)
    return Reply((words, pasted.picture(school, link), await _card(case, school)), toast=pasted.INVITED)


async def ask_revoke(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    school = await life.live(case, args[0])
    waiting = await invitations.waiting(case.db, school.id, case.now)
    return views.ask_revoke(school, len(waiting)) if waiting else await _card(case, school)


async def revoke(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    school = await life.live(case, args[0])
    gone = await invitations.revoke_all(case.db, school.id, case.now)
    return Reply((await _card(case, school),), toast=views.revoked(gone))


async def ask_dismiss(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    school, post = await life.live(case, args[0]), number(args[1])
    for one in await _crew(case, school):
        if one.post == post:
            return views.ask_dismiss(school, one)
    raise LookupError(post)


async def dismiss(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Their post at this school ends now, other posts stay; what they have filled in is the school's."""
    school, post = await life.live(case, args[0]), number(args[1])
    gone = next((row for row in await people.staff(case.db, Role.COORDINATOR, school.id) if row["post"] == post), None)
    if gone is None:
        raise LookupError(post)
    await succession.end(case.db, case.town, case.now, post, gone["person_id"], school.id)
    await school_life.record(case.db, school.id, What.LEFT, case.person.id, case.now, before=gone["person_id"])
    others = await people.get(case.db, gone["person_id"]) is not None
    farewell = Notice(gone["telegram_id"], views.dismissed(school, others), key=f"dismissed:{post}")
    return Reply((await _card(case, school),), (farewell,), toast=views.DISMISSED)


async def _listing(case: Case, page: int) -> Screen:
    crews = await schools.crews(case.db, case.now)
    everyone = []
    for school in await schools.everyone(case.db):
        crew = crews[school.id]
        everyone.append(views.Listed(school, crew["coordinators"], crew["lost"], crew["invited"]))
    return views.listing(everyone, page, len(await school_life.gone(case.db)))


async def _card(case: Case, school: School) -> Screen:
    waiting = await invitations.waiting(case.db, school.id, case.now)
    ends = [moment(row["expires_at"]) for row in waiting]
    return views.card(school, await _crew(case, school), ends, case.town.zone)


async def _crew(case: Case, school: School) -> list[views.Coordinator]:
    staff = await people.staff(case.db, Role.COORDINATOR, school.id)
    return [views.Coordinator(row["post"], row["name"], maybe_moment(row["unreachable_since"])) for row in staff]


def router() -> Router:
    routes = Router(name="schools")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("s.list", 1), *ours)
    routes.callback_query.register(card, On("s.open", 1), *ours)
    routes.callback_query.register(invite, On("s.invite", 1), *ours)
    routes.callback_query.register(ask_revoke, On("s.revoke?", 1), *ours)
    routes.callback_query.register(revoke, On("s.revoke", 1), *ours)
    routes.callback_query.register(ask_dismiss, On("s.dismiss?", 2), *ours)
    routes.callback_query.register(dismiss, On("s.dismiss", 2), *ours)
    return routes
