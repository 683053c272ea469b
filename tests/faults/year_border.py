"""The messenger and the wire to it, between the outbox and people's phones: away at times, deaf to some chats."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from storage import chats, outbox
from storage.database import Database, Transaction
from storage.parcel import Row

REFUSED = "bot was blocked by the user"


@dataclass(frozen=True)
class Arrived:
    """What a phone shows."""

    chat: int
    key: str
    body: str
    at: datetime


@dataclass
class Border:
    """`blocked` is the truth of the phones, which the bot learns by being refused."""

    chance: Random
    blocked: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)  # those of them it has learnt of
    slow: set[int] = field(default_factory=set)  # chats asked to be left alone for a while
    up: bool = True
    waiting: bool = False  # something is in the outbox, now or for later
    uncertain: float = 0.0  # the share of sends whose answer is lost
    lost: set[int] = field(default_factory=set)  # chats with such a send just now
    copies: list[Arrived] = field(default_factory=list)  # arrived, though the bot could not know

    async def deliver(self, database: Database, now: datetime) -> list[Arrived]:
        """Everything that can leave now; what arrived for certain."""
        arrived: list[Arrived] = []
        self.lost = set()
        if not self.up or not self.waiting:
            return arrived
        async with database.transaction() as db:
            await outbox.promote(db, now)
            while rows := [row for row in await outbox.heads(db, 10_000) if row.chat_id not in self.slow | self.lost]:
                keys = await self._claim(db, rows)
                for row in rows:
                    message = Arrived(row.chat_id, keys[row.id], row.body, now)
                    if row.chat_id in self.blocked:
                        self.refused.add(row.chat_id)
                        await outbox.drop(db, row.id, REFUSED, now)
                        await chats.mark_unreachable(db, row.chat_id, now)
                    elif not row.uncertain and self.chance.random() < self.uncertain:
                        self._perhaps(message)
                        self.lost.add(row.chat_id)
                        await outbox.again(db, row.id, now, failed=True, uncertain=True)
                    else:
                        await outbox.sent(db, [(row.id, 1)], now)
                        arrived.append(message)
            self.waiting = bool(await db.value("SELECT 1 FROM outbox WHERE state IN ('later', 'ready', 'sending')"))
        return arrived

    async def die_sending(self, database: Database, now: datetime) -> None:
        """The process is killed between a send and its mark."""
        async with database.transaction() as db:
            rows = [row for row in await outbox.heads(db, 3) if row.chat_id not in self.slow | self.blocked]
            rows = [row for row in rows if not row.uncertain]  # a second unknown end would be given up
            keys = await self._claim(db, rows)
            for row in rows:
                self._perhaps(Arrived(row.chat_id, keys[row.id], row.body, now))

    async def _claim(self, db: Transaction, rows: Sequence[Row]) -> dict[int, str]:
        """The key of each row."""
        await outbox.claim(db, rows)
        return {row["id"]: row["key"] for row in await db.all("SELECT id, key FROM outbox WHERE state = 'sending'")}

    def _perhaps(self, message: Arrived) -> None:
        if self.chance.random() < 0.5:
            self.copies.append(message)
