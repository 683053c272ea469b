"""Databases as released versions have left them: each opens with this one, loses nothing, and goes on working."""

import gzip
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot import opening
from domain.people import Role
from storage.database import Database
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, say, tap
from tests.storage.opener import NEWEST, start
from tests.upgrades.keep import CORPUS
from tests.village import TOWN
from views.joining import CONSENT_VERSION
from views.screen import Reply, Screen

RELEASED = sorted(path.name.partition(".")[0] for path in CORPUS.glob("*.sqlite3.gz"))
FIRST = "version-1"
MANY = 1_000_000
AFTER = 2_000_000_000  # numbers above all those in the corpus


@pytest.fixture
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "bot.sqlite3"
    path.write_bytes(gzip.decompress((CORPUS / f"{getattr(request, 'param', FIRST)}.sqlite3.gz").read_bytes()))
    return path


@pytest.fixture
async def line(file: Path) -> AsyncIterator[Line]:
    database = await Database.open(file)
    async with database.transaction() as db:
        yield Line(db, TOWN, NOW)
    await database.close()


def content(file: Path, like: dict[str, tuple[list[str], Any]] | None = None) -> dict[str, tuple[list[str], Any]]:
    """Every row by table, in the columns there are, or in those of an older content."""
    with closing(sqlite3.connect(file)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {}
        for table in like or [name for name in tables if not name.startswith("sqlite_")]:
            columns = like[table][0] if like else [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            found[table] = (columns, sorted(db.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr))
        return found


def lost(file: Path, before: dict[str, tuple[list[str], Any]]) -> dict[str, list[Any]]:
    """What was there before and is not now."""
    now = content(file, before)
    missing = {table: [row for row in rows if row not in now[table][1]] for table, (_, rows) in before.items()}
    return {table: rows for table, rows in missing.items() if rows}


def sound(file: Path) -> int:
    """The version, of a file in which nothing is broken."""
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def test_the_corpus_holds_what_was_released() -> None:
    assert RELEASED[:3] == ["version-1", "version-3", "version-4"]


@pytest.mark.parametrize("file", RELEASED, indirect=True)
async def test_every_row_of_every_released_version_is_still_there(file: Path) -> None:
    before = content(file)
    assert len(before["submissions"][1]) >= 18
    await (await Database.open(file)).close()
    assert sound(file) == NEWEST
    assert lost(file, before) == {}


@pytest.mark.parametrize("file", RELEASED, indirect=True)
async def test_its_people_go_on_where_they_were(line: Line) -> None:
    async def shown(role: Role, event: Any) -> str:
        telegram_id = await line.db.value(
            "SELECT p.telegram_id FROM people p JOIN roles r ON r.person_id = p.id WHERE r.role = :role ORDER BY p.id",
            role=role.value,
        )
        returned = await line.feed(event(telegram_id))
        screens = returned.screens if isinstance(returned, Reply) else (returned,)
        assert all(isinstance(screen, Screen) for screen in screens)
        return "\n".join(str(screen.text) for screen in screens)

    assert "Контроль" in await shown(Role.DEPARTMENT, lambda who: tap("bd.now", who))
    if await line.db.value("SELECT 1 FROM people WHERE consent_version < :version", version=CONSENT_VERSION):
        assert "Согласие обновилось" in await shown(Role.COORDINATOR, lambda who: tap("p.list:0", who))
        assert "согласие записано" in await shown(Role.COORDINATOR, lambda who: tap(f"cons.yes:{CONSENT_VERSION}", who))
    assert "Пары и группы" in await shown(Role.COORDINATOR, lambda who: tap("p.list:0", who))
    assert "Мониторинг" in await shown(Role.COORDINATOR, lambda who: tap("f.n:monitoring:2026-Q4", who))
    assert "2 из" in await shown(Role.COORDINATOR, lambda who: say("640", who))


@pytest.mark.parametrize("point", ["migration.commit", "migration.committed"])
def test_killed_on_its_way_up_it_arrives_the_next_time(file: Path, point: str) -> None:
    before = content(file)
    assert start(file, die=point)[0] < 0
    assert sound(file) == (1 if point == "migration.commit" else 2)
    assert lost(file, before) == {}
    assert start(file) == (0, "")
    assert sound(file) == NEWEST
    assert lost(file, before) == {}


async def test_names_stored_raw_are_cleaned_at_the_first_start_and_records_with_them(file: Path) -> None:
    raw, clean = "\u202eНина\u202c\x07 Неведомова", "Нина Неведомова"
    with closing(sqlite3.connect(file)) as db:
        for table, column in (("people", "name"), ("mentors", "name"), ("mentors", "place"), ("schools", "name")):
            kind = " AND kind = 'adult'" if table == "mentors" else ""
            db.execute(
                f"UPDATE {table} SET {column} = ? WHERE id = (SELECT min(id) FROM {table} WHERE 1{kind})", (raw,)
            )
        db.execute("UPDATE people SET name = ? WHERE id = 2", ("\u3164\u200b",))
        db.execute("UPDATE schools SET name = (SELECT name || char(8238) FROM schools WHERE id = 2) WHERE id = 3")
        db.execute("UPDATE pairs SET goal = ? WHERE id = 1", (f"спросить {raw}",))
        db.commit()
    database = await opening.database(file)
    async with database.transaction() as db:
        for table, column in (("people", "name"), ("mentors", "name"), ("mentors", "place"), ("schools", "name")):
            assert await db.value(f"SELECT count(*) FROM {table} WHERE {column} = :name", name=clean) == 1, table
        assert await db.value("SELECT name FROM people WHERE id = 2") == "Без имени"
        alike = [row["name"] for row in await db.all("SELECT name FROM schools WHERE id IN (2, 3) ORDER BY id")]
        assert alike[1] == f"{alike[0]} (3)"
        assert await db.value("SELECT goal FROM pairs WHERE id = 1") == f"спросить {clean}"
        await db.run("UPDATE people SET name = :name WHERE id = 3", name=raw)
    await database.close()
    database = await opening.database(file)
    async with database.transaction() as db:
        assert await db.value("SELECT name FROM people WHERE id = 3") == raw, "once: a start looks through no names"
    await database.close()


@pytest.fixture
def large(file: Path) -> Path:
    """A million rows of messages and updates, as years leave them."""
    last = AFTER + MANY // 2 - 1
    numbers = f"WITH RECURSIVE c (n) AS (SELECT {AFTER} UNION ALL SELECT n + 1 FROM c WHERE n < {last}) "
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("INSERT INTO updates " + numbers + "SELECT n, '2026-01-12T09:00:00+00:00', 'x', NULL FROM c")
        db.execute(
            "INSERT INTO outbox (id, chat_id, method, body, priority, not_before, state, created_at, done_at) "
            + numbers
            + "SELECT n, n % 999, 'sendMessage', '', 10, 'x', 'sent', 'x', 'x' FROM c"
        )
        db.commit()
    return file


def test_a_million_rows_arrive_too(large: Path) -> None:
    assert start(large) == (0, "")
    assert sound(large) == NEWEST
    with closing(sqlite3.connect(large)) as db:
        assert [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("updates", "outbox")] == [
            MANY // 2 + 1,
            MANY // 2 + 1,
        ]
