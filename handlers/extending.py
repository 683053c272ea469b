"""A school's own date: given by the department with a reason, and taken back; reminders follow it."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import deadlines
from domain import extending as rules
from domain.evidence import State as Proved
from domain.form import AnswerRejected, Answers, Facts, Value
from domain.forms.review import EXTENSION
from domain.people import Role
from domain.registry import School
from domain.submissions import Due, State
from handlers import telling
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import evidence, extensions, reminders, schools, submissions, wishes, years
from storage.instants import day, moment
from views import extensions as views
from views import reports, words
from views.screen import Notice, Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    """What the school has asked for is offered: the subject is a deadline and a school, "14.5"."""
    school, due = await place(case, subject)
    wish = await wishes.last(case.db, due, school.id)
    known: dict[str, Value] = {"due": due.effective.isoformat()}
    if wish is not None and wish.granted is None:
        known |= {"wished.day": wish.until.isoformat(), "wished.reason": wish.reason}
    return Facts(case.today, known=known)


async def grant(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    school, due = await place(case, subject)
    until, reason = date.fromisoformat(str(answers["day"])), str(answers["reason"])
    event, own, notices = await extend(case, school, due, until, reason)
    return Filed(event, Reply((await shown(case, school, own),), notices, toast=views.GRANTED))


async def granted(case: Case, result: int) -> Reply:
    deadline_id, school_id = await extensions.event(case.db, result)
    school, due = await place(case, f"{deadline_id}.{school_id}")
    own = await extensions.due_of(case.db, school.id, due.id)
    return Reply((await shown(case, school, own or due),))


async def grant_title(case: Case, subject: str) -> str:
    school, due = await place(case, subject)
    return f"{words.squeeze(school.name, 60)} · {reports.named(due.row, due.period)}"


async def grant_shut(case: Case, subject: str) -> Screen | None:
    """What is filed needs no extension, unless it was sent back."""
    school, due = await place(case, subject)
    return views.filed_already(due) if await filed(case, school.id, due) else None


EXTENSION_BINDING = Binding(EXTENSION, (Role.DEPARTMENT,), facts, grant, granted, grant_title, shut=grant_shut)


async def ask_withdraw(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    school, due = await place(case, f"{args[0]}.{args[1]}")
    own = await extensions.due_of(case.db, school.id, due.id)
    if own is None or not own.extended:
        raise LookupError(school.id)
    return views.ask_withdraw(school.name, school.id, own)


async def withdraw(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The date of all schools counts again, with its reminders; a second tap finds none to take back."""
    school, due = await place(case, f"{args[0]}.{args[1]}")
    own = await extensions.due_of(case.db, school.id, due.id)
    if own is None or not own.extended:
        raise LookupError(school.id)
    async with reminders.changing_school(case.db, case.town, case.now, school.id):
        event = await extensions.put(case.db, due, school.id, None, None, case.person.id, case.now)
    notices = await telling.school(case, school.id, views.told_withdrawn(due), f"withdrawn:{event}")
    return Reply((await shown(case, school, due),), notices, toast=views.WITHDRAWN)


async def open_own(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """A school's date and how it came about."""
    school, due = await place(case, f"{args[0]}.{args[1]}")
    return await shown(case, school, await extensions.due_of(case.db, school.id, due.id) or due)


async def extend(
    case: Case, school: School, due: Due, nominal: date, reason: str
) -> tuple[int, Due, tuple[Notice, ...]]:
    """The day that counts follows from the policy for days off, as with every date; reminders follow it."""
    calendar = case.town.calendar((nominal.year - 1, nominal.year, nominal.year + 1))
    working = calendar.with_overrides(await years.overrides(case.db))
    until = deadlines.effective_day(nominal, case.town.policy, working)
    if until <= due.effective:
        raise AnswerRejected(views.not_later(due))
    if until < case.today:
        raise AnswerRejected(views.passed(until))
    ends_at = deadlines.ends_at(until, case.town.zone)
    async with reminders.changing_school(case.db, case.town, case.now, school.id):
        event = await extensions.put(case.db, due, school.id, (until, ends_at), reason, case.person.id, case.now)
    own = await extensions.due_of(case.db, school.id, due.id)
    assert own is not None
    notices = await telling.school(case, school.id, views.told_granted(own, school.id, reason), f"extended:{event}")
    return event, own, notices


async def shown(case: Case, school: School, own: Due) -> Screen:
    rows = await extensions.history(case.db, own, school.id)
    steps = [(moment(r["at"]), r["name"], day(r["after"]) if r["after"] else None, r["reason"] or "") for r in rows]
    return views.granted(school, own, steps, case.town.zone)


async def place(case: Case, subject: str) -> tuple[School, Due]:
    """The deadline as it is for everybody, and a school of the list. LookupError for a date schools do not keep."""
    deadline_id, _, school_id = subject.partition(".")
    due, school = await years.get(case.db, number(deadline_id)), await schools.get(case.db, number(school_id))
    if due is None or school is None or not rules.of_schools(due):
        raise LookupError(subject)
    return school, due


async def filed(case: Case, school_id: int, due: Due) -> bool:
    """Filed, and not sent back."""
    if due.form is None:
        paper = await evidence.of(case.db, due.row, due.period, school_id)
        return paper is not None and paper.state is not Proved.RETURNED
    states = await submissions.states(case.db, school_id, due.form)
    return due.period in states and states[due.period][1] is not State.RETURNED


def router() -> Router:
    routes = Router(name="extending")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(open_own, On("rv.own", 2), *ours)
    routes.callback_query.register(ask_withdraw, On("rv.back?", 2), *ours)
    routes.callback_query.register(withdraw, On("rv.back", 2), *ours)
    return routes
