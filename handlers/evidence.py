"""Rows that are done with evidence (1.1–1.6): an order or a plan is filed, changed and opened again."""

from datetime import date
from functools import partial
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import roadmap
from domain.evidence import Evidence, State
from domain.form import AnswerRejected, Answers, Facts, Form
from domain.forms.evidence import NEW_PLAN, PLAN, SCHOOL_ORDER, TOWN_ORDER
from domain.papers import Paper
from domain.people import EVERYTHING, Role
from domain.roadmap import Owner, Proof, Row
from domain.submissions import Due
from handlers import owing, plans, standings
from handlers.acting import as_post
from handlers.bindings import Binding, Filed, begin
from handlers.case import Acts, Case, On, Private, number
from handlers.walking import Walking
from storage import evidence, files, wishes
from views import evidence as views
from views import papers
from views.screen import Reply, Screen

ROLES: Final = {Owner.DEPARTMENT: Role.DEPARTMENT, Owner.SCHOOL: Role.COORDINATOR}


async def load(case: Case, subject: str) -> tuple[Row, Due]:
    """A row and its date for whoever asks, by «1.2-2026». LookupError for any other row, role or year."""
    name, _, year = subject.partition("-")
    row = roadmap.row(name)
    if row.proof is None or ROLES.get(row.owner) is not case.person.post.role:
        raise LookupError(subject)
    due = await evidence.due(case.db, row.number, number(year), case.person.post.school_id)
    if due is None:
        raise LookupError(subject)
    return row, due


async def facts(form: Form, case: Case, subject: str) -> Facts:
    """What was filed before is offered again. LookupError for a row that this form does not belong to."""
    row, _ = await load(case, subject)
    if form not in forms_of(row):
        raise LookupError(subject)
    filed = await _filed(case, *await load(case, subject))
    return Facts(case.today, last=_answers(filed) if filed else {})


async def first(case: Case, subject: str) -> Answers:
    """A change begins with what was filed; what was returned, or agreed to, is asked anew."""
    filed = await _filed(case, *await load(case, subject))
    return _answers(filed) if filed and filed.state is State.FILED else {}


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    row, due = await load(case, subject)
    before = await _filed(case, row, due)
    reason = _text(answers, "reason")
    if before and before.state is State.AGREED and not reason:
        raise AnswerRejected(views.AGREED_MEANWHILE)
    file_id = answers.get("file")
    async with owing.changing(case, case.person.post.school_id):
        evidence_id = await evidence.file(
            case.db,
            due,
            case.person.post.school_id,
            state=State.FILED,
            by_person=case.person.id,
            now=case.now,
            number=_text(answers, "number"),
            dated=date.fromisoformat(dated) if (dated := _text(answers, "dated")) else None,
            file_id=file_id if isinstance(file_id, int) else None,
            link=_text(answers, "link"),
            comment=_text(answers, "comment"),
            reason=reason,
        )
        told = await plans.came(case, row, due) if row.proof is Proof.PLAN else ()
    return Filed(evidence_id, Reply((await receipt(case, evidence_id)).screens, told))


async def receipt(case: Case, evidence_id: int) -> Reply:
    filed = await _load(case, evidence_id)
    return Reply((views.receipt(roadmap.row(filed.row), filed, int(filed.period[:4]), case.town.zone),))


async def title(case: Case, subject: str) -> str:
    row, due = await load(case, subject)
    return views.title(row, due.year)


async def shut(case: Case, subject: str) -> Screen | None:
    """The card says why it is too early or too late."""
    return await own_card(case, subject) if await _closed(case, *await load(case, subject)) else None


def _binding(form: Form, role: Role) -> Binding:
    shared = role is Role.COORDINATOR
    return Binding(form, (role,), partial(facts, form), save, receipt, title, first, shut=shut, shared=shared)


BINDINGS: Final = (
    _binding(SCHOOL_ORDER, Role.COORDINATOR),
    _binding(PLAN, Role.COORDINATOR),
    _binding(NEW_PLAN, Role.COORDINATOR),
    _binding(TOWN_ORDER, Role.DEPARTMENT),
)


