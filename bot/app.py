"""The process: opens everything, wires it together, and ends it in order."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final

from aiogram import Dispatcher

from bot import backups, greeting, intake, logs, opening, rendering, replies, serving
from bot.clock import Clock
from bot.delivery import Delivery
from bot.fetching import Fetching
from bot.flood import Flood
from bot.http import Api
from bot.importing import Importing
from bot.loop import tune_garbage_collector
from bot.night import Night
from bot.opening import StartFailed
from bot.outcomes import TokenRefused
from bot.pace import Pace
from bot.settings import Settings
from bot.trouble import where
from domain.municipality import Municipality
from scheduler import days_off, jobs
from storage import files, imports, outbox
from storage.database import Database, Reached, Transaction, unwatched
from storage.shelf import Shelf
from views import checks
from views.screen import File, Notice

log = logs.get(__name__)

Attach = Callable[[Dispatcher], None]
Plan = Callable[[Transaction, datetime, Municipality], Awaitable[list[Notice]]]

BREATH: Final = 0.05  # seconds between two plans
GRACE: Final = 1.5  # seconds: once for the batch under way, then once more for the messages


class App:
    """`run` until a signal; or `start` and `stop` around something else. The clock may be moved between:
    `tick` afterwards."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        attach: Attach | None = None,
        plan: Plan | None = None,
        pace: Pace | None = None,
        reached: Reached = unwatched,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self._attach = attach or _routes
        self._plan = plan or _planning
        self._pace = pace or Pace()
        self._reached = reached
        self._ticking = asyncio.Lock()
        self._noted = backups.NOTHING  # what is known to be written down beside the backups
        self._plan_soon = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._database: Database | None = None
        self._api: Api | None = None
        self._scheduler: Any = None

    @property
    def database(self) -> Database:
        """Open between `start` and `stop`."""
        if self._database is None:
            raise RuntimeError("the app has not started")
        return self._database

    async def run(self) -> None:
        """Until SIGTERM or SIGINT. Raises `StartFailed` with a sentence for the administrator."""
        enough = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, enough.set)
        stopped = asyncio.create_task(enough.wait())
        starting = asyncio.create_task(self.start())
        try:
            await asyncio.wait([starting, stopped], return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                tune_garbage_collector()
                await asyncio.wait([*self._tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
                self._raise_failure()
        finally:
            log.info("stopping")
            stopped.cancel()
            starting.cancel()
            await asyncio.wait([starting])
            await self.stop()

    async def start(self) -> None:
        """Polling and delivering when it returns. Waits for Telegram as long as it takes."""
        token = self.settings.token.get_secret_value()
        self._database = await opening.database(self.settings.database, self._reached)
        self._api = await Api.open(self.settings.api_url, token, self.settings.proxy)
        self.town = Municipality(
            zone=self.settings.timezone,
            policy=self.settings.day_off_policy,
            admins=self.settings.admins,
            bot_name=await greeting.introduce(self._api),
            calendar=days_off.calendar,
            morning=self.settings.reminder_hour,
            quiet_from=self.settings.quiet_from,
            quiet_until=self.settings.quiet_until,
            templates=str(self.settings.templates or ""),
            key=blake2b(token.encode(), person=b"keyed hashes").digest(),
        )
        dispatcher = Dispatcher(disable_fsm=True)
        self._attach(dispatcher)
        bot = serving.context(int(token.partition(":")[0]), self.town.bot_name)
        self._delivery = Delivery(self._api, self._database, self.clock, self._render, self._pace, self._reached)
        self._fetching = Fetching(
            self._api,
            self._database,
            self.clock,
            Shelf.beside(self.settings.database),
            self._delivery.wake,
            self._reached,
        )
        self._importing = Importing(
            self._database,
            self.clock,
            self.town,
            Shelf.beside(self.settings.database),
            self._delivery.wake,
            self._reached,
        )
        self._intake = intake.Intake(
            self._api,
            self._database,
            dispatcher,
            self.clock,
            self.town,
            bot,
            self._plan_soon.set,
            self._reached,
            self._delivery,
            Flood() if self._pace.polite else None,
        )
        await self._delivery.resume()
        await self._tick_safely()
        self._night = Night(self.settings, self.database, self.clock)
        self._scheduler = jobs.start(self._tick_safely, self._night.work, self.settings.timezone)
        self._tasks = [
            asyncio.create_task(coroutine)
            for coroutine in (self._intake.run(), self._delivery.run(), self._plan_when_due())
        ]
        self._fetcher = asyncio.create_task(self._fetching.run())
        self._greeting = asyncio.create_task(greeting.greet(self._api))
        self._importer = asyncio.create_task(self._importing.run())
        self._late = asyncio.create_task(self._night.catch_up())
        log.info("started", name=self.town.bot_name or "?")

    async def stop(self) -> None:
        """Take no more, finish what is begun, hand the rest back; within 5 seconds. Whatever fails on the way,
        the file is closed: its thread would keep the process alive."""
        try:
            if self._tasks:
                await self._wind_up()
        finally:
            if self._api:
                await self._api.close()
            if self._database:
                await self._database.close()
            self._api = self._database = None

    async def _wind_up(self) -> None:
        polling, delivering, planner = self._tasks
        self._intake.stop()
        self._delivery.halt()
        with suppress(TimeoutError):
            # A tick that has begun ends: cancelling it in its commit would leave the outcome open.
            async with asyncio.timeout(1), self._ticking:
                pass
        self._scheduler.shutdown(wait=False)
        planner.cancel()
        self._fetcher.cancel()
        self._importer.cancel()
        self._late.cancel()
        self._greeting.cancel()
        await asyncio.wait([polling, delivering], timeout=GRACE)
        for task in self._tasks:
            task.cancel()
        beside = (self._fetcher, self._importer, self._late, self._greeting)
        await asyncio.gather(*self._tasks, *beside, return_exceptions=True)
        self._tasks = []
        await self._delivery.stop(GRACE)

    async def tick(self, *, look: bool = True) -> None:
        """Compute what is due now, queue it, and `look` whether something waiting has become ready: the clock may
        have been moved."""
        async with self._ticking:
            now = self.clock.now()
            async with self.database.transaction("tick") as db:
                notices = await self._plan(db, now, self.town)
                await outbox.put(db, [replies.notice(one) for one in notices], now)
                to_fetch = await files.next_due(db)
                to_import = await imports.waiting(db)
        if notices or look:
            self._delivery.wake()
        if to_fetch and to_fetch <= now:
            self._fetching.wake()
        if to_import:
            self._importing.wake()

    async def drained(self, timeout: float) -> bool:  # noqa: ASYNC109
        """Wait until nothing is ready to be sent or under way; False when that takes longer. An update
        counts from its commit on: wait for its acknowledgement first."""
        try:
            async with asyncio.timeout(timeout):
                while not await self._quiet():  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        except TimeoutError:
            return False
        return True

    async def _quiet(self) -> bool:
        if self._plan_soon.is_set() or self._ticking.locked():
            return False
        if not (self._delivery.idle and self._fetching.idle and self._importing.idle):
            return False
        async with self.database.transaction() as db:
            return not await outbox.unsettled(db, self.clock.now())

    async def _plan_when_due(self) -> None:
        """What a batch has brought about is told at once; batches that come meanwhile, or just after, share a plan."""
        while True:
            await self._plan_soon.wait()
            self._plan_soon.clear()
            await self._tick_safely(look=False)
            await asyncio.sleep(BREATH)

    async def _tick_safely(self, *, look: bool = True) -> None:
        try:
            await self.tick(look=look)
        except Exception as error:
            log.error("a tick was rolled back", place=where(error))
            return
        try:
            self._noted = await backups.remember(self.settings, self.database, self._noted)
        except Exception as error:
            log.error("what outlives a backup is not written down beside them", place=where(error))

    async def _render(self, file: File) -> rendering.Rendered | rendering.Remote:
        return await rendering.render(self.database, self.clock.now(), self.town, file)

    def _raise_failure(self) -> None:
        for task in self._tasks:
            if task.done() and not task.cancelled() and (error := task.exception()):
                if isinstance(error, TokenRefused):
                    raise StartFailed(checks.TOKEN_REFUSED)
                raise error


def _routes(dispatcher: Dispatcher) -> None:
    from handlers import routes

    routes.attach(dispatcher)


async def _planning(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    from scheduler import planning

    return await planning.plan(db, now, town)
