"""What a person looked for last at each desk: the buttons that turn pages are too small for words."""

from storage.database import Transaction


async def put(db: Transaction, person_id: int, desk: str, words: str) -> None:
    await db.run(
        """INSERT INTO searches (person_id, desk, words) VALUES (:person, :desk, :words)
           ON CONFLICT (person_id, desk) DO UPDATE SET words = excluded.words""",
        person=person_id,
        desk=desk,
        words=words,
    )


async def last(db: Transaction, person_id: int, desk: str) -> str:
    """Nothing where nothing was looked for."""
    words = await db.value(
        "SELECT words FROM searches WHERE person_id = :person AND desk = :desk", person=person_id, desk=desk
    )
    return str(words or "")
