"""What a school keeps of its mentors, mentees and pairs."""

from datetime import timedelta

from domain.goals import Moment
from domain.pairs import State
from domain.people import EVERYTHING
from storage import goals, meetings, mentees, mentors, pairs, sheet_opening
from storage.database import Transaction
from tests.permissions.side import NOW, THEN, TODAY, Side


async def fill(db: Transaction, side: Side) -> None:
    """Pairs in every state and asked in every words, some without a mentor in the bot, and what was met and planned
    in them."""
    by, mentor = side.coordinator.id, side.mentor.post.mentor_id
    pupil = await mentors.add(db, side.id, "pupil", THEN, name=None, place="10А", consent="№ 2")
    for turn, (whose, state, form) in enumerate(
        (
            (mentor, State.ACTIVE, "teacher-pupil"),
            (mentor, State.ACTIVE, "teacher-pupil"),
            (pupil.id, State.ACTIVE, "pupil-pupil"),
            (mentor, State.DRAFT, "teacher-pupil"),
            (pupil.id, State.PAUSED, "pupil-pupil"),
            (mentor, State.COMPLETED, "teacher-pupil"),
            (mentor, State.ACTIVE, "teacher-teacher"),
            (mentor, State.COMPLETED, "teacher-teacher"),
            (mentor, State.ACTIVE, "employer-student"),
            (mentor, State.COMPLETED, "employer-student"),
        )
    ):
        member = await mentees.add(
            db,
            side.id,
            THEN,
            grade="7А",
            request=f"запрос {side.mark}",
            consent_kind="both",
            consent=None if state is State.DRAFT else f"№ {side.mark}",
        )
        made = await pairs.add(
            db,
            side.id,
            form=form,
            mentor_id=whose or 0,
            mentee_ids=[member.id],
            goal=f"цель {side.mark} {turn}",
            starts_on=THEN.date(),
            ends_on=TODAY + timedelta(days=200),
            order_no=f"№ {side.mark}",
            state=State.ACTIVE if state is State.COMPLETED else state,
            by_person=by,
            now=THEN,
        )
        side.pair = side.pair or made
        author = side.mentor.id if whose == mentor else by
        await meetings.log(db, made, TODAY - timedelta(days=20), author, NOW - timedelta(days=20), minutes=45)
        await meetings.log(db, made, TODAY, author, NOW - timedelta(hours=1), minutes=30)
        if state is State.COMPLETED and (pair := await pairs.get(db, EVERYTHING, made)):
            await pairs.move(
                db, pair, state, by, NOW, closed_on=TODAY, result=f"итог {side.mark}", story=f"случай {side.mark}"
            )
        await sheet_opening.keep(db, TODAY, NOW, made)
        for one in range(2):
            goal = await goals.put(db, made, f"шаг {side.mark} {one}", author, THEN)
            if not one and (put := await goals.get(db, goal)):
                await goals.rate(db, put, Moment.START, 4, author, NOW, TODAY)
    loose = await mentees.add(
        db, side.id, THEN, grade="8Б", request=f"просьба {side.mark}", consent_kind="both", consent="№ 9"
    )
    side.lists |= {"meetings": side.pair, "fit": loose.id, "again": made}
