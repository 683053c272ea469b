"""School 7 becomes a part of the lyceum: what goes along, what stays readable, who is told and offered what."""

from datetime import date

import pytest

from domain.people import EVERYTHING, Person, Role, Scope
from domain.registry import School
from handlers.case import Case
from storage import invitations, mentees, mentors, pairs, people, school_life, schools, submissions
from tests.handlers.phone import Line, actions, again, shown, tap
from tests.handlers.test_meetings import pair
from tests.handlers.test_moving import told
from tests.village import BEGIN, Village, local

NOW = local(date(2026, 11, 24))


@pytest.fixture
async def lyceum(line: Line) -> School:
    return await schools.add(line.db, "Лицей", BEGIN, 12)


@pytest.fixture
async def host(village: Village, lyceum: School) -> Person:
    return await village.person(Role.COORDINATOR, lyceum.id, name="Нина Лицейская")


async def merge(line: Line, department: Case, source: int, target: int) -> tuple[str, dict[int, str]]:
    asked = await line.feed(tap(f"sl.merge?:{source}:{target}", department.person.telegram_id))
    assert f"sl.merge:{source}:{target}" in actions(asked)
    done = await line.feed(tap(f"sl.merge:{source}:{target}", department.person.telegram_id))
    await line.db.run("DELETE FROM outbox")
    return shown(asked), told(done.notices)


async def test_pairs_mentors_and_codes_go_along_and_reports_stay_under_the_old_name(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case, lyceum: School
) -> None:
    await village.activate(2026)
    await pair(mentor)
    old = coordinator.school_id
    number = await village.file(coordinator.person, "2026-Q3", NOW)
    asked, _ = await merge(line, department, old, lyceum.id)
    assert "Перейдут: 1\u00a0наставник, 1\u00a0код и 1\u00a0пара" in asked
    scope = Scope(lyceum.id)
    assert [one.code for one in await mentees.listing(line.db, scope)] == ["Ш07-001"]
    assert [one.code for one in await mentors.listing(line.db, scope)] == ["Ш07-Н01"]
    assert len(await pairs.listing(line.db, scope)) == 1
    kept = await submissions.get(line.db, EVERYTHING, number)
    assert kept
    assert kept.school == "МБОУ «Школа № 7»"
    assert await submissions.get(line.db, scope, number) is None
    card = await line.feed(tap(f"s.open:{old}", department.person.telegram_id))
    assert "Присоединена к школе: <b>Лицей</b>" in shown(card)
    for school in (old, lyceum.id):
        log = shown(await line.feed(tap(f"sl.log:{school}:0", department.person.telegram_id)))
        assert "рисоедин" in log


async def test_numbers_of_two_lists_on_paper_do_not_get_into_each_others_way(
    line: Line, department: Case, mentor: Case, coordinator: Case, lyceum: School
) -> None:
    for school in (coordinator.school_id, lyceum.id):
        await mentees.add(line.db, school, NOW, grade="8Б")
    await line.db.run("UPDATE mentees SET list_no = 1")
    await merge(line, department, coordinator.school_id, lyceum.id)
    rows = await line.db.all("SELECT school_id, list_no FROM mentees ORDER BY id")
    assert [tuple(row) for row in rows] == [(lyceum.id, None), (lyceum.id, 1)]


async def test_coordinators_are_offered_the_post_and_may_take_it_with_one_tap(
    line: Line, department: Case, coordinator: Case, lyceum: School, host: Person
) -> None:
    done = await line.feed(tap(f"sl.merge:{coordinator.school_id}:{lyceum.id}", department.person.telegram_id))
    news = {one.chat_id: one.screen for one in done.notices}
    assert "присоединена" in news[host.telegram_id].text
    (join, _) = news[coordinator.person.telegram_id].rows[0]
    assert await people.find(line.db, coordinator.person.telegram_id) is None
    await line.feed(tap(join.action, coordinator.person.telegram_id))
    person = await people.find(line.db, coordinator.person.telegram_id)
    assert person
    assert [post.school_id for post in person.posts] == [lyceum.id]


async def test_who_works_at_both_schools_already_is_only_told(
    line: Line, village: Village, department: Case, coordinator: Case, lyceum: School
) -> None:
    await village.also(coordinator.person.id, Role.COORDINATOR, lyceum.id)
    _, news = await merge(line, department, coordinator.school_id, lyceum.id)
    assert "присоединена" in news[coordinator.person.telegram_id]
    assert [post.school_id for post in (await again(coordinator)).person.posts] == [lyceum.id]


async def test_mentors_go_on_with_their_pairs_and_an_invited_one_can_still_come(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case, lyceum: School
) -> None:
    await pair(mentor)
    new = await mentors.add(line.db, coordinator.school_id, "adult", NOW, name="Олег", place=None, consent="№ 2")
    by = coordinator.person.id
    secret = await invitations.make(line.db, Role.MENTOR, coordinator.school_id, by, NOW, new.id)
    _, news = await merge(line, department, coordinator.school_id, lyceum.id)
    assert "остались вашими" in news[mentor.person.telegram_id]
    person = (await again(mentor)).person
    assert person.post.school == "Лицей"
    assert len(await pairs.listing(line.db, person.post.scope)) == 1
    found = await invitations.find(line.db, secret, NOW)
    assert found
    assert found["school"] == "Лицей"


async def test_debts_of_the_school_that_is_gone_are_cancelled(
    line: Line, village: Village, department: Case, coordinator: Case, lyceum: School
) -> None:
    await village.activate(2026)
    await village.only("2026-Q4")
    line.now = local(date(2026, 12, 4), 12)
    await merge(line, department, coordinator.school_id, lyceum.id)
    assert await village.outcomes(coordinator.person) == {date(2026, 12, 4): "cancelled"}


async def test_a_merged_school_does_not_come_back_and_is_merged_once(
    line: Line, department: Case, coordinator: Case, lyceum: School
) -> None:
    me, old = department.person.telegram_id, coordinator.school_id
    await merge(line, department, old, lyceum.id)
    await line.feed(tap(f"sl.on:{old}", me))
    assert await school_life.fate(line.db, old)
    for verb in (f"sl.merge:{old}:{lyceum.id}", f"sl.merge:{lyceum.id}:{lyceum.id}", f"sl.merge:{lyceum.id}:{old}"):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, me)))


async def test_the_same_fault_reported_by_both_schools_stays_one_each(
    line: Line, department: Case, coordinator: Case, lyceum: School
) -> None:
    for school in (coordinator.school_id, lyceum.id):
        await line.db.run(
            """INSERT INTO faults (school_id, kind, by_person, opened_at) VALUES (:school, 'login', 1, 'now'),
               (:school, 'other', 1, 'now')""",
            school=school,
        )
    await merge(line, department, coordinator.school_id, lyceum.id)
    rows = await line.db.all("SELECT school_id FROM faults WHERE kind = 'login' ORDER BY id")
    assert [row["school_id"] for row in rows] == [coordinator.school_id, lyceum.id]
