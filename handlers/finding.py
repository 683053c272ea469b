"""/find: schools, people, mentors, codes, pairs and papers by a few letters, within what the person may see."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain import days, finding, reporting
from domain.finding import Kind
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.finding import FIND
from domain.people import Role
from handlers import mentees as mentee_handlers
from handlers import mentors as mentor_handlers
from handlers import pairs, quarter
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.own_words import OwnWords
from handlers.walking import Walking
from storage import drafts, mentees, mentors, schools, submissions
from storage import finding as storage
from storage.instants import maybe_day
from views import finding as views
from views.screen import Reply, Screen

SEEKERS = (Role.DEPARTMENT, Role.COORDINATOR)


async def facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Nothing is stored but that a search was made."""
    typed = str(answers["words"])
    if not finding.words(typed):
        raise AnswerRejected(views.NOTHING_TYPED)
    return Filed(0, Reply((await _found(case, typed, 0),)))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((views.over(),))


async def title(case: Case, subject: str) -> str:
    return FIND.title


BINDING = Binding(FIND, SEEKERS, facts, save, receipt, title)


class Finding:
    """Knows the forms: without words the command asks for them."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def find(self, message: Message, command: CommandObject, case: Case) -> Screen:
        await drafts.leave(case.db, case.person.id)
        if command.args and finding.words(command.args):
            return await _found(case, command.args, 0)
        return await self.walking.open(case, FIND.key, "new")


async def page(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    if not finding.words(args[1]):
        raise LookupError(args[1])
    return await _found(case, args[1], number(args[0]))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """Of what has no card of its own in the person's menus."""
    found = number(args[1])
    match args[0]:
        case Kind.PERSON:
            return await _person(case, found)
        case Kind.EVIDENCE:
            return await _evidence(case, found)
        case Kind.PARTNER:
            return await _partner(case, found)
        case Kind.SUBMISSION:
            return await _submission(query, case, found)
        case Kind.MENTOR | Kind.MENTEE | Kind.PAIR:
            return await _of_school(case, Kind(args[0]), found)
    raise LookupError(args[0])


async def _found(case: Case, typed: str, page: int) -> Screen:
    hits = await storage.look(case.db, case.scope, finding.words(typed))
    return views.found(hits, typed, page, case.person.post.role)


async def _person(case: Case, person_id: int) -> Screen:
    posts = await storage.person(case.db, case.scope, person_id)
    if not posts:
        raise LookupError(person_id)
    shown = [(row["role"], row["school_id"], row["school"]) for row in posts]
    return views.person(posts[0]["name"], shown, posts[0]["unreachable_since"] is not None, case.person.post.role)


async def _evidence(case: Case, evidence_id: int) -> Screen:
    row = await storage.evidence(case.db, case.scope, evidence_id)
    if row is None:
        raise LookupError(evidence_id)
    dated = maybe_day(row["dated"])
    return views.evidence(
        row["roadmap_row"],
        row["state"],
        [
            ("Школа", row["school"]),
            ("Номер", row["number"]),
            ("Дата", days.words(dated) if dated else None),
            ("Ссылка", row["link"]),
            ("Комментарий", row["comment"]),
        ],
    )


async def _partner(case: Case, partner_id: int) -> Screen:
    row = await storage.partner(case.db, case.scope, partner_id)
    if row is None:
        raise LookupError(partner_id)
    agreed, valid, ended = (maybe_day(row[key]) for key in ("agreed_on", "valid_until", "ended_on"))
    return views.partner(
        row["name"],
        [
            ("Школа", row["school"]),
            ("Соглашение", row["agreement"]),
            ("От", days.words(agreed) if agreed else None),
            ("Действует до", days.words(valid) if valid else None),
            ("Закончилось", days.words(ended) if ended else None),
        ],
    )


async def _submission(query: CallbackQuery, case: Case, submission_id: int) -> Screen:
    """The school in its period, as the department reads it."""
    filed = await submissions.get(case.db, case.scope, submission_id)
    if filed is None or filed.form not in reporting.FORMS or case.person.post.role is not Role.DEPARTMENT:
        raise LookupError(submission_id)
    return await quarter.show_school(query, case, [filed.period, str(filed.school_id), "0"])


async def _of_school(case: Case, kind: Kind, found: int) -> Screen:
    """The coordinator's card, for the department to read."""
    if case.person.post.role is not Role.DEPARTMENT:
        raise LookupError(found)
    shown: Screen | None = None
    school_id = 0
    if kind is Kind.MENTOR and (mentor := await mentors.get(case.db, case.scope, found)):
        shown, school_id = await mentor_handlers.show(case, mentor), mentor.school_id
    elif kind is Kind.MENTEE and (mentee := await mentees.get(case.db, case.scope, found)):
        shown, school_id = await mentee_handlers.show(case, mentee), mentee.school_id
    elif kind is Kind.PAIR:
        pair = await pairs.load(case, found)
        shown, school_id = await pairs.show(case, pair), pair.school_id
    school = await schools.get(case.db, school_id)
    if shown is None or school is None:
        raise LookupError(found)
    return views.elsewhere(shown, school.id, school.name)


def router(walking: Walking) -> Router:
    routes = Router(name="finding")
    ours = (Acts(*SEEKERS), Private())
    routes.message.register(Finding(walking).find, Command("find"), *ours, OwnWords())
    routes.callback_query.register(page, On("fd.page", 2), *ours)
    routes.callback_query.register(card, On("fd.card", 2), *ours)
    return routes
