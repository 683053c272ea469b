"""Two schools, a department and a stranger, on the Monday before the last quarter's date; told apart by a word each."""

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from domain.pairs import State
from domain.people import Person, Role
from storage import checkins, mentees, mentors, pairs, people, schools, sheet_opening
from storage.database import Database, Transaction
from storage.instants import instant
from tests.village import BEGIN, Village, local

START: Final[datetime] = local(date(2026, 12, 14), 10)  # the quarter's day is Friday the 18th, and Q3 is owed by alpha
ALPHA, BETA = "альфа", "бета"
NAMES: Final = {ALPHA: ("МБОУ «Альфа-школа»", 71), BETA: ("МБОУ «Бета-лицей»", 82)}
SECRETS: Final = {ALPHA: ("альф", "ш71-"), BETA: ("бета", "ш82-")}  # in lower case: nobody else's business
CHILD: Final = "Скворцова Мария Павловна"  # typed now and then, and stored nowhere about a mentee

LAST_TIME: Final = {
    "pupils": 640, "mentees": 40, "mentors": 20, "mentor_pupils": 5, "pairs": 12, "begun": 2, "completed": 1,
    "stopped": 0, "meetings": 90, "young": 3, "young_mentees": 2, "partners": 4, "publications": 6, "trouble": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Someone:
    """`side` is the school, or empty; `writes` says whether they may change what the school reports."""

    name: str
    chat: int
    side: str = ""
    writes: bool = False


ANNA = Someone("anna", 1001, ALPHA, True)
BORIS = Someone("boris", 1002, ALPHA, True)  # a mentor there as well
GLEB = Someone("gleb", 1003, ALPHA)  # a mentor only
VERA = Someone("vera", 1004, BETA, True)
INSPECTOR = Someone("inspector", 1005)  # the department
STRANGER = Someone("stranger", 1006)
EVERYBODY: Final = (ANNA, BORIS, GLEB, VERA, INSPECTOR, STRANGER)
BY_CHAT: Final = {one.chat: one for one in EVERYBODY}


@cache
def template() -> bytes:
    """The database file on that Monday, before the bot has said anything."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town.sqlite3"
        asyncio.run(_build(path))
        return path.read_bytes()


async def _build(path: Path) -> None:
    database = await Database.open(path)
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        await db.run("UPDATE deadlines SET form = NULL WHERE form <> 'monitoring'")  # all that the witness follows
        ids = {side: (await schools.add(db, name, BEGIN, number)).id for side, (name, number) in NAMES.items()}
        for side, id_ in ids.items():
            assert id_ == list(ids).index(side) + 1
        found = {one.name: await _person(village, ids, one) for one in EVERYBODY if one is not STRANGER}
        for who, quarters, pupils in ((ANNA, (1, 2), 710), (VERA, (1, 2, 3), 820)):
            for quarter in quarters:
                filed = local(date(2026, 3 * quarter, 18))
                await village.file(found[who.name], f"2026-Q{quarter}", filed, **{**LAST_TIME, "pupils": pupils})
        await _registry(db, ids[ALPHA], found["boris"], found["gleb"])
        await _asked(db)
    await database.close()


async def _asked(db: Transaction) -> None:
    """What mornings would ask for is there from the start: the twin has none, and rows that only one of them has
    would be pressed in vain in the other."""
    everyone = [row["id"] for row in await db.all("SELECT id FROM pairs ORDER BY id")]
    for month in (f"{year}-{month:02}" for year in (2026, 2027, 2028) for month in range(1, 13)):
        await checkins.ask(db, everyone, month, START)
    await sheet_opening.keep(db, START.date(), START)
    for year in (2026, 2027, 2028):
        for moment in ("before", "after"):
            await db.run(
                """INSERT INTO sheets (school_id, side, year, moment, form, version, opened_at, due_on)
                   SELECT id, 'coordinator', :year, :moment, 'coordinator', 1, :now, :due FROM schools ORDER BY id""",
                year=year,
                moment=moment,
                now=instant(START),
                due=f"{year}-12-31",
            )


async def _person(village: Village, ids: dict[str, int], one: Someone) -> Person:
    number = await people.add(village.db, one.chat, f"{one.name} из {one.side}", BEGIN)
    if one is INSPECTOR:
        return await village.also(number, Role.DEPARTMENT, None)
    if one.writes:
        return await village.also(number, Role.COORDINATOR, ids[one.side])
    await _mentor(village.db, ids[one.side], number, f"{one.name} из {one.side}")
    person = await people.get(village.db, number)
    assert person
    return person


async def _mentor(db: Transaction, school: int, person: int, name: str) -> int:
    mentor = await mentors.add(db, school, "adult", BEGIN, name=name, place=None, consent="№ 1")
    await people.appoint(db, person, Role.MENTOR, BEGIN, school, mentor.id)
    await mentors.connect(db, mentor.id, person)
    return mentor.id


async def _registry(db: Transaction, school: int, coordinator: Person, mentor: Person) -> None:
    """Gleb leads two pairs and Boris one, who is a coordinator in the first place; one code is free."""
    also = await _mentor(db, school, coordinator.id, coordinator.name)
    await people.act_as(db, coordinator.id, coordinator.post.id)
    assert mentor.post.mentor_id
    codes = [(await mentees.add(db, school, BEGIN, "8Б", None, "parent", "№ 2")).id for _ in range(4)]
    for code, leader in zip(codes, (mentor.post.mentor_id, mentor.post.mentor_id, also), strict=False):
        await pairs.add(
            db,
            school,
            form="teacher-pupil",
            mentor_id=leader,
            mentee_ids=[code],
            goal="по-альфовски",
            starts_on=date(2026, 9, 7),
            ends_on=date(2027, 5, 31),
            order_no=None,
            state=State.ACTIVE,
            by_person=coordinator.id,
            now=BEGIN,
        )
