"""Pairs of the sample that ended in the half-year before, with what both sides answered: results to look at. Of three
schools: one with fives, one with a rest, one that is too small to be told about alone."""

import json
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.municipality import Municipality
from domain.pairs import State
from domain.people import EVERYTHING
from domain.periods import half_of
from storage import mentees, mentors, pairs
from storage.database import Transaction
from storage.instants import instant

ENDED: Final = {2: 3, 4: 7, 5: 10}  # by the school's number
SCALES: Final = (
    "useful", "comfort", "meetings", "support", "safety", "met", "motivation", "competence", "profession", "overall",
)  # fmt: skip
OF_MENTORS: Final = ("involvement", "own")
YES_NO: Final = ("go_on", "become_mentor", "understood", "interests", "project", "marks")


async def fill(
    db: Transaction, town: Municipality, authors: dict[int, tuple[int, int]], today: date, now: datetime
) -> None:
    """`authors` are a school's id and whoever writes for it, by the school's number."""
    ended = half_of(today).previous().end - timedelta(20)
    for number, many in ENDED.items():
        school, by = authors[number]
        for n in range(many):
            begun = datetime.combine(ended - timedelta(150), time(12), town.zone)
            closed = datetime.combine(ended - timedelta(n), time(15), town.zone)
            pair, mentee = await _pair(db, school, n, by, begun, closed)
            for side in ("mentee", "mentor"):
                whose = mentee if side == "mentee" else None
                for moment, at in (("before", begun), ("after", closed)):
                    await _sheet(db, school, pair, whose, side, moment, _answers(number + n, side, moment), by, at)


async def _pair(db: Transaction, school: int, n: int, by: int, begun: datetime, closed: datetime) -> tuple[int, int]:
    """One that has ended: its id and its mentee's."""
    consent = f"№ {n + 51} от {begun:%d.%m.%Y}"
    mentor = await mentors.add(db, school, "pupil", begun, name=None, place="11А", consent=consent)
    mentee = await mentees.add(db, school, begun, grade=f"{6 + n % 3}А", consent_kind="both", consent=consent)
    made = await pairs.add(
        db,
        school,
        form="pupil-pupil",
        mentor_id=mentor.id,
        mentee_ids=[mentee.id],
        goal="освоиться в новой школе",
        starts_on=begun.date(),
        ends_on=closed.date(),
        order_no=None,
        state=State.ACTIVE,
        by_person=by,
        now=begun,
    )
    if pair := await pairs.get(db, EVERYTHING, made):
        day = closed.date()
        await pairs.move(db, pair, State.COMPLETED, by, closed, closed_on=day, result="цель достигнута")
    return made, mentee.id


def _answers(n: int, side: str, moment: str) -> dict[str, int | bool]:
    """Invented, and a little different for everybody: most have grown."""
    scales = SCALES + (OF_MENTORS if side == "mentor" else ())
    if moment == "before":
        return {key: 4 + (3 * n + 2 * place) % 4 for place, key in enumerate(scales)}
    marks = {key: 6 + (5 * n + 3 * place) % 5 for place, key in enumerate(scales)}
    wishes = YES_NO if side == "mentee" else YES_NO[:1]
    return {**marks, **{key: (n + place) % 4 > 0 for place, key in enumerate(wishes)}}


async def _sheet(
    db: Transaction,
    school: int,
    pair: int,
    mentee: int | None,
    side: str,
    moment: str,
    answers: dict[str, int | bool],
    by: int,
    at: datetime,
) -> None:
    await db.run(
        """INSERT INTO sheets (school_id, side, pair_id, mentee_id, moment, form, version, opened_at, due_on, answers,
               filled_at, source, by_person)
           VALUES (:school, :side, :pair, :mentee, :moment, :side, 1, :at, :due, :answers, :at, 'paper', :by)""",
        school=school,
        side=side,
        pair=pair,
        mentee=mentee,
        moment=moment,
        at=instant(at),
        due=(at + timedelta(14)).date().isoformat(),
        answers=json.dumps(answers),
        by=by,
    )
