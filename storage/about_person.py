"""What is stored about an adult: how much of each kind, and the rows themselves."""

from datetime import date
from typing import Any, Final, NamedTuple

from storage import wording
from storage.database import Transaction
from storage.holdings import HELD, Held
from storage.instants import day

MESSAGES: Final = "message"  # on their way to the person, or sent not long ago


class Pile(NamedTuple):
    """How many rows of a kind there are, and the newest day among them (UTC)."""

    kind: str
    many: int
    newest: date | None


async def piles(db: Transaction, person_id: int) -> list[Pile]:
    """What there is any of, in the order of `HELD`; a row that names the person twice counts once for each."""
    found: dict[str, tuple[int, str]] = {}
    for held in HELD:
        many, newest = await _count(db, held.table, held.column, held.at, person_id)
        before = found.get(held.kind, (0, ""))
        found[held.kind] = (before[0] + many, max(before[1], newest))
    chat = await db.value("SELECT telegram_id FROM people WHERE id = :id", id=person_id)
    found[MESSAGES] = await _count(db, "outbox", "chat_id", "created_at", chat)
    return [Pile(kind, many, day(newest[:10]) if newest else None) for kind, (many, newest) in found.items() if many]


async def rows(db: Transaction, person_id: int) -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """By table, with the kind they are counted under. Of what a school keeps as its record the person gets what they
    did and when, not the words: those may be about others."""
    found: dict[str, tuple[str, list[dict[str, Any]]]] = {}
    for held in HELD:
        columns = await shown(db, held)
        picked = await db.all(
            f"SELECT {', '.join(columns)} FROM {held.table} WHERE {held.column} = :id ORDER BY rowid", id=person_id
        )
        found.setdefault(held.table, (held.kind, []))[1].extend(dict(row) for row in picked)
    return {table: listed for table, listed in found.items() if listed[1]}


async def shown(db: Transaction, held: Held) -> list[str]:
    """The columns of a table that the person gets."""
    kept = (*held.hidden, *wording.RECORD.get(held.table, ()))
    columns = await db.all(f"SELECT name FROM pragma_table_info('{held.table}')")
    return [row["name"] for row in columns if row["name"] not in kept]


async def _count(db: Transaction, table: str, column: str, at: str | None, who: int | None) -> tuple[int, str]:
    row = await db.one(f"SELECT count(*), max({at or 'NULL'}) FROM {table} WHERE {column} = :id", id=who)
    assert row is not None
    return int(row[0]), row[1] or ""
