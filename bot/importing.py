"""Tables into the registry, in the background: read and compared in a thread, written by one transaction."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from hashlib import blake2b
from typing import Final

from bot import logs, replies, telegram
from bot.aside import aside
from bot.clock import Clock
from bot.trouble import where
from domain.form import Facts
from domain.imports import planning, reading
from domain.imports.reading import Sheets
from domain.imports.registry import Plan
from domain.imports.tables import Unreadable
from domain.municipality import Municipality
from domain.reminders import sendable_at
from storage import import_registry, imports, outbox, reminders
from storage.database import Database, Reached, Transaction, unwatched
from storage.imports import Job
from storage.parcel import Parcel
from storage.shelf import Shelf
from views import importing as views
from views import uploads
from views.screen import Notice, Screen

log = logs.get(__name__)

NAP: Final = 60.0  # seconds
SOON: Final = 0.25  # while a file is on its way; longer and longer
TELLING: Final = 1.0  # between two words about progress
KEPT: Final = 2  # tables that wait for their yes, as they were read


class Importing:
    """Runs until cancelled. Every step is a state in the database: a process that dies goes on where it was, and
    what is written is written with that state."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        town: Municipality,
        shelf: Shelf,
        told: Callable[[], None],
        reached: Reached = unwatched,
    ) -> None:
        self._database = database
        self._clock = clock
        self._town = town
        self._shelf = shelf
        self._told = told  # there is a message to be delivered
        self._reached = reached
        self._stir = asyncio.Event()
        self._busy = False
        self._waits = False
        self._read: dict[int, Sheets] = {}

    @property
    def idle(self) -> bool:
        return not self._busy and not self._waits and not self._stir.is_set()

    def wake(self) -> None:
        """Somebody may have sent a table or said yes."""
        self._stir.set()

    async def run(self) -> None:
        """Until cancelled."""
        self._stir.set()
        nap = SOON
        while True:
            nap = SOON if self._stir.is_set() else nap
            try:
                more = await self.step()
            except Exception as error:
                log.error("importing waits", place=where(error))
                more, self._waits = False, False
            if not more:
                with suppress(TimeoutError):
                    async with asyncio.timeout(nap if self._waits else NAP):
                        await self._stir.wait()
                nap = min(NAP, 2 * nap)

    async def step(self) -> bool:
        """Do what there is to do, one after the other. Was there work?"""
        self._busy = True
        self._stir.clear()
        try:
            async with self._database.transaction("importing") as db:
                jobs = await imports.to_do(db, self._clock.now())
                self._waits = not jobs and await imports.waiting(db)
            for job in jobs:
                await self._safely(job)
            return bool(jobs)
        finally:
            self._busy = False

    async def _safely(self, job: Job) -> None:
        """A table nobody can cope with ends there, and does not keep the others waiting."""
        try:
            await (self._write(job) if job.state == "wanted" else self._look(job))
        except Unreadable as why:
            await self._end(job, views.unreadable(str(why)))
        except Exception as error:
            log.error("an import was given up", job=job.id, place=where(error))
            await self._end(job, views.failed())

    async def _look(self, job: Job) -> None:
        """Read the table and say what it would change, or what is wrong."""
        plan = await self._planned(job)
        now = self._clock.now()
        async with self._database.transaction("importing") as db:
            if plan.faults:
                state, screen = "faulty", views.faulty(job.id, plan.faults)
            elif plan.empty:
                state, screen = "done", views.nothing_new(plan)
            else:
                state, screen = "ready", views.preview(job.id, plan, again=job.digest is not None)
            faults, given = plan.faults, plan.given if state == "done" else ()
            before = ("waiting", "wanted")
            if await imports.turn(db, job.id, before, state, now, digest=_digest(plan), faults=faults, given=given):
                await self._say(db, job, screen, f"{state}:{now.isoformat()}")
        self._told()

    async def _write(self, job: Job) -> None:
        """Everything is prepared before; in the transaction the registry is only looked at once more."""
        sheets = await self._sheets(job)
        while True:
            async with self._database.transaction("importing", apart=True) as db:
                registry = await import_registry.load(db, job.own)
            plan = await aside(planning.plan, sheets, registry, job.own)
            if _digest(plan) != job.digest:
                await self._look(job)  # not what was said yes to
                return
            now = self._clock.now()
            async with self._database.transaction("import", apart=True) as db:
                if await import_registry.load(db, job.own) != registry:
                    continue
                if not await imports.turn(db, job.id, ("wanted",), "done", now, given=plan.given):
                    return
                await import_registry.write(db, plan, job.by_person, now)
                if plan.new_schools:
                    await reminders.replan(db)
                await self._say(db, job, views.done(job.id, plan), "done")
                await self._tell_mentors(db, job, plan)
            self._read.pop(job.id, None)
            self._told()
            return

    async def _planned(self, job: Job) -> Plan:
        sheets = await self._sheets(job)
        async with self._database.transaction("importing", apart=True) as db:
            registry = await import_registry.load(db, job.own)
        return await aside(planning.plan, sheets, registry, job.own)

    async def _sheets(self, job: Job) -> Sheets:
        """What is in the table; kept for the yes that may come soon."""
        if job.id not in self._read:
            sheets = await self._unpacked(job)
            while len(self._read) >= KEPT:
                self._read.pop(next(iter(self._read)))
            self._read[job.id] = sheets
        return self._read[job.id]

    async def _unpacked(self, job: Job) -> Sheets:
        """In a thread; whoever waits sees how far it is, in one message."""
        today = self._clock.now().astimezone(self._town.zone).date()
        far = [0, 0]  # of two passes over all rows

        def read(done: int, total: int) -> None:
            far[:] = done, 2 * total

        def understood(done: int) -> None:
            far[0] = min(far[1] // 2 + done, far[1])

        def work() -> Sheets:
            book = uploads.tables(self._shelf.read(job.sha256), read)
            return reading.read(book, Facts(today), understood)

        reader = asyncio.ensure_future(aside(work))
        shown = False
        while not (await asyncio.wait({reader}, timeout=TELLING))[0]:
            shown = await self._show(job, views.progress(*far)) or shown
        self._reached("importing.read")
        sheets = await reader
        if shown:
            await self._show(job, views.read(sum(map(len, sheets.lines.values()))))
        return sheets

    async def _show(self, job: Job, screen: Screen) -> bool:
        """The progress: a message of its own first, then that message anew."""
        key = f"import:{job.id}:progress"
        async with self._database.transaction("importing") as db:
            place = await outbox.place(db, key)
            if place is None:
                await outbox.put(db, [replies.notice(Notice(job.chat_id, screen, key, interactive=True))], self._now())
            else:
                request = telegram.edit(job.chat_id, place, screen)
                await outbox.put(db, [Parcel(job.chat_id, request.method, request.body)], self._now())
        self._told()
        return True

    async def _say(self, db: Transaction, job: Job, screen: Screen, key: str) -> None:
        notice = Notice(job.chat_id, screen, f"import:{job.id}:{key}", interactive=True)
        await outbox.put(db, [replies.notice(notice)], self._now())

    async def _tell_mentors(self, db: Transaction, job: Job, plan: Plan) -> None:
        town, now = self._town, self._now()
        wake = sendable_at(now, town.zone, town.morning, town.quiet_from, town.quiet_until)
        told = await import_registry.told(db, plan.new_pairs)
        notices = [
            Notice(chat, views.new_pairs(many), f"import:{job.id}:mentor:{chat}", wake if wake > now else None)
            for chat, many in told.items()
        ]
        await outbox.put(db, [replies.notice(one) for one in notices], now)

    async def _end(self, job: Job, screen: Screen) -> None:
        async with self._database.transaction("importing") as db:
            if await imports.turn(db, job.id, ("waiting", "wanted"), "dropped", self._now()):
                await self._say(db, job, screen, "ended")
        self._told()

    def _now(self) -> datetime:
        return self._clock.now()


def _digest(plan: Plan) -> str:
    """Of what a person is shown of it."""
    shown = repr((sorted(plan.tallies.items(), key=lambda tally: tally[0]), plan.drafts, plan.faults))
    return blake2b(shown.encode(), digest_size=16).hexdigest()
