"""Importing in the background: killed anywhere it has changed nothing or everything; nobody's post, nobody's import."""

import asyncio
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.importing import Importing
from domain.papers import Sent
from domain.people import Role
from storage import files, imports, people, schools
from storage.database import Database
from storage.shelf import Shelf
from tests.bot.wire import ANNA, TOWN
from tests.views.workbooks import workbook

PAPER = "№ 12 от 01.09.2026"
TABLE = workbook(
    mentors=[[7, None, "Взрослый", "Соснин Роман", "библиотека", PAPER]],
    mentees=[[7, None, n, "8Б", None, "Ребёнка и родителя", PAPER] for n in range(1, 40)],
    pairs=[
        [7, "педагог – ученик", "Соснин Роман", n, "учиться", "01.10.2026", "31.05.2027", None, "да"] for n in (1, 2)
    ],
)
POINTS = ["importing.commit", "importing.read", "import.commit", "import.committed"]


class Desk:
    """The department's Anna, school 7, and a table that she has sent."""

    def __init__(self, database: Database, clock: MovableClock, shelf: Shelf) -> None:
        self.database, self.clock, self.shelf = database, clock, shelf

    async def sent(self, content: bytes = TABLE) -> int:
        async with self.database.transaction() as db:
            anna = await people.find(db, ANNA)
            assert anna
            file_id = await files.add(db, Sent("document", "x", "город.xlsx", "", 0), anna, self.clock.now())
            with self.shelf.coming() as part:
                part.write(content)
                part.end()
                self.shelf.put(part)
            await files.kept(db, file_id, part.sha256, part.size)
            return await imports.add(db, file_id, anna, self.clock.now())

    def importing(self, **given: Any) -> Importing:
        return Importing(self.database, self.clock, TOWN, self.shelf, lambda: None, **given)

    async def yes(self, import_id: int) -> None:
        async with self.database.transaction() as db:
            assert await imports.turn(db, import_id, ("ready",), "wanted", self.clock.now())

    async def counts(self) -> list[int]:
        async with self.database.transaction() as db:
            return [int(await db.value(f"SELECT count(*) FROM {table}")) for table in ("mentors", "mentees", "pairs")]

    async def said(self) -> list[str]:
        async with self.database.transaction() as db:
            return [row["body"] for row in await db.all("SELECT body FROM outbox ORDER BY id")]

    async def state(self) -> str:
        async with self.database.transaction() as db:
            return str(await db.value("SELECT state FROM imports"))


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    async with database.transaction() as db:
        person_id = await people.add(db, ANNA, "Анна", clock.now())
        await people.appoint(db, person_id, Role.DEPARTMENT, clock.now())
        await schools.add(db, "Школа № 7", clock.now(), 7)
    return Desk(database, clock, Shelf(tmp_path / "files"))


@pytest.mark.parametrize("point", POINTS)
async def test_a_process_killed_anywhere_has_written_nothing_or_everything_and_the_next_one_ends_it(
    desk: Desk, tmp_path: Path, point: str
) -> None:
    one = await desk.sent()
    await desk.importing().step()
    assert await desk.counts() == [0, 0, 0]
    await desk.yes(one)
    await desk.database.close()
    child = os.fork()
    if not child:
        _die_at(point, tmp_path)
    _, status = await asyncio.to_thread(os.waitpid, child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    desk.database = await Database.open(tmp_path / "bot.sqlite3")
    assert await desk.counts() == ([1, 39, 2] if point == "import.committed" else [0, 0, 0])
    await desk.importing().step()
    assert await desk.counts() == [1, 39, 2]
    assert await desk.state() == "done"
    assert sum("Таблица записана" in body for body in await desk.said()) == 1
    await desk.database.close()


def _die_at(point: str, folder: Path) -> None:
    """In a process of its own: write what was said yes to, and be killed on the way."""

    def reached(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    async def work() -> None:
        database = await Database.open(folder / "bot.sqlite3", reached)
        await Importing(database, MovableClock(), TOWN, Shelf(folder / "files"), lambda: None, reached).step()

    try:
        asyncio.run(work())
    finally:
        os._exit(0)


async def test_what_changes_between_the_plan_and_its_writing_gets_no_code_twice(desk: Desk, tmp_path: Path) -> None:
    """A coordinator registers a mentee at that very moment."""
    one = await desk.sent()
    await desk.importing().step()
    await desk.yes(one)
    seen: list[str] = []

    def reached(name: str) -> None:
        seen.append(name)
        if name == "importing.committed" and seen.count(name) == 2:
            with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as other, other:
                other.execute("INSERT INTO mentees (school_id, code, created_at) VALUES (1, 'Ш07-001', 'now')")
                other.execute("UPDATE schools SET next_mentee = 2")

    await desk.database.close()
    desk.database = await Database.open(tmp_path / "bot.sqlite3", reached)
    await desk.importing().step()
    assert seen.count("importing.committed") >= 2
    assert await desk.counts() == [1, 40, 2]
    assert await desk.state() == "done"
    await desk.database.close()


async def test_two_readings_of_one_table_ask_once(desk: Desk) -> None:
    await desk.sent()
    importing = desk.importing()
    for _ in range(3):
        await importing.step()
    assert sum("Записать таблицу?" in body for body in await desk.said()) == 1


async def test_whose_post_has_ended_writes_nothing_any_more(desk: Desk) -> None:
    one = await desk.sent()
    await desk.importing().step()
    await desk.yes(one)
    async with desk.database.transaction() as db:
        await db.run("UPDATE roles SET revoked_at = 'now'")
    await desk.importing().step()
    assert await desk.counts() == [0, 0, 0]
    assert await desk.state() == "dropped"


async def test_a_refused_file_ends_its_import_and_one_on_its_way_is_waited_for(desk: Desk) -> None:
    await desk.sent()
    async with desk.database.transaction() as db:
        await db.run("UPDATE files SET state = 'waiting', sha256 = NULL")
    importing = desk.importing()
    assert not await importing.step()
    assert not importing.idle
    async with desk.database.transaction() as db:
        await db.run("UPDATE files SET state = 'refused'")
    await importing.step()
    assert importing.idle
    assert await desk.state() == "dropped"


async def test_a_table_that_is_gone_from_the_disk_ends_with_an_apology(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.sent()
    for file in (tmp_path / "files").rglob("*"):
        if file.is_file():
            file.unlink()
    await desk.importing().step()
    assert await desk.state() == "dropped"
    assert "ошибка" in (await desk.said())[-1]
    assert "an import was given up" in caplog.text


async def test_mentors_in_the_bot_hear_of_their_new_pairs(desk: Desk) -> None:
    one = await desk.sent()
    async with desk.database.transaction() as db:
        person_id = await people.add(db, 77, "Роман", desk.clock.now())
        school = await db.value("SELECT id FROM schools")
        await db.run(
            """INSERT INTO mentors (school_id, code, kind, name, place, consent, person_id, created_at)
               VALUES (:school, 'Ш07-Н01', 'adult', 'Соснин Роман', 'библиотека', '№ 1', :person, 'now')""",
            school=school,
            person=person_id,
        )
        await db.run("UPDATE schools SET next_mentor = 2")
    await desk.importing().step()
    await desk.yes(one)
    await desk.importing().step()
    async with desk.database.transaction() as db:
        body = await db.value("SELECT body FROM outbox WHERE chat_id = 77")
    assert "2\u00a0новые пары" in body
