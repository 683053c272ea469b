"""What schools hand in besides reports, straight into the tables: for tests of what is read from them."""

from collections.abc import Sequence
from datetime import datetime

from storage.database import Transaction
from storage.instants import instant

YEAR = "2026-Y"


async def evidence(
    db: Transaction,
    row: str,
    school: int | None,
    at: datetime,
    *,
    on_time: bool = True,
    state: str = "filed",
    steps: Sequence[tuple[str, datetime]] = (),
) -> None:
    """A row that is done with evidence, filed at this moment; `steps` is what became of it, each state and when."""
    last, changed = steps[-1] if steps else (state, at)
    number = await db.value(
        """INSERT INTO evidence (roadmap_row, period, school_id, state, number, first_at, on_time, changed_at,
               by_person)
           VALUES (:row, :period, :school, :state, '7', :at, :on_time, :changed, (SELECT min(id) FROM people))
           RETURNING id""",
        row=row,
        period=YEAR,
        school=school,
        state=last,
        at=instant(at),
        changed=instant(changed),
        on_time=int(on_time),
    )
    for place, (after, when) in enumerate([("filed", at), *steps]):
        await db.run(
            """INSERT INTO evidence_history (evidence_id, at, by_person, before, after)
               VALUES (:id, :at, (SELECT min(id) FROM people), :before, json_object('state', :after))""",
            id=number,
            at=instant(when),
            before="{}" if place else None,
            after=after,
        )


async def extension(db: Transaction, row: str, period: str, school: int, until: str, ends_at: datetime) -> None:
    await db.run(
        """INSERT INTO extensions (roadmap_row, period, school_id, until, ends_at, reason, by_person, at)
           VALUES (:row, :period, :school, :until, :ends, 'ремонт', (SELECT min(id) FROM people), :ends)""",
        row=row,
        period=period,
        school=school,
        until=until,
        ends=instant(ends_at),
    )


async def partner(
    db: Transaction, school: int, at: datetime, *, until: str | None = None, ended: str | None = None
) -> None:
    await db.run(
        """INSERT INTO partners (school_id, name, agreement, agreed_on, valid_until, ended_on, by_person, created_at,
               changed_at) VALUES (:school, 'завод', '1', '2026-02-02', :until, :ended,
               (SELECT min(id) FROM people), :at, :at)""",
        school=school,
        until=until,
        ended=ended,
        at=instant(at),
    )


async def confirmation(db: Transaction, school: int, period: str, at: datetime) -> None:
    await db.run(
        """INSERT INTO partner_confirmations (school_id, period, partners, by_person, at)
           VALUES (:school, :period, 1, (SELECT min(id) FROM people), :at)""",
        school=school,
        period=period,
        at=instant(at),
    )


async def seminar(db: Transaction, period: str, at: datetime, **attended: bool | None) -> None:
    """An announced event of row 3.2; guests are given as p<person>=came and come from their school."""
    event = await db.value(
        """INSERT INTO events (roadmap_row, period, title, place, starts_at, audience, by_person, created_at,
               moved_at, announced_at)
           VALUES ('3.2', :period, 'Семинар', 'зал', :at, 'everybody', 1, :at, :at, :at) RETURNING id""",
        period=period,
        at=instant(at),
    )
    for person, came in attended.items():
        await db.run(
            """INSERT INTO event_guests (event_id, person_id, school_id, signed_at, attended)
               SELECT :event, :person, school_id, :at, :came FROM roles WHERE person_id = :person LIMIT 1""",
            event=event,
            person=int(person[1:]),
            came=came if came is None else int(came),
            at=instant(at),
        )
