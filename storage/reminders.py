"""What was said to coordinators about what they owe, and what they put off.

A message that is on its way counts as said; one that never left is taken back, and its days are open again.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from sqlite3 import Row
from typing import Final

from domain import reminders
from domain.municipality import Municipality
from domain.people import Role
from domain.reminders import Outcome, Said
from storage import debts, notes, people, unproved, unsent
from storage.database import Transaction
from storage.instants import day

MORNING: Final = "reminders.morning"  # the note of the last local day whose reminders are planned
AGAIN: Final = "reminders.again:"  # and a person: theirs are planned anew at the next tick
THAT_DAY: Final = "person_id = :person AND said_on = :day"
COLUMNS: Final = "m.person_id, m.debt, m.day, m.outcome, m.said_on"


def message(person_id: int, today: date) -> str:
    """The key of a person's one reminder of a day."""
    return f"reminder:{person_id}:{today}"


async def said(db: Transaction, today: date, person_id: int | None = None) -> dict[int, list[Said]]:
    """What became of the reminders of everything still owed, and all that was said today, by person."""
    who = "AND m.person_id = :person" if person_id else ""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM {debts.OWED_BY} JOIN reminders m ON m.person_id = p.id AND m.debt = {debts.KEY}
            WHERE {debts.NEAR} {who}
            UNION ALL SELECT {COLUMNS} FROM {unproved.OWED_BY}
            JOIN reminders m ON m.person_id = p.id AND m.debt = {debts.KEY} WHERE {unproved.NEAR} {who}
            UNION ALL SELECT {COLUMNS} FROM reminders m WHERE m.said_on = :today {who}""",
        **debts.params(today),
        today=today.isoformat(),
        person=person_id,
    )
    found: dict[int, list[Said]] = {}
    for row in rows:
        found.setdefault(row["person_id"], []).append(_said(row))
    return found


async def snoozed(db: Transaction, person_id: int | None = None) -> dict[int, dict[str, date]]:
    """Until when each person has put off each debt."""
    found: dict[int, dict[str, date]] = {}
    for row in await db.all(
        f"SELECT person_id, debt, until FROM snoozes {'WHERE person_id = :person' if person_id else ''}",
        person=person_id,
    ):
        found.setdefault(row["person_id"], {})[row["debt"]] = day(row["until"])
    return found


async def record(db: Transaction, person_id: int, ends: Iterable[Said]) -> None:
    """A day that has ended already keeps its end."""
    await record_all(db, [(person_id, one) for one in ends])


async def record_all(db: Transaction, ends: Iterable[tuple[int, Said]]) -> None:
    """Of many people at once: a statement for each would cost more than all that is in them."""
    await db.run_many(
        """INSERT INTO reminders (person_id, debt, day, outcome, said_on)
           VALUES (:person, :debt, :day, :outcome, :said_on) ON CONFLICT (person_id, debt, day) DO NOTHING""",
        [
            {
                "person": person_id,
                "debt": one.debt,
                "day": one.day.isoformat(),
                "outcome": one.outcome.value,
                "said_on": one.said_on.isoformat(),
            }
            for person_id, one in ends
        ],
    )


async def put_off(db: Transaction, person_id: int, debt: str, until: date) -> None:
    """The newest wish counts, also for a message that has not left yet."""
    await db.run(
        """INSERT INTO snoozes (person_id, debt, until) VALUES (:person, :debt, :until)
           ON CONFLICT (person_id, debt) DO UPDATE SET until = excluded.until""",
        person=person_id,
        debt=debt,
        until=until.isoformat(),
    )
    await recall(db, person_id)
    await again(db, person_id)


async def heard(db: Transaction, person_id: int, on: date) -> set[str]:
    """The debts that were in a person's message of that day."""
    sql = f"SELECT debt FROM reminders WHERE {THAT_DAY} AND outcome = 'sent'"
    return {row["debt"] for row in await db.all(sql, person=person_id, day=on.isoformat())}


async def recall(db: Transaction, person_id: int | None = None) -> None:
    """Take back every message that has not left, or one person's. Their days are open again, with those they were
    to stand for, and planned anew."""
    taken = await unsent.keys(db, f"reminder:{person_id}:" if person_id else "reminder:")
    if not taken:
        return
    await unsent.take_back(db, taken)
    await db.run_many(
        f"DELETE FROM reminders WHERE {THAT_DAY} AND outcome IN ('sent', 'missed')"
        f" AND debt IN (SELECT debt FROM reminders WHERE {THAT_DAY} AND outcome = 'sent')",
        [dict(zip(("person", "day"), key.split(":")[1:], strict=True)) for key in taken],
    )
    await (again(db, person_id) if person_id else notes.put(db, MORNING, ""))


