"""Pairs whose mentors use the bot, made in one line, for the tests of what is asked and watched."""

from dataclasses import dataclass
from datetime import date

from domain.pairs import State
from domain.people import EVERYTHING, Person, Role
from domain.registry import Pair
from storage import mentees, mentors, pairs, people
from tests.village import BEGIN, Village, local

BEGUN = date(2026, 9, 1)


@dataclass(frozen=True)
class Working:
    """A pair at work; its mentor as a person, where they use the bot."""

    id: int
    school: int
    mentor_id: int
    mentor: Person | None


async def at_work(
    village: Village, school: int, begun: date = BEGUN, *, mentor: Working | None = None, uses_bot: bool = True
) -> Working:
    """Registered on the day it began; with a mentor of its own, or that of another pair."""
    if mentor is None:
        known = await mentors.add(
            village.db, school, "adult", BEGIN, name=f"Наставник {begun:%d.%m}", place=None, consent="1"
        )
        mentor_id, person = known.id, None
        if uses_bot:
            person = await _in_the_bot(village, known.id, school)
    else:
        mentor_id, person = mentor.mentor_id, mentor.mentor
    mentee = await mentees.add(village.db, school, BEGIN, grade="8Б", consent_kind="both", consent="№ 1")
    pair_id = await pairs.add(
        village.db,
        school,
        form="teacher-pupil",
        mentor_id=mentor_id,
        mentee_ids=[mentee.id],
        goal="подготовить проект",
        starts_on=begun,
        ends_on=date(2027, 5, 31),
        order_no=None,
        state=State.ACTIVE,
        by_person=1,
        now=local(begun),
    )
    return Working(pair_id, school, mentor_id, person)


async def step(village: Village, working: Working, state: State, on: date) -> None:
    pair = await load(village, working)
    closed_on = on if state in (State.COMPLETED, State.STOPPED) else None
    await pairs.move(village.db, pair, state, 1, local(on), closed_on=closed_on, result="итог")


async def load(village: Village, working: Working) -> Pair:
    found = await pairs.get(village.db, EVERYTHING, working.id)
    assert found
    return found


async def _in_the_bot(village: Village, mentor_id: int, school: int) -> Person:
    person_id = await people.add(village.db, 5000 + mentor_id, f"Наставник {mentor_id}", BEGIN)
    await people.appoint(village.db, person_id, Role.MENTOR, BEGIN, school, mentor_id)
    await mentors.connect(village.db, mentor_id, person_id)
    person = await people.get(village.db, person_id)
    assert person
    return person
