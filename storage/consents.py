"""What an adult has agreed to, in the words that were shown, and when they took it back."""

from datetime import datetime

from storage.database import Transaction
from storage.instants import instant, maybe_moment


async def give(db: Transaction, person_id: int, version: str, words: str, now: datetime) -> None:
    """The words are kept with the first who agrees to them; who agrees twice to the same has agreed once."""
    await db.run(
        "INSERT INTO consent_texts (version, words) VALUES (:version, :words) ON CONFLICT (version) DO NOTHING",
        version=version,
        words=words,
    )
    await db.run(
        """INSERT INTO consents (person_id, version, given_at) SELECT :person, :version, :now
           WHERE NOT EXISTS (SELECT 1 FROM consents WHERE person_id = :person AND version = :version
               AND withdrawn_at IS NULL)""",
        person=person_id,
        version=version,
        now=instant(now),
    )
    await db.run(
        "UPDATE people SET consent_version = :version, consented_at = :now WHERE id = :person",
        person=person_id,
        version=version,
        now=instant(now),
    )


async def withdraw(db: Transaction, person_id: int, now: datetime) -> None:
    """All that was agreed to so far; that it was stays written."""
    await db.run(
        "UPDATE consents SET withdrawn_at = :now WHERE person_id = :person AND withdrawn_at IS NULL",
        person=person_id,
        now=instant(now),
    )
    await db.run("UPDATE people SET consent_version = NULL, consented_at = NULL WHERE id = :person", person=person_id)


async def since(db: Transaction, person_id: int) -> datetime | None:
    """When they agreed to what holds for them now."""
    return maybe_moment(await db.value("SELECT consented_at FROM people WHERE id = :id", id=person_id))
