"""People who knock: each as the `Case` of an update of theirs, on a Tuesday morning in November 2026."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.municipality import Municipality
from domain.people import Role
from handlers.case import Case
from storage import mentors, people, schools
from storage.database import Database, Transaction
from tests.handlers.phone import Line
from tests.village import BEGIN, TOWN, Village, local

NOW = local(date(2026, 11, 24))


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Transaction]:
    """A database on disk, inside one transaction that lasts for the test."""
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        yield db
    await database.close()


@pytest.fixture
def town() -> Municipality:
    return TOWN


@pytest.fixture
def line(db: Transaction, town: Municipality) -> Line:
    """Where updates are fed in."""
    return Line(db, town, NOW)


@pytest.fixture
def village(db: Transaction, town: Municipality) -> Village:
    """For more people and schools than the three below."""
    return Village(db, town)


@pytest.fixture
async def department(village: Village) -> Case:
    person = await village.person(Role.DEPARTMENT, name="Вера Отделова")
    return Case(village.db, person, NOW, village.town)


@pytest.fixture
async def coordinator(village: Village) -> Case:
    """Of school 7."""
    school = await schools.add(village.db, "МБОУ «Школа № 7»", BEGIN, 7)
    person = await village.person(Role.COORDINATOR, school.id, name="Анна Кураторова")
    return Case(village.db, person, NOW, village.town)


@pytest.fixture
async def mentor(village: Village, coordinator: Case) -> Case:
    """An adult of school 7."""
    known = await mentors.add(
        village.db, coordinator.school_id, "adult", BEGIN, name="Пётр Наставников", place=None, consent="№ 1"
    )
    person_id = await people.add(village.db, 3000, "Пётр Наставников", BEGIN)
    await people.appoint(village.db, person_id, Role.MENTOR, BEGIN, coordinator.school_id, known.id)
    await mentors.connect(village.db, known.id, person_id)
    person = await people.get(village.db, person_id)
    assert person
    return Case(village.db, person, NOW, village.town)
