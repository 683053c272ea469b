"""What the questionnaires have shown (row 4.2): a school's own for its coordinator, every school for the department.

Mentors see none of it: whose answers are whose would be too easy to guess for them.
"""

from collections.abc import Sequence
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import periods, search
from domain.form import Answers, Facts, Value
from domain.forms.results import FIND
from domain.people import Role
from domain.periods import Period, half_of
from domain.registry import School
from domain.results import Days, Results
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import growth, schools
from views import growth as views
from views import growth_list
from views.growth import ALL, Shown
from views.growth_words import SIDES
from views.screen import Reply, Screen

LETTERS_BYTES: Final = 28
OWN_SIDES: Final = ("mentee", "mentor")  # a school has one coordinator or two: never five


async def school(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The newest half-year with answers, of the coordinator's own school."""
    known = await growth.span(case.db, case.town.zone, case.school_id)
    if known is None:
        return views.nothing(case.person.post.school)
    return await _own(case, half_of(known[1]), "mentee")


async def half(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _own(case, await _period(case, args[0]), _side(args[1], OWN_SIDES))


async def everything(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The newest half-year with answers, of all schools together."""
    known = await growth.span(case.db, case.town.zone)
    return views.nothing(ALL) if known is None else await _town(case, half_of(known[1]), "mentee")


async def town(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _town(case, await _period(case, args[0]), _side(args[1]))


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    period, side, page = await _period(case, args[0]), _side(args[1]), number(args[2])
    results = await _load(case, period)
    return growth_list.listing(period, side, await schools.among(case.db, results.schools), results.schools, page)


async def found(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    letters, _, page = args[2].rpartition(":")
    return await _found(case, await _period(case, args[0]), _side(args[1]), letters, number(page))


async def one(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    period, side = await _period(case, args[0]), _side(args[1])
    known = await schools.get(case.db, number(args[2]))
    if known is None:
        raise LookupError(args[2])
    return await _one(case, period, side, known, number(args[3]))


async def send_picture(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Of one school, or of all together (0); a coordinator's own whatever is asked for."""
    period, side, asked = await _period(case, args[0]), _side(args[1]), number(args[2])
    scope = case.scope.school_id
    if scope is not None and asked != scope:
        raise LookupError(asked)
    if not asked:
        return views.picture(await _shown(case, period, side, None))
    known = await schools.get(case.db, asked)
    if known is None:
        raise LookupError(asked)
    return views.picture(await _shown(case, period, side, known))


async def send_table(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    name = case.person.post.school if case.scope.school_id else ALL
    return views.table(await _period(case, args[0]), name, case.scope.school_id)


async def facts(case: Case, subject: str) -> Facts:
    await _place(case, subject)
    return Facts(case.today)


async def look(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    period, side = await _place(case, subject)
    return Filed(0, Reply((await _found(case, period, side, _fitting(answers["letters"]), 0),)))


async def receipt(case: Case, result: int) -> Reply:
    known = await growth.span(case.db, case.town.zone)
    return Reply((views.nothing(ALL) if known is None else await _town(case, half_of(known[1]), "mentee"),))


async def title(case: Case, subject: str) -> str:
    return FIND.title


FIND_BINDING: Final = Binding(FIND, (Role.DEPARTMENT,), facts, look, receipt, title)


async def _own(case: Case, period: Period, side: str) -> Screen:
    mine = await schools.get(case.db, case.school_id)
    if mine is None:
        raise LookupError(case.school_id)
    return views.own(await _shown(case, period, side, mine), await _periods(case))


async def _town(case: Case, period: Period, side: str) -> Screen:
    return views.town(await _shown(case, period, side, None), await _periods(case))


async def _one(case: Case, period: Period, side: str, known: School, page: int) -> Screen:
    return views.one(await _shown(case, period, side, known), page)


async def _found(case: Case, period: Period, side: str, letters: str, page: int) -> Screen:
    """One that is found alone opens at once."""
    results = await _load(case, period)
    hits = [one for one in await schools.among(case.db, results.schools) if search.meant(letters, one.name, one.number)]
    if len(hits) == 1:
        return await _one(case, period, side, hits[0], 0)
    return growth_list.found(period, side, hits, results.schools, letters, page)


async def _shown(case: Case, period: Period, side: str, known: School | None) -> Shown:
    school_id = known.id if known else None
    results = await _load(case, period, school_id)
    outcome = results.together if known is None else results.of(known.id)
    waiting = await growth.awaited(case.db, period.start, period.end, case.town.zone, school_id)
    awaited = sum(many for (_, of_side), many in waiting.items() if of_side == side)
    name = known.name if known else ALL
    return Shown(period, side, name, outcome, awaited, period.end < case.today, school_id)


async def _load(case: Case, period: Period, school_id: int | None = None) -> Results:
    return await growth.load(case.db, Days(period.start, period.end, case.today), case.town.zone, school_id)


async def _periods(case: Case) -> Sequence[Period]:
    """From the first answer on; nothing else is offered, nor opened."""
    known = await growth.span(case.db, case.town.zone, case.scope.school_id)
    return periods.offered(known[0] if known else case.today, case.today)


async def _period(case: Case, key: str) -> Period:
    """Raises LookupError for one that is not offered."""
    found = next((one for one in await _periods(case) if one.key == key), None)
    if found is None:
        raise LookupError(key)
    return found


def _side(key: str, sides: Sequence[str] = tuple(SIDES)) -> str:
    if key not in sides:
        raise LookupError(key)
    return key


async def _place(case: Case, subject: str) -> tuple[Period, str]:
    key, _, side = subject.partition(".")
    return await _period(case, key), _side(side)


def _fitting(letters: Value) -> str:
    """As much of what was typed as the buttons that turn pages can carry: signs may take four bytes each."""
    return str(letters).encode()[:LETTERS_BYTES].decode(errors="ignore")


def router() -> Router:
    routes = Router(name="growth")
    ours, theirs = (Acts(Role.COORDINATOR), Private()), (Acts(Role.DEPARTMENT), Private())
    both = (Acts(Role.COORDINATOR, Role.DEPARTMENT), Private())
    routes.callback_query.register(school, On("gr.school"), *ours)
    routes.callback_query.register(half, On("gr.half", 2), *ours)
    routes.callback_query.register(everything, On("gr.all"), *theirs)
    routes.callback_query.register(town, On("gr.town", 2), *theirs)
    routes.callback_query.register(listing, On("gr.list", 3), *theirs)
    routes.callback_query.register(found, On("gr.found", 3), *theirs)
    routes.callback_query.register(one, On("gr.one", 4), *theirs)
    routes.callback_query.register(send_picture, On("gr.pic", 3), *both)
    routes.callback_query.register(send_table, On("gr.table", 1), *both)
    return routes
