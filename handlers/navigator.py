"""Faults of the module «Наставничество» in «Навигатор» (row 3.1): two taps to report, an answer to close."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import reminders, search
from domain.faults import ALIKE, KINDS, Fault
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.navigator import FAULT_ANSWER, FAULT_WORDS
from domain.people import Role
from handlers.acting import as_post
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import faults, people, registry_history
from views import navigator as views
from views.screen import Notice, Reply, Screen


async def now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The first page, or the one asked for."""
    return await _desk(case, number(args[0]) if args else 0)


async def shut(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    there = await faults.closed_ones(case.db, case.scope)
    return views.closed(there, number(args[0]), case.town.zone, schools=_everything(case))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return _card(case, await _load(case, args[0]))


async def log(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    one = await _load(case, args[0])
    events = await registry_history.of(case.db, "fault", one.id)
    return views.log(one, events, number(args[1]), case.town.zone)


async def report(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The kind is tapped and the department told. The button carries what the school had reported last: a second
    tap, or one on another device, finds something newer and reports nothing twice."""
    kind, seen = args[0], number(args[1])
    if kind not in KINDS:
        raise LookupError(kind)
    there = [one for one in await faults.open_ones(case.db, case.scope) if one.kind == kind]
    newest = await faults.newest(case.db, case.school_id)
    if there and (kind in ALIKE or newest != seen):
        return Reply((_card(case, there[-1]),), toast=views.REPORTED_BEFORE)
    if newest != seen:
        return Reply((await _desk(case, 0),), toast=views.CHANGED_MEANWHILE)
    one = await _load(case, str(await faults.report(case.db, case.school_id, kind, case.person.id, case.now)))
    return Reply((_card(case, one, "Записано"),), await _tell_department(case, one, "opened"), toast=views.REPORTED)


async def told(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The department opens what it was told of."""
    acting = await as_post(case, number(args[0]), Role.DEPARTMENT)
    return Reply((_card(acting, await _load(acting, args[1])),), commands_for=Role.DEPARTMENT)


async def not_mended(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The school's answer to being told that a fault was closed."""
    return await reopen(query, await as_post(case, number(args[0]), Role.COORDINATOR), args[1:])


async def reopen(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """It was not mended: the same fault goes on. A button of an older state changes nothing and shows the card."""
    one = await _load(case, args[0])
    if one.open or number(args[1]) != one.revision:
        return Reply((_card(case, one),))
    alike = [
        other for other in await faults.open_ones(case.db, case.scope) if other.kind == one.kind and other.kind in ALIKE
    ]
    if alike:
        return Reply((_card(case, alike[0]),), toast=views.REPORTED_BEFORE)
    await faults.reopen(case.db, one, case.person.id, case.now)
    one = await _load(case, args[0])
    notices = await _tell_department(case, one, "reopened")
    return Reply((_card(case, one, "Открыто снова"),), notices, toast=views.REPORTED)


async def found(case: Case, sought: str, page: int) -> Screen:
    """By kind, words, answer and the school's name; the open ones first."""
    there = [
        one
        for one in (*await faults.open_ones(case.db, case.scope), *await faults.closed_ones(case.db, case.scope))
        if search.matches(search.index(views.KINDS[one.kind], one.about or "", one.answer or "", one.school), sought)
    ]
    return views.found(there, sought, page, case.town.zone, schools=_everything(case))


# The school's words, the department's answer ------------------------------------------------------------------


async def facts(case: Case, subject: str) -> Facts:
    await _load(case, subject)
    return Facts(case.today)


async def describe(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    one = await _open(case, subject)
    await faults.describe(case.db, one, str(answers["about"]), case.person.id, case.now)
    one = await _load(case, subject)
    notices = await _tell_department(case, one, "described")
    return Filed(one.id, Reply((_card(case, one, "Слова записаны"),), notices))


async def close(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    one = await _open(case, subject)
    await faults.close(case.db, one, str(answers["answer"]), case.person.id, case.now)
    one = await _load(case, subject)
    notices = await _tell(case, Role.COORDINATOR, one, lambda post: views.answered(one, post))
    return Filed(one.id, Reply((_card(case, one, "Закрыто, школа узнает"),), notices))


async def receipt(case: Case, fault_id: int) -> Reply:
    return Reply((_card(case, await _load(case, str(fault_id))),))


async def words_title(case: Case, subject: str) -> str:
    return f"{FAULT_WORDS.title}: {views.KINDS[(await _load(case, subject)).kind].lower()}"


async def answer_title(case: Case, subject: str) -> str:
    one = await _load(case, subject)
    return f"{views.KINDS[one.kind]} · {one.school}"


BINDINGS = (
    Binding(FAULT_WORDS, (Role.COORDINATOR,), facts, describe, receipt, words_title),
    Binding(FAULT_ANSWER, (Role.DEPARTMENT,), facts, close, receipt, answer_title),
)


async def _tell_department(case: Case, one: Fault, what: str) -> tuple[Notice, ...]:
    return await _tell(case, Role.DEPARTMENT, one, lambda post: views.news(one, post, what, case.town.zone))


async def _tell(case: Case, role: Role, one: Fault, screen: Callable[[int], Screen]) -> tuple[Notice, ...]:
    """At once, in quiet hours in the morning. Each state of a fault is told once to each, with buttons for the post
    they hear it in."""
    school = one.school_id if role is Role.COORDINATOR else None
    town = case.town
    then = reminders.sendable_at(case.now, town.zone, town.morning, town.quiet_from, town.quiet_until)
    return tuple(
        Notice(chat, screen(row["post"]), f"fault:{one.id}.{one.revision}:{chat}", not_before=then)
        for row in await people.staff(case.db, role, school)
        if (chat := row["telegram_id"])
    )


async def _desk(case: Case, page: int) -> Screen:
    there = await faults.open_ones(case.db, case.scope)
    if _everything(case):
        return views.department(there, page, case.town.zone)
    return views.school(there, page, await faults.newest(case.db, case.school_id), case.town.zone)


def _card(case: Case, one: Fault, head: str = "") -> Screen:
    return views.card(one, case.town.zone, mine=not _everything(case), head=head)


def _everything(case: Case) -> bool:
    return case.scope.school_id is None


async def _open(case: Case, fault_id: str) -> Fault:
    """Somebody may have closed it since: then nothing is written down, and they read how."""
    one = await _load(case, fault_id)
    if not one.open:
        raise AnswerRejected(views.closed_before(one))
    return one


async def _load(case: Case, fault_id: str) -> Fault:
    """Raises LookupError outside the scope."""
    one = await faults.get(case.db, case.scope, number(fault_id))
    if one is None:
        raise LookupError(fault_id)
    return one


def router() -> Router:
    routes = Router(name="navigator")
    both, mine = Acts(Role.DEPARTMENT, Role.COORDINATOR), Acts(Role.COORDINATOR)
    routes.callback_query.register(now, On("nv.now"), both, Private())
    routes.callback_query.register(now, On("nv.list", 1), both, Private())
    routes.callback_query.register(shut, On("nv.shut", 1), both, Private())
    routes.callback_query.register(card, On("nv.open", 1), both, Private())
    routes.callback_query.register(log, On("nv.log", 2), both, Private())
    routes.callback_query.register(report, On("nv.new", 2), mine, Private())
    routes.callback_query.register(told, On("nv.told", 2), Private())
    routes.callback_query.register(not_mended, On("nv.bad", 3), Private())
    routes.callback_query.register(reopen, On("nv.again", 2), mine, Private())
    return routes
