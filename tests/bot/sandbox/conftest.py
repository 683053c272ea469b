"""A sandbox over real HTTP, the bot's side of it and the people's."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.sandbox import Sandbox, gestures, people

TOKEN = "4242:sandbox-token"
ANNA, BORIS, GROUP = 11, 12, -500


class Ticks:
    """Monotonic seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Line:
    """Both ends of the wire: `bot` is the Bot API, `play` and `look` the control API."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session

    async def answer(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        """Status and body."""
        async with self.session.post(f"{self.sandbox.url}/bot{TOKEN}/{method}", json=params) as response:
            return response.status, await response.json()

    async def bot(self, method: str, **params: Any) -> Any:
        status, body = await self.answer(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The description of a refusal, its code before it: "400 Bad Request: …"."""
        status, body = await self.answer(method, **params)
        assert body["ok"] is False, body
        assert body["error_code"] == status
        return f"{status} {body['description']}"

    async def play(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"{self.sandbox.url}/control/{path}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def unplayable(self, path: str, **body: Any) -> str:
        """The sentence that says why not."""
        async with self.session.post(f"{self.sandbox.url}/control/{path}", json=body) as response:
            assert response.status == 400
            return str((await response.json())["error"])

    async def look(self, path: str) -> Any:
        async with self.session.get(f"{self.sandbox.url}/control/{path}") as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def called(self, **fields: Any) -> None:
        """Until the newest call of the bot has these fields in the log."""
        newest: dict[str, Any] = {}
        while {name: newest.get(name) for name in fields} != fields:
            newest = next(reversed(await self.look("calls?polls=1")), {})

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.bot("getUpdates", **params)
        return found

    async def upload(self, method: str, field: str, name: str, content: bytes, **params: Any) -> dict[str, Any]:
        form = aiohttp.FormData(quote_fields=False)
        for key, value in params.items():
            form.add_field(key, str(value))
        form.add_field(field, content, filename=name)
        async with self.session.post(f"{self.sandbox.url}/bot{TOKEN}/{method}", data=form) as response:
            body: dict[str, Any] = await response.json()
            return body


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def empty(clock: MovableClock, ticks: Ticks, session: aiohttp.ClientSession) -> AsyncIterator[Line]:
    """Nobody there yet, and no limits of pace."""
    sandbox = Sandbox(TOKEN, clock, bot_name="sample_bot", strict_pace=False, monotonic=ticks)
    await sandbox.start()
    yield Line(sandbox, session)
    await sandbox.stop()


@pytest.fixture
async def line(empty: Line) -> Line:
    """Anna has started the bot, Boris has not; both are in a group with the bot. The queue is empty."""
    parts = empty.sandbox.parts
    people.add(parts, ANNA, "Анна Ветрова", username="vetrova")
    people.add(parts, BORIS, "Борис")
    people.add_group(parts, GROUP, "Сводки", [ANNA, BORIS])
    gestures.say(parts, ANNA, "/start")
    parts.updates.drop()
    return empty