def forms_of(row: Row) -> tuple[Form, ...]:
    """Those it can be filed with; the last is for a change of what was agreed to."""
    if row.proof is Proof.PLAN:
        return PLAN, NEW_PLAN
    return (SCHOOL_ORDER,) if row.owner is Owner.SCHOOL else (TOWN_ORDER,)


def form_of(row: Row, filed: Evidence | None) -> Form:
    """What is to be filled in now."""
    return forms_of(row)[-1 if filed and filed.state is State.AGREED else 0]


async def open_row(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """One's own card of a row, in the newest year that has begun."""
    row = roadmap.row(args[0])
    year = await standings.year_now(case, row.number)
    return views.not_in_force(row) if year is None else await own_card(case, f"{row.number}-{year}")


async def own_card(case: Case, subject: str) -> Screen:
    row, due = await load(case, subject)
    filed = await _filed(case, row, due)
    paper = await paper_of(case, filed)
    closed = await _closed(case, row, due)
    action = begin(form_of(row, filed).key, subject)
    owes = row.owner is Owner.SCHOOL and due.since <= due.effective and closed != views.GATE
    asking = owes and (filed is None or filed.state is State.RETURNED)
    wish = await wishes.last(case.db, due, case.school_id) if asking else None
    card = views.Card(row, due, filed, paper, closed=closed, begin=action, asking=asking, wish=wish)
    return views.card(card, case.today, case.town.zone)


async def open_file(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """The file itself, for whoever may see what it proves."""
    paper = await paper_of(case, await _load(case, number(args[0])))
    if paper is None or paper.state == "refused":
        raise LookupError(args[0])
    return papers.copy(paper)


async def history(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    filed = await _load(case, number(args[0]))
    row = roadmap.row(filed.row)
    steps = await evidence.history(case.db, filed.id)
    back = views.back_to_own(row) if filed.school_id == case.person.post.school_id else views.back_to(filed)
    return views.history(row, filed, steps, case.town.zone, back)


async def paper_of(case: Case, filed: Evidence | None) -> Paper | None:
    """The file of an evidence that was loaded by its scope."""
    return await files.get(case.db, EVERYTHING, filed.file_id) if filed and filed.file_id else None


async def _load(case: Case, evidence_id: int) -> Evidence:
    found = await evidence.get(case.db, case.scope, evidence_id)
    if found is None:
        raise LookupError(evidence_id)
    return found


async def _filed(case: Case, row: Row, due: Due) -> Evidence | None:
    return await evidence.of(case.db, row.number, due.period, case.person.post.school_id)


async def _closed(case: Case, row: Row, due: Due) -> str:
    """Why the row cannot be done now; empty where it can. What was sent back may be corrected after a closing, too."""
    filed = await _filed(case, row, due)
    if due.closed and not (filed and filed.state is State.RETURNED):
        return views.OVER
    if not row.after:
        return ""
    before = await evidence.of(case.db, row.after, due.period, case.person.post.school_id)
    return "" if before and before.state is State.AGREED else views.GATE


def _answers(filed: Evidence) -> Answers:
    return {
        "number": filed.number,
        "dated": filed.dated.isoformat() if filed.dated else None,
        "file": filed.file_id,
        "link": filed.link,
        "comment": filed.comment,
    }


def _text(answers: Answers, key: str) -> str | None:
    value = answers.get(key)
    return None if value is None else str(value)


class Opening:
    """Knows the forms; the post that a message was for becomes the one they act in."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def fix(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
        """From a message: the form at once, or the card where it is too early. LookupError for another's post."""
        acting, subject = await as_post(case, number(args[0]), Role.COORDINATOR), f"{args[1]}-{args[2]}"
        row, due = await load(acting, subject)
        screen = await self.walking.open(acting, form_of(row, await _filed(acting, row, due)).key, subject)
        return Reply((screen,), commands_for=acting.person.post.role)


def router(walking: Walking) -> Router:
    routes = Router(name="evidence")
    ours = (Acts(Role.DEPARTMENT, Role.COORDINATOR), Private())
    routes.callback_query.register(open_row, On("ev.row", 1), *ours)
    routes.callback_query.register(open_file, On("ev.file", 1), *ours)
    routes.callback_query.register(history, On("ev.log", 1), *ours)
    routes.callback_query.register(Opening(walking).fix, On("ev.fix", 3), Private())
    return routes
