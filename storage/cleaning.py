"""Names as versions before have stored them: signs that turn words around, or show nothing, are taken out once."""

from typing import Final

from domain import signs
from storage import erasing_people, notes
from storage.database import Transaction

DONE: Final = "names.clean"  # the note that it was done
NAMES: Final = (("people", "name"), ("mentors", "name"), ("mentors", "place"), ("schools", "name"), ("chats", "title"))


async def names(db: Transaction, nameless: str) -> int:
    """How many were cleaned; 0 from the second time on. One that shows nothing becomes `nameless`. Where a record has
    a name written whole, it is written as its owner's is now: who is erased later is looked for by that."""
    if await notes.get(db, DONE):
        return 0
    found: dict[str, str] = {}
    many = 0
    for table, column in NAMES:
        for row in await db.all(f"SELECT rowid AS number, {column} AS name FROM {table} WHERE {column} IS NOT NULL"):
            clean = signs.clean(row["name"]) or nameless
            if clean == row["name"]:
                continue
            if table == "schools" and await db.value("SELECT 1 FROM schools WHERE name = :name", name=clean):
                clean = f"{clean} ({row['number']})"  # two that looked alike are two still
            await db.run(f"UPDATE {table} SET {column} = :name WHERE rowid = :id", name=clean, id=row["number"])
            found[row["name"]] = clean
            many += 1
    await erasing_people.rename(db, found)
    await notes.put(db, DONE, "yes")
    return many
