"""A press that leaves nothing behind, and what it brought: words, who was told, which rows it changed."""

from collections.abc import Awaitable, Callable, Iterable, Set
from dataclasses import dataclass
from typing import Any, Final

from aiogram.types import CallbackQuery, Message

from storage.database import Transaction
from tests.handlers.phone import Line, tap
from tests.permissions.side import NOW
from tests.permissions.who import Who
from tests.village import TOWN
from views.screen import Reply, Screen

# What everybody has of their own: open forms, a search, the post they act in.
OWN_DESK: Final = frozenset({"drafts", "focus", "receipts", "searches", "snoozes", "sqlite_sequence"})

Rows = dict[tuple[str, int], dict[str, Any]]


class Undone(Exception):
    """Thrown at the end of each press."""


@dataclass(frozen=True)
class Outcome:
    words: str
    buttons: tuple[str, ...]
    told: tuple[int, ...]
    changed: Rows


class Doors:
    """`base` is every row of the town, as each press finds it."""

    def __init__(self, db: Transaction) -> None:
        self.db = db
        self.line = Line(db, TOWN, NOW)
        self.base: Rows = {}

    async def look(self) -> None:
        self.base = await everything(self.db)

    async def press(self, who: Who, data: str) -> Outcome:
        return await self.feed(tap(data, who.chat))

    async def feed(self, event: CallbackQuery | Message) -> Outcome:
        return await self.within(lambda: self.line.feed(event))

    async def within(self, serve: Callable[[], Awaitable[Any]]) -> Outcome:
        kept: list[Outcome] = []
        try:
            async with self.db.savepoint():
                before = await self.db.value("SELECT total_changes()")
                returned = await serve()
                moved = await self.db.value("SELECT total_changes()") != before
                kept.append(outcome(returned, changes(self.base, await everything(self.db)) if moved else {}))
                raise Undone
        except Undone:
            return kept[0]


async def everything(db: Transaction, but: Set[str] = OWN_DESK) -> Rows:
    tables = [row["name"] for row in await db.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows: Rows = {}
    for table in tables:
        if table not in but:
            for row in await db.all(f"SELECT rowid AS rowid_, * FROM {table}"):
                rows[table, row["rowid_"]] = dict(row)
    return rows


def changes(before: Rows, after: Rows) -> Rows:
    """The rows that came, went or are otherwise now, as they are (or were)."""
    return {
        key: after.get(key, before.get(key, {}))
        for key in after.keys() | before.keys()
        if after.get(key) != before.get(key)
    }


async def belonging(db: Transaction, rows: Rows, school_id: int) -> set[tuple[str, int]]:
    """The rows of one school: by its id, and by whatever refers to them."""
    first = {key for key, row in rows.items() if key == ("schools", school_id) or row.get("school_id") == school_id}
    return await referring(db, rows, first)


async def referring(db: Transaction, rows: Rows, first: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """These rows and whatever refers to them; not by way of people, who may have other posts."""
    refer = {
        table: [(one["from"], one["table"]) for one in await db.all(f"PRAGMA foreign_key_list({table})")]
        for table in {table for table, _ in rows}
    }
    mine = set(first)
    while True:
        more = {key for key, row in rows.items() if key not in mine and _refers(row, mine, refer[key[0]])}
        if not more:
            return mine
        mine |= more


def _refers(row: dict[str, Any], mine: set[tuple[str, int]], refer: list[tuple[str, str]]) -> bool:
    return any((target, row[column]) in mine for column, target in refer if target != "people")


def outcome(returned: Any, changed: Rows) -> Outcome:
    reply = Reply((returned,)) if isinstance(returned, Screen) else returned or Reply()
    assert isinstance(reply, Reply), returned
    pieces, buttons = [reply.toast], []
    for screen in reply.screens:
        pieces += [str(screen.text), repr(screen.file)]
        for button in (button for row in screen.rows for button in row):
            pieces.append(f"[{button.label}→{button.action or button.url}]")
            buttons.append(button.action)
    return Outcome("\n".join(pieces), tuple(buttons), tuple(one.chat_id for one in reply.notices), changed)
