"""Which sheets there have to be: made where they are missing, at rest where the pair's state asks for the other end.

Everything follows from what is there now, so that a tick after a downtime or an import makes up for all of it, and a
second one changes nothing.
"""

from datetime import date, datetime, timedelta
from typing import Final

from domain import questionnaires as rules
from domain.people import Role
from domain.questionnaires import Moment, Side
from storage.database import Transaction, Value
from storage.instants import instant

ENDED: Final = "p.state IN ('completed', 'stopped')"
# Before: every pair at work. After: one that was at work and has ended, not long ago.
ASKED: Final = {
    Moment.BEFORE: "p.state = 'active'",
    Moment.AFTER: f"""{ENDED} AND p.closed_on >= :recent AND EXISTS (
        SELECT 1 FROM pair_events v WHERE v.pair_id = p.id AND v.after = 'active')""",
}
# What the state does not ask for: what was expected, once it is over; how it was, while it goes on.
OTHER_END: Final = f"EXISTS (SELECT 1 FROM pairs p WHERE p.id = pair_id AND (moment = 'before') = ({ENDED}))"
THIS_END: Final = f"EXISTS (SELECT 1 FROM pairs p WHERE p.id = pair_id AND (moment = 'before') <> ({ENDED}))"


async def keep(db: Transaction, today: date, now: datetime, pair_id: int | None = None) -> None:
    """The sheets of one pair, or of all."""
    one, its = ("p.id = :pair", "pair_id = :pair") if pair_id is not None else (":pair IS NULL", ":pair IS NULL")
    await db.run(
        f"""UPDATE sheets SET dropped_at = :now, dropped_why = 'state'
            WHERE {its} AND filled_at IS NULL AND dropped_at IS NULL AND {OTHER_END}""",
        now=instant(now),
        pair=pair_id,
    )
    await db.run(
        f"""UPDATE sheets SET dropped_at = NULL, dropped_why = NULL, due_on = :due, told = 0
            WHERE {its} AND dropped_why = 'state' AND {THIS_END}""",
        due=rules.due_on(today).isoformat(),
        pair=pair_id,
    )
    for moment in Moment:
        rows = await db.all(
            f"""SELECT p.id, p.school_id, p.form, 'mentor' AS side, NULL AS mentee_id
                FROM pairs p JOIN schools c ON c.id = p.school_id
                WHERE c.archived_at IS NULL AND {one} AND {ASKED[moment]} AND NOT EXISTS (SELECT 1 FROM sheets s
                    WHERE s.pair_id = p.id AND s.side = 'mentor' AND s.moment = :moment)
                UNION ALL SELECT p.id, p.school_id, p.form, 'mentee', pm.mentee_id
                FROM pairs p JOIN schools c ON c.id = p.school_id JOIN pair_mentees pm ON pm.pair_id = p.id
                WHERE c.archived_at IS NULL AND {one} AND {ASKED[moment]} AND NOT EXISTS (SELECT 1 FROM sheets s
                    WHERE s.pair_id = p.id AND s.mentee_id = pm.mentee_id AND s.moment = :moment)""",
            pair=pair_id,
            moment=moment.value,
            recent=(today - timedelta(days=rules.RECENT_DAYS)).isoformat(),
        )
        await _open(
            db,
            [
                _sheet(Side(row["side"]), row["school_id"], moment, row["form"])
                | {"pair": row["id"], "mentee": row["mentee_id"], "year": None}
                for row in rows
            ],
            today,
            now,
        )


async def keep_programmes(db: Transaction, today: date, now: datetime) -> None:
    """A coordinator's sheet for each school that has one, about the programme of each year in force."""
    for row in await db.all("SELECT year FROM years"):
        moment = rules.programme_moment(row["year"], today)
        if moment is None:
            continue
        schools = await db.all(
            """SELECT c.id FROM schools c WHERE c.archived_at IS NULL AND EXISTS (SELECT 1 FROM roles r
                   WHERE r.school_id = c.id AND r.role = :role AND r.revoked_at IS NULL)
               AND NOT EXISTS (SELECT 1 FROM sheets s WHERE s.school_id = c.id AND s.side = 'coordinator'
                   AND s.year = :year AND s.moment = :moment)""",
            role=Role.COORDINATOR.value,
            year=row["year"],
            moment=moment.value,
        )
        about = {"pair": None, "mentee": None, "year": row["year"]}
        await _open(db, [_sheet(Side.COORDINATOR, one["id"], moment) | about for one in schools], today, now)


def _sheet(side: Side, school_id: int, moment: Moment, mentoring_form: str = "") -> dict[str, Value]:
    chosen = rules.chosen(side, mentoring_form)
    version = rules.form_of(chosen, side, moment).version
    return {
        "school": school_id,
        "side": side.value,
        "moment": moment.value,
        "form": chosen,
        "version": version,
    }


async def _open(db: Transaction, missing: list[dict[str, Value]], today: date, now: datetime) -> None:
    opened = {"now": instant(now), "due": rules.due_on(today).isoformat()}
    await db.run_many(
        """INSERT INTO sheets (school_id, side, pair_id, mentee_id, year, moment, form, version, opened_at, due_on)
           VALUES (:school, :side, :pair, :mentee, :year, :moment, :form, :version, :now, :due)
           ON CONFLICT DO NOTHING""",
        [one | opened for one in missing],
    )
