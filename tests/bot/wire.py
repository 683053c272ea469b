"""A bot's process in parts, against the sandbox: what people do, and what they see."""

import asyncio
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.clock import MovableClock
from bot.delivery import Delivery
from bot.http import Api
from bot.pace import Pace
from bot.rendering import Rendered
from bot.sandbox import Sandbox
from domain.deadlines import DayOffPolicy
from domain.municipality import Municipality
from domain.workdays import WorkCalendar
from storage import outbox
from storage.database import Database
from storage.parcel import Parcel
from views.screen import File

TOKEN = "4242:sandbox-token-of-good-length"
ANNA, BORIS, GROUP = 11, 12, -500
TOWN = Municipality(
    ZoneInfo("Europe/Moscow"), DayOffPolicy.PREVIOUS, frozenset(), "sample_bot", lambda _years: WorkCalendar()
)


class People:
    """Whoever holds a phone."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self._session = session

    async def play(self, path: str, **body: Any) -> Any:
        async with self._session.post(f"{self.sandbox.url}/control/{path}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def look(self, path: str) -> Any:
        async with self._session.get(f"{self.sandbox.url}/control/{path}") as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def say(self, text: str, person: int = ANNA) -> None:
        await self.play("say", person=person, text=text)

    async def press(self, message_id: int, data: str, person: int = ANNA) -> None:
        await self.play("press", person=person, message_id=message_id, data=data, force=True)

    async def received(self, chat: int = ANNA) -> list[dict[str, Any]]:
        """What the bot has written there, oldest first."""
        return [each for each in (await self.look(f"chat?chat={chat}"))["messages"] if each["from"]["bot"]]

    async def texts(self, chat: int = ANNA) -> list[str]:
        return [each["text"] for each in await self.received(chat)]

    async def calls(self, *methods: str) -> list[dict[str, Any]]:
        """What the bot has asked for, of these methods or all."""
        found = await self.look("calls")
        return [call for call in found if not methods or call["method"] in methods]


class Post:
    """The delivery half: rows are put by hand."""

    def __init__(self, database: Database, clock: MovableClock, api: Api, people: People, pace: Pace) -> None:
        self.database = database
        self.clock = clock
        self.people = people
        self.rendered: list[File] = []
        self._api = api
        self._pace = pace
        self.delivery = self.new_delivery()

    def new_delivery(self) -> Delivery:
        return Delivery(self._api, self.database, self.clock, self._render, self._pace)

    async def put(self, *parcels: Parcel) -> None:
        async with self.database.transaction() as db:
            await outbox.put(db, parcels, self.clock.now())

    async def deliver(self) -> None:
        """Until nothing is left that could leave now."""
        async with asyncio.timeout(15):
            while True:
                if await self.delivery.step():
                    continue
                async with self.database.transaction() as db:
                    if not await outbox.unsettled(db, self.clock.now()):
                        return
                await self.delivery.rest()

    async def until(self, method: str, count: int = 1) -> None:
        """Until the server has been asked for something that often."""
        async with asyncio.timeout(10):
            while len(await self.people.calls(method)) < count:
                await self.delivery.step()

    async def rows(self, what: str = "state") -> list[Any]:
        """One column of the outbox, in the order of the rows; several, with commas, as tuples."""
        async with self.database.transaction() as db:
            found = [tuple(row) for row in await db.all(f"SELECT {what} FROM outbox ORDER BY id")]
        return [row[0] for row in found] if "," not in what else found

    async def value(self, sql: str) -> Any:
        async with self.database.transaction() as db:
            return await db.value(sql)

    async def _render(self, file: File) -> Rendered:
        self.rendered.append(file)
        if file.renderer == "broken":
            raise ZeroDivisionError
        while file.renderer == "slow" and not await self.people.calls("sendChatAction"):
            pass
        return Rendered("sample.txt", b"words")
