"""Agreeing to the schools' roadmaps (1.4 → 1.5 → 1.6): the queue, the decision, and who is told of it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import roadmap
from domain.evidence import Evidence, State
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.evidence import RETURN
from domain.people import Role
from domain.roadmap import Row
from domain.submissions import Due
from handlers import owing, quiet, standings
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import evidence, people, schools
from views import plans as views
from views.evidence import moment_of
from views.screen import Notice, Reply, Screen

PLAN, REVIEW, APPROVAL = "1.4", "1.5", "1.6"


async def came(case: Case, row: Row, due: Due) -> tuple[Notice, ...]:
    """A plan was filed: an agreement to the one before does not stand any more. The department is told where
    nothing else waited for it."""
    review = await _review(case, due.year)
    agreed = await evidence.of(case.db, review.row, review.period, case.school_id)
    if agreed and agreed.state is State.AGREED:
        await evidence.file(
            case.db, review, case.school_id, state=State.RETURNED, by_person=case.person.id, now=case.now
        )
    waiting = await evidence.queue(case.db, row.number, due.period)
    if len(waiting) != 1:
        return ()
    ((plan, _),) = waiting
    at = quiet.wake(case)
    screen = views.waiting(roadmap.row(review.row), due.year)
    return tuple(
        Notice(one["telegram_id"], screen, f"plan:{plan.id}:{plan.revision}:{one['person_id']}", at)
        for one in await people.staff(case.db, Role.DEPARTMENT)
    )


async def queue(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    year, page = number(args[0]), number(args[1])
    return await _queue(case, year, page)


async def queue_now(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """In the newest year that has begun."""
    year = await standings.year_now(case, REVIEW)
    return standings.not_in_force(REVIEW) if year is None else await _queue(case, year, 0)


async def agree(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """One tap. A plan changed or judged meanwhile is shown as it is now."""
    plan = await _plan(case, number(args[0]))
    if plan.revision != number(args[1]) or plan.state is not State.FILED:
        return Reply((await standings.card_of(case, plan),), toast=views.CHANGED)
    notices = await _agree(case, plan)
    return Reply((await _queue(case, _year(plan), 0),), notices, toast=views.AGREED)


async def ask_all(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    year = number(args[0])
    waiting = await evidence.queue(case.db, PLAN, (await _review(case, year)).period)
    return views.ask_all(year, waiting, case.now) if waiting else await _queue(case, year, 0)


async def agree_all(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """Those that waited when it was asked, as they were then."""
    year, seen = number(args[0]), number(args[1])
    waiting = await evidence.queue(case.db, PLAN, (await _review(case, year)).period)
    meant = [plan for plan, _ in waiting if moment_of(plan.changed_at) <= seen]
    notices = [notice for plan in meant for notice in await _agree(case, plan)]
    return Reply((await _queue(case, year, 0),), tuple(notices), toast=views.agreed_many(len(meant)))


async def facts(case: Case, subject: str) -> Facts:
    await _judged(case, subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """The coordinators are told at once, with a button that opens the form again."""
    plan, revision = await _judged(case, subject)
    remark = str(answers["remark"])
    async with owing.changing(case, plan.school_id):
        if plan.revision != revision or not await evidence.judge(
            case.db, plan, State.RETURNED, remark, case.person.id, case.now
        ):
            raise AnswerRejected(views.TOO_LATE)
    notices = await _tell(case, plan, remark)
    return Filed(plan.id, Reply((await standings.card_of(case, await _plan(case, plan.id)),), notices))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await standings.card_of(case, await _plan(case, result)),))


async def title(case: Case, subject: str) -> str:
    plan, _ = await _judged(case, subject)
    return views.return_title(await _name(case, plan))


RETURN_BINDING = Binding(RETURN, (Role.DEPARTMENT,), facts, save, receipt, title)


async def _agree(case: Case, plan: Evidence) -> tuple[Notice, ...]:
    review = await _review(case, _year(plan))
    async with owing.changing(case, plan.school_id):
        if not await evidence.judge(case.db, plan, State.AGREED, None, case.person.id, case.now):
            return ()
        await evidence.file(case.db, review, plan.school_id, state=State.AGREED, by_person=case.person.id, now=case.now)
    return await _tell(case, plan)


async def _tell(case: Case, plan: Evidence, remark: str = "") -> tuple[Notice, ...]:
    """Every coordinator of the school, once for each decision."""
    school, year = await _name(case, plan), _year(plan)
    notices = []
    for one in await people.staff(case.db, Role.COORDINATOR, plan.school_id):
        if remark:
            screen = views.returned(roadmap.row(PLAN), year, school, one["post"], remark)
        else:
            screen = views.agreed(roadmap.row(APPROVAL), year, school, one["post"])
        notices.append(Notice(one["telegram_id"], screen, f"judged:{plan.id}:{plan.revision}:{one['person_id']}"))
    return tuple(notices)


async def _queue(case: Case, year: int, page: int) -> Screen:
    review = await _review(case, year)
    waiting = await evidence.queue(case.db, PLAN, review.period)
    return views.queue(roadmap.row(REVIEW), year, waiting, page)


async def _review(case: Case, year: int) -> Due:
    due = await evidence.due(case.db, REVIEW, year)
    if due is None:
        raise LookupError(year)
    return due


async def _plan(case: Case, evidence_id: int) -> Evidence:
    plan = await evidence.get(case.db, case.scope, evidence_id)
    if plan is None or plan.row != PLAN:
        raise LookupError(evidence_id)
    return plan


async def _judged(case: Case, subject: str) -> tuple[Evidence, int]:
    """The plan that is to be returned, and the revision of it that was looked at."""
    plan_id, _, revision = subject.partition("-")
    return await _plan(case, number(plan_id)), number(revision)


async def _name(case: Case, plan: Evidence) -> str:
    school = await schools.get(case.db, plan.school_id or 0)
    return school.name if school else ""


def _year(plan: Evidence) -> int:
    return int(plan.period[:4])


def router() -> Router:
    routes = Router(name="plans")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(queue_now, On("ev.wait"), *ours)
    routes.callback_query.register(queue, On("ev.queue", 2), *ours)
    routes.callback_query.register(agree, On("ev.agree", 2), *ours)
    routes.callback_query.register(ask_all, On("ev.all?", 1), *ours)
    routes.callback_query.register(agree_all, On("ev.all", 2), *ours)
    return routes
