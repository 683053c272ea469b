"""People played over the sandbox's HTTP: they write, press buttons and read, as in the page."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.clock import MovableClock
from bot.sandbox.demo import Demo

AUTUMN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday noon in Moscow, four weeks before the deadline


@dataclass
class Player:
    """One person's phone. `taps` counts what they did since `begin_count`."""

    town: "Town"
    id: int
    chat: int
    taps: int = 0

    async def say(self, text: str) -> "Player":
        self.taps += 1
        await self.town.post("say", {"person": self.id, "chat": self.chat, "text": text})
        await self.town.settled()
        return self

    async def press(self, label: str, index: int = -1) -> "Player":
        """The newest button whose label begins so."""
        self.taps += 1
        found = [
            (message["message_id"], button["data"])
            for message in await self.messages()
            for row in message["buttons"]
            for button in row
            if button["text"].startswith(label) and "data" in button
        ]
        assert found, f"no button «{label}» among {await self.labels()}"
        message_id, data = found[index]
        await self.press_data(message_id, data)
        return self

    async def press_data(self, message_id: int, data: str, force: bool = False) -> None:
        body = {"person": self.id, "chat": self.chat, "message_id": message_id, "data": data, "force": force}
        await self.town.post("press", body)
        await self.town.settled()

    async def send(self, kind: str) -> "Player":
        await self.town.post("send", {"person": self.id, "chat": self.chat, "kind": kind})
        await self.town.settled()
        return self

    async def attach(self, name: str, content: bytes, caption: str = "") -> "Player":
        """A file by the paperclip; a picture goes as a photo."""
        form = aiohttp.FormData(quote_fields=False)
        for key, value in {"person": str(self.id), "chat": str(self.chat), "caption": caption}.items():
            form.add_field(key, value)
        form.add_field("file", content, filename=name)
        async with self.town.session.post(f"{self.town.url}/control/upload", data=form) as answer:
            assert answer.status == 200, await answer.text()
        await self.town.settled()
        return self

    async def look(self) -> dict[str, Any]:
        return await self.town.get(f"chat?chat={self.chat}")

    async def messages(self) -> list[dict[str, Any]]:
        return (await self.look())["messages"]

    async def heard(self) -> list[str]:
        """What the bot has said and still stands, oldest first."""
        said = [message["text"] for message in await self.messages() if message["from"]["bot"]]
        return [text.replace("\N{NO-BREAK SPACE}", " ") for text in said]

    async def last(self) -> str:
        return (await self.heard())[-1]

    async def labels(self) -> list[str]:
        return [b["text"] for m in await self.messages() for row in m["buttons"] for b in row]

    async def link(self) -> str:
        """The payload of the newest invitation link in this chat."""
        found = re.findall(r"start=([\w-]+)", "\n".join(await self.heard()))
        assert found, "no invitation link"
        return found[-1]


class Town:
    """The demo's municipality, its bot and its sandbox, talked to over HTTP alone."""

    def __init__(self, demo: Demo, session: aiohttp.ClientSession) -> None:
        self.demo = demo
        self.session = session
        self.url = demo.sandbox.url
        self.department = Player(self, 101, 101)
        self.group = Player(self, 101, -1001)
        self.coordinator = Player(self, 201, 201)
        self.newcomer = Player(self, 202, 202)
        self.mentor = Player(self, 301, 301)
        self.new_mentor = Player(self, 302, 302)

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        async with self.session.post(f"{self.url}/control/{path}", json=body) as answer:
            result = await answer.json()
            assert answer.status < 400, result
            return result

    async def get(self, path: str) -> Any:
        async with self.session.get(f"{self.url}/control/{path}") as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def settled(self) -> None:
        """The bot has taken every update and said all it has to say now."""
        assert (await self.post("idle", {"timeout": 10}))["idle"]
        assert self.demo.app is not None
        assert await self.demo.app.drained(timeout=20)

    async def clock(self, **move: Any) -> None:
        await self.post("clock", move)
        await self.settled()

    async def calls(self, method: str = "") -> list[dict[str, Any]]:
        return [call for call in await self.get("calls") if not method or call["method"] == method]


@asynccontextmanager
async def town(folder: Path, at: datetime = AUTUMN, *, paced: bool = False) -> AsyncIterator[Town]:
    """The sample municipality at one instant. Pace is off, so that tests do not wait for the messenger's second."""
    demo = Demo(folder, MovableClock(at), paced=paced)
    await demo.start()
    try:
        async with aiohttp.ClientSession() as session:
            yield Town(demo, session)
    finally:
        await asyncio.wait_for(demo.stop(), 10)
