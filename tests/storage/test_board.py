from collections.abc import AsyncIterator
from datetime import date

import pytest

from domain.board import Group
from domain.forms.monitoring import MONITORING
from domain.people import Role
from domain.reminders import Begun, NotStarted
from domain.submissions import Submission
from storage import board, chats
from storage.database import Database
from storage.instants import instant
from tests.village import MOSCOW, Village, local


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        yield Village(db)
    await database.close()


async def test_every_school_stands_in_exactly_one_group(village: Village) -> None:
    await village.activate(2026)
    monday = local(date(2026, 12, 14))
    filing, begun, opened, lost, empty = [await village.school(f"Школа {n}") for n in range(1, 6)]
    await village.file(await village.person(Role.COORDINATOR, filing), "2026-Q4", monday, pairs=4)
    await village.begin(await village.person(Role.COORDINATOR, begun), "2026-Q4", monday, pupils=400, mentees=20)
    await village.begin(await village.person(Role.COORDINATOR, opened), "2026-Q4", monday)
    gone = await village.person(Role.COORDINATOR, lost)
    await chats.mark_unreachable(village.db, gone.telegram_id, monday)

    found = await board.load(village.db, "2026-Q4", MOSCOW)
    assert [(one.school_id, one.group) for one in found.standings] == [
        (filing, Group.FILED),
        (begun, Group.BEGUN),
        (opened, Group.NOT_STARTED),
        (lost, Group.UNREACHABLE),
        (empty, Group.UNREACHABLE),
    ]
    states = [one.state for one in found.standings]
    assert isinstance(states[0], Submission)
    assert states[0].on_time
    # 16 questions, of which without answers to pairs, stopped, young, mentors and trouble 5 more are not asked
    assert states[1:] == [Begun(2, 11), NotStarted(), NotStarted(), NotStarted()]
    assert [contact.lost_since for contact in found.standings[3].contacts] == [date(2026, 12, 14)]
    assert found.standings[4].contacts == ()
    assert found.due
    assert found.due.effective == date(2026, 12, 18)


async def test_a_school_that_left_the_list_counts_where_it_had_filed_and_nowhere_else(village: Village) -> None:
    await village.activate(2026)
    coordinator = await village.person(Role.COORDINATOR, await village.school("Школа 1"))
    await village.school("Школа 2")
    await village.file(coordinator, "2026-Q3", local(date(2026, 9, 24)))
    await village.db.run("UPDATE schools SET archived_at = '2026-10-01' WHERE name = 'Школа 1'")
    autumn, winter = [await board.load(village.db, period, MOSCOW) for period in ("2026-Q3", "2026-Q4")]
    assert (len(autumn.filed), len(autumn.standings)) == (1, 2), "never more filed than schools"
    assert [one.school for one in winter.standings] == ["Школа 2"]


@pytest.mark.parametrize(
    ("activated", "added", "late"),
    [
        (date(2026, 1, 12), date(2026, 1, 12), ["Школа 1"]),
        (date(2026, 9, 25), date(2026, 9, 25), ["Школа 1"]),  # in time to file on the day itself
        (date(2026, 1, 12), date(2026, 9, 26), []),  # the school came afterwards
        (date(2026, 9, 26), date(2026, 1, 12), []),  # the date came into force afterwards
    ],
)
async def test_what_came_after_the_date_is_not_late(
    village: Village, activated: date, added: date, late: list[str]
) -> None:
    await village.activate(2026, local(activated))
    await village.school("Школа 1", local(added))
    now = local(date(2026, 9, 28))
    found = await board.overdue(village.db, now)
    assert [row["school"] for row in found if row["period"] == "2026-Q3"] == late
    assert ("2026-Q3" in await board.owing(village.db, MONITORING, now)) == bool(late)


async def test_a_quarter_is_late_once_its_day_has_ended_by_local_time(village: Village) -> None:
    await village.activate(2026)
    await village.school("Школа 1")
    await village.only("2026-Q4")
    friday = date(2026, 12, 18)
    assert await board.overdue(village.db, local(friday, 23, 59)) == []
    midnight = local(date(2026, 12, 19), 0)
    assert instant(midnight) == "2026-12-18T21:00:00.000000+00:00"
    assert [row["school"] for row in await board.overdue(village.db, midnight)] == ["Школа 1"]


async def test_quarters_to_show_have_a_date_or_something_filed(village: Village) -> None:
    assert await board.periods(village.db, MONITORING) == []
    coordinator = await village.person(Role.COORDINATOR, await village.school("Школа 1"))
    await village.file(coordinator, "2025-Q4", local(date(2026, 1, 13)))
    await village.activate(2026)
    assert await board.periods(village.db, MONITORING) == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
