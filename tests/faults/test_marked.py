"""Whatever people send, and whatever fails over it: no log, no note of a failure and no apology says who or what."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import apology, serving
from bot.cause import Cause
from bot.clock import MovableClock
from bot.intake import Intake
from bot.logs import Discreet
from domain.people import Role
from storage import mentors, people
from storage.database import Database
from tests.faults.marked import MARK, PEOPLE, SECRETS, Feed, Sabotage, house
from tests.faults.random_types import KINDS
from tests.village import BEGIN, TOWN, Village

BATCH = 8


class Printed(logging.Handler):
    """What the process would print."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(Discreet("1:token"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def printed() -> Iterator[Printed]:
    root, handler = logging.getLogger(), Printed()
    before, level = root.handlers[:], root.level
    root.handlers[:], root.level = [handler], logging.DEBUG
    yield handler
    root.handlers[:], root.level = before, level


async def settled(database: Database) -> list[int]:
    """One of the department, one coordinator and one mentor of a school, by their numbers."""
    async with database.transaction() as db:
        village = Village(db)
        village._chat = PEOPLE
        await village.activate(2026)
        await village.person(Role.DEPARTMENT, name=MARK)
        school = await village.school(f"Школа {MARK}")
        await village.person(Role.COORDINATOR, school, name=MARK)
        mentor = await mentors.add(db, school, "adult", BEGIN, name=MARK, place=MARK, consent=MARK)
        person = await people.add(db, PEOPLE + 3, MARK, BEGIN)
        await people.appoint(db, person, Role.MENTOR, BEGIN, school, mentor.id)
        await mentors.connect(db, mentor.id, person)
    return [1, 2, 3]


async def test_of_whatever_is_sent_and_fails_nothing_is_said_in_logs_notes_and_apologies(
    tmp_path: Path, printed: Printed
) -> None:
    database, sabotage = await Database.open(tmp_path / "bot.sqlite3"), Sabotage()
    dispatcher = house(sabotage)
    feed = Feed(dispatcher, await settled(database))
    clock, context = MovableClock(BEGIN, read=lambda: BEGIN), serving.context(424242, TOWN.bot_name)
    intake = Intake(None, database, dispatcher, clock, TOWN, context, lambda: None)  # type: ignore[arg-type]
    fed = list(feed.updates())
    for begin in range(0, len(fed), BATCH):
        await intake.take(fed[begin : begin + BATCH])
    async with database.transaction() as db:
        failures = [row["failure"] for row in await db.all("SELECT failure FROM updates WHERE failure IS NOT NULL")]
    await database.close()
    apologies = [str(apology.reply(Cause.of(raw), raw, TOWN.bot_name)) for raw in fed]
    undone = [line for line in printed.lines if "an update was undone" in line]
    assert {next(kind for kind in raw if kind != "update_id") for raw in fed} == set(KINDS)
    assert len(failures) == len(undone) > 300, "handlers did fail"
    assert all(any(secret in said for secret in SECRETS) for said in sabotage.said), "and had it all in their errors"
    for said in (*printed.lines, *failures, *apologies):
        assert not any(secret in said for secret in SECRETS), said
