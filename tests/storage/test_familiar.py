"""A person who is kept in memory is never another one than a fresh reading would give."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace

import pytest

from domain.people import Person, Role
from storage import people
from storage.database import Database, Transaction
from storage.familiar import MOST, READ, Familiar
from tests.village import Village

WRITES = (
    "UPDATE people SET name = 'Новое имя' WHERE id = :person",
    "UPDATE people SET unreachable_since = 'x' WHERE id = :person",
    "UPDATE people SET consent_version = 'x' WHERE id = :person",
    "UPDATE people SET active_role = (SELECT max(id) FROM roles WHERE person_id = :person) WHERE id = :person",
    "UPDATE roles SET revoked_at = 'x' WHERE person_id = :person AND id = (SELECT min(id) FROM roles)",
    "DELETE FROM roles WHERE person_id = :person",
    "INSERT INTO roles (person_id, role, granted_at) VALUES (:person, 'department', 'x')",
    "UPDATE schools SET name = 'Новое название' WHERE id = 1",
    "UPDATE schools SET archived_at = 'x'",
)


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    database = await Database.open(":memory:")
    yield database
    await database.close()


@pytest.fixture
async def somebody(database: Database) -> Person:
    """A coordinator at two schools, read once."""
    async with database.transaction() as db:
        village = Village(db)
        first, second = await village.school("Лицей"), await village.school("Гимназия")
        person = await village.person(Role.COORDINATOR, first)
        await village.also(person.id, Role.COORDINATOR, second)
        await people.act_as(db, person.id, person.posts[0].id)
        found = await people.find(db, person.telegram_id)
        assert found is not None
        return found


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("write", WRITES)
async def test_whatever_is_written_about_them_is_seen_at_once(
    database: Database, somebody: Person, write: str, *, apart: bool
) -> None:
    async with database.transaction(apart=apart) as db:
        await db.run(write, **{"person": somebody.id} if ":person" in write else {})
        assert await people.find(db, somebody.telegram_id) == await people.get(db, somebody.id)


def test_every_table_that_a_person_is_read_from_is_watched() -> None:
    assert set(re.findall(r"(?:FROM|JOIN) (\w+)", people.PERSON)) == set(READ)


async def test_they_are_read_once_while_nothing_is_written(database: Database, somebody: Person) -> None:
    async with database.transaction() as db:
        assert await people.find(db, somebody.telegram_id) is await people.find(db, somebody.telegram_id)


async def test_what_was_undone_is_forgotten(database: Database, somebody: Person) -> None:
    with suppress(ZeroDivisionError):
        async with database.transaction() as db:
            assert (await _renamed(db, somebody)).name == "Новое имя"
            raise ZeroDivisionError
    async with database.transaction() as db:
        assert await people.find(db, somebody.telegram_id) == somebody


async def test_what_was_undone_alone_is_forgotten(database: Database, somebody: Person) -> None:
    async with database.transaction() as db:
        with suppress(ZeroDivisionError):
            async with db.savepoint():
                assert (await _renamed(db, somebody)).name == "Новое имя"
                raise ZeroDivisionError
        assert await people.find(db, somebody.telegram_id) == somebody


def test_no_more_than_so_many_are_kept() -> None:
    familiar = Familiar()
    familiar.watch(_tables())
    person = Person(1, 1, "", people.NONE, ())
    for number in range(2 * MOST):
        familiar.keep(replace(person, telegram_id=number))
    assert sum(familiar.get(number) is not None for number in range(2 * MOST)) <= MOST


async def _renamed(db: Transaction, person: Person) -> Person:
    """Read again, and so kept."""
    await people.rename(db, person.id, "Новое имя")
    found = await people.find(db, person.telegram_id)
    assert found is not None
    return found


def _tables() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for table in READ:
        connection.execute(f"CREATE TABLE {table} (id INTEGER)")
    return connection
