"""What a report is prefilled with: partners of the quarter, why pairs ended early, nothing of drafts given up."""

from datetime import date

import pytest

from domain.forms.monitoring import TAUGHT
from domain.pairs import State
from domain.people import EVERYTHING, Role
from storage import figures, mentees, mentors, pairs, partners
from storage.database import Transaction
from tests.village import Village, local

SINCE, UNTIL = date(2026, 7, 1), date(2026, 9, 30)
TODAY = date(2026, 9, 20)


@pytest.fixture
def db(village: Village) -> Transaction:
    return village.db


@pytest.fixture
async def school(village: Village) -> int:
    return await village.school("Школа № 7")


@pytest.fixture
async def by(village: Village, school: int) -> int:
    return (await village.person(Role.COORDINATOR, school)).id


async def agreement(db: Transaction, school: int, by: int, **fields: str | int | None) -> None:
    usual = {"name": "Завод", "agreed_on": "2026-02-02", "gives_mentors": 1, "valid_until": None}
    number = await partners.add(db, school, usual | fields, by, TODAY, local(TODAY))
    if fields.get("ended_on"):
        found = await partners.get(db, EVERYTHING, number)
        assert found
        assert await partners.change(db, found, "ended", {"ended_on": fields["ended_on"]}, by, local(TODAY))


async def known(db: Transaction, school: int) -> dict[str, object]:
    return {**await figures.known(db, school, SINCE, UNTIL)}


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({}, 1),
        ({"gives_mentors": 0}, 0),
        ({"agreed_on": "2026-09-30"}, 1),
        ({"agreed_on": "2026-10-01"}, 0),
        ({"valid_until": "2026-07-01"}, 1),
        ({"valid_until": "2026-06-30"}, 0),
        ({"ended_on": "2026-07-01"}, 1),
        ({"ended_on": "2026-06-30"}, 0),
    ],
)
async def test_partners_that_gave_mentors_are_counted_while_their_agreement_was_in_force(
    db: Transaction, school: int, by: int, fields: dict[str, str | int], counted: int
) -> None:
    await agreement(db, school, by, **fields)
    assert (await known(db, school))["partners"] == counted


async def test_a_partner_of_two_agreements_is_one_and_another_schools_are_not_counted(
    db: Transaction, school: int, by: int
) -> None:
    await agreement(db, school, by, name="Завод «Берёза»", agreement="1")
    await agreement(db, school, by, name="завод «Береза»", agreement="2")
    other = await Village(db).school("Школа № 8")
    await agreement(db, other, by, name="Другой завод")
    assert (await known(db, school))["partners"] == 1


async def test_a_school_without_a_list_of_partners_is_not_measured_against_it(
    db: Transaction, school: int, by: int
) -> None:
    await agreement(db, await Village(db).school("Школа № 8"), by)
    assert "partners" not in await known(db, school)


async def pair(db: Transaction, school: int, by: int, state: State = State.ACTIVE, form: str = "teacher-pupil") -> int:
    now = local(SINCE)
    mentor = await mentors.add(db, school, "adult", now, name="Наставник", place=None, consent="№ 1")
    mentee = await mentees.add(db, school, now, "8Б", consent_kind="both", consent="№ 2")
    return await pairs.add(
        db,
        school,
        form=form,
        mentor_id=mentor.id,
        mentee_ids=[mentee.id],
        goal="проект",
        starts_on=SINCE,
        ends_on=date(2027, 5, 31),
        order_no=None,
        state=state,
        by_person=by,
        now=now,
    )


async def stop(db: Transaction, pair_id: int, by: int, day: date, reason: str) -> None:
    found = await pairs.get(db, EVERYTHING, pair_id)
    assert found
    await pairs.move(db, found, State.STOPPED, by, local(day), closed_on=day, result="итог", reason=reason)


async def test_a_draft_that_was_given_up_is_neither_begun_nor_stopped(db: Transaction, school: int, by: int) -> None:
    await stop(db, await pair(db, school, by, State.DRAFT), by, date(2026, 8, 3), "other")
    found = await known(db, school)
    assert (found["begun"], found["stopped"], found.get("stop_reason")) == (0, 0, None)


async def test_reasons_are_those_of_the_school_and_of_the_quarter(db: Transaction, school: int, by: int) -> None:
    other = await Village(db).school("Школа № 8")
    for where, day, reason in (
        (school, date(2026, 7, 1), "busy"),
        (school, date(2026, 9, 30), "moved"),
        (school, date(2026, 6, 30), "fit"),  # the quarter before
        (other, date(2026, 8, 3), "silent"),
    ):
        await stop(db, await pair(db, where, by), by, day, reason)
    assert (await known(db, school))["stop_reason"] == "переезд или другая школа, не хватает времени"


async def test_teachers_of_teachers_at_work_are_known(db: Transaction, school: int, by: int) -> None:
    await pair(db, school, by, form="teacher-teacher")
    await stop(db, await pair(db, school, by, form="teacher-teacher"), by, date(2026, 8, 3), "done")
    await pair(db, school, by)
    assert (await known(db, school))[TAUGHT] == 1
