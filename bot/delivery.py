"""From the outbox to Telegram: in order within a chat, at Telegram's pace, and settled in the database."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from math import inf
from typing import Final

import orjson

from bot import outcomes, settling
from bot.clock import Clock
from bot.http import Answer, Api, NoAnswer
from bot.outcomes import Malformed, Outage, Outcome, SlowDown, TokenRefused, Unauthorized
from bot.pace import FREE, Pace
from bot.rendering import Rendered
from bot.trouble import where
from storage import outbox, restart
from storage.database import Database, Reached, Transaction, unwatched
from storage.parcel import AT_ONCE, Row
from views.screen import File

log = logging.getLogger(__name__)

WIDTH: Final = 256  # requests under way at once; where there is a pace, that allows far fewer
LONGEST_NAP: Final = 60.0
LONGEST_PAUSE: Final = 3600.0  # seconds a chat is still left alone after a start
GATHER: Final = 0.005  # seconds: what comes together is written down together
LEISURE: Final = 0.025  # where nothing waits for it: mostly it goes along with a batch of updates
ACTIONS: Final = {"photo": "upload_photo", "document": "upload_document"}


class Delivery:
    """Runs until stopped. A row is committed as being sent before it is sent, and its result afterwards."""

    def __init__(
        self,
        api: Api,
        database: Database,
        clock: Clock,
        render: Callable[[File], Awaitable[Rendered]],
        pace: Pace,
        reached: Reached = unwatched,
        *,
        width: int = WIDTH,
    ) -> None:
        self._api = api
        self._database = database
        self._clock = clock
        self._render = render
        self._pace = pace
        self._reached = reached
        self._width = width
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy: set[int] = set()
        self._sending: dict[int, Row] = {}  # until the answer is heard
        self._unsettled: set[int] = set()  # until it is written down
        self._uploading: set[int] = set()
        self._finished: list[tuple[Row, Outcome]] = []
        self._settling: list[tuple[Row, Outcome]] = []  # in the transaction under way
        self._claimed: list[Row] = []
        self._due = 0.0  # when the next step is, in the loop's seconds
        self._stir = asyncio.Event()  # it is sooner
        self._stopping = False
        self._probe: asyncio.Task[None] | None = None
        self._nap = 0.0  # seconds until something has waited long enough
        self._behind = False  # whether something waits for what is under way
        self._more = False
        self._joined = 0  # how many transactions

    @property
    def idle(self) -> bool:
        return not (self._tasks or self._sending or self._finished or self._settling)

    def wake(self) -> None:
        """There is something new, or the clock was moved."""
        self._soon(GATHER)

    async def resume(self) -> None:
        """At start: take back what a stopped process had claimed, and keep its pace and pauses."""
        now = self._clock.now()
        async with self._database.transaction("resume") as db:
            given_up = await restart.requeue(db, now)
            pauses = await restart.pauses(db, now)
            recent = await restart.recent(db, now - timedelta(minutes=1), now)
        for row_id in given_up:
            log.error("row %d: two sends with an unknown result, given up", row_id)
        for chat_id, until in pauses:
            # Written by a clock that was set back since, a pause could last for days.
            self._pace.pause(chat_id, min(LONGEST_PAUSE, (until - now).total_seconds()))
        for chat_id, at in recent:
            self._pace.remember(chat_id, max(0.0, (now - at).total_seconds()))

    async def run(self) -> None:
        """Until `stop`, or `TokenRefused`."""
        while not self._stopping:
            try:
                more = await self.step()
            except TokenRefused:
                raise
            except Exception as error:
                log.error("delivery waits a second: %s", where(error))
                self._due, more = asyncio.get_running_loop().time() + 1, False
            if not more:
                await self.rest()

    async def rest(self) -> None:
        """Until there is news that no other transaction takes along, or something has waited long enough."""
        loop = asyncio.get_running_loop()
        while not self._stopping and (left := self._due - loop.time()) > 0:
            self._stir.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._stir.wait()

    def _soon(self, seconds: float) -> None:
        due = asyncio.get_running_loop().time() + seconds
        if due < self._due:
            self._due = due
            self._stir.set()

    async def step(self) -> bool:
        """Settle what has ended, claim what may go, all in one transaction; then send. Is there more to do at once?"""
        joined = self._joined
        try:
            async with self._database.transaction("delivery") as db:
                if self._joined == joined or self._due <= asyncio.get_running_loop().time():
                    await self.join(db)  # else somebody has, while this waited for its turn
        except BaseException:
            self.fall_back()
            raise
        return self.go_on()

    async def join(self, db: Transaction) -> None:
        """The same in a transaction of somebody else's, who calls `go_on` after it, or `fall_back`."""
        self._joined += 1
        self._due = inf
        now = self._clock.now()
        self._settling, self._finished = self._finished, []
        for chat_id, seconds in await settling.settle(db, self._settling, now, stopping=self._stopping):
            self._pace.pause(chat_id, seconds)
        for row, outcome in self._settling:
            self._learn(row, outcome)
        self._claimed = await self._choose(db, now)
        self._soon(self._nap)
        await outbox.claim(db, self._claimed)

    def go_on(self) -> bool:
        """It is committed: send. Raises `TokenRefused`."""
        settled, self._settling = self._settling, []
        claimed, self._claimed = self._claimed, []
        for row in claimed:
            self._start(row)
        if any(isinstance(outcome, Unauthorized) for _, outcome in settled):
            raise TokenRefused
        return self._more

    def fall_back(self) -> None:
        """It is rolled back: nothing of it has happened."""
        for row, _ in self._settling:
            self._hold(row)
        self._finished = self._settling + self._finished
        self._settling, self._claimed = [], []
        self.wake()

    async def stop(self, grace: float) -> None:
        """Let what is under way end, for so many seconds; the rest is handed back. Call when `run` has ended."""
        self._stopping = True
        self._stir.set()
        if self._probe:
            self._probe.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                while self._tasks or self._sending:
                    self._stir.clear()
                    await self._stir.wait()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for row in tuple(self._sending.values()):
            self._heard(row, NoAnswer("stopped", unknown=True))
        if self._finished:
            try:
                await self.step()
            except Exception as error:  # a full disk: the next start finds them as sends nobody knows about
                log.error("%d results could not be written down: %s", len(self._finished), where(error))

    def halt(self) -> None:
        """Claim no more; `run` ends."""
        self._stopping = True
        self._stir.set()

    async def _choose(self, db: Transaction, now: datetime) -> list[Row]:
        """What may go now; otherwise remember how long to nap."""
        self._nap, self._behind, self._more = LONGEST_NAP, False, False
        width = self._width - len(self._tasks) - len(self._sending)
        if self._stopping or self._probe or width <= 0:
            self._behind = True
            return []
        await outbox.promote(db, now)
        self._pace.tidy()
        crowded = self._pace.room() <= 0
        limit = width + len(self._busy) + self._pace.limited
        while True:
            rows = await outbox.heads(db, limit, self._unsettled)
            chosen = self._allowed(rows, width)
            if chosen or crowded or len(rows) < limit:
                break
            limit *= 4  # all of these must wait: look past them
        self._more = len(rows) >= limit and 0 < len(chosen) < width
        if due := await outbox.next_due(db):
            self._nap = max(0.01, min(self._nap, (due - now).total_seconds()))
        return chosen

    def _allowed(self, rows: list[Row], width: int) -> list[Row]:
        chosen: list[Row] = []
        occupied = set(self._busy)
        room = self._pace.room()
        for row in rows:
            if len(chosen) == width:
                self._behind = True
                break
            at_once = row.priority == AT_ONCE
            if not at_once and row.chat_id in occupied:
                self._behind = True
                continue
            wait = self._pace.wait(row.chat_id, row.method)
            if not wait and room <= 0 and row.method not in FREE:
                wait = self._pace.wait_room()
            if wait:
                self._nap = min(self._nap, max(wait, 0.001))
                # Nothing overtakes within a chat: its next row waits behind this one.
                occupied.add(row.chat_id)
                continue
            if not at_once:
                occupied.add(row.chat_id)
            room -= row.method not in FREE
            chosen.append(row)
        return chosen

    def _hold(self, row: Row) -> None:
        """Until this is settled nothing else goes to the chat, and not this again."""
        self._unsettled.add(row.id)
        if row.priority != AT_ONCE:
            self._busy.add(row.chat_id)

    def _start(self, row: Row) -> None:
        self._hold(row)
        self._pace.begin(row.method)
        if row.file is None:
            self._sending[row.id] = row
            self._reached("delivery.send")
            self._api.submit(row.method, row.body, partial(self._heard, row))
            return
        task = asyncio.create_task(self._carry(row, File(**orjson.loads(row.file))))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _heard(self, row: Row, heard: Answer | NoAnswer) -> None:
        """What became of a request; after the end of its grace nobody listens any more."""
        if self._sending.pop(row.id, None) is None:
            return
        self._reached("delivery.sent")
        if isinstance(heard, Answer):
            self._end(row, outcomes.read(heard))
        else:
            self._end(row, Outage(str(heard), unknown=heard.unknown, server_wide=not self._stopping))

    def _end(self, row: Row, outcome: Outcome) -> None:
        self._pace.end(row.chat_id, row.method)
        self._finished.append((row, outcome))
        self._soon(GATHER if self._behind else LEISURE)
        self._stir.set()

    async def _carry(self, row: Row, file: File) -> None:
        """One file and its outcome, whatever happens."""
        progress = asyncio.create_task(self._show_progress(row.chat_id, ACTIONS[file.kind]))
        outcome: Outcome
        try:
            rendered = await self._render(file)
            self._reached("delivery.send")
            self._uploading.add(row.id)
            answer = await self._api.upload(
                row.method, orjson.loads(row.body), file.kind, rendered.name, rendered.content
            )
            self._reached("delivery.sent")
            outcome = outcomes.read(answer)
        except NoAnswer as trouble:
            outcome = Outage(str(trouble), unknown=trouble.unknown, server_wide=True)
        except asyncio.CancelledError:
            outcome = Outage("stopped", unknown=row.id in self._uploading, server_wide=False)
        except Exception as error:
            log.error("row %d could not be sent: %s", row.id, where(error))
            outcome = Malformed(type(error).__name__)
        finally:
            progress.cancel()
            self._uploading.discard(row.id)
        self._end(row, outcome)

    async def _show_progress(self, chat_id: int, action: str) -> None:
        """ "Sends a picture…", for as long as it takes; nobody minds when this fails."""
        with suppress(NoAnswer):
            while True:
                await self._api.call("sendChatAction", orjson.dumps({"chat_id": chat_id, "action": action}).decode())
                await asyncio.sleep(4.5)

    def _learn(self, row: Row, outcome: Outcome) -> None:
        self._unsettled.discard(row.id)
        if row.priority != AT_ONCE:
            self._busy.discard(row.chat_id)
        if isinstance(outcome, SlowDown):
            self._pace.hold(row.chat_id, outcome.retry_after)
        elif isinstance(outcome, Outage) and outcome.server_wide and not self._stopping and not self._probe:
            log.warning("Telegram does not answer (%s): deliveries wait until it does", outcome.reason)
            self._probe = asyncio.create_task(self._wait_for_answer())

    async def _wait_for_answer(self) -> None:
        """A send whose result is unknown is repeated only once, so not into the same outage."""
        pause = 0.2
        while True:
            await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311
            with suppress(NoAnswer):
                if not isinstance(outcomes.read(await self._api.call("getMe", wait=10)), Outage):
                    break
            pause = min(pause * 2, 30.0)
        log.info("Telegram answers again")
        self._probe = None
        self.wake()
