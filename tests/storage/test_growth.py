"""Sheets of the database become pairs by pair, side and mentee."""

from datetime import UTC, date, datetime

from domain.people import Role
from domain.results import SATISFIED, Days, Results
from storage import growth, mentors
from storage.database import Transaction
from tests import answered
from tests.answered import MAY, NOVEMBER, after, marks
from tests.village import MOSCOW, Village

YEAR = Days(date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
SECOND = (date(2026, 7, 1), date(2026, 12, 31))


async def school(village: Village, name: str = "Школа № 7") -> tuple[int, int]:
    """A school and somebody who writes for it."""
    number = await village.school(name)
    return number, (await village.person(Role.COORDINATOR, number)).id


async def load(db: Transaction, days: Days = YEAR) -> Results:
    return await growth.load(db, days, MOSCOW)


async def test_a_pair_of_sheets_is_of_the_same_pair_side_and_mentee(village: Village) -> None:
    db = village.db
    here, by = await school(village)
    for _ in range(5):
        of = await answered.answer(db, here, by, marks(4), after(7))
        await answered.sheet(db, here, of, "mentor", "before", marks(9), MAY)
        await answered.sheet(db, here, of, "mentor", "after", after(10), NOVEMBER)
    for _ in range(3):
        await answered.answer(db, here, by, None, after(1))
    found = await growth.school(db, here, *SECOND, MOSCOW)
    mentee, mentor = found["mentee", "safety"], found["mentor", "safety"]
    assert (mentee.paired, mentee.unpaired, mentee.before, mentee.after, mentee.change) == (5, 3, 4, 7, 3)
    assert (mentor.paired, mentor.unpaired, mentor.before, mentor.after, mentor.change) == (5, 0, 9, 10, 1)
    assert await growth.schools(db, *SECOND, MOSCOW) == {here: found}


async def test_sheets_not_wanted_any_more_and_empty_ones_do_not_count(village: Village) -> None:
    db = village.db
    here, by = await school(village)
    for _ in range(5):
        await answered.answer(db, here, by, marks(4), after(7))
    pair = await answered.answer(db, here, by, marks(4), None)
    dropped = await answered.pair(db, here, by)
    await answered.sheet(db, here, dropped, "mentee", "after", after(1), NOVEMBER, dropped=True)
    await answered.sheet(db, here, pair, "mentor", "after", None, NOVEMBER, dropped=True)
    found = await load(db)
    assert found.together.share("mentee", SATISFIED).answered == 5
    assert await growth.awaited(db, *SECOND, MOSCOW) == {(here, "mentee"): 1}
    assert await growth.awaited(db, date(2026, 1, 1), date(2026, 6, 30), MOSCOW) == {}


async def test_the_half_year_is_that_of_the_local_day(village: Village) -> None:
    db = village.db
    here, by = await school(village)
    last_hour = datetime(2026, 6, 30, 20, 59, tzinfo=UTC)  # 23:59 in Moscow
    for minute in range(5):
        await answered.answer(db, here, by, marks(4), after(7), last_hour)
        await answered.answer(db, here, by, marks(4), after(9), last_hour.replace(hour=21, minute=minute))
    first = await growth.school(db, here, date(2026, 1, 1), date(2026, 6, 30), MOSCOW)
    second = await growth.school(db, here, *SECOND, MOSCOW)
    assert (first["mentee", "met"].paired, first["mentee", "met"].after) == (5, 7)
    assert (second["mentee", "met"].paired, second["mentee", "met"].after) == (5, 9)
    assert await growth.span(db, MOSCOW) == (date(2026, 6, 30), date(2026, 7, 1))


async def test_a_mentor_of_five_pairs_is_one_person(village: Village) -> None:
    db = village.db
    here, by = await school(village)
    mentor = await mentors.add(db, here, "adult", MAY, name="Пётр Наставников", place=None, consent="№ 1")
    for _ in range(5):
        await answered.answer(db, here, by, marks(4), after(7), side="mentor", mentor_id=mentor.id)
    alone = (await load(db)).of(here)
    assert alone.scale("mentor", "own").paired == 0
    assert (alone.scale("mentor", "met").paired, alone.scale("mentor", "met").change) == (5, None)
    for _ in range(4):
        await answered.answer(db, here, by, marks(4), after(7), side="mentor")
    assert (await load(db)).of(here).scale("mentor", "met").counted == 9


async def test_what_was_answered_before_follows_its_pair_into_another_school(village: Village) -> None:
    db = village.db
    here, by = await school(village)
    there, _ = await school(village, "Школа № 8")
    for _ in range(5):
        await answered.answer(db, here, by, marks(4), after(7))
    await db.run("UPDATE pairs SET school_id = :there", there=there)
    await db.run("UPDATE sheets SET school_id = :there WHERE moment = 'after'", there=there)
    assert (await load(db)).of(there).scale("mentee", "met").change == 3
    assert (await load(db)).of(here).scales == {}


async def test_coordinators_are_told_of_in_the_sum_alone(village: Village) -> None:
    db = village.db
    for number in range(6):
        here, _ = await school(village, f"Школа {number}")
        for moment, at, mark in (("before", MAY, 5), ("after", NOVEMBER, 8)):
            await db.run(
                """INSERT INTO sheets (school_id, side, year, moment, form, version, opened_at, due_on, answers,
                       filled_at, source)
                   VALUES (:school, 'coordinator', 2026, :moment, 'coordinator', 1, :at, '2026-12-31', :answers, :at,
                       'self')""",
                school=here,
                moment=moment,
                at=at.isoformat(timespec="microseconds"),
                answers=f'{{"overall": {mark}}}',
            )
    found = await load(db, Days(YEAR.since, YEAR.until, date(2027, 1, 1)))
    assert found.together.scale("coordinator", "overall").change == 3
    assert all(one.scale("coordinator", "overall").change is None for one in found.schools.values())
    under_way = (await load(db)).together.scale("coordinator", "overall")
    assert (under_way.paired, under_way.change) == (6, None), "not before the half-year is over"
