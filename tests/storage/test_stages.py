"""The figures of the seven stages as they are counted from the tables."""

from datetime import date, timedelta

from domain.pairs import State
from domain.people import Role
from domain.stages import Figures
from storage import control, meetings, mentees, mentors, pairs
from tests import papers
from tests.village import TOWN, Village, local

NOVEMBER = local(date(2026, 11, 24))  # a Tuesday: fourteen working days back is Thursday, 5 November
FIRST_RECENT = date(2026, 11, 5)


async def figures(village: Village, school: int) -> Figures:
    return (await control.load(village.db, TOWN, 2026, NOVEMBER)).line(school).stages


async def pair(village: Village, school: int, state: State = State.ACTIVE, ends: str | None = None) -> int:
    """With a mentor and a mentee of its own, from February on; closed on the day `ends` where it is given."""
    mentor = await mentors.add(village.db, school, "adult", NOVEMBER, name="Н", place="завод", consent="№ 1")
    mentee = await mentees.add(village.db, school, NOVEMBER, grade="8Б", consent_kind="both", consent="№ 2")
    pair_id = await pairs.add(
        village.db,
        school,
        form="teacher-pupil",
        mentor_id=mentor.id,
        mentee_ids=[mentee.id],
        goal="цель",
        starts_on=date(2025, 2, 2),
        ends_on=date(2026, 12, 25),
        order_no=None,
        state=State.DRAFT if state is State.DRAFT else State.ACTIVE,
        by_person=1,
        now=NOVEMBER,
    )
    if ends:
        await village.db.run(
            "UPDATE pairs SET state = :state, closed_on = :ends, result = 'проект' WHERE id = :id",
            state=state.value,
            ends=ends,
            id=pair_id,
        )
    return pair_id


async def test_papers_people_and_pairs_are_counted_for_their_school_alone(village: Village) -> None:
    await village.activate(2026)
    school, other = await village.school("Школа"), await village.school("Лицей")
    person = await village.person(Role.COORDINATOR, school)
    await papers.evidence(village.db, "1.2", school, NOVEMBER)
    await papers.evidence(village.db, "1.6", school, NOVEMBER, state="returned")  # not filed any more
    await papers.seminar(village.db, "2026-Q3", NOVEMBER, **{f"p{person.id}": True})
    await pair(village, school)
    await pair(village, school, State.DRAFT)
    await pair(village, school, State.COMPLETED, "2026-05-29")
    await pair(village, school, State.COMPLETED, "2025-05-29")  # no pair of this year
    await mentees.add(village.db, school, NOVEMBER)
    assert await figures(village, school) == Figures(
        order=True, roadmap=False,
        mentees=5, mentees_placed=4, mentees_agreed=4, mentees_paired=2,
        mentors=4, mentors_placed=4, mentors_agreed=4, trained=1,
        pairs=2, drafts=1, working=1, closed=1,
    )  # fmt: skip
    assert await figures(village, other) == Figures()


async def test_a_pair_is_at_work_while_it_meets_within_fourteen_working_days(village: Village) -> None:
    await village.activate(2026)
    school = await village.school("Школа")
    recent, old, undone = [await pair(village, school) for _ in range(3)]
    await meetings.log(village.db, recent, FIRST_RECENT, 1, NOVEMBER)
    await meetings.log(village.db, old, FIRST_RECENT - timedelta(1), 1, NOVEMBER)
    taken_back = await meetings.log(village.db, undone, FIRST_RECENT, 1, NOVEMBER)
    await village.db.run("UPDATE meetings SET undone_at = 'now' WHERE id = :id", id=taken_back)
    found = await figures(village, school)
    assert (found.working, found.met, found.met_lately) == (3, 2, 1)