async def replan(db: Transaction) -> None:
    """More is owed than before: today's new reminders go out today. A year put in force calls this."""
    await recall(db)
    await notes.put(db, MORNING, "")


async def again(db: Transaction, person_id: int) -> None:
    """Somebody new in their post, or within reach again: what is due to them today goes out today."""
    await notes.put(db, f"{AGAIN}{person_id}", "")


async def planned(db: Transaction) -> tuple[str, list[int]]:
    """The day whose morning is planned, and the people whose is to be planned anew."""
    rows = await db.all("SELECT key, value FROM settings WHERE key >= 'reminders.' AND key < 'reminders/'")
    found = {row["key"]: str(row["value"]) for row in rows}
    return found.pop(MORNING, ""), [int(key.removeprefix(AGAIN)) for key in found if key.startswith(AGAIN)]


async def plan_made(db: Transaction, today: date) -> None:
    """Everybody's reminders of that day are planned."""
    await notes.put(db, MORNING, today.isoformat())
    await db.run("DELETE FROM settings WHERE key >= :again AND key < 'reminders.again;'", again=AGAIN)


async def reopen_coming(db: Transaction, today: date) -> None:
    """A clock that ran ahead has passed over days that are still to come: those not spoken of are open again."""
    await db.run(
        "DELETE FROM reminders WHERE said_on > :today AND day >= :today AND outcome IN ('missed', 'replaced')",
        today=today.isoformat(),
    )


@asynccontextmanager
async def changing(
    db: Transaction, town: Municipality, now: datetime, person_id: int | None = None
) -> AsyncIterator[None]:
    """Around a change of what is owed, by everybody or by one person: a date or a day off moved, a school closed,
    a coordinator dismissed. Texts that quote the old state are taken back, what was expected by now and is not any
    more ends as cancelled, and today's new reminders go out today."""
    today = now.astimezone(town.zone).date()
    await recall(db, person_id)
    before = await _waiting(db, town, today, person_id)
    yield
    after = {(who, one.debt, one.day) for who, one in await _waiting(db, town, today, person_id)}
    gone = [(who, one) for who, one in before if (who, one.debt, one.day) not in after]
    await record_all(db, [(who, replace(one, outcome=Outcome.CANCELLED)) for who, one in gone])
    await (again(db, person_id) if person_id else notes.put(db, MORNING, ""))


@asynccontextmanager
async def changing_school(db: Transaction, town: Municipality, now: datetime, school_id: int) -> AsyncIterator[None]:
    """The same around a change of what one school owes: for each of its coordinators."""
    async with AsyncExitStack() as stack:
        for row in await people.staff(db, Role.COORDINATOR, school_id):
            await stack.enter_async_context(changing(db, town, now, row["person_id"]))
        yield


async def settle(db: Transaction, town: Municipality, school_id: int, period: str, now: datetime) -> None:
    """A school has filed, in this transaction: nothing more is said about it, not even what waits to be sent.
    Whatever else stood in such a message is said by the next plan. A correction changes nothing."""
    today = now.astimezone(town.zone).date()
    calendar, crew = await debts.calendar(db, town, today), await debts.of_school(db, town, school_id, period)
    for one in crew:
        await recall(db, one.person_id)
        rows = await db.all(
            f"SELECT {COLUMNS} FROM reminders m WHERE m.person_id = :person AND m.debt = :debt",
            person=one.person_id,
            debt=one.debt.key,
        )
        wish = (await snoozed(db, one.person_id)).get(one.person_id, {}).get(one.debt.key)
        await record(db, one.person_id, reminders.settle(one.debt, today, [_said(row) for row in rows], calendar, wish))
    await db.run_many("DELETE FROM snoozes WHERE debt = :debt", [{"debt": one.debt.key} for one in crew[:1]])


async def _waiting(db: Transaction, town: Municipality, today: date, person_id: int | None) -> list[tuple[int, Said]]:
    """The reminders expected by now that came to no end, by person."""
    calendar = await debts.calendar(db, town, today)
    known, wishes = await said(db, today, person_id), await snoozed(db, person_id)
    return [
        (one.person_id, end)
        for one in await debts.owing(db, town, today, person_id=person_id, reachable=False)
        for end in reminders.settle(
            one.debt,
            today,
            known.get(one.person_id, ()),
            calendar,
            wishes.get(one.person_id, {}).get(one.debt.key),
        )
    ]


def _said(row: Row) -> Said:
    return Said(row["debt"], day(row["day"]), Outcome(row["outcome"]), day(row["said_on"]))
