"""An update leaves its line in the audit once, with its number, or none; the check says what was tampered with."""

import logging
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiogram import Dispatcher, Router
from aiogram.types import CallbackQuery
from openpyxl import load_workbook

from bot import checks, rendering, serving
from bot.app import App
from bot.clock import MovableClock
from bot.intake import Intake
from bot.settings import Settings
from domain.audit import Deed, Line, Sought
from domain.people import Role
from handlers import routes
from handlers.case import Acts, Case, OfVerb, Private
from storage import audit, notes, people
from storage.database import Database, Transaction
from tests.bot import toy
from tests.bot.test_app import chosen
from tests.village import BEGIN, TOWN, Village, local
from views import checks as words
from views import journal

__all__ = ["chosen"]
ME = 1001


class Then(OfVerb):
    """A button of the house, served by a route of ours in front of it."""

    async def __call__(self, query: CallbackQuery) -> bool:
        return str(query.data).endswith("!")


async def odd(query: CallbackQuery, case: Case) -> int:
    """Does it, and returns what cannot be sent."""
    await notes.put(case.db, "done", "1")
    return 7


def house() -> Dispatcher:
    dispatcher, room = Dispatcher(disable_fsm=True), Router()
    room.callback_query.register(odd, Then("sl.off"), Acts(Role.DEPARTMENT), Private())
    dispatcher.include_router(room)
    routes.attach(dispatcher)
    return dispatcher


class Town:
    """The department's one person and a school, and updates as they come from the wire."""

    def __init__(self, database: Database) -> None:
        self.database = database
        bot = serving.context(424242, TOWN.bot_name)
        self._intake = Intake(None, database, house(), MovableClock(BEGIN), TOWN, bot, lambda: None)  # type: ignore[arg-type]

    async def take(self, **pressed: str) -> None:
        """A batch: numbers of updates with what is pressed."""
        await self._intake.take([press(int(number[1:]), data) for number, data in pressed.items()])

    async def lines(self) -> list[Line]:
        async with self.database.transaction() as db:
            assert await audit.verify(db) is None
            return (await audit.listing(db, Sought(), 100))[::-1]


def press(number: int, data: str) -> dict[str, Any]:
    user = {"id": ME, "is_bot": False, "first_name": "Вера"}
    query = {"id": str(number), "from": user, "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": query}


async def tamper(db: Transaction) -> None:
    await db.run("DROP TRIGGER audit_stands")
    await db.run("UPDATE audit SET action = 'year.closed' WHERE id = 3")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        assert await Village(db).person(Role.DEPARTMENT, name="Вера Отделова")
        assert await Village(db).school("Школа № 7") == 1
    yield Town(database)
    await database.close()


async def test_each_line_names_its_update_and_a_repeated_update_makes_one_line(town: Town) -> None:
    await town.take(u5="sl.off:1", u6="s.list:0", u7="sl.on:1")
    await town.take(u7="sl.on:1", u5="sl.off:1")
    told = [(one.number, one.deed.update_id, one.deed.action) for one in await town.lines()]
    assert told == [(1, 5, "school.archived"), (2, 7, "school.restored")]


async def test_an_update_that_fails_leaves_no_line_and_the_others_of_its_batch_leave_theirs(town: Town) -> None:
    await town.take(u5="sl.off:1", u6="sl.off:!", u7="sl.on:1")
    assert [(one.deed.update_id, one.deed.action) for one in await town.lines()] == [
        (5, "school.archived"),
        (7, "school.restored"),
    ]
    async with town.database.transaction() as db:
        assert await notes.get(db, "done") is None


async def test_the_table_of_a_month_has_its_lines_and_their_chain(town: Town) -> None:
    await town.take(u5="sl.off:1")
    month = f"{BEGIN:%Y-%m}"
    made = await rendering.render(town.database, BEGIN, TOWN, journal.sent(month).file)  # type: ignore[arg-type]
    assert isinstance(made, rendering.Rendered)
    sheet = load_workbook(BytesIO(made.content))["Журнал"]
    (line,) = await town.lines()
    row = [cell.value for cell in sheet[2]]
    assert row[2:8] == ["Вера Отделова", "управление", "Школа № 7", "Школа закрыта", "школа № 1", 5]
    assert row[8] == line.chain


async def test_the_check_names_the_day_of_the_first_line_that_does_not_fit(
    chosen: Settings, clock: MovableClock
) -> None:
    database = await Database.open(chosen.database)
    async with database.transaction() as db:
        by = await people.add(db, ME, "Вера", BEGIN)
        for day in range(1, 6):
            at = local(BEGIN.date().replace(day=day))
            db.deeds.append(Deed(at, day, by, None, None, "year.opened", "year:2026"))
    await database.close()
    assert f"ок   {words.AUDIT}: все строки сходятся" in (await checks.lines(chosen, clock))[0]
    database = await Database.open(chosen.database)
    async with database.transaction() as db:
        await tamper(db)
    await database.close()
    lines, well = await checks.lines(chosen, clock)
    assert not well
    assert any("№ 3, сб 03.01.2026" in line for line in lines)


async def test_the_night_finds_it_too(chosen: Settings, clock: MovableClock, caplog: pytest.LogCaptureFixture) -> None:
    app = App(chosen, clock, attach=toy.attach)
    await app.start()
    async with app.database.transaction() as db:
        db.deeds += [Deed(BEGIN, day, None, None, None, "year.opened", "year:2026") for day in range(1, 6)]
    await app._night.work()
    async with app.database.transaction() as db:
        assert await audit.noted(db) is None
        await tamper(db)
    await app._night.work()
    async with app.database.transaction() as db:
        assert await audit.noted(db) == 3
    assert [one for one in caplog.records if one.levelno == logging.ERROR and "does not fit" in one.getMessage()]
    await app.stop()
