"""Pairs with their sheets, and the ways to fill one."""

import re
from datetime import datetime
from typing import Any

from domain.pairs import State
from domain.people import EVERYTHING
from domain.questionnaires import Moment, Side
from domain.sheets import Sheet
from handlers.case import Case
from storage import mentees, pairs, sheet_opening, sheets
from tests.handlers.phone import STRANGER, Line, actions, say, screens, tap

TEN = "8 7 9 8 7 9 8 10 9 6"


async def pair(mentor: Case, many: int = 1, form: str = "teacher-pupil", state: State = State.ACTIVE) -> int:
    """At work since today, with so many mentees; its sheets are open."""
    assert mentor.person.post.mentor_id
    members = [
        await mentees.add(mentor.db, mentor.school_id, mentor.now, consent_kind="both", consent="№ 1")
        for _ in range(many)
    ]
    made = await pairs.add(
        mentor.db,
        mentor.school_id,
        form=form,
        mentor_id=mentor.person.post.mentor_id,
        mentee_ids=[one.id for one in members],
        goal="подтянуть математику",
        starts_on=mentor.today,
        ends_on=mentor.today.replace(year=mentor.today.year + 1),
        order_no=None,
        state=state,
        by_person=mentor.person.id,
        now=mentor.now,
    )
    await sheet_opening.keep(mentor.db, mentor.today, mentor.now, made)
    return made


async def move(case: Case, pair_id: int, state: State, now: datetime | None = None) -> None:
    """As the closing or the card does, on the day of `now`."""
    now = now or case.now
    today = now.astimezone(case.town.zone).date()
    found = await pairs.get(case.db, EVERYTHING, pair_id)
    assert found
    closed = today if state in (State.COMPLETED, State.STOPPED) else None
    await pairs.move(case.db, found, state, case.person.id, now, closed_on=closed, result="вышло")
    await sheet_opening.keep(case.db, today, now, pair_id)


async def sheet(case: Case, pair_id: int, side: Side, moment: Moment = Moment.BEFORE, place: int = 0) -> Sheet:
    every = await sheets.of_pair(case.db, EVERYTHING, pair_id)
    return [one for one in every if one.side is side and one.moment is moment][place]


async def linked(line: Line, coordinator: Case, wanted: Sheet) -> str:
    """The payload of a link that the coordinator has made."""
    returned = await line.feed(tap(f"qs.link:{wanted.id}", coordinator.person.telegram_id))
    (payload,) = re.findall(r"start=([\w-]+)", str(screens(returned)[0].text))
    return str(payload)


async def opened(line: Line, payload: str, chat: int = STRANGER) -> Any:
    """Followed, and «Начать» pressed where it is offered."""
    returned = await line.feed(say(f"/start {payload}", chat))
    begin = [one for one in actions(returned) if one.startswith("qs.go:")]
    return await line.feed(tap(begin[0], chat)) if begin else returned


async def answered(line: Line, returned: Any, marks: str = TEN, chat: int = STRANGER) -> Any:
    """Each mark tapped under its question."""
    for mark in marks.split():
        (data,) = [one for one in actions(returned) if one.startswith("qs.a:") and one.endswith(f":{mark}")]
        returned = await line.feed(tap(data, chat))
    return returned


async def by_link(line: Line, coordinator: Case, wanted: Sheet, marks: str = TEN, chat: int = STRANGER) -> Any:
    """The whole way of a mentee."""
    returned = await opened(line, await linked(line, coordinator, wanted), chat)
    await answered(line, returned, marks, chat)
    link = await line.db.value("SELECT max(id) FROM sheet_links")
    return await line.feed(tap(f"qs.d:{link}", chat))


async def again(case: Case, wanted: Sheet) -> Sheet:
    found = await sheets.get(case.db, EVERYTHING, wanted.id)
    assert found
    return found


async def stored(case: Case, wanted: Sheet) -> str | None:
    """What the file holds as its answers."""
    value = await case.db.value("SELECT answers FROM sheets WHERE id = :id", id=wanted.id)
    return None if value is None else str(value)
