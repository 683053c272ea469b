"""Files that people sent, from the messenger to the disk: in the background, again and again until it succeeds."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Final

import orjson

from bot import logs, replies
from bot.aside import aside
from bot.clock import Clock
from bot.http import Api, NoAnswer, TooLarge
from bot.trouble import where
from domain import contents
from domain.papers import LARGEST, Paper, Refusal
from storage import evidence, files, outbox
from storage.database import Database, Reached, unwatched
from storage.shelf import Part, Shelf
from views import papers
from views.screen import Notice

log = logs.get(__name__)

WIDTH: Final = 4  # files at once
FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(hours=1)
NAP: Final = 60.0  # seconds


class NotNow(RuntimeError):
    """The messenger did not hand it over; it may the next time."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Fetching:
    """Runs until cancelled. What is on the disk is written down only afterwards: a crash in between fetches it
    once more, to the same place."""

    def __init__(
        self,
        api: Api,
        database: Database,
        clock: Clock,
        shelf: Shelf,
        told: Callable[[], None],
        reached: Reached = unwatched,
    ) -> None:
        self._api = api
        self._database = database
        self._clock = clock
        self._shelf = shelf
        self._told = told  # there is a message to be delivered
        self._reached = reached
        self._stir = asyncio.Event()
        self._busy = False
        self._nap = 0.0

    @property
    def idle(self) -> bool:
        return not self._busy and not self._stir.is_set()

    def wake(self) -> None:
        """There is something to fetch, or the clock was moved."""
        self._stir.set()

    async def run(self) -> None:
        """Until cancelled; any trouble is waited out."""
        self._stir.set()
        self._shelf.tidy()
        while True:
            try:
                more = await self.step()
            except Exception as error:
                log.error("fetching waits", place=where(error))
                more, self._nap = False, FIRST_PAUSE.total_seconds()
            if not more:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._nap):
                        await self._stir.wait()

    async def step(self) -> bool:
        """Fetch what is due, a few at once. Was there work?"""
        self._busy = True
        self._stir.clear()
        try:
            now = self._clock.now()
            async with self._database.transaction("fetching") as db:
                due = await files.waiting(db, now, WIDTH)
                next_due = await files.next_due(db)
            self._nap = min(NAP, max(0.01, (next_due - now).total_seconds())) if next_due else NAP
            await asyncio.gather(*(self._fetch(paper) for paper in due))
            return bool(due)
        finally:
            self._busy = False

    async def _fetch(self, paper: Paper) -> None:
        """One file and what becomes of it, whatever happens."""
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(paper.attempts, 20))
        try:
            with self._shelf.coming() as part:
                why = await self._bring(paper, part)
        except NotNow as trouble:
            pause = timedelta(seconds=trouble.seconds) if trouble.seconds else pause
            await self._failed(paper, str(trouble), pause)
        except NoAnswer as trouble:
            await self._failed(paper, str(trouble), pause)
        except OSError as trouble:  # of the disk: full, read-only
            log.error("a file cannot be kept", file=paper.id, place=where(trouble))
            await self._failed(paper, type(trouble).__name__, pause)
        else:
            await (self._refused(paper, why) if why else self._kept(paper, part))

    async def _bring(self, paper: Paper, part: Part) -> Refusal | None:
        """From the messenger to its place on the disk, unless it is something that is not kept."""
        answer = await self._api.call("getFile", orjson.dumps({"file_id": paper.remote_id}).decode())
        self._reached("fetching.found")
        if answer.code == 400 and "too big" in answer.description.lower():
            return Refusal.TOO_LARGE
        path = answer.result.get("file_path") if answer.ok and isinstance(answer.result, dict) else None
        if not isinstance(path, str) or not path:
            raise NotNow(f"getFile: {answer.code}", answer.retry_after)
        try:
            await self._api.download(path, part.write, LARGEST)
        except TooLarge:
            return Refusal.TOO_LARGE
        self._reached("fetching.fetched")
        why = await aside(self._settle, part)
        self._reached("fetching.settled")
        return why

    async def _kept(self, paper: Paper, part: Part) -> None:
        async with self._database.transaction("fetched") as db:
            await files.kept(db, paper.id, part.sha256, part.size)

    def _settle(self, part: Part) -> Refusal | None:
        part.end()
        why = contents.refusal(part.path.read_bytes())
        if why is None:
            self._shelf.put(part)
        return why

    async def _refused(self, paper: Paper, why: Refusal) -> None:
        """The person is told once, by the transaction that says so."""
        now = self._clock.now()
        async with self._database.transaction("fetched") as db:
            sender = await files.refused(db, paper.id, why)
            if sender is None:
                return
            row = await evidence.without_file(db, paper.id, papers.REFUSED[why], paper.by_person, now)
            notice = Notice(sender, papers.refused(paper.name, why, row), key=f"file-refused:{paper.id}")
            await outbox.put(db, [replies.notice(notice)], now)
        self._told()

    async def _failed(self, paper: Paper, why: str, pause: timedelta) -> None:
        log.warning("a file could not be fetched", file=paper.id, reason=why, seconds=round(pause.total_seconds()))
        async with self._database.transaction("fetched") as db:
            await files.failed(db, paper.id, why, self._clock.now() + pause)
