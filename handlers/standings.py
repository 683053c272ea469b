"""Who has done a row and who has not, school by school, for the department (1.2, 1.4, 1.6)."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import roadmap
from domain.evidence import Evidence, Standing, State
from domain.form import Answers, Facts
from domain.forms.evidence import FIND
from domain.people import EVERYTHING, Role
from domain.roadmap import Owner, Row
from domain.submissions import Due
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import evidence, files, schools, years
from views import evidence as views
from views import plans
from views.screen import Reply, Screen
from views.screen import Row as Buttons


async def listing_now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """In the newest year that has begun."""
    year = await year_now(case, args[0])
    return not_in_force(args[0]) if year is None else await _listing(case, args[0], year, 0)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _listing(case, args[0], number(args[1]), number(args[2]))


async def open_school(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    row, due = await _load(case, args[0], number(args[1]))
    return await _card(case, row, due, number(args[2]))


async def card_of(case: Case, one: Evidence) -> Screen:
    """What one school has filed, and what can be done with it."""
    row, due = await _load(case, one.row, int(one.period[:4]))
    return await _card(case, row, due, one.school_id or 0)


async def facts(case: Case, subject: str) -> Facts:
    await _asked(case, subject)
    return Facts(case.today)


async def find(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Schools by their number or a part of their name."""
    row, due = await _asked(case, subject)
    words = str(answers["words"])
    found = [one for one in await _standings(case, row, due) if _fits(one, words)]
    note = views.found(words, len(found))
    screen = views.listing(row, due.year, due, found, 0, note)
    return Filed(due.year * 100 + roadmap.ROWS.index(row), Reply((screen,)))


async def again(case: Case, result: int) -> Reply:
    year, place = divmod(result, 100)
    return Reply((await _listing(case, roadmap.ROWS[place].number, year, 0),))


async def title(case: Case, subject: str) -> str:
    row, _ = await _asked(case, subject)
    return views.find_title(row)


FIND_BINDING = Binding(FIND, (Role.DEPARTMENT,), facts, find, again, title)


async def year_now(case: Case, row: str) -> int | None:
    """The newest year in force that has begun, else the first to come."""
    known = {due.year for due in await years.deadlines(case.db) if due.row == row}
    return max((year for year in known if year <= case.today.year), default=min(known, default=None))


def not_in_force(row: str) -> Screen:
    return views.not_in_force(roadmap.row(row))


async def _listing(case: Case, number_of_row: str, year: int, page: int) -> Screen:
    row, due = await _load(case, number_of_row, year)
    return views.listing(row, year, due, await _standings(case, row, due), page)


async def _standings(case: Case, row: Row, due: Due) -> list[Standing]:
    reviewed = roadmap.review_of(row.number) is not None
    return await evidence.standings(case.db, due, case.now, reviewed=reviewed)


async def _card(case: Case, row: Row, due: Due, school_id: int) -> Screen:
    school = await schools.get(case.db, school_id)
    if school is None:
        raise LookupError(school_id)
    own = await evidence.due(case.db, row.number, due.year, school_id) or due
    filed = await evidence.of(case.db, row.number, due.period, school_id)
    paper = await files.get(case.db, EVERYTHING, filed.file_id) if filed and filed.file_id else None
    waits = filed and filed.state is State.FILED and roadmap.review_of(row.number)
    card = views.Card(row, own, filed, paper, school.name)
    extra: Sequence[Buttons] = plans.judging(filed) if filed and waits else ()
    if filed is None or filed.state is State.RETURNED:
        extra = (views.extending(own, school_id),)
    return views.card(card, case.today, case.town.zone, extra, views.back_to_list(row, due.year))


async def _asked(case: Case, subject: str) -> tuple[Row, Due]:
    name, _, year = subject.partition("-")
    return await _load(case, name, number(year))


async def _load(case: Case, name: str, year: int) -> tuple[Row, Due]:
    """A row that schools do with evidence, and its date. LookupError for any other."""
    row = roadmap.row(name)
    due = await evidence.due(case.db, row.number, year)
    if due is None or row.proof is None or row.owner is not Owner.SCHOOL:
        raise LookupError(name)
    return row, due


def _fits(one: Standing, words: str) -> bool:
    asked = words.casefold().strip().lstrip("№ ")
    return asked == str(one.number) if asked.isdigit() else asked in one.school.casefold()


def router() -> Router:
    routes = Router(name="standings")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing_now, On("ev.now", 1), *ours)
    routes.callback_query.register(listing, On("ev.list", 3), *ours)
    routes.callback_query.register(open_school, On("ev.school", 3), *ours)
    return routes
