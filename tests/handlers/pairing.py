"""Pairs and groups for tests of what a mentor does with them."""

from datetime import date, timedelta

from domain.pairs import State
from domain.people import Role
from handlers.case import Case
from storage import meetings, mentees, mentors, pairs, people
from tests.village import BEGIN


async def paired(mentor: Case, *, members: int = 1, begun: int = 30, consent: str | None = "№ 1") -> int:
    """A pair at work, or a group, begun so many days ago."""
    post = mentor.person.post
    assert post.mentor_id
    group = [await mentees.add(mentor.db, mentor.school_id, mentor.now, consent=consent) for _ in range(members)]
    return await pairs.add(
        mentor.db,
        mentor.school_id,
        form="teacher-pupil",
        mentor_id=post.mentor_id,
        mentee_ids=[one.id for one in group],
        goal="подготовить проект",
        starts_on=mentor.today - timedelta(begun),
        ends_on=mentor.today + timedelta(100),
        order_no=None,
        state=State.ACTIVE,
        by_person=mentor.person.id,
        now=mentor.now,
    )


async def moved(mentor: Case, pair_id: int, state: State, closed_on: date | None = None) -> None:
    pair = await pairs.get(mentor.db, mentor.scope, pair_id)
    assert pair
    await pairs.move(mentor.db, pair, state, mentor.person.id, mentor.now, closed_on=closed_on, result="итог")


async def colleague(mentor: Case, chat: int = 3001) -> Case:
    """Another mentor of the same school."""
    known = await mentors.add(
        mentor.db, mentor.school_id, "adult", BEGIN, name="Лидия Соседкина", place=None, consent="№ 2"
    )
    person_id = await people.add(mentor.db, chat, "Лидия Соседкина", BEGIN)
    await people.appoint(mentor.db, person_id, Role.MENTOR, BEGIN, mentor.school_id, known.id)
    await mentors.connect(mentor.db, known.id, person_id)
    person = await people.get(mentor.db, person_id)
    assert person
    return Case(mentor.db, person, mentor.now, mentor.town)


async def standing(case: Case) -> list[tuple[str, int | None]]:
    """Day and minutes of every entry that stands, oldest first."""
    rows = await case.db.all("SELECT held_on, minutes FROM meetings WHERE undone_at IS NULL ORDER BY held_on, id")
    return [(row["held_on"], row["minutes"]) for row in rows]


async def met(mentor: Case, pair_id: int, day: date | None = None, minutes: int | None = 45) -> int:
    return await meetings.log(mentor.db, pair_id, day or mentor.today, mentor.person.id, mentor.now, minutes)
