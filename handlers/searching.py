"""Every desk with a long list is searched by the same one-question form; what was found turns its pages."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import search
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.search import SEARCH
from domain.people import Role
from handlers import (
    concern_desk,
    journal,
    library,
    mentees,
    mentors,
    navigator,
    pairs,
    partners,
    publications,
    sheets,
    stories,
)
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import searches
from views import searching as views
from views.screen import Reply, Screen

Found = Callable[[Case, str, int], Awaitable[Screen]]


@dataclass(frozen=True, slots=True)
class Desk:
    """What is looked through, by whom, and the verb that turns the pages of what was found."""

    found: Found
    verb: str
    roles: tuple[Role, ...]


SCHOOLS_OWN: Final = (Role.DEPARTMENT, Role.COORDINATOR)
DESKS: Final[Mapping[str, Desk]] = {
    "partners": Desk(partners.found, "pt.found", SCHOOLS_OWN),
    "materials": Desk(library.found, "lb.found", tuple(Role)),
    "publications": Desk(publications.found, "pb.found", SCHOOLS_OWN),
    "faults": Desk(navigator.found, "nv.found", SCHOOLS_OWN),
    "concerns": Desk(concern_desk.found, "cn.found", (Role.DEPARTMENT,)),
    "sheets": Desk(sheets.found, "qs.found", (Role.COORDINATOR,)),
    "mentors": Desk(mentors.found, "t.found", (Role.COORDINATOR,)),
    "mentees": Desk(mentees.found, "e.found", (Role.COORDINATOR,)),
    "pairs": Desk(pairs.found, "p.found", (Role.COORDINATOR,)),
    "stories": Desk(stories.found, "ma.found", SCHOOLS_OWN),
    "journal": Desk(journal.found, "au.found", (Role.DEPARTMENT,)),
}


async def facts(case: Case, subject: str) -> Facts:
    _desk(case, subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    sought = str(answers["words"])
    if not search.words(sought):
        raise AnswerRejected(views.NO_WORDS)
    await searches.put(case.db, case.person.id, subject, sought)
    return Filed(list(DESKS).index(subject), Reply((await _desk(case, subject).found(case, sought, 0),)))


async def receipt(case: Case, result: int) -> Reply:
    """A second tap: what was looked for last."""
    subject = list(DESKS)[result]
    return Reply((await _again(case, subject, 0),))


async def title(case: Case, subject: str) -> str:
    return views.TITLES[subject]


BINDING = Binding(SEARCH, tuple(Role), facts, save, receipt, title)


class Turning:
    """The pages of one desk."""

    def __init__(self, subject: str) -> None:
        self.subject = subject

    async def turn(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        return await _again(case, self.subject, number(args[0]))


async def _again(case: Case, subject: str, page: int) -> Screen:
    return await _desk(case, subject).found(case, await searches.last(case.db, case.person.id, subject), page)


def _desk(case: Case, subject: str) -> Desk:
    desk = DESKS.get(subject)
    if desk is None or case.person.post.role not in desk.roles:
        raise LookupError(subject)
    return desk


def router() -> Router:
    routes = Router(name="searching")
    for subject, desk in DESKS.items():
        routes.callback_query.register(Turning(subject).turn, On(desk.verb, 1), Acts(*desk.roles), Private())
    return routes
