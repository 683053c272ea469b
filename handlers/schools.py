"""The department's schools: adding them, inviting coordinators, ending their access (row 1.3)."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import school_list
from domain.form import Answers, Facts
from domain.forms.desk import SCHOOLS
from domain.people import Role
from domain.registry import School
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import invitations, people, schools
from views import paging
from views import schools as views
from views.screen import File, Notice, Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """All lines or none; those on the list already are counted, not doubled."""
    added = known = 0
    for line in school_list.read(str(answers["lines"])):
        try:
            await schools.add(case.db, line.name, case.now, line.number)
            added += 1
        except schools.NameTaken:
            known += 1
    return Filed(added, Reply((views.added(added, known),)))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((views.added(result, 0),))


async def title(case: Case, subject: str) -> str:
    return SCHOOLS.title


SCHOOLS_BINDING = Binding(SCHOOLS, (Role.DEPARTMENT,), facts, save, receipt, title)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    everyone = await schools.everyone(case.db)
    staffed = {row["school_id"] for row in await people.staff(case.db, Role.COORDINATOR)}
    page = number(args[0])
    return views.listing(paging.page_of(everyone, page), staffed, page, len(everyone))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _show(case, await _load(case, args[0]))


async def invite(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A one-time link to forward, and the same as a QR picture."""
    school = await _load(case, args[0])
    secret = await invitations.make(case.db, Role.COORDINATOR, school.id, case.person.id, case.now)
    link = f"https://t.me/{case.town.bot_name}?start={secret}"
    until = case.now + invitations.VALID_FOR
    picture = Screen(views.qr_caption(school), file=File("photo", "qr", {"link": link}), stays=True)
    return Reply((views.invitation(school, link, until, case.town.zone), picture, await _show(case, school)))


async def ask_revoke(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.ask_revoke(await _load(case, args[0]))


async def revoke(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    school = await _load(case, args[0])
    gone = await invitations.revoke_all(case.db, school.id, case.now)
    return Reply((await _show(case, school),), toast=views.revoked(gone))


async def ask_dismiss(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    school = await _load(case, args[0])
    for row in await people.staff(case.db, Role.COORDINATOR, school.id):
        if row["post"] == number(args[1]):
            return views.ask_dismiss(school, row["post"], row["name"])
    raise LookupError(args[1])


async def dismiss(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Their access ends now; what the school has filled in stays with the school."""
    school, post = await _load(case, args[0]), number(args[1])
    gone = [row for row in await people.staff(case.db, Role.COORDINATOR, school.id) if row["post"] == post]
    if not gone or not await people.dismiss(case.db, post, school.id, case.now):
        raise LookupError(post)
    farewell = tuple(Notice(row["telegram_id"], views.dismissed(school)) for row in gone)
    return Reply((await _show(case, school),), farewell, toast=views.DISMISSED)


async def _show(case: Case, school: School) -> Screen:
    staff = await people.staff(case.db, Role.COORDINATOR, school.id)
    waiting = await invitations.waiting(case.db, school.id, case.now)
    crew = [views.Coordinator(row["post"], row["name"], row["unreachable_since"] is None) for row in staff]
    return views.card(school, crew, [row["expires_at"] for row in waiting], case.town.zone)


async def _load(case: Case, school_id: str) -> School:
    school = await schools.get(case.db, number(school_id))
    if school is None:
        raise LookupError(school_id)
    return school


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
