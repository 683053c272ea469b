"""The department keeps the schools' breaks: adds one, takes over usual days, drops one and puts it back."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import school_days
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.care import BREAK
from domain.people import Role
from domain.school_days import Break
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import school_breaks
from views import school_breaks as views
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Two breaks never share a day."""
    first, last = (date.fromisoformat(str(answers[key])) for key in ("first", "last"))
    new = Break(str(answers["title"]), first, last)
    if other := await _touched(case, new):
        raise AnswerRejected(views.taken(other))
    break_id = await school_breaks.add(case.db, new, case.person.id, case.now)
    return Filed(break_id, await receipt(case, break_id))


async def receipt(case: Case, break_id: int) -> Reply:
    return Reply((views.added(await _load(case, str(break_id))),))


async def title(case: Case, subject: str) -> str:
    return BREAK.title


BINDING = Binding(BREAK, (Role.DEPARTMENT,), facts, save, receipt, title)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _listing(case, number(args[0]))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.card(await _load(case, args[0]))


async def usual(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Take over the usual days that were shown; a second tap finds them there."""
    offered = school_days.offered(case.today, await school_breaks.listing(case.db))
    if not offered or offered[0].first.isoformat() != args[0]:
        return Reply((await _listing(case, 0),), toast=views.ALREADY)
    for one in offered:
        await school_breaks.add(case.db, one, case.person.id, case.now)
    return Reply((await _listing(case, 0),), toast=views.ADDED)


async def drop(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    one = await _load(case, args[0])
    await school_breaks.drop(case.db, one.id, case.person.id, case.now)
    return Reply((views.dropped(one),), toast=views.DROPPED)


async def put_back(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """As a new entry: what was dropped, when and by whom, stays written. A second tap finds its days taken."""
    one = await school_breaks.get(case.db, number(args[0]), dropped=True)
    if one is None:
        raise LookupError(args[0])
    if await _touched(case, one):
        return Reply((await _listing(case, 0),), toast=views.ALREADY)
    await school_breaks.add(case.db, one, case.person.id, case.now)
    return Reply((await _listing(case, 0),), toast=views.BACK)


async def _listing(case: Case, page: int) -> Screen:
    known = await school_breaks.listing(case.db)
    return views.listing(known, school_days.offered(case.today, known), page)


async def _touched(case: Case, new: Break) -> Break | None:
    return next((one for one in await school_breaks.listing(case.db) if one.touches(new)), None)


async def _load(case: Case, break_id: str) -> Break:
    one = await school_breaks.get(case.db, number(break_id))
    if one is None:
        raise LookupError(break_id)
    return one


def router() -> Router:
    routes = Router(name="school_breaks")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("ck.breaks", 1), *ours)
    routes.callback_query.register(card, On("ck.break", 1), *ours)
    routes.callback_query.register(usual, On("ck.usual", 1), *ours)
    routes.callback_query.register(drop, On("ck.drop", 1), *ours)
    routes.callback_query.register(put_back, On("ck.back", 1), *ours)
    return routes
