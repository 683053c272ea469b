"""A code is given once: not again after a merger, an archive or an erasure of a school, a year or a mentor."""

from domain.pairs import State
from domain.people import EVERYTHING
from handlers.case import Case
from storage import erasing, erasing_people, mentees, mentors, pairs, schools, years
from tests.handlers.phone import Line, tap
from tests.handlers.test_meetings import pair
from tests.village import BEGIN, TOWN, Village


async def codes(line: Line) -> list[str]:
    rows = await line.db.all("SELECT code FROM mentees UNION ALL SELECT code FROM mentors ORDER BY code")
    return [row["code"] for row in rows]


async def another(line: Line, school: int) -> set[str]:
    """The codes that a new mentee and a new mentor of the school are given."""
    mentor = await mentors.add(line.db, school, "pupil", BEGIN, name=None, place="10А", consent="№ 3")
    return {(await mentees.add(line.db, school, BEGIN)).code, mentor.code}


async def over(line: Line, pair_id: int) -> None:
    found = await pairs.get(line.db, EVERYTHING, pair_id)
    assert found
    await pairs.move(line.db, found, State.COMPLETED, 1, line.now, closed_on=line.now.date(), result="итог")


async def test_after_a_merger_an_archive_and_an_erasure_no_code_comes_back(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    await village.activate(2026)
    old, lyceum = coordinator.school_id, (await schools.add(line.db, "Лицей", BEGIN, 12)).id
    await pair(mentor)
    theirs = await mentors.add(line.db, lyceum, "pupil", BEGIN, name=None, place="9Б", consent="№ 4")
    member = await mentees.add(line.db, lyceum, BEGIN, consent="№ 5", consent_kind="both")
    given = set(await codes(line))
    assert {"Ш07-001", "Ш07-Н01", "Ш12-001", "Ш12-Н01"} <= given
    me = department.person.telegram_id
    await line.feed(tap(f"sl.merge:{old}:{lyceum}", me))
    assert set(await codes(line)) == given, "they go along as they are"
    new = await another(line, lyceum)
    assert not new & given
    given |= new
    for one in await pairs.listing(line.db, EVERYTHING, (State.ACTIVE,)):
        await over(line, one.id)
    await line.db.run("UPDATE mentees SET archived_at = :now", now=BEGIN.isoformat())
    await line.db.run("UPDATE years SET closed_at = :now", now=BEGIN.isoformat())
    await erasing.year(line.db, max(await years.listing(line.db)))
    assert not await another(line, lyceum) & given
    given |= set(await codes(line))
    await erasing_people.mentor(line.db, line.now, theirs.id)
    await line.feed(tap(f"sl.off:{lyceum}", me))
    await erasing.school(line.db, TOWN, line.now, lyceum, "Удалённая школа № 12", {})
    for school in (old, lyceum):
        assert not await another(line, school) & given
    again = await schools.add(line.db, "Лицей", BEGIN, 12)
    assert again.number not in (7, 12), "a school of the same name and number has codes of its own"
    assert not await another(line, again.id) & given
    assert member.code in given


async def test_a_school_that_comes_back_from_the_archive_goes_on_counting(
    line: Line, department: Case, coordinator: Case
) -> None:
    school, me = coordinator.school_id, department.person.telegram_id
    given = await another(line, school)
    await line.feed(tap(f"sl.off:{school}", me))
    await line.feed(tap(f"sl.on:{school}", me))
    assert not await another(line, school) & given
