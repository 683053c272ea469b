"""A school with mentors and mentees to be brought together."""

from datetime import timedelta

from domain.competences import packed
from domain.matching import Profile
from domain.pairs import State
from domain.registry import Mentee, Mentor, Pair
from handlers.case import Case
from storage import meetings, mentees, mentors, pairs, profiles

PAPER = "№ 4 от 01.09.2026"


async def mentor(of: Case, name: str, *, school: int | None = None, **can: object) -> Mentor:
    """An adult of the person's school, or of another, with a profile."""
    one = await mentors.add(of.db, school or of.school_id, "adult", of.now, name=name, place=None, consent=PAPER)
    await profiles.change(of.db, one.id, Profile(), Profile(**can), of.person.id, of.now)  # type: ignore[arg-type]
    return one


async def mentee(
    of: Case, grade: str | None = "9А", *wants: str, kind: str | None = "both", school: int | None = None
) -> Mentee:
    paper = PAPER if kind else None
    one = await mentees.add(of.db, school or of.school_id, of.now, grade=grade, consent_kind=kind, consent=paper)
    await mentees.change(of.db, one, "wants", {"wants": packed(wants)}, of.person.id, of.now)
    known = await mentees.get(of.db, of.scope, one.id)
    return known or one


async def together(
    of: Case, leads: Mentor | int, *led: Mentee, state: State = State.ACTIVE, met: int = 0, goal: str = "учиться"
) -> Pair:
    """A pair or a group, begun a month ago."""
    mentor_id = leads if isinstance(leads, int) else leads.id
    pair_id = await pairs.add(
        of.db,
        of.school_id,
        form="teacher-pupil",
        mentor_id=mentor_id,
        mentee_ids=[one.id for one in led],
        goal=goal,
        starts_on=of.today - timedelta(30),
        ends_on=of.today + timedelta(100),
        order_no=None,
        state=state,
        by_person=of.person.id,
        now=of.now,
    )
    for n in range(met):
        await meetings.log(of.db, pair_id, of.today - timedelta(n + 1), of.person.id, of.now, 60)
    made = await pairs.get(of.db, of.scope, pair_id)
    assert made
    return made
