"""A municipality for trying doors: two schools that keep one of everything, each in words of its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.people import Person, Role
from domain.school_days import Break
from storage import (
    broadcasts,
    concern_duty,
    consents,
    events,
    materials,
    mentors,
    people,
    school_breaks,
    schools,
    sheet_opening,
)
from storage.database import Transaction
from tests.permissions import caring, fair, paperwork, posts, registry, unasked
from tests.permissions.side import NOW, THEN, Side
from tests.permissions.who import Who
from tests.village import BEGIN, Village
from views import joining


@dataclass
class Fair:
    """The whole place, and everybody who tries its doors."""

    db: Transaction
    a: Side
    b: Side
    people: tuple[Who, ...]


async def build(db: Transaction) -> Fair:
    village = Village(db)
    await village.activate(2026)
    department = await village.person(Role.DEPARTMENT, name="Вера Отделова")
    event, contest = await _common(db, department)
    sides = []
    for number, name, mark in ((21, "Школа Первая", "Агатов"), (43, "Школа Вторая", "Бериллов")):
        side = await _side(village, number, name, mark)
        sides.append(side)
        await registry.fill(db, side)
        await caring.fill(db, side, department)
        await paperwork.fill(db, side, department)
        await fair.fill(db, side, department, event, contest)
    for moment in (NOW.replace(month=3), NOW.replace(month=12)):
        await sheet_opening.keep_programmes(db, moment.date(), NOW)
    for side in sides:
        await unasked.of_rows(db, side)
    letter = await broadcasts.get(
        db, await broadcasts.draft(db, department.id, NOW, audience="coordinators", words="Всем")
    )
    assert letter
    staff = [await db.one("SELECT * FROM people WHERE id = :id", id=one.coordinator.id) for one in sides]
    await broadcasts.send(db, letter, [row for row in staff if row], NOW, urgent=True)
    await broadcasts.draft(db, department.id, NOW, audience="mentors", words="Ещё не ушло")
    a, b = sides
    return Fair(db, a, b, (Who("department", department.telegram_id), *(await posts.fill(village, department, a, b))))


async def _common(db: Transaction, department: Person) -> tuple[int, int]:
    """What is everybody's by the order."""
    await school_breaks.add(db, Break("Осенние", date(2026, 10, 26), date(2026, 11, 3)), department.id, BEGIN)
    await concern_duty.appoint(db, department.post.id, department.id, BEGIN)
    event = await events.save(
        db,
        department.id,
        BEGIN,
        title="Семинар",
        about=None,
        place="Лицей",
        starts_at=NOW + timedelta(days=9),
        audience="everybody",
        period=None,
    )
    await events.announced(db, event, THEN)
    contest = await fair.contest(db, department, 2026, ends=date(2026, 12, 20))
    await materials.add(
        db,
        None,
        title="Памятка",
        about="Для всех",
        tags=("первая встреча",),
        file=None,
        link="https://nastavnik.example/1",
        by_person=department.id,
        now=BEGIN,
    )
    return event, contest


async def _side(village: Village, number: int, name: str, mark: str) -> Side:
    db = village.db
    school = await schools.add(db, name, BEGIN, number)
    coordinator = await village.person(Role.COORDINATOR, school.id, name=f"Анна {mark}а")
    known = await mentors.add(
        db, school.id, "adult", BEGIN, name=f"Пётр {mark}", place=f"завод «{mark}»", consent="№ 1"
    )
    person = await people.add(db, 5000 + number, f"Пётр {mark}", BEGIN)
    await consents.give(db, person, joining.CONSENT_VERSION, joining.CONSENT, BEGIN)
    await people.appoint(db, person, Role.MENTOR, BEGIN, school.id, known.id)
    await mentors.connect(db, known.id, person)
    mentor = await people.get(db, person)
    assert mentor
    return Side(school.id, mark, f"Ш{number}-", coordinator, mentor)
