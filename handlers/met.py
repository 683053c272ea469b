"""A meeting of another day, of a pair or of one's own pairs; and the coordinator who logs for a mentor."""

from datetime import date
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import pairs as pair_rules
from domain.form import Answers, Facts
from domain.forms.meetings import MET
from domain.meetings import Entry
from domain.pairs import State, Step
from domain.people import Role
from domain.registry import Pair
from domain.told import SINCE, Told
from handlers import meeting_log, unasked
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private
from handlers.meetings import LOGS, entry_of, load_pair, settle, whose
from handlers.pairs import lacking_consent
from storage import meetings, pairs
from views import met_for as views
from views import odd_meetings
from views.meetings import codes, put
from views.screen import Notice, Reply, Screen

OWN: Final = "own"  # a mentor's pairs: whose it was is asked afterwards


async def facts(case: Case, subject: str) -> Facts:
    """Days on which a pair may have met. The subject is a pair, or "own"."""
    shown = await _pairs(case, subject)
    since = min((one.starts_on for one in shown if one.state is not State.DRAFT), default=case.today)
    return Facts(case.today, known={SINCE: since.isoformat()})


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Logged, or asked about: the form is over either way."""
    day, _, minutes = str(answers["day"]).partition(" ")
    meeting = Told(date.fromisoformat(day), int(minutes) if minutes else None)
    if subject == OWN:
        return _filed(0, await whose(case, meeting))
    pair = await load_pair(case, subject)
    if meeting.minutes == 0:
        return _filed(pair.id, odd_meetings.long(meeting.day, 0, lambda one: put(pair, one)))
    return _filed(pair.id, await settle(case, pair, Entry(meeting.day, meeting.minutes or 0)))


async def receipt(case: Case, result: int) -> Reply:
    """A second tap: the list in which it stands."""
    return Reply((await meeting_log.show(case, str(result), 0),))


async def title(case: Case, subject: str) -> str:
    return MET.title if subject == OWN else f"{MET.title}: {codes(await load_pair(case, subject))}"


BINDING = Binding(MET, LOGS, facts, save, receipt, title)


async def for_mentor(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    pair = await load_pair(case, args[0])
    if pair.state is State.DRAFT:
        return odd_meetings.not_begun(pair, case.person.post.role)
    return views.ask(pair, *await meetings.summary(case.db, pair.id))


async def resume(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """The pause is taken off and the meeting logged. Where a mentor does it, the coordinators are told."""
    pair = await load_pair(case, args[0])
    notices: tuple[Notice, ...] = ()
    if pair.state is State.PAUSED:
        lacking = await lacking_consent(case, pair)
        if lacking:
            return odd_meetings.cannot_resume(pair, lacking)
        state = pair_rules.after(pair.state, Step.RESUME)
        await pairs.move(case.db, pair, state, case.person.id, case.now)
        if case.person.post.role is Role.MENTOR:
            chats = await unasked.chats(case, Role.COORDINATOR, pair.school_id)
            notices = unasked.notices(case, chats, views.resumed(pair), f"resumed:{pair.id}:{pair.revision}")
        pair = await load_pair(case, args[0])
    returned = await settle(case, pair, entry_of(args))
    return Reply(returned.screens if isinstance(returned, Reply) else (returned,), notices)


async def _pairs(case: Case, subject: str) -> list[Pair]:
    if subject == OWN:
        if case.person.post.role is not Role.MENTOR:
            raise LookupError(subject)
        return await pairs.listing(case.db, case.scope)
    return [await load_pair(case, subject)]


def _filed(result: int, returned: Screen | Reply) -> Filed:
    return Filed(result, returned if isinstance(returned, Reply) else Reply((returned,)))


def router() -> Router:
    routes = Router(name="met")
    routes.callback_query.register(for_mentor, On("v.for", 1), Acts(Role.COORDINATOR), Private())
    routes.callback_query.register(resume, On("v.resume", 4), Acts(*LOGS), Private())
    return routes
