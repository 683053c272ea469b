from collections.abc import AsyncIterator
from datetime import date

import pytest

from domain.pairs import State
from domain.people import EVERYTHING, Role
from storage import indicators, meetings, mentees, mentors, pairs
from storage.database import Database
from storage.transaction import Transaction
from tests.paperwork.place import ANSWERS, NAMES, NOW, Place
from tests.village import BEGIN, Village, local


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        department = await village.person(Role.DEPARTMENT)
        first, second = await village.school("МБОУ «Школа № 1»"), await village.school("Гимназия № 2")
        anna = await village.person(Role.COORDINATOR, first, name="Анна Кураторова")
        oleg = await village.person(Role.COORDINATOR, second, name="Олег Ведущий")
        await village.school("Школа № 3")
        for school in (first, second):
            await _registry(db, school, anna.id)
        await village.file(anna, "2026-Q3", local(date(2026, 9, 20)), **ANSWERS)
        await village.file(anna, "2026-Q4", local(date(2026, 12, 19)), **ANSWERS)
        await village.file(anna, "2026-Q4", local(date(2026, 12, 20)), **ANSWERS | {"pairs": 61})
        trouble = {"mentees": 30, "pupils": 20, "trouble": True, "trouble_text": "нет наставников от предприятий"}
        await village.file(oleg, "2026-Q4", local(date(2026, 12, 17)), **ANSWERS | trouble)
        values = {"mentees": 30, "young": 80, "pupils15": 160}
        await indicators.set_targets(db, 2026, values, department.id, NOW)
    yield Place(database, first, second, department, anna)
    await database.close()


async def _registry(db: Transaction, school: int, by: int) -> None:
    """An adult with two pairs, one of them stopped; a pupil with one pair and no meeting."""
    name = NAMES[school % 2]
    adult = await mentors.add(db, school, "adult", BEGIN, name, "=завод «Маяк»", "№ 1 от 01.09.2026")
    pupil = await mentors.add(db, school, "pupil", BEGIN, None, "10А", "№ 2 от 01.09.2026")
    idle = await mentors.add(db, school, "adult", BEGIN, "Без Пары", None, "№ 3 от 01.09.2026")
    assert idle
    for number, mentor in enumerate((adult, adult, pupil)):
        mentee = await mentees.add(db, school, BEGIN, "8Б", "подтянуть математику", "both", "№ 4 от 01.09.2026")
        pair = await pairs.add(
            db, school, form="teacher-pupil", mentor_id=mentor.id, mentee_ids=[mentee.id], goal="проект",
            starts_on=date(2026, 10, 1 + number), ends_on=date(2027, 5, 31), order_no=None, state=State.ACTIVE,
            by_person=by, now=BEGIN,
        )  # fmt: skip
        if number == 1:
            found = await pairs.get(db, EVERYTHING, pair)
            assert found
            await pairs.move(db, found, State.STOPPED, by, NOW, closed_on=date(2026, 11, 5), result="–", reason="busy")
        for minutes in ((45, 60), (None,), ())[number]:
            await meetings.log(db, pair, date(2026, 10, 20), by, NOW, minutes)
    undone = await meetings.log(db, pair, date(2026, 10, 21), by, NOW, 300)
    entry = await meetings.get(db, EVERYTHING, undone)
    assert entry
    await meetings.undo(db, entry, by, NOW)
    await mentees.add(db, school, BEGIN, "5А")  # without a pair
