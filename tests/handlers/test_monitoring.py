"""What a coordinator types by hand in a quarter's report when the bot knows what was written down in it."""

from datetime import date, timedelta

import pytest

from domain.pairs import State
from domain.people import EVERYTHING
from handlers.case import Case
from storage import mentees, mentors, pairs, partners, publications, submissions
from tests.handlers.phone import Line
from tests.handlers.taps import press
from tests.handlers.walks import reported
from tests.village import Village, local

SEPTEMBER, DECEMBER = local(date(2026, 9, 20)), local(date(2026, 12, 10))
AT_MOST = 4  # answers of the form
BY_HAND = {
    "Учеников 10–19 лет": "420",
    "Молодых специалистов": "3",
    "Предприятий-партнёров": "1",
    "Публикаций": "2",
    "Какие трудности": "не хватает наставников",
}


async def pair(
    case: Case,
    form: str,
    starts_on: date,
    mentor: int | None = None,
    kind: str = "adult",
    state: State = State.ACTIVE,
) -> int:
    db, school, now = case.db, case.school_id, local(starts_on)
    name = "Наставник" if kind == "adult" else None
    known = mentor or (await mentors.add(db, school, kind, now, name=name, place="завод", consent="№ 1")).id
    mentee = await mentees.add(db, school, now, "8Б", consent_kind="both", consent="№ 2")
    return await pairs.add(
        db,
        school,
        form=form,
        mentor_id=known,
        mentee_ids=[mentee.id],
        goal="проект",
        starts_on=starts_on,
        ends_on=date(2027, 5, 31),
        order_no=None,
        state=state,
        by_person=case.person.id,
        now=now,
    )


async def end(case: Case, pair_id: int, state: State, day: date, reason: str | None = None) -> None:
    found = await pairs.get(case.db, case.scope, pair_id)
    assert found
    by, now = case.person.id, local(day)
    assert await pairs.move(case.db, found, state, by, now, closed_on=day, result="итог", reason=reason)


async def log_by_phone(line: Line, mentor: Case, day: date) -> None:
    """The mentor's one tap."""
    line.now = local(day, 17)
    await press(line, mentor, "v.day:0")


async def a_busy_school(line: Line, village: Village, coordinator: Case, mentor: Case, registries: bool) -> None:
    """Pairs of several forms, one completed, two ended early, one given up as a draft; and what else it keeps here."""
    assert mentor.person.post.mentor_id
    begun = date(2026, 7, 6)
    await pair(coordinator, "teacher-pupil", begun, mentor.person.post.mentor_id)
    await pair(coordinator, "teacher-teacher", begun)
    await pair(coordinator, "pupil-pupil", begun, kind="pupil")
    await end(coordinator, await pair(coordinator, "employer-pupil", begun), State.COMPLETED, date(2026, 9, 1))
    await end(coordinator, await pair(coordinator, "student-pupil", begun), State.STOPPED, date(2026, 9, 2), "moved")
    await end(coordinator, await pair(coordinator, "teacher-pupil", begun), State.STOPPED, date(2026, 9, 3), "busy")
    for weeks in range(3):
        await log_by_phone(line, mentor, begun + timedelta(weeks=weeks))
    if registries:
        day, by = date(2026, 7, 7), coordinator.person.id
        fields = {"name": "Завод", "agreed_on": day.isoformat(), "gives_mentors": 1}
        await partners.add(coordinator.db, coordinator.school_id, fields, by, day, local(day))
        news = {"published_on": "2026-08-20", "title": "О наставниках", "channel": "site"}
        await publications.add(coordinator.db, coordinator.school_id, news, by, local(day))


@pytest.mark.parametrize(
    ("registries", "troubles", "expected"),
    [
        (True, False, ["Учеников 10–19 лет", "Молодых специалистов"]),
        (True, True, ["Учеников 10–19 лет", "Молодых специалистов", "Какие трудности"]),
        (False, False, ["Учеников 10–19 лет", "Молодых специалистов", "Предприятий-партнёров", "Публикаций"]),
    ],
)
async def test_at_most_four_answers_of_a_first_quarter_are_typed_and_none_of_the_next(
    line: Line,
    village: Village,
    coordinator: Case,
    mentor: Case,
    registries: bool,
    troubles: bool,
    expected: list[str],
) -> None:
    """The first report the school has ever filed: nothing of a last time can be offered. Without registries it keeps
    neither a list of partners nor a log of publications."""
    await village.activate(2026)
    await a_busy_school(line, village, coordinator, mentor, registries)
    line.now = SEPTEMBER
    first = await reported(line, coordinator.person.telegram_id, "2026-Q3", BY_HAND, troubles=troubles)
    assert first.typed == expected
    assert len(expected) <= AT_MOST
    line.now = DECEMBER
    second = await reported(line, coordinator.person.telegram_id, "2026-Q4", BY_HAND, copied=True)
    assert second.typed == []


async def test_what_is_offered_is_what_is_on_record(
    line: Line, village: Village, coordinator: Case, mentor: Case
) -> None:
    await village.activate(2026)
    await a_busy_school(line, village, coordinator, mentor, registries=True)
    draft = await pair(coordinator, "teacher-pupil", date(2026, 7, 6), state=State.DRAFT)
    await end(coordinator, draft, State.STOPPED, date(2026, 9, 4), "other")  # it never worked: it is in no report
    line.now = SEPTEMBER
    await reported(line, coordinator.person.telegram_id, "2026-Q3", BY_HAND)
    filed = await submissions.one(line.db, EVERYTHING, coordinator.school_id, "monitoring", "2026-Q3")
    assert filed
    assert dict(filed.answers) == {
        "pupils": 420, "mentees": 3, "mentors": 3, "mentor_pupils": 1, "pairs": 3, "begun": 6, "completed": 1,
        "stopped": 2, "stop_reason": "переезд или другая школа, не хватает времени", "meetings": 3, "young": 3,
        "young_mentees": 1, "partners": 1, "publications": 1, "trouble": False,
    }  # fmt: skip
