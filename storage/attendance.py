"""Who of a group came to a meeting. Nothing is kept where nobody was asked: everybody came then."""

from collections.abc import Mapping, Sequence

from storage.database import Transaction


async def of(db: Transaction, meeting_id: int) -> dict[int, bool]:
    """By mentee; empty where nobody was asked."""
    rows = await db.all("SELECT mentee_id, came FROM meeting_mentees WHERE meeting_id = :meeting", meeting=meeting_id)
    return {row["mentee_id"]: bool(row["came"]) for row in rows}


async def put(db: Transaction, meeting_id: int, came: Mapping[int, bool]) -> None:
    await db.run_many(
        """INSERT INTO meeting_mentees (meeting_id, mentee_id, came) VALUES (:meeting, :mentee, :came)
           ON CONFLICT (meeting_id, mentee_id) DO UPDATE SET came = excluded.came""",
        [{"meeting": meeting_id, "mentee": mentee, "came": int(there)} for mentee, there in came.items()],
    )


async def absent(db: Transaction, meetings: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """By meeting that was asked about: the codes of those who did not come."""
    marks = ", ".join(str(int(one)) for one in meetings)
    rows = await db.all(
        f"""SELECT mm.meeting_id, mm.came, e.code FROM meeting_mentees mm JOIN mentees e ON e.id = mm.mentee_id
            WHERE mm.meeting_id IN ({marks}) ORDER BY e.code"""
    )
    found: dict[int, tuple[str, ...]] = {row["meeting_id"]: () for row in rows}
    for row in rows:
        if not row["came"]:
            found[row["meeting_id"]] += (row["code"],)
    return found
