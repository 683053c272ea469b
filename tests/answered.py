"""Sheets of questionnaires as if filled: for what is counted from them, however they were filled."""

import json
from datetime import UTC, date, datetime
from typing import Final

from domain.pairs import State
from storage import mentees, mentors, pairs
from storage.database import Transaction
from storage.instants import instant

SCALES: Final = (
    "useful", "comfort", "meetings", "support", "safety", "met", "motivation", "competence", "profession", "overall",
)  # fmt: skip
YES_NO: Final = ("go_on", "become_mentor", "understood", "interests", "project", "marks")
MAY: Final = datetime(2026, 5, 20, 9, tzinfo=UTC)
NOVEMBER: Final = datetime(2026, 11, 20, 9, tzinfo=UTC)

Answers = dict[str, int | bool]


def marks(value: int, **others: int | bool) -> Answers:
    """The same mark on every scale, but for some."""
    return dict.fromkeys(SCALES, value) | others


def after(value: int, **others: int | bool) -> Answers:
    """What is asked after: marks, and yes to everything."""
    return marks(value) | dict.fromkeys(YES_NO, True) | others


async def pair(db: Transaction, school_id: int, by: int, mentor_id: int | None = None) -> tuple[int, int]:
    """A pair at work, of a new mentor unless one is given: its id and its mentee's."""
    if mentor_id is None:
        mentor = await mentors.add(db, school_id, "pupil", MAY, name=None, place="10А", consent="№ 1")
        mentor_id = mentor.id
    mentee = await mentees.add(db, school_id, MAY, grade="7А", consent_kind="both", consent="№ 2")
    made = await pairs.add(
        db,
        school_id,
        form="pupil-pupil",
        mentor_id=mentor_id,
        mentee_ids=[mentee.id],
        goal="подготовить проект",
        starts_on=date(2026, 1, 15),
        ends_on=date(2026, 12, 20),
        order_no=None,
        state=State.ACTIVE,
        by_person=by,
        now=MAY,
    )
    return made, mentee.id


async def sheet(
    db: Transaction,
    school_id: int,
    of: tuple[int, int],
    side: str,
    moment: str,
    answers: Answers | None,
    at: datetime,
    dropped: bool = False,
) -> None:
    """One sheet of a pair; without answers it waits."""
    filled = None if answers is None else instant(at)
    await db.run(
        """INSERT INTO sheets (school_id, side, pair_id, mentee_id, moment, form, version, opened_at, due_on, answers,
               filled_at, source, dropped_at)
           VALUES (:school, :side, :pair, :mentee, :moment, :side, 1, :at, '2026-12-31', :answers, :filled, :source,
               :dropped)""",
        school=school_id,
        side=side,
        pair=of[0],
        mentee=of[1] if side == "mentee" else None,
        moment=moment,
        at=instant(at),
        answers=None if answers is None else json.dumps(answers),
        filled=filled,
        source=None if answers is None else "link",
        dropped=instant(at) if dropped else None,
    )


async def answer(
    db: Transaction,
    school_id: int,
    by: int,
    before: Answers | None,
    later: Answers | None,
    at: datetime = NOVEMBER,
    side: str = "mentee",
    mentor_id: int | None = None,
) -> tuple[int, int]:
    """A new pair, one side of which has answered before (where given) and after."""
    of = await pair(db, school_id, by, mentor_id)
    if before is not None:
        await sheet(db, school_id, of, side, "before", before, datetime(2026, 1, 20, 9, tzinfo=UTC))
    await sheet(db, school_id, of, side, "after", later, at)
    return of
