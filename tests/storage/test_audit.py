"""A line of the audit that is changed, removed, moved or cut off shows; and it is not easily done."""

import sqlite3
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.audit import Deed, Sought
from scheduler import upkeep
from storage import audit, people
from storage.database import Database, Transaction
from tests.village import BEGIN, Village

TRIGGERS = ("audit_stays", "audit_stands", "audit_goes_on")


def deed(number: int, at: datetime = BEGIN, **more: int | None) -> Deed:
    fields = {"update_id": number, "person_id": 1, "post_id": 2, "school_id": 3, **more}
    return Deed(at, action="pair.closed", subject=f"pair:{number}", **fields)


@pytest.fixture
async def db(village: Village) -> Transaction:
    """Ten lines of one transaction and two of another."""
    await audit.put(village.db, [deed(number) for number in range(1, 11)])
    await audit.put(village.db, [deed(11), deed(12)])
    return village.db


@pytest.fixture
async def forger(db: Transaction) -> Transaction:
    """Somebody with the file in their hands: nothing refuses them."""
    for name in TRIGGERS:
        await db.run(f"DROP TRIGGER {name}")
    return db


async def test_lines_go_on_from_each_other(db: Transaction) -> None:
    assert await audit.verify(db) is None
    numbers = [one.number for one in await audit.listing(db, Sought(), 100)]
    assert numbers == list(range(12, 0, -1))


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE audit SET person_id = 9 WHERE id = 4",
        "DELETE FROM audit WHERE id = 4",
        "INSERT OR REPLACE INTO audit SELECT 4, at, 9, 9, 9, 9, action, subject, chain FROM audit WHERE id = 4",
    ],
)
async def test_the_database_itself_refuses_to_change_a_line(db: Transaction, forgery: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        await db.run(forgery)
    assert await audit.verify(db) is None


@pytest.mark.parametrize(
    "column",
    ["at", "update_id", "person_id", "post_id", "school_id", "action", "subject", "chain"],
)
async def test_any_change_of_a_line_shows(forger: Transaction, column: str) -> None:
    await forger.run(f"UPDATE audit SET {column} = '99' WHERE id = 7")
    assert await audit.verify(forger) == 7


@pytest.mark.parametrize(
    ("forgery", "first"),
    [
        ("DELETE FROM audit WHERE id = 1", 1),
        ("DELETE FROM audit WHERE id = 5", 5),
        ("DELETE FROM audit WHERE id = 12", 12),
        ("DELETE FROM audit WHERE id > 8", 9),
        ("DELETE FROM audit", 1),
        ("INSERT INTO audit SELECT 13, at, 1, 1, 1, 1, action, subject, chain FROM audit WHERE id = 12", 13),
        ("DELETE FROM settings WHERE key = 'audit.last'", 1),
        ("UPDATE settings SET value = '12 other' WHERE key = 'audit.last'", 12),
    ],
)
async def test_a_line_that_is_missing_or_too_many_shows(forger: Transaction, forgery: str, first: int) -> None:
    await forger.run(forgery)
    assert await audit.verify(forger) == first


async def test_two_lines_that_change_places_show(forger: Transaction) -> None:
    await forger.run("UPDATE audit SET id = 99 WHERE id = 5")
    await forger.run("UPDATE audit SET id = 5 WHERE id = 6")
    await forger.run("UPDATE audit SET id = 6 WHERE id = 99")
    assert await audit.verify(forger) == 5


async def test_what_is_cut_off_shows_for_ever(forger: Transaction) -> None:
    await forger.run("DELETE FROM audit WHERE id > 8")
    await audit.put(forger, [deed(13), deed(14)])
    assert await audit.verify(forger) == 9


async def test_a_lost_note_stops_nobody_from_working_and_shows(forger: Transaction) -> None:
    await forger.run("DELETE FROM settings WHERE key = 'audit.last'")
    await audit.put(forger, [deed(13)])
    assert await audit.verify(forger) == 13


async def test_lines_of_an_undone_part_go_with_it(village: Village) -> None:
    db = village.db
    db.deeds.append(deed(1))
    with suppress(ZeroDivisionError):
        async with db.savepoint():
            db.deeds.append(deed(2))
            raise ZeroDivisionError
    async with db.savepoint():
        db.deeds.append(deed(3))
    assert [one.update_id for one in db.deeds] == [1, 3]


async def test_a_transaction_writes_its_lines_or_none(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        db.deeds.append(deed(1))
    with suppress(ZeroDivisionError):
        async with database.transaction() as db:
            db.deeds.append(deed(2))
            raise ZeroDivisionError
    async with database.transaction(apart=True) as db:
        db.deeds += [deed(3), deed(4)]
    async with database.transaction() as db:
        assert [one.deed.update_id for one in await audit.listing(db, Sought(), 9)] == [4, 3, 1]
        assert await audit.verify(db) is None
    await database.close()


async def test_a_person_who_is_erased_stays_as_a_number(village: Village) -> None:
    person = await people.add(village.db, 5, "Анна Кураторова", BEGIN)
    await audit.put(village.db, [deed(1, person_id=person)])
    (line,) = await audit.listing(village.db, Sought(), 9)
    assert line.person == "Анна Кураторова"
    await village.db.run("DELETE FROM people WHERE id = :id", id=person)
    (line,) = await audit.listing(village.db, Sought(), 9)
    assert (line.person, line.deed.person_id) == (None, person)
    assert await audit.verify(village.db) is None
    held = " ".join(str(value) for row in await village.db.all("SELECT * FROM audit") for value in row)
    assert "Анна" not in held


async def test_a_school_is_known_by_what_the_department_did_something_to(village: Village) -> None:
    school = await village.school("Школа № 7")
    await audit.put(village.db, [Deed(BEGIN, 1, 1, 1, None, "school.archived", f"from:99 school:{school}")])
    await audit.put(village.db, [Deed(BEGIN, 2, 1, 1, None, "school.archived", "school:99")])
    number = await village.db.value("SELECT number FROM schools WHERE id = :id", id=school)
    assert [one.deed.update_id for one in await audit.listing(village.db, Sought(number), 9)] == [1]


async def test_a_month_is_read_in_pieces_that_leave_out_nothing_and_nothing_else(village: Village) -> None:
    many, since, before = audit.PIECE + 10, BEGIN + timedelta(days=1), BEGIN + timedelta(days=30)
    for day in (0, 5, 40):  # the month's lines stand between those of others
        await audit.put(village.db, [deed(number, BEGIN + timedelta(days=day)) for number in range(many)])
    within = Sought(since=since, before=before)
    assert await audit.edges(village.db, since, before) == (many + 1, 2 * many)
    assert await audit.edges(village.db, before, before) is None
    newest = await audit.piece(village.db, within, 1, 3 * many)
    older = await audit.piece(village.db, within, 1, newest[-1].number - 1)
    assert len(newest) == audit.PIECE
    assert newest + older == await audit.listing(village.db, within, 3 * many)
    assert await audit.piece(village.db, within, 1, many) == []


async def test_a_hundred_thousand_lines_are_looked_through_in_pieces_at_night(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        await audit.put(db, [deed(number) for number in range(100_000)])
    begun = time.process_time()
    assert await upkeep.look_through(database) is None
    assert time.process_time() - begun < 5
    async with database.transaction() as db:
        for name in TRIGGERS:
            await db.run(f"DROP TRIGGER {name}")
        await db.run("DELETE FROM audit WHERE id = 70001")
    assert await upkeep.look_through(database) == 70_001
    async with database.transaction() as db:
        assert await audit.noted(db) == 70_001
    await database.close()
