"""How far codes have been given, school by school: what a restored backup does not know, and must not give again."""

from collections.abc import Mapping

from storage.database import Transaction

Given = dict[int, tuple[int, int]]  # by a school's number: what comes next, of mentees and of mentors


async def many(db: Transaction) -> int:
    """Grows with every code and every school; asked often, so it reads nothing else."""
    return int(await db.value("SELECT coalesce(sum(next_mentee + next_mentor), 0) FROM schools"))


async def given(db: Transaction) -> Given:
    rows = await db.all("SELECT number, next_mentee, next_mentor FROM schools ORDER BY number")
    return {row["number"]: (row["next_mentee"], row["next_mentor"]) for row in rows}


async def pass_over(db: Transaction, known: Mapping[int, tuple[int, int]]) -> None:
    """Go on after the last code that is known to have been given."""
    await db.run_many(
        """UPDATE schools SET next_mentee = max(next_mentee, :mentee), next_mentor = max(next_mentor, :mentor)
           WHERE number = :number""",
        [{"number": number, "mentee": mentee, "mentor": mentor} for number, (mentee, mentor) in known.items()],
    )
