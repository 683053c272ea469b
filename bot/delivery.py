"""From the outbox to Telegram: in order within a chat, at Telegram's pace, and settled in the database."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import orjson

from bot import choosing, logs, outcomes, settling
from bot.alarm import Alarm
from bot.choosing import Choice
from bot.clock import Clock
from bot.http import Answer, Api, NoAnswer
from bot.outcomes import Outage, Outcome, SlowDown, TokenRefused, Unauthorized
from bot.pace import Pace
from bot.rendering import Remote, Rendered
from bot.trouble import where
from bot.uploading import Uploads
from storage import outbox, restart
from storage.database import Database, Reached, Transaction, unwatched
from storage.parcel import AT_ONCE, Row
from views.screen import File

log = logs.get(__name__)

WIDTH: Final = 256  # requests under way at once; where there is a pace, that allows far fewer
LONGEST_PAUSE: Final = 3600.0  # seconds a chat is still left alone after a start
GATHER: Final = 0.005  # seconds: what comes together is written down together
LEISURE: Final = 0.025  # where nothing waits for it: mostly it goes along with a batch of updates


class Delivery:
    """Runs until stopped. A row is committed as being sent before it is sent, and its result afterwards."""

    def __init__(
        self,
        api: Api,
        database: Database,
        clock: Clock,
        render: Callable[[File], Awaitable[Rendered | Remote]],
        pace: Pace,
        reached: Reached = unwatched,
        *,
        width: int = WIDTH,
    ) -> None:
        self._api = api
        self._database = database
        self._clock = clock
        self._pace = pace
        self._reached = reached
        self._width = width
        self._uploads = Uploads(api, render, reached)
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy: set[int] = set()
        self._sending: dict[int, Row] = {}  # until the answer is heard
        self._unsettled: set[int] = set()  # until it is written down
        self._finished: list[tuple[Row, Outcome]] = []
        self._settling: list[tuple[Row, Outcome]] = []  # in the transaction under way
        self._choice = Choice()  # its rows claimed in the transaction under way
        self._alarm = Alarm()
        self._stopping = False
        self._probe: asyncio.Task[None] | None = None
        self._joined = 0  # how many transactions

    @property
    def idle(self) -> bool:
        return not (self._tasks or self._sending or self._finished or self._settling)

    def wake(self) -> None:
        """There is something new, or the clock was moved."""
        self._alarm.soon(GATHER)

    async def resume(self) -> None:
        """At start: take back what a stopped process had claimed, and keep its pace and pauses."""
        now = self._clock.now()
        async with self._database.transaction("resume") as db:
            given_up = await restart.requeue(db, now)
            pauses = await restart.pauses(db, now)
            recent = await restart.recent(db, now - timedelta(minutes=1), now)
        for row_id in given_up:
            log.error("two sends with an unknown result, given up", row=row_id)
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
                log.error("delivery waits a second", place=where(error))
                self._alarm.postpone(1)
                more = False
            if not more:
                await self.rest()

    async def rest(self) -> None:
        """Until there is news that no other transaction takes along, or something has waited long enough."""
        await self._alarm.rest(lambda: self._stopping)

    async def step(self) -> bool:
        """Settle what has ended, claim what may go, all in one transaction; then send. Is there more to do at once?"""
        joined = self._joined
        try:
            async with self._database.transaction("delivery") as db:
                if self._joined == joined or self._alarm.due:
                    await self.join(db)  # else somebody has, while this waited for its turn
        except BaseException:
            self.fall_back()
            raise
        return self.go_on()

    async def join(self, db: Transaction) -> None:
        """The same in a transaction of somebody else's, who calls `go_on` after it, or `fall_back`."""
        self._joined += 1
        self._alarm.off()
        now = self._clock.now()
        self._settling, self._finished = self._finished, []
        for chat_id, seconds in await settling.settle(db, self._settling, now, stopping=self._stopping):
            self._pace.pause(chat_id, seconds)
        for row, outcome in self._settling:
            self._learn(row, outcome)
        self._choice = await self._choose(db, now)
        self._alarm.soon(self._choice.nap)
        await outbox.claim(db, self._choice.rows)

    def go_on(self) -> bool:
        """It is committed: send. Raises `TokenRefused`."""
        settled, self._settling = self._settling, []
        claimed, self._choice.rows = self._choice.rows, []
        for row in claimed:
            self._start(row)
        if any(isinstance(outcome, Unauthorized) for _, outcome in settled):
            raise TokenRefused
        return self._choice.more

    def fall_back(self) -> None:
        """It is rolled back: nothing of it has happened."""
        for row, _ in self._settling:
            self._hold(row)
        self._finished = self._settling + self._finished
        self._settling, self._choice.rows = [], []
        self.wake()

    async def stop(self, grace: float) -> None:
        """Let what is under way end, for so many seconds; the rest is handed back. Call when `run` has ended."""
        self._stopping = True
        self._alarm.stir()
        if self._probe:
            self._probe.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                while self._tasks or self._sending:
                    await self._alarm.stirred()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for row in tuple(self._sending.values()):
            self._heard(row, NoAnswer("stopped", unknown=True))
        if self._finished:
            try:
                await self.step()
            except Exception as error:  # a full disk: the next start finds them as sends nobody knows about
                log.error("results could not be written down", count=len(self._finished), place=where(error))

    def halt(self) -> None:
        """Claim no more; `run` ends."""
        self._stopping = True
        self._alarm.stir()

    async def _choose(self, db: Transaction, now: datetime) -> Choice:
        width = self._width - len(self._tasks) - len(self._sending)
        if self._stopping or self._probe or width <= 0:
            return Choice(behind=True)
        return await choosing.choose(db, now, self._pace, width, self._busy, self._unsettled)

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

    async def _carry(self, row: Row, file: File) -> None:
        self._end(row, await self._uploads.carry(row, file))

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
        self._alarm.soon(GATHER if self._choice.behind else LEISURE)
        self._alarm.stir()

    def _learn(self, row: Row, outcome: Outcome) -> None:
        self._unsettled.discard(row.id)
        if row.priority != AT_ONCE:
            self._busy.discard(row.chat_id)
        if isinstance(outcome, SlowDown):
            self._pace.hold(row.chat_id, outcome.retry_after)
        elif isinstance(outcome, Outage) and outcome.server_wide and not self._stopping and not self._probe:
            log.warning("Telegram does not answer: deliveries wait until it does", reason=outcome.reason)
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
