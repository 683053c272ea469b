"""Bad weather between the bot and Telegram, and what became of everybody's messages.

`python -m tests.faults.storms --minutes 5 --seed 1` plays one storm after the other and prints what was lost and
what came twice. The bot, its database and the sandbox are the real ones; only waiting is short.
"""

import argparse
import asyncio
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from dataclasses import fields as columns
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import aiohttp

from bot import settings
from bot.app import App
from bot.clock import MovableClock
from bot.pace import Pace
from bot.sandbox import Sandbox
from storage import outbox
from tests import hurry
from tests.bot import toy
from tests.bot.wire import TOKEN, People

BEGIN: Final = datetime(2026, 1, 12, 9, tzinfo=UTC)
UNKNOWN: Final = ("reset", "silence", "late", "slow")  # after these nobody knows what has been carried out


@dataclass(frozen=True, slots=True)
class Toll:
    """What a storm has cost, in messages; `ours` counts 429s that the bot had brought upon itself."""

    said: int = 0
    lost: int = 0
    doubled: int = 0  # effects, not messages: an update that took effect twice
    out_of_order: int = 0
    repeated: int = 0
    unflagged: int = 0  # repeated, but no row of the chat says that it might have been
    needless: int = 0  # repeated although nothing was unknown about them
    thrice: int = 0
    ours: int = 0
    hit: int = 0

    def __add__(self, other: "Toll") -> "Toll":
        return Toll(*(getattr(self, field.name) + getattr(other, field.name) for field in columns(self)))

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.out_of_order or self.unflagged or self.needless or self.thrice)


class Sea:
    """People who write to a counting bot over a line that can be troubled."""

    def __init__(self, app: App, people: People, count: int) -> None:
        self.app = app
        self.people = people
        self.numbers = range(1, count + 1)
        self._said: Counter[int] = Counter()

    async def write(self, dice: Random, each: int, pause: float) -> None:
        """Everybody says so many things, up to `pause` seconds apart."""

        async def one(person: int) -> None:
            for _ in range(each):
                await asyncio.sleep(dice.uniform(0, pause))
                await self.people.say(f"{person}/{self._said[person]}", person)
                self._said[person] += 1

        await asyncio.gather(*(one(person) for person in self.numbers))

    async def trouble(self, **fault: Any) -> None:
        await self.people.play("faults", **fault)

    async def settled(self, seconds: float = 900) -> None:
        """Every update is acknowledged, and nothing is left to be sent."""
        async with asyncio.timeout(seconds):
            while not (await self.people.play("idle", timeout=60))["idle"]:
                continue
            while await self._unsettled():
                await asyncio.sleep(0.5)

    async def toll(self) -> Toll:
        """Counted from what people see, against what they have said."""
        calls = await self.people.calls()
        unknown = {call["params"].get("text") for call in calls if call.get("fault") in UNKNOWN}
        async with self.app.database.transaction() as db:
            flagged = Counter(row["chat_id"] for row in await db.all("SELECT chat_id FROM outbox WHERE uncertain > 0"))
            effects = await toy.counted(db)
        found = Toll(
            said=self._said.total(),
            doubled=abs(effects - self._said.total()),
            ours=sum(call["status"] == 429 and "fault" not in call for call in calls),
            hit=sum("fault" in call for call in calls),
        )
        for person in self.numbers:
            found += self._of(person, await self.people.received(person), flagged, unknown)
        return found

    def _of(self, person: int, received: list[dict[str, Any]], flagged: Counter[int], unknown: set[object]) -> Toll:
        wanted = [f"{person}/{number}" for number in range(self._said[person])]
        words = [message["text"].partition(": ")[2] for message in received]
        copies = {
            text: [message for message in received if message["text"].endswith(f": {text}")] for text in set(words)
        }
        several = [(text, found) for text, found in copies.items() if len(found) > 1]
        return Toll(
            lost=len(set(wanted) - set(words)),
            out_of_order=list(dict.fromkeys(words)) != [one for one in wanted if one in words],
            repeated=sum(len(found) - 1 for _, found in several),
            unflagged=max(0, len(several) - flagged[person]),
            needless=sum(found[0]["text"] not in unknown for _, found in several),
            thrice=sum(len(found) > 2 for _, found in several),
        )

    async def _unsettled(self) -> int:
        async with self.app.database.transaction() as db:
            return await outbox.unsettled(db, self.app.clock.now())


@asynccontextmanager
async def sea(folder: Path, people: int, **fault: Any) -> AsyncIterator[Sea]:
    """Everybody has started the bot; nothing is in the way yet, unless its process starts into a `fault`."""
    loop = hurry.loop()
    clock = MovableClock(read=lambda: BEGIN + timedelta(seconds=loop.time() - hurry.BEGIN))
    sandbox = Sandbox(TOKEN, clock, bot_name="sample_bot", strict_pace=True, monotonic=loop.time)
    await sandbox.start()
    chosen = settings.load(_env_file=None, token=TOKEN, api_url=sandbox.url, database=folder / "bot.sqlite3")
    app = App(chosen, clock, attach=toy.attach, plan=toy.nothing_due, pace=Pace(monotonic=loop.time))
    try:
        async with aiohttp.ClientSession() as session:
            crowd = People(sandbox, session)
            for number in range(1, people + 1):
                await crowd.play("people", id=number, name=f"Человек {number}")
                await crowd.say("/start", number)
            sandbox.parts.updates.drop()
            await crowd.play("faults", **fault)
            await app.start()
            yield Sea(app, crowd, people)
    finally:
        await app.stop()
        await sandbox.stop()


async def storm(seed: int, share: float, people: int = 12, each: int = 4) -> Toll:
    """Every call may meet any trouble, and every update comes twice."""
    dice = Random(seed)
    random.seed(seed)
    with tempfile.TemporaryDirectory() as folder:
        async with sea(Path(folder), people) as found:
            await found.trouble(mode="storm", share=share, seed=seed, duplicate_updates=True)
            await found.write(dice, each, pause=8)
            await found.settled()
            return await found.toll()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.storms", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    until, total, seed = time.monotonic() + chosen.minutes * 60, Toll(), chosen.seed
    while time.monotonic() < until:
        kept: list[Toll] = []

        async def play(seed: int = seed, kept: list[Toll] = kept) -> None:
            kept.append(await storm(seed, share=Random(seed).choice((0.1, 0.3, 0.5)), people=20, each=6))

        hurry.run(play())
        if not kept[0].clean or kept[0].ours:
            print(f"seed {seed}: {kept[0]}", flush=True)
        total, seed = total + kept[0], seed + 1
    print(f"{seed - chosen.seed} storms: {total}")
    return 0 if total.clean and not total.ours else 1


if __name__ == "__main__":
    sys.exit(main())
