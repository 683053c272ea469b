"""What is over is kept as long as the settings say, and not a night longer."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from domain.keeping import Keeping
from domain.pairs import State
from scheduler import upkeep
from storage import knocks
from storage.database import Database
from storage.instants import instant
from storage.shelf import Shelf
from tests.caring import at_work, step
from tests.handlers.conftest import NOW
from tests.village import Village

DAY = timedelta(days=1)
KEEP = Keeping(
    failures=DAY * 5,
    outbox=DAY * 5,
    drafts=DAY * 5,
    concerns=DAY * 5,
    mentees=DAY * 5,
    files=DAY * 5,
    links=DAY * 5,
    knocks=DAY * 5,
)


def ago(days: float) -> str:
    return instant(NOW - DAY * days)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        await db.run("INSERT INTO schools (id, number, name, created_at) VALUES (1, 1, 'Лицей', '')")
        await db.run("INSERT INTO people (id, telegram_id, name, created_at) VALUES (1, 1, 'А', '')")
    yield database
    await database.close()


INSERTS = {
    "updates": "INSERT INTO updates (id, at, digest, failure) VALUES (:n, :at, '', 'message: KeyError')",
    "outbox": """INSERT INTO outbox (chat_id, method, body, priority, not_before, state, created_at, done_at)
        VALUES (1, 'sendMessage', '', 1, '', 'sent', '', :at)""",
    "drafts": """INSERT INTO drafts (form, version, subject, answers, kept, reasons, begun_by, begun_at, changed_at)
        VALUES ('f', 1, :n, '{}', '{}', '{}', 1, '', :at)""",
    "knocks": "INSERT INTO knocks (who, at) VALUES ('hash', :at)",
    "files": """INSERT INTO files (kind, remote_id, name, mime, size, state, not_before, by_person, at)
        VALUES ('document', 'r', 'n', 'm', 1, 'refused', '', 1, :at)""",
    "concerns": """INSERT INTO concerns (by_person, role, school_id, opened_on, closed_at)
        VALUES (1, 'mentor', 1, '2026-01-01', :at)""",
}


@pytest.mark.parametrize("table", INSERTS)
async def test_each_goes_after_its_time_and_stays_until_then(database: Database, table: str) -> None:
    async with database.transaction() as db:
        for n, days in enumerate((4.9, 5.1)):
            values = {"n": n, "at": ago(days)}
            await db.run(INSERTS[table], **{key: values[key] for key in values if f":{key}" in INSERTS[table]})
        if table == "concerns":
            await db.run(
                "INSERT INTO concern_lines (concern_id, at, by_person, what, words) "
                "SELECT id, '', 1, 'told', 'слова' FROM concerns"
            )
    await upkeep.prune(database, NOW, KEEP)
    async with database.transaction() as db:
        assert await db.value(f"SELECT count(*) FROM {table}") == 1
        if table == "concerns":
            assert await db.value("SELECT count(*) FROM concern_lines") == 1


async def test_an_open_concern_stays_however_old(database: Database) -> None:
    async with database.transaction() as db:
        await db.run(INSERTS["concerns"], at=None)
    await upkeep.prune(database, NOW + DAY * 3650, KEEP)
    async with database.transaction() as db:
        assert await db.value("SELECT count(*) FROM concerns") == 1


async def test_a_file_that_a_form_a_draft_or_an_import_knows_stays(database: Database) -> None:
    async with database.transaction() as db:
        for n in range(1, 6):
            await db.run(INSERTS["files"], at=ago(100 + n))
        await db.run(
            """INSERT INTO partners (school_id, name, agreed_on, file_id, by_person, created_at, changed_at)
               VALUES (1, 'Маяк', '2026-01-01', 1, 1, '', '')"""
        )
        await db.run(
            """INSERT INTO drafts (form, version, subject, answers, kept, reasons, begun_by, begun_at,
            changed_at) VALUES ('f', 1, 'x', '{"file": 2}', '{}', '{}', 1, '', :at)""",
            at=ago(1),
        )
        for file, state in ((3, "ready"), (4, "done")):
            await db.run(
                "INSERT INTO imports (file_id, by_person, state, at, changed_at) VALUES (:file, 1, :state, '', '')",
                file=file,
                state=state,
            )
    await upkeep.prune(database, NOW, KEEP)
    async with database.transaction() as db:
        assert [row["id"] for row in await db.all("SELECT id FROM files ORDER BY id")] == [1, 2, 3]


async def test_the_disk_is_swept_in_a_thread_while_the_loop_goes_on(database: Database) -> None:
    shelf, loop = Shelf.beside(database.path), threading.get_ident()
    with shelf.coming() as part:
        part.write(b"unknown")
        part.end()
        shelf.put(part)
    os.utime(shelf.place(part.sha256), (0, 0))
    swept: list[bool] = []

    async def aside(work: Callable[..., int], *args: object) -> None:
        def there() -> int:
            swept.append(threading.get_ident() != loop)
            return work(*args)

        assert shelf.place(part.sha256).exists()
        assert await asyncio.to_thread(there) == 1

    await upkeep.prune(database, NOW, KEEP, aside)
    assert swept == [True]


async def test_what_lies_on_the_disk_goes_once_no_row_knows_it(database: Database) -> None:
    shelf = Shelf.beside(database.path)
    places = {}
    for words in (b"known", b"unknown", b"fresh"):
        with shelf.coming() as part:
            part.write(words)
            part.end()
            shelf.put(part)
        places[words] = shelf.place(part.sha256)
    async with database.transaction() as db:
        await db.run(
            """INSERT INTO files (kind, remote_id, name, mime, size, state, sha256, not_before, by_person, at)
               VALUES ('document', 'r', 'n', 'm', 1, 'kept', :sha256, '', 1, :at)""",
            sha256=places[b"known"].name,
            at=ago(1),
        )
    for words in (b"known", b"unknown"):
        os.utime(places[words], (0, 0))
    os.utime(places[b"fresh"], (NOW.timestamp(), NOW.timestamp()))
    await upkeep.prune(database, NOW, KEEP)
    assert [words for words, place in places.items() if place.exists()] == [b"known", b"fresh"]


async def test_of_a_mentee_the_code_stays_and_the_rest_goes(database: Database) -> None:
    async with database.transaction() as db:
        village = Village(db)
        over = await at_work(village, 1)
        await step(village, over, State.COMPLETED, (NOW - DAY * 6).date())
        await at_work(village, 1)
        await db.run("UPDATE mentees SET request = 'математика', created_at = :at", at=ago(100))
    await upkeep.prune(database, NOW, KEEP)
    async with database.transaction() as db:
        kept = [tuple(row) for row in await db.all("SELECT code, request, consent, grade FROM mentees ORDER BY id")]
        assert kept == [("Ш01-001", None, None, "8Б"), ("Ш01-002", "математика", "№ 1", "8Б")]
        assert await db.value("SELECT count(*) FROM pair_mentees") == 2


async def test_whom_nobody_knows_is_forgotten_the_next_night(database: Database) -> None:
    async with database.transaction() as db:
        for chat in (1, 666, -100):
            await db.run(
                """INSERT INTO outbox (chat_id, method, body, priority, not_before, state, created_at, done_at)
                   VALUES (:chat, 'sendMessage', '', 1, '', 'sent', '', :at)""",
                chat=chat,
                at=ago(1.1),
            )
            await db.run("INSERT INTO chats (id, live_message) VALUES (:chat, 7)", chat=chat)
    await upkeep.prune(database, NOW, KEEP)
    async with database.transaction() as db:
        assert {row["chat_id"] for row in await db.all("SELECT chat_id FROM outbox")} == {1, -100}
        assert {row["id"] for row in await db.all("SELECT id FROM chats")} == {1, -100}


async def test_it_goes_in_pieces(database: Database) -> None:
    async with database.transaction() as db:
        for _ in range(5):
            await db.run(INSERTS["knocks"], at=ago(9))
        assert await knocks.prune(db, NOW, limit=2) == 2
        assert await db.value("SELECT count(*) FROM knocks") == 3
