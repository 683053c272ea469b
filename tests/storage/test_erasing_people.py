"""After somebody is erased nothing of them is found in any table, and every figure is what it was."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import sample
from domain.forms.monitoring import MONITORING
from domain.people import EVERYTHING
from storage import bases, board, erasing_people, growth, wording
from storage.database import Database, Transaction
from tests.handlers.conftest import NOW
from tests.village import TOWN

WHO, ACCOUNT = 7, 700_800_900
NAME = "Марфа «Приметная» О'Сорока"
FORMER = "Марфа Прежняя"
LABEL = "Удалённый человек № 7"
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Database]:
    """In every table one row that refers to the person wherever it can, and has the name wherever words may stand."""
    path = tmp_path / "bot.sqlite3"
    await (await Database.open(path)).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.create_function("fold", 1, str, deterministic=True)
        db.execute("PRAGMA ignore_check_constraints = ON")
        for (table,) in db.execute(TABLES).fetchall():
            people = {row[3] for row in db.execute(f"PRAGMA foreign_key_list({table})") if row[2] == "people"}
            row = {
                name: _value(table, name, kind, name in people)
                for _, name, kind, *_ in db.execute(f"PRAGMA table_info({table})")
            }
            if table == "mentors":
                row["name"] = NAME
            if table == "people":
                row |= {"id": WHO, "telegram_id": ACCOUNT, "name": NAME}
            marks = ", ".join(f":{name}" for name in row)
            db.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({marks})", row)
        db.execute(
            "UPDATE registry_history SET registry = 'mentor', subject_id = 1, before = ?, after = ?",
            (f'{{"name":"{FORMER}","place":"завод Приметный"}}', f'{{"name":"{NAME}","hours":4}}'),
        )
        db.execute(
            "INSERT INTO outbox (chat_id, method, body, priority, not_before, state, created_at) "
            "VALUES (900, 'sendMessage', ?, 1, '', 'later', '')",
            ('{"text":"<b>Марфа «Приметная» О&#39;Сорока</b> теперь куратор"}',),
        )
    database = await Database.open(path)
    async with database.transaction() as db:
        await db.run("PRAGMA ignore_check_constraints = ON")  # of what the rows above mean nothing is checked
    yield database
    await database.close()


def _value(table: str, column: str, kind: str, person: bool) -> Any:
    if person or column in ("person_id", "asked_by", "confirmed_by"):
        return WHO
    if (table, column) in (("outbox", "chat_id"), ("chats", "id")):
        return ACCOUNT
    if kind == "INTEGER":
        return 1
    words = (*wording.GONE.get(table, ()), *wording.RECORD.get(table, ()))
    return f'["{NAME}"]' if column in words else "2026-01-01"


async def everything(db: Transaction) -> str:
    found = [
        f"{table['name']}: {tuple(row)}"
        for table in await db.all(TABLES)
        for row in await db.all(f"SELECT * FROM {table['name']}")
    ]
    return "\n".join(found)


async def test_nothing_of_them_is_found_in_any_table(full: Database) -> None:
    async with full.transaction() as db:
        before = await everything(db)
        assert before.count("Приметная") > 60
        await erasing_people.erase(db, TOWN, NOW, {WHO: LABEL})
        after = await everything(db)
    for trace in ("Марфа", "Приметн", "Сорока", str(ACCOUNT)):
        assert trace not in after, [line for line in after.splitlines() if trace in line]


async def test_what_a_school_has_recorded_stays_without_the_name(full: Database) -> None:
    async with full.transaction() as db:
        await erasing_people.erase(db, TOWN, NOW, {WHO: LABEL})
        assert await db.value("SELECT comment FROM evidence") == f'["{LABEL}"]'
        assert await db.value("SELECT body FROM outbox") == f'{{"text":"<b>{LABEL}</b> теперь куратор"}}'
        assert await db.value("SELECT after FROM registry_history") == '{"hours":4}'
        assert tuple(await db.one("SELECT code, name, person_id FROM mentors") or ()) == ("2026-01-01", None, WHO)
        assert await db.value("SELECT withdrawn_at FROM consents") == "2026-01-01"


async def test_a_concern_that_is_open_is_read_to_its_end(full: Database) -> None:
    async with full.transaction() as db:
        await db.run("UPDATE concerns SET closed_at = NULL")
        await db.run("UPDATE concern_lines SET words = 'он боится идти'")
        await erasing_people.erase(db, TOWN, NOW, {WHO: LABEL})
        assert await db.value("SELECT words FROM concern_lines") == "он боится идти"


async def test_files_of_theirs_that_belong_to_nothing_go(full: Database) -> None:
    async with full.transaction() as db:
        for who in (WHO, 8):
            await db.run("INSERT OR IGNORE INTO people (id, telegram_id, name, created_at) VALUES (8, 8, 'Б', '')")
            await db.run(
                """INSERT INTO files (kind, remote_id, name, mime, size, state, not_before, by_person, at)
                   VALUES ('photo', 'r', 'n', 'm', 1, 'refused', '', :who, '')""",
                who=who,
            )
        await erasing_people.erase(db, TOWN, NOW, {WHO: LABEL})
        assert [tuple(row) for row in await db.all("SELECT id, by_person FROM files")] == [(1, WHO), (3, 8)]


async def test_nobody_is_erased_twice(full: Database) -> None:
    async with full.transaction() as db:
        await erasing_people.erase(db, TOWN, NOW, {WHO: LABEL})
        with pytest.raises(LookupError):
            await erasing_people.erase(db, TOWN, NOW, {WHO: LABEL})


async def test_a_first_name_alone_is_not_looked_for_in_what_others_wrote(full: Database) -> None:
    async with full.transaction() as db:
        await db.run("UPDATE people SET name = 'Анна'")
        await db.run("UPDATE mentors SET name = NULL")
        await db.run("UPDATE registry_history SET before = NULL, after = NULL")
        await db.run("UPDATE pairs SET goal = 'прочесть «Анну Каренину»: Анна'")
        await erasing_people.erase(db, TOWN, NOW, {WHO: LABEL})
        assert await db.value("SELECT goal FROM pairs") == "прочесть «Анну Каренину»: Анна"


async def figures(db: Transaction) -> list[object]:
    boards = [await board.load(db, one, TOWN.zone) for one in await board.periods(db, MONITORING)]
    span = await growth.span(db, TOWN.zone)
    assert span
    base = await bases.load(db, EVERYTHING, TOWN.zone)
    return [
        [[(one.number, one.state) for one in shown.standings] for shown in boards],
        await growth.schools(db, *span, TOWN.zone),
        (len(base.mentors), len(base.mentees)),
        [tuple(row) for row in await db.all("SELECT state, count(*) FROM pairs GROUP BY state")],
        await db.value("SELECT count(*) FROM meetings"),
        await db.value("SELECT count(*) FROM event_guests WHERE attended = 1"),
    ]


async def test_figures_are_the_same_without_the_people(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        await sample.fill(db, TOWN, NOW)
        before = await figures(db)
        everybody = [row["id"] for row in await db.all("SELECT id FROM people WHERE telegram_id > 200")]
        await erasing_people.erase(db, TOWN, NOW, {one: f"Удалённый человек № {one}" for one in everybody})
        assert len(everybody) > 4
        assert await figures(db) == before
        assert await db.value("SELECT count(*) FROM roles WHERE revoked_at IS NULL AND school_id IS NOT NULL") == 0
    await database.close()
