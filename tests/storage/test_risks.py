"""Risks as they are read from the tables: of one school or all, in the same few statements."""

from datetime import date, timedelta

import pytest

from domain.checkins import Answer
from domain.pairs import State
from domain.people import Scope
from domain.risks import Reason
from domain.school_days import Break
from storage import checkins, control, meetings, risks, school_breaks, sheet_opening
from tests import caring
from tests.caring import Working
from tests.storage.test_control import Counting
from tests.village import TOWN, Village, local

TODAY = date(2026, 11, 24)
NOW = local(TODAY)


@pytest.fixture
async def school(village: Village) -> int:
    await village.activate(2026)
    return await village.school("Школа")


@pytest.fixture
async def pair(village: Village, school: int) -> Working:
    """At work since September, met today."""
    found = await caring.at_work(village, school)
    await meetings.log(village.db, found.id, TODAY, 1, NOW)
    return found


async def reasons(village: Village, pair: Working) -> list[Reason]:
    found = await risks.of(village.db, TOWN, TODAY)
    return [one.reason for one in found.get(pair.id, ())]


async def test_a_meeting_taken_back_did_not_take_place(village: Village, pair: Working) -> None:
    assert await reasons(village, pair) == []
    await village.db.run("UPDATE meetings SET undone_at = 'now'")
    assert await reasons(village, pair) == [Reason.FIRST]


async def test_a_pair_counts_from_the_day_it_is_at_work_again(village: Village, pair: Working) -> None:
    await village.db.run("UPDATE meetings SET held_on = '2026-09-20'")
    assert await reasons(village, pair) == [Reason.LATELY]
    await caring.step(village, pair, State.PAUSED, date(2026, 10, 1))
    assert await reasons(village, pair) == []
    await caring.step(village, pair, State.ACTIVE, date(2026, 11, 20))
    assert await reasons(village, pair) == []


async def test_a_pair_written_down_late_is_not_late_at_once(village: Village, pair: Working) -> None:
    await village.db.run("DELETE FROM meetings")
    await village.db.run("UPDATE pair_events SET at = '2026-11-20T09:00:00+00:00'")
    assert await reasons(village, pair) == []


async def test_breaks_hold_for_risks_and_for_the_stage_of_work_alike(village: Village, pair: Working) -> None:
    await village.db.run("UPDATE meetings SET held_on = '2026-11-03'")
    board = await control.load(village.db, TOWN, 2026, NOW)
    assert await reasons(village, pair) == [Reason.LATELY]
    assert board.line(pair.school).stages.met_lately == 0
    await school_breaks.add(village.db, Break("К", date(2026, 11, 9), date(2026, 11, 13)), 1, NOW)
    board = await control.load(village.db, TOWN, 2026, NOW)
    assert await reasons(village, pair) == []
    assert board.line(pair.school).stages.met_lately == 1


async def test_a_break_that_was_dropped_is_none(village: Village, pair: Working) -> None:
    await village.db.run("UPDATE meetings SET held_on = '2026-11-03'")
    one = await school_breaks.add(village.db, Break("К", date(2026, 11, 9), date(2026, 11, 13)), 1, NOW)
    await school_breaks.drop(village.db, one, 1, NOW)
    assert await reasons(village, pair) == [Reason.LATELY]


async def test_what_mentors_said_is_read_newest_first(village: Village, pair: Working) -> None:
    for month, said in (("2026-09", Answer.HARD), ("2026-10", Answer.APART)):
        at = local(date.fromisoformat(f"{month}-15"))
        await checkins.ask(village.db, [pair.id], month, at)
        found = int(await village.db.value("SELECT max(id) FROM checkins"))
        await checkins.answer(village.db, [found], said, 1, at)
    assert await reasons(village, pair) == [Reason.APART]


async def test_a_questionnaire_stays_owed_while_the_pair_works_and_is_forgotten_after_it(
    village: Village, pair: Working
) -> None:
    await sheet_opening.keep(village.db, date(2026, 9, 1), local(date(2026, 9, 1)), pair.id)
    assert await reasons(village, pair) == [Reason.SHEET]
    await caring.step(village, pair, State.COMPLETED, date(2026, 9, 20))
    await sheet_opening.keep(village.db, date(2026, 9, 10), local(date(2026, 9, 10)), pair.id)
    assert await reasons(village, pair) == []
    await village.db.run("UPDATE sheets SET due_on = '2026-09-25' WHERE moment = 'after'")
    assert await reasons(village, pair) == [Reason.SHEET]


async def test_a_school_that_left_the_list_and_other_schools_are_not_read(village: Village, pair: Working) -> None:
    await village.db.run("DELETE FROM meetings")
    other = await caring.at_work(village, await village.school("Лицей"))
    assert set(await risks.of(village.db, TOWN, TODAY, pair.school)) == {pair.id}
    assert [one.pair.id for one in await risks.troubled(village.db, TOWN, TODAY, Scope(other.school))] == [other.id]
    await village.db.run("UPDATE schools SET archived_at = 'now' WHERE id = :id", id=other.school)
    assert set(await risks.of(village.db, TOWN, TODAY)) == {pair.id}
    assert [name for name, *_ in await risks.numbers(village.db, TOWN, TODAY)] == ["Школа"]


async def test_the_number_of_statements_does_not_grow_with_the_pairs(village: Village, school: int) -> None:
    counts = []
    for many in (1, 12):
        for n in range(many):
            await caring.at_work(village, school, date(2026, 9, 1) + timedelta(n))
        counting = Counting(village.db)
        await risks.troubled(counting, TOWN, TODAY, Scope(school))
        counts.append(counting.count)
    assert counts[0] == counts[1] <= 12
