"""The registry of partners (rows 1.7, 2.1, 2.2): a school's list, the quarter's word on it, the department's view."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import partners as rules
from domain import search
from domain.partners import Partner, Standing
from domain.people import Role
from domain.periods import Period, quarter_of
from domain.registry import School
from handlers import attached
from handlers.acting import as_post
from handlers.case import Acts, Case, On, Private, number
from storage import confirmations, partners, registry_history, schools
from views import partner_words, partners_table
from views import partners as views
from views.screen import Reply, Screen

FIRST_PERIOD = "2020-Q1"  # nobody confirmed anything before


async def now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The school's list; in the department the board of this quarter."""
    return await show(case)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _own(case, number(args[0]))


async def board(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _board(case, _period(case, args[0]), number(args[1]))


async def of_school(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    school = await _school(case, number(args[0]))
    shown = rules.ordered(
        [one for one in await partners.listing(case.db, case.scope) if one.school_id == school.id], case.today
    )
    return views.of_school(school, shown, number(args[1]), case.today)


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return show_card(case, await load(case, number(args[0])))


async def file(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    partner = await load(case, number(args[0]))
    return await attached.copy(case, partner.school_id, partner.file)


async def log(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    partner = await load(case, number(args[0]))
    events = await registry_history.of(case.db, "partner", partner.id)
    return views.log(partner, events, number(args[1]), case.town.zone)


async def confirm(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The word of the quarter under way, on the list that was seen: another list is shown first."""
    mine = await partners.listing(case.db, case.scope)
    period = quarter_of(case.today).key
    if args[0] != period or args[1] != rules.fingerprint(mine):
        return Reply((await _own(case, 0),), toast=views.CHANGED_MEANWHILE)
    valid = sum(one.standing(case.today) in rules.IN_FORCE for one in mine)
    new = await confirmations.confirm(case.db, case.school_id, period, valid, case.person.id, case.now)
    return Reply((await _own(case, 0),), toast=views.CONFIRMED if new else views.CONFIRMED_BEFORE)


async def restore(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """An agreement that was ended by mistake; a stale button changes nothing."""
    partner = await load(case, number(args[0]))
    toast = ""
    if partner.standing(case.today) is Standing.ENDED and number(args[1]) == partner.revision:
        back = {"ended_on": None, "end_reason": None}
        await partners.change(case.db, partner, "restored", back, case.person.id, case.now)
        toast = views.RESTORED
    return Reply((show_card(case, await load(case, partner.id)),), toast=toast)


async def from_reminder(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """In the post that the reminder was for: one agreement, or the list."""
    acting, wanted = await as_post(case, number(args[0]), Role.COORDINATOR), number(args[1])
    screen = show_card(acting, await load(acting, wanted)) if wanted else await _own(acting, 0)
    return Reply((screen,), commands_for=Role.COORDINATOR)


async def send_table(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The list within the person's scope (.xlsx)."""
    return partners_table.sent(case.scope.school_id)


async def found(case: Case, sought: str, page: int) -> Screen:
    """By the partner's name, the agreement's number and, in the department, the school's name."""
    everything = case.scope.school_id is None
    there = [
        one
        for one in await partners.listing(case.db, case.scope)
        if search.matches(search.index(one.name, one.agreement or "", one.school if everything else ""), sought)
    ]
    return views.found(rules.ordered(there, case.today), sought, page, case.today, schools=everything)


async def show(case: Case) -> Screen:
    if case.person.post.role is Role.DEPARTMENT:
        return await _board(case, quarter_of(case.today).key, 0)
    return await _own(case, 0)


def show_card(case: Case, partner: Partner, head: str = "") -> Screen:
    return views.card(partner, case.today, mine=case.scope.school_id is not None, head=head)


async def load(case: Case, partner_id: int) -> Partner:
    """Raises LookupError outside the scope."""
    partner = await partners.get(case.db, case.scope, partner_id)
    if partner is None:
        raise LookupError(partner_id)
    return partner


async def _own(case: Case, page: int) -> Screen:
    mine = rules.ordered(await partners.listing(case.db, case.scope), case.today)
    period = quarter_of(case.today).key
    sure = (await confirmations.of(case.db, period)).get(case.school_id)
    return views.own(mine, page, case.today, period, partner_words.confirmed(sure, case.town.zone) if sure else "")


async def _board(case: Case, period: str, page: int) -> Screen:
    counts = await partners.counts(case.db, case.today)
    sure = await confirmations.of(case.db, period)
    standings = [
        views.Standings(school, *counts.get(school.id, (0, 0)), school.id in sure)
        for school in await schools.everyone(case.db)
    ]
    return views.board(standings, period, page, older=period == quarter_of(case.today).key)


async def _school(case: Case, school_id: int) -> School:
    school = await schools.get(case.db, school_id)
    if school is None:
        raise LookupError(school_id)
    return school


def _period(case: Case, key: str) -> str:
    """A quarter up to now. LookupError for any other."""
    try:
        period = Period.parse(key)
    except ValueError as forged:
        raise LookupError(key) from forged
    if period.part[0] != "Q" or not FIRST_PERIOD <= key <= quarter_of(case.today).key:
        raise LookupError(key)
    return key


def router() -> Router:
    routes = Router(name="partners")
    both, mine, department = (
        Acts(Role.DEPARTMENT, Role.COORDINATOR),
        Acts(Role.COORDINATOR),
        Acts(Role.DEPARTMENT),
    )
    routes.callback_query.register(now, On("pt.now"), both, Private())
    routes.callback_query.register(listing, On("pt.list", 1), mine, Private())
    routes.callback_query.register(board, On("pt.all", 2), department, Private())
    routes.callback_query.register(of_school, On("pt.of", 2), department, Private())
    routes.callback_query.register(card, On("pt.open", 1), both, Private())
    routes.callback_query.register(file, On("pt.file", 1), both, Private())
    routes.callback_query.register(log, On("pt.log", 2), both, Private())
    routes.callback_query.register(confirm, On("pt.sure", 2), mine, Private())
    routes.callback_query.register(restore, On("pt.undo", 2), mine, Private())
    routes.callback_query.register(from_reminder, On("pt.from", 2), Private())
    routes.callback_query.register(send_table, On("pt.table"), both, Private())
    return routes
