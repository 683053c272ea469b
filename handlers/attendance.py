"""Who of a group came to a meeting that is logged: everybody, unless somebody's tick is taken off."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import meetings as rules
from domain.meetings import Meeting
from domain.registry import Mentee
from handlers.case import Acts, Case, On, Private, number
from handlers.meetings import LOGS, load
from storage import attendance, meetings, mentees
from views import attendance as views
from views import meetings as words
from views.screen import Reply, Screen


async def ticks(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    meeting, members = await _group(case, args[0])
    return await _show(case, meeting, members, args[1])


async def mark(query: CallbackQuery, case: Case, args: list[str]) -> Screen | Reply:
    """The button says whether they came: a second tap changes nothing. A meeting at which nobody was is none."""
    meeting, members = await _group(case, args[0])
    mentee_id, there = number(args[1]), args[2] == "1"
    if mentee_id not in {one.id for one in members}:
        raise LookupError(mentee_id)
    if not rules.changeable(meeting, case.person.post.role, case.now):
        return Reply(toast=words.DONE_LONG_AGO)
    before = {one.id: True for one in members} | await attendance.of(case.db, meeting.id)
    after = before | {mentee_id: there}
    if not any(after.values()):
        return Reply((await _show(case, meeting, members, args[3]),), toast=words.SOMEBODY)
    await attendance.put(case.db, meeting.id, after)
    if after != before:
        await meetings.record(
            case.db, meeting.id, "absent", case.person.id, case.now, _absent(members, before), _absent(members, after)
        )
    return await _show(case, meeting, members, args[3])


async def _show(case: Case, meeting: Meeting, members: list[Mentee], page: str) -> Screen:
    return views.ticks(meeting, members, await attendance.of(case.db, meeting.id), number(page))


async def _group(case: Case, meeting_id: str) -> tuple[Meeting, list[Mentee]]:
    """Of one mentee nobody asks. LookupError where the entry was undone."""
    meeting, pair = await load(case, meeting_id)
    members = await mentees.of_pair(case.db, pair.id)
    if meeting.undone_at is not None or len(members) < 2:
        raise LookupError(meeting_id)
    return meeting, members


def _absent(members: list[Mentee], came: dict[int, bool]) -> str:
    return ", ".join(one.code for one in members if not came[one.id])


def router() -> Router:
    routes = Router(name="attendance")
    either = (Acts(*LOGS), Private())
    routes.callback_query.register(ticks, On("v.who", 2), *either)
    routes.callback_query.register(mark, On("v.came", 4), *either)
    return routes
