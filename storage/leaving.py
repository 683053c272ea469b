"""A person leaves the program altogether: every post of theirs ends, and nothing more is said to them unasked."""

from datetime import datetime

from domain.municipality import Municipality
from storage import drafts, notes, outbox, receipts, reminders
from storage.database import Transaction, Value
from storage.instants import instant


async def leave(db: Transaction, town: Municipality, now: datetime, person_id: int) -> None:
    """What a school keeps stays the school's. Who comes back does so by a new invitation."""
    who: dict[str, Value] = {"person": person_id, "now": instant(now)}
    async with reminders.changing(db, town, now, person_id):
        await db.run("UPDATE roles SET revoked_at = :now WHERE person_id = :person AND revoked_at IS NULL", **who)
    await notes.drop(db, f"{reminders.AGAIN}{person_id}")
    await db.run("DELETE FROM snoozes WHERE person_id = :person", person=person_id)
    await db.run(
        """UPDATE invitations SET revoked_at = :now WHERE used_at IS NULL AND revoked_at IS NULL
           AND (created_by = :person OR mentor_id IN (SELECT id FROM mentors WHERE person_id = :person))""",
        **who,
    )
    await db.run(
        """UPDATE event_guests SET left_at = :now WHERE person_id = :person AND left_at IS NULL
           AND EXISTS (SELECT 1 FROM events e WHERE e.id = event_guests.event_id AND e.starts_at > :now)""",
        **who,
    )
    await drafts.leave(db, person_id)
    await _silence(db, person_id)
    # Whoever plans to say something passes over those who cannot be reached, whatever it is about.
    await db.run("UPDATE people SET unreachable_since = coalesce(unreachable_since, :now) WHERE id = :person", **who)


async def _silence(db: Transaction, person_id: int) -> None:
    """Whatever has not left will not: what is under way right now counts as said."""
    await receipts.settle_all(db)
    await db.run(
        "UPDATE broadcast_people SET state = 'undone' WHERE person_id = :person AND state = 'queued'", person=person_id
    )
    chat = await db.value("SELECT telegram_id FROM people WHERE id = :person", person=person_id)
    await outbox.forget_chat(db, chat)
