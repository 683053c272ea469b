"""Help to find a mentor: for a mentee, and for those whose pair changes its mentor. The coordinator decides."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import competences
from domain import matching as rules
from domain.form import Answers, Facts
from domain.forms.matching import REMATCH
from domain.matching import Request
from domain.pairs import CLOSED, Step
from domain.people import Role
from domain.registry import Mentee
from handlers import closing
from handlers import mentees as mentee_handlers
from handlers import pairs as pair_handlers
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.walking import Walking
from storage import mentees, profiles
from views import matching as views
from views import profiles as profile_words
from views.matching import Whom
from views.screen import Reply, Screen


async def find(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await offered(case, number(args[0]), 0)


async def page(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await offered(case, number(args[0]), number(args[1]))


async def next_(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await offered_again(case, number(args[0]), number(args[1]))


async def offered(case: Case, mentee_id: int, page: int, head: str = "") -> Screen:
    """Who fits one mentee."""
    mentee = await mentee_handlers.load(case, mentee_id)
    request = await _request(case, [mentee], mentee.form, frozenset())
    return await _offered(case, views.of_mentee(mentee), request, page, head)


async def offered_again(case: Case, pair_id: int, page: int, head: str = "") -> Screen:
    """Who could take over the mentees of a pair that is over. LookupError where it is not."""
    pair = await pair_handlers.load(case, pair_id)
    if pair.state not in CLOSED:
        raise LookupError(pair_id)
    members = await mentees.of_pair(case.db, pair.id)
    request = await _request(case, members, pair.form, frozenset({pair.mentor_id}))
    return await _offered(case, views.of_pair(pair), request, page, head)


async def found(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """Of those who fit a mentee, the ones sought."""
    _for_coordinators(case)
    mentee = await mentee_handlers.load(case, number(args[0]))
    request = await _request(case, [mentee], mentee.form, frozenset())
    return await _sought(case, views.of_mentee(mentee), request, fits)


async def found_again(case: Case, args: list[str], fits: Callable[..., bool]) -> tuple[Screen, int]:
    """The same of a pair that is over."""
    _for_coordinators(case)
    pair = await pair_handlers.load(case, number(args[0]))
    members = await mentees.of_pair(case.db, pair.id)
    request = await _request(case, members, pair.form, frozenset({pair.mentor_id}))
    return await _sought(case, views.of_pair(pair), request, fits)


class Again:
    """A pair at work is ended first, by a form; for one that is over the candidates are shown at once, so that
    whoever stopped half-way goes on from the card of the old pair."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def again(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        pair = await pair_handlers.load(case, number(args[0]))
        if pair.state in CLOSED:
            return await offered_again(case, pair.id, 0)
        return await self.walking.open(case, REMATCH.key, str(pair.id))


async def facts(case: Case, pair_id: str) -> Facts:
    return await closing.closing_facts(case, pair_id)


async def end(case: Case, pair_id: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """The old pair is ended before a new one is begun: its mentor is not left with a pair that is none."""
    pair = await pair_handlers.load(case, number(pair_id))
    result = answers.get("result")
    notices = await closing.end(
        case,
        pair,
        Step.STOP,
        case.today,
        result=None if result is None else str(result),
        reason=str(answers["reason"]),
        story=pair.story,
    )
    return Filed(pair.id, Reply((await offered_again(case, pair.id, 0, views.ENDED),), notices))


async def receipt(case: Case, pair_id: int) -> Reply:
    """A second tap: where one may go on from. The pair may have been reopened since."""
    pair = await pair_handlers.load(case, pair_id)
    if pair.state in CLOSED:
        return Reply((await offered_again(case, pair_id, 0),))
    return Reply((await pair_handlers.show(case, pair),))


async def title(case: Case, pair_id: str) -> str:
    return views.rematch_title(await pair_handlers.load(case, number(pair_id)))


BINDING = Binding(REMATCH, (Role.COORDINATOR,), facts, end, receipt, title, shared=True)


async def _offered(case: Case, whom: Whom, request: Request, page: int, head: str) -> Screen:
    there = await profiles.candidates(case.db, case.scope)
    return views.offered(whom, request, rules.ranked(request, there), page, rules.full(request, there), head)


async def _sought(case: Case, whom: Whom, request: Request, fits: Callable[..., bool]) -> tuple[Screen, int]:
    there = await profiles.candidates(case.db, case.scope)
    able = [
        match
        for match in rules.ranked(request, there)
        if fits(match.candidate.label, profile_words.competences(match.candidate.profile.competences))
    ]
    return views.offered(whom, request, able[: views.PER_PAGE], 0, 0), len(able)


async def _request(case: Case, members: list[Mentee], form: str | None, apart: frozenset[int]) -> Request:
    """What they ask for together; those who lead one of them already are not offered."""
    wants = {key for mentee in members for key in mentee.wants}
    bands = {band for mentee in members if (band := competences.band(mentee.grade, case.today))}
    leading = [await profiles.leading(case.db, mentee.id) for mentee in members]
    return Request(
        case.school_id,
        tuple(mentee.id for mentee in members),
        tuple(key for key in competences.COMPETENCE_LABELS if key in wants),
        form,
        tuple(key for key in competences.AGE_LABELS if key in bands),
        apart.union(*leading),
    )


def _for_coordinators(case: Case) -> None:
    if case.person.post.role is not Role.COORDINATOR:
        raise LookupError(case.person.post.role)


def router(walking: Walking) -> Router:
    routes = Router(name="matching")
    mine = (Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(find, On("ma.find", 1), *mine)
    routes.callback_query.register(page, On("ma.page", 2), *mine)
    routes.callback_query.register(next_, On("ma.next", 2), *mine)
    routes.callback_query.register(Again(walking).again, On("ma.again", 1), *mine)
    return routes
