"""A school whose people have answered before and after: pairs that ended, with their sheets."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from domain.pairs import State
from storage import mentees, mentors, pairs
from storage.database import Transaction
from storage.instants import instant

SCALES = ("motivation", "competence", "profession")
YES = ("go_on", "become_mentor", "understood", "interests", "project", "marks")


async def answered(db: Transaction, school: int, by: int, at: datetime, people: int, **extra: Any) -> None:
    """So many pairs in which everybody has answered both times, on this instant: every scale rises from 5 to 7, all are
    satisfied, and all but the first mentee have said yes to everything."""
    day = at.date()
    for n in range(people):
        mentor = await mentors.add(db, school, "adult", at, name=f"Пётр Ивовый {n}", place="завод", consent="№ 1")
        mentee = await mentees.add(db, school, at, grade="8А", consent_kind="both", consent="№ 2")
        pair = await pairs.add(
            db,
            school,
            form="teacher-pupil",
            mentor_id=mentor.id,
            mentee_ids=[mentee.id],
            goal="проект",
            starts_on=day - timedelta(100),
            ends_on=day,
            order_no="№ 1",
            state=State.ACTIVE,
            by_person=by,
            now=at,
        )
        for side, mentee_id in (("mentee", mentee.id), ("mentor", None)):
            said: dict[str, Any] = dict.fromkeys(YES, n > 0) if side == "mentee" else {"go_on": True}
            for moment, mark in (("before", 5), ("after", 7)):
                answers = dict.fromkeys((*SCALES, "overall"), mark) | (said if moment == "after" else {}) | extra
                await db.run(
                    """INSERT INTO sheets (school_id, side, pair_id, mentee_id, moment, form, version, opened_at,
                           due_on, answers, filled_at, source) VALUES (:school, :side, :pair, :mentee, :moment, :side,
                           1, :at, :day, :answers, :at, 'paper')""",
                    school=school,
                    side=side,
                    pair=pair,
                    mentee=mentee_id,
                    moment=moment,
                    at=instant(at),
                    day=date.isoformat(day),
                    answers=json.dumps(answers),
                )
