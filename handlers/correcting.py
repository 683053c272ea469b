"""The school's side of the review: from a remark to exactly its question, what was filed, asking for it back."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import AnswerRejected, Answers, Facts, Form
from domain.forms.review import ASK_BACK
from domain.people import Role, Scope
from domain.submissions import State, Submission
from handlers import telling
from handlers.acting import as_post
from handlers.bindings import Binding, Filed, answering
from handlers.case import Acts, Case, On, Private, number
from handlers.walking import Walking
from storage import remarks, reviews, submissions
from views import corrections as views
from views import monitoring, paging, reports
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    await _own(case, subject)
    return Facts(case.today)


async def ask_back(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Once per decision: the department is told, and the wish stands in the history."""
    filed = await _own(case, subject)
    if filed.state != State.ACCEPTED:
        raise AnswerRejected("Отчёт не принят: его можно исправить и так.")
    last = (await reviews.history(case.db, case.scope, filed.id))[0]
    if last.before is State.ACCEPTED:
        raise AnswerRejected(views.ASKED_ALREADY)
    reason = str(answers["reason"])
    event = await reviews.ask(case.db, filed.id, case.person.id, case.now, reason)
    notices = await telling.department(case, views.wish(filed, reason), f"asked:{event}")
    return Filed(filed.id, Reply((views.asked(filed),), notices))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((views.asked(await _own(case, str(result))),))


async def title(case: Case, subject: str) -> str:
    filed = await _own(case, subject)
    return f"{ASK_BACK.title} · {reports.title(filed.form, filed.period)}"


ASK_BACK_BINDING = Binding(ASK_BACK, (Role.COORDINATOR,), facts, ask_back, receipt, title)


class Correcting:
    """Holds the forms that are reviewed."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking
        self.forms: Mapping[str, Form] = answering(walking.table.values())

    async def fix(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
        """Open the form at exactly this question, in the post the report belongs to; without a question, at the first
        that was sent back."""
        acting, filed = await _in_post(case, number(args[0]))
        first = args[1] if len(args) > 1 else ""
        screen = await self.walking.open(acting, filed.form, filed.period, first)
        toast = "" if filed.state == State.RETURNED or not first else views.FIXED_ALREADY
        return Reply((screen,), commands_for=acting.person.post.role, toast=toast)

    async def go(self, query: CallbackQuery, case: Case, args: list[str]) -> Reply:
        """Open a form for the school the message was about. LookupError for nobody of that school."""
        school_id, form, subject = args
        posts = (post for post in case.person.posts if post.role is Role.COORDINATOR)
        post = next((post for post in posts if post.school_id == number(school_id)), None)
        if post is None:
            raise LookupError(school_id)
        acting = await as_post(case, post.id, Role.COORDINATOR)
        return Reply((await self.walking.open(acting, form, subject),), commands_for=acting.person.post.role)

    async def listing(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        filed = (await submissions.listing(case.db, Scope(case.school_id)))[::-1]
        page = number(args[0])
        return monitoring.filed(paging.page_of(filed, page), page, len(filed))

    async def open(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        filed = await _own(case, args[0])
        last = await submissions.before(case.db, case.school_id, filed.form, filed.period)
        marked = await remarks.waiting(case.db, case.school_id, filed.form, filed.period)
        form = self.forms[filed.form]
        return monitoring.submission(filed, form, last.answers if last else {}, marked, case.today, case.town.zone)


async def _in_post(case: Case, submission_id: int) -> tuple[Case, Submission]:
    """The person as the coordinator of the school that filed. LookupError for nobody of that school."""
    for post in case.person.posts:
        filed = await submissions.get(case.db, post.scope, submission_id) if post.role is Role.COORDINATOR else None
        if filed is not None:
            return await as_post(case, post.id, Role.COORDINATOR), filed
    raise LookupError(submission_id)


async def _own(case: Case, submission_id: str) -> Submission:
    filed = await submissions.get(case.db, Scope(case.school_id), number(submission_id))
    if filed is None:
        raise LookupError(submission_id)
    return filed


def router(walking: Walking) -> Router:
    routes = Router(name="correcting")
    correcting = Correcting(walking)
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(correcting.fix, On("rv.fix", 2), Private())
    routes.callback_query.register(correcting.fix, On("rv.mend", 1), Private())
    routes.callback_query.register(correcting.go, On("rv.go", 3), Private())
    routes.callback_query.register(correcting.listing, On("m.list", 1), *mine)
    routes.callback_query.register(correcting.open, On("m.open", 1), *mine)
    return routes
