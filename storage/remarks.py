"""Comments to single questions of what was sent back: they wait until the school files again."""

from collections.abc import Mapping
from datetime import datetime

from domain.review import Remark
from storage.database import Transaction
from storage.instants import instant, maybe_moment, moment


async def add(db: Transaction, submission_id: int, remarks: Mapping[str, str], by_person: int, now: datetime) -> None:
    """A comment to each question that is sent back."""
    await db.run_many(
        """INSERT INTO remarks (submission_id, question, remark, at, by_person)
           VALUES (:id, :question, :remark, :now, :by)""",
        [
            {"id": submission_id, "question": question, "remark": text, "now": instant(now), "by": by_person}
            for question, text in remarks.items()
        ],
    )


async def drop(db: Transaction, submission_id: int) -> None:
    """The return was taken back: its remarks ask nothing any more. The history keeps their words."""
    await db.run("DELETE FROM remarks WHERE submission_id = :id AND answered_at IS NULL", id=submission_id)


async def waiting(db: Transaction, school_id: int, form: str, period: str) -> dict[str, str]:
    """The remarks a school still has to answer, by question."""
    rows = await db.all(
        """SELECT m.question, m.remark FROM submissions s JOIN remarks m ON m.submission_id = s.id
           WHERE s.form = :form AND s.school_id = :school AND s.period = :period AND s.state = 'returned'
           AND m.answered_at IS NULL ORDER BY m.at""",
        form=form,
        school=school_id,
        period=period,
    )
    return {row["question"]: row["remark"] for row in rows}


async def newest(db: Transaction, submission_id: int) -> list[Remark]:
    """Those of the newest return, answered or not."""
    rows = await db.all(
        """SELECT question, remark, at, answered_at FROM remarks WHERE submission_id = :id
           AND at = (SELECT max(at) FROM remarks WHERE submission_id = :id)""",
        id=submission_id,
    )
    return [Remark(row["question"], row["remark"], moment(row["at"]), maybe_moment(row["answered_at"])) for row in rows]
