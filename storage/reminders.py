"""What was said to coordinators about what they owe, and what they put off.

A message that is on its way counts as said; one that never left is taken back, and its days are open again.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from domain import reminders
from domain.forms.monitoring import MONITORING
from domain.municipality import Municipality
from domain.people import Role, Scope
from domain.periods import Period
from domain.reminders import Debt, NotStarted, Said
from storage import debts, notes, outbox, submissions, years
from storage.database import Transaction, Value, day

MORNING: Final = "reminders.morning"  # the note of the last local day whose reminders are planned


def message(person_id: int, today: date) -> str:
    """The key of a person's one reminder of a day."""
    return f"reminder:{person_id}:{today}"


async def said(db: Transaction, since: date) -> dict[int, list[Said]]:
    """What became of reminders by person, for days from `since` on."""
    found: dict[int, list[Said]] = {}
    for row in await db.all("SELECT * FROM reminders WHERE day >= :since", since=since.isoformat()):
        one = Said(row["debt"], day(row["day"]), reminders.Outcome(row["outcome"]), day(row["said_on"]))
        found.setdefault(row["person_id"], []).append(one)
    return found


async def snoozed(db: Transaction) -> dict[int, dict[str, date]]:
    """Until when each person has put off each debt."""
    found: dict[int, dict[str, date]] = {}
    for row in await db.all("SELECT person_id, debt, until FROM snoozes"):
        found.setdefault(row["person_id"], {})[row["debt"]] = day(row["until"])
    return found


async def record(db: Transaction, person_id: int, ends: tuple[Said, ...]) -> None:
    """A day that has ended already keeps its end."""
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
            for one in ends
        ],
    )


async def put_off(db: Transaction, person_id: int, debt: str, until: date) -> None:
    """The newest wish counts."""
    await db.run(
        """INSERT INTO snoozes (person_id, debt, until) VALUES (:person, :debt, :until)
           ON CONFLICT (person_id, debt) DO UPDATE SET until = excluded.until""",
        person=person_id,
        debt=debt,
        until=until.isoformat(),
    )


async def heard(db: Transaction, person_id: int, on: date) -> set[str]:
    """The debts that were in a person's message of that day."""
    rows = await db.all(
        "SELECT debt FROM reminders WHERE person_id = :person AND said_on = :day AND outcome = 'sent'",
        person=person_id,
        day=on.isoformat(),
    )
    return {row["debt"] for row in rows}


async def recall(db: Transaction) -> None:
    """Take back every message that has not left: its days are open again, and the morning is planned anew."""
    taken = await _take_back(db, "reminder:")
    await db.run_many("DELETE FROM reminders WHERE person_id = :person AND said_on = :day AND outcome = 'sent'", taken)
    if taken:
        await notes.put(db, MORNING, "")


async def replan(db: Transaction) -> None:
    """Dates have changed, or what is owed: texts that quote the old ones are taken back, and today's new
    reminders go out today. A year put in force, a date or a day off moved, a school closed call this."""
    await recall(db)
    await notes.put(db, MORNING, "")


async def settle(db: Transaction, town: Municipality, school_id: int, period: str, now: datetime) -> None:
    """A school has filed, in this transaction: nothing more is said about it, not even what waits to be sent.
    Whatever else stood in such a message is said by the next plan. A correction changes nothing."""
    due = await years.due(db, MONITORING.key, period)
    filed = (await submissions.of(db, Scope(school_id), MONITORING.key, period)).get(school_id)
    if due is None or (filed and filed.revision > 1) or not await debts.expected(db, school_id, period):
        return
    today, debt = now.astimezone(town.zone).date(), debts.key(due.row, period, school_id)
    await _cancel(db, debt)
    known, wishes = await said(db, due.effective - debts.HORIZON), await snoozed(db)
    days = await debts.calendar(db, town, today)
    for row in await db.all(
        """SELECT person_id, granted_at FROM roles
           WHERE school_id = :school AND role = :role AND revoked_at IS NULL""",
        school=school_id,
        role=Role.COORDINATOR.value,
    ):
        person, since = row["person_id"], debts.begins(due.since, row["granted_at"], town)
        owed = Debt(debt, due.row, Period.parse(period), school_id, due.effective, NotStarted(), since)
        until = wishes.get(person, {}).get(debt)
        await record(db, person, reminders.settle(owed, today, known.get(person, ()), days, until))
    await db.run("DELETE FROM snoozes WHERE debt = :debt", debt=debt)


async def _cancel(db: Transaction, debt: str) -> None:
    """Stop messages with this debt that have not left; the other debts in them are open again."""
    for row in await db.all("SELECT DISTINCT person_id FROM reminders WHERE debt = :debt", debt=debt):
        for taken in await _take_back(db, f"reminder:{row['person_id']}:"):
            await db.run(
                """UPDATE reminders SET outcome = 'cancelled'
                   WHERE person_id = :person AND said_on = :day AND outcome = 'sent' AND debt = :debt""",
                **taken,
                debt=debt,
            )
            await db.run(
                "DELETE FROM reminders WHERE person_id = :person AND said_on = :day AND outcome = 'sent'", **taken
            )
            await notes.put(db, MORNING, "")


async def _take_back(db: Transaction, prefix: str) -> list[Mapping[str, Value]]:
    """The person and the day of each message that has not left and now will not, or that was refused."""
    refused = await db.all(
        "DELETE FROM outbox WHERE key >= :prefix AND key < :prefix || '~' AND state = 'dropped' RETURNING key",
        prefix=prefix,
    )
    keys = [*await outbox.withdraw(db, prefix), *(row["key"] for row in refused)]
    return [{"person": int(person), "day": said_on} for _, person, said_on in (key.split(":") for key in keys)]
