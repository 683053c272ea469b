"""A school asks for a date of its own; the department grants it in one tap, gives another or declines."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import extending as rules
from domain.extending import Wish
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.review import DECLINE, WISH
from domain.people import EVERYTHING, Role
from domain.submissions import Due
from handlers import extending, telling
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import extensions, wishes
from views import extensions as views
from views import reports, words
from views.screen import Reply, Screen


async def wish_facts(case: Case, subject: str) -> Facts:
    due = await _own(case, subject)
    return Facts(case.today, known={"due": due.effective.isoformat()})


async def wish(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """The department is told at once; one wish waits at a time."""
    due, until, reason = await _own(case, subject), date.fromisoformat(str(answers["day"])), str(answers["reason"])
    if until <= due.effective:
        raise AnswerRejected(views.not_later(due))
    made = await wishes.add(case.db, due, case.school_id, until, reason, case.person.id, case.now)
    if made is None:
        raise AnswerRejected(views.WISHED_ALREADY)
    asked = await wishes.get(case.db, EVERYTHING, made)
    notices = await telling.department(case, views.wished(asked), f"wish:{made}") if asked else ()
    return Filed(made, Reply((views.wish_sent(due, until),), notices))


async def wished(case: Case, result: int) -> Reply:
    asked = await wishes.get(case.db, case.scope, result)
    if asked is None:
        raise LookupError(result)
    return Reply((views.wish_sent(await _own(case, str(asked.deadline_id)), asked.until),))


async def wish_title(case: Case, subject: str) -> str:
    due = await _own(case, subject)
    return f"{WISH.title} · {reports.named(due.row, due.period)}"


async def wish_shut(case: Case, subject: str) -> Screen | None:
    due = await _own(case, subject)
    return views.filed_already(due) if await extending.filed(case, case.school_id, due) else None


WISH_BINDING = Binding(WISH, (Role.COORDINATOR,), wish_facts, wish, wished, wish_title, shut=wish_shut)


async def decline_facts(case: Case, subject: str) -> Facts:
    await _wish(case, subject)
    return Facts(case.today)


async def decline(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    asked, answer = await _wish(case, subject), str(answers["reason"])
    if not await wishes.decline(case.db, asked.id, answer, case.person.id, case.now):
        raise AnswerRejected(views.ANSWERED)
    notices = await telling.school(case, asked.school_id, views.told_declined(asked, answer), f"declined:{asked.id}")
    return Filed(asked.id, Reply((views.wish(await _wish(case, subject)),), notices, toast=views.DECLINED))


async def declined(case: Case, result: int) -> Reply:
    return Reply((views.wish(await _wish(case, str(result))),))


async def decline_title(case: Case, subject: str) -> str:
    asked = await _wish(case, subject)
    return f"{DECLINE.title} · {words.squeeze(asked.school, 60)}"


DECLINE_BINDING = Binding(DECLINE, (Role.DEPARTMENT,), decline_facts, decline, declined, decline_title)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.wishes(await wishes.waiting(case.db), number(args[0]))


async def open_wish(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.wish(await _wish(case, args[0]))


async def grant_wish(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """As asked, in one tap; a second one changes nothing."""
    asked = await _wish(case, args[0])
    if asked.granted is not None:
        return Reply((views.wish(asked),), toast=views.ANSWERED)
    school, due = await extending.place(case, f"{asked.deadline_id}.{asked.school_id}")
    if await extending.filed(case, school.id, due):
        return Reply((views.filed_already(due),))
    try:
        _, own, notices = await extending.extend(case, school, due, asked.until, asked.reason)
    except AnswerRejected as rejected:
        return Reply((views.wish_refused(asked, str(rejected)),))
    return Reply((await extending.shown(case, school, own),), notices, toast=views.GRANTED)


async def _own(case: Case, deadline_id: str) -> Due:
    due = await extensions.due_of(case.db, case.school_id, number(deadline_id))
    if due is None or not rules.of_schools(due):
        raise LookupError(deadline_id)
    return due


async def _wish(case: Case, wish_id: str) -> Wish:
    found = await wishes.get(case.db, EVERYTHING, number(wish_id))
    if found is None:
        raise LookupError(wish_id)
    return found


def router() -> Router:
    routes = Router(name="wishing")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(listing, On("rv.wishes", 1), *ours)
    routes.callback_query.register(open_wish, On("rv.wish", 1), *ours)
    routes.callback_query.register(grant_wish, On("rv.grant", 1), *ours)
    return routes
