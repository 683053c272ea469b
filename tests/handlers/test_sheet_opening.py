"""The sheets there have to be follow from what is there: whenever it is looked at, and however often."""

from datetime import date, timedelta

from domain.pairs import State
from domain.people import EVERYTHING, Role
from domain.questionnaires import Moment, Side
from domain.sheets import Dropped, Source
from handlers.case import Case
from storage import mentees, merging, school_life, schools, sheet_opening, sheets
from tests.handlers.phone import Line
from tests.handlers.sheets_desk import again, move, pair, sheet
from tests.village import Village, local

BEFORE, AFTER = Moment.BEFORE, Moment.AFTER


async def waiting(case: Case, pair_id: int) -> list[tuple[Moment, Side]]:
    return [(one.moment, one.side) for one in await sheets.of_pair(case.db, EVERYTHING, pair_id) if one.waits]


async def keep(case: Case, days: int = 0) -> None:
    """The morning so many days later."""
    await sheet_opening.keep(case.db, case.today + timedelta(days), case.now + timedelta(days))


async def count(case: Case) -> int:
    return int(await case.db.value("SELECT count(*) FROM sheets"))


async def test_a_pair_at_work_is_asked_before_mentor_and_each_mentee(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor, 3)
    assert await waiting(mentor, made) == [(BEFORE, Side.MENTOR), *[(BEFORE, Side.MENTEE)] * 3]


async def test_looking_again_makes_nothing_twice(coordinator: Case, mentor: Case) -> None:
    await pair(mentor, 3)
    for days in (0, 1, 100):
        await keep(mentor, days)
    assert await count(mentor) == 4


async def test_a_draft_is_not_asked(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor, state=State.DRAFT)
    assert await waiting(mentor, made) == []
    await move(mentor, made, State.STOPPED)
    assert await waiting(mentor, made) == []  # it never was at work


async def test_a_closed_pair_is_asked_after_and_what_was_expected_no_more(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    for state in (State.COMPLETED, State.STOPPED):
        await move(mentor, made, state)
        assert await waiting(mentor, made) == [(AFTER, Side.MENTOR), (AFTER, Side.MENTEE)]
    assert (await sheet(mentor, made, Side.MENTEE)).dropped is Dropped.STATE


async def test_a_pair_that_is_opened_again_is_asked_after_no_more_until_it_ends_again(
    coordinator: Case, mentor: Case
) -> None:
    made = await pair(mentor)
    await move(mentor, made, State.COMPLETED)
    await move(mentor, made, State.ACTIVE)
    assert await waiting(mentor, made) == [(BEFORE, Side.MENTOR), (BEFORE, Side.MENTEE)]
    later = mentor.now + timedelta(days=30)
    await move(mentor, made, State.COMPLETED, later)
    assert await waiting(mentor, made) == [(AFTER, Side.MENTOR), (AFTER, Side.MENTEE)]
    due = (await sheet(mentor, made, Side.MENTEE, AFTER)).due_on
    assert due == mentor.today + timedelta(days=30 + 14)  # counted anew
    assert await count(mentor) == 4


async def test_what_was_filled_stays_whatever_becomes_of_the_pair(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    before = await sheet(mentor, made, Side.MENTEE)
    await sheets.fill(mentor.db, before.id, {"overall": 8}, 1, Source.PAPER, mentor.person.id, mentor.now)
    await move(mentor, made, State.COMPLETED)
    after = await sheet(mentor, made, Side.MENTEE, AFTER)
    await sheets.fill(mentor.db, after.id, {"overall": 9}, 1, Source.PAPER, mentor.person.id, mentor.now)
    await move(mentor, made, State.ACTIVE)
    assert (await again(mentor, before)).filled_at
    assert (await again(mentor, after)).filled_at
    assert (await again(mentor, after)).dropped is None


async def test_what_was_said_not_to_come_stays_so(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    one = await sheet(mentor, made, Side.MENTEE)
    await sheets.decline(mentor.db, one.id, mentor.now)
    await move(mentor, made, State.COMPLETED)
    await move(mentor, made, State.ACTIVE)
    assert (await again(mentor, one)).dropped is Dropped.DECLINED


async def test_a_pause_changes_nothing(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    await move(mentor, made, State.PAUSED)
    assert await waiting(mentor, made) == [(BEFORE, Side.MENTOR), (BEFORE, Side.MENTEE)]


async def test_after_a_downtime_or_an_import_the_morning_makes_up(coordinator: Case, mentor: Case) -> None:
    made, ended = await pair(mentor), await pair(mentor)
    await move(mentor, ended, State.COMPLETED)
    await mentor.db.run("DELETE FROM sheets")
    await keep(mentor, 3)
    assert await waiting(mentor, made) == [(BEFORE, Side.MENTOR), (BEFORE, Side.MENTEE)]
    assert await waiting(mentor, ended) == [(AFTER, Side.MENTOR), (AFTER, Side.MENTEE)]


async def test_a_pair_that_ended_long_ago_is_not_asked(coordinator: Case, mentor: Case) -> None:
    old = await pair(mentor)
    await move(mentor, old, State.COMPLETED)
    await mentor.db.run("DELETE FROM sheets")
    await keep(mentor, 61)
    assert await count(mentor) == 0
    await keep(mentor, 60)
    assert await waiting(mentor, old) == [(AFTER, Side.MENTOR), (AFTER, Side.MENTEE)]


async def test_a_mentee_who_joins_a_group_is_asked_too(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    late = await mentees.add(mentor.db, mentor.school_id, mentor.now, consent_kind="both", consent="№ 2")
    await mentor.db.run(
        "INSERT INTO pair_mentees (pair_id, mentee_id) VALUES (:pair, :mentee)", pair=made, mentee=late.id
    )
    await keep(mentor)
    assert len(await waiting(mentor, made)) == 3


async def test_a_school_that_has_left_is_not_asked(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    await mentor.db.run("DELETE FROM sheets")
    await school_life.archive(mentor.db, mentor.school_id, mentor.now)
    await keep(mentor)
    assert await waiting(mentor, made) == []


async def test_merged_schools_keep_the_sheets_of_their_pairs(coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    target = await schools.add(mentor.db, "Школа № 8", mentor.now, 8)
    await merging.merge(mentor.db, mentor.school_id, target.id, mentor.now)
    assert {one.school_id for one in await sheets.of_pair(mentor.db, EVERYTHING, made)} == {target.id}
    await keep(mentor)
    assert await count(mentor) == 2


async def test_a_programme_is_asked_about_in_its_year_and_at_its_end_where_somebody_can_answer(
    line: Line, coordinator: Case, village: Village
) -> None:
    await village.activate(2026)
    await schools.add(village.db, "Школа без куратора", line.now, 9)
    asked = []
    for day in (date(2026, 1, 12), date(2026, 9, 1), date(2026, 11, 15), date(2026, 12, 1), date(2027, 1, 20)):
        await sheet_opening.keep_programmes(village.db, day, local(day))
        rows = await village.db.all("SELECT moment, year FROM sheets ORDER BY id")
        asked.append([tuple(row) for row in rows])
    first, last = ("before", 2026), ("after", 2026)
    assert asked == [[first], [first], [first], [first, last], [first, last]]
    person = await village.person(Role.COORDINATOR, coordinator.school_id)
    assert len(await sheets.programme(village.db, person.post.scope, local(date(2026, 1, 1)))) == 2
