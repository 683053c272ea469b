"""Telegram's limits as an opponent would write them: every window of a second and of a minute is looked at, and
a chat that was told to wait is watched. Stands in for `bot.http.Api`; its seconds are the running loop's."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

from bot.http import Answer, NoAnswer

FREE = ("answerCallbackQuery", "setMyCommands", "getMe", "sendChatAction")
TRIFLE = 1e-6  # seconds: what adding up fractions may lose


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that was taken, and when."""

    at: float
    chat: int
    method: str
    text: str


@dataclass
class Server:
    """`way` gives the seconds of one direction; `trouble` may answer instead, or raise `NoAnswer`."""

    way: Callable[[], float]
    trouble: Callable[["Server", int], Awaitable[Answer | None]] | None = None
    arrivals: list[Arrival] = field(default_factory=list)
    offences: list[str] = field(default_factory=list)
    asked: list[tuple[float, int]] = field(default_factory=list)
    silent_until: dict[int, float] = field(default_factory=dict)
    under_way: set["asyncio.Task[None]"] = field(default_factory=set)

    async def call(self, method: str, body: str = "{}", *, wait: float = 30.0) -> Answer:
        await asyncio.sleep(self.way())
        answer = await self._judge(method, json.loads(body))
        await asyncio.sleep(self.way())
        return answer

    def submit(self, method: str, body: str, done: Callable[[Answer | NoAnswer], None]) -> None:
        task = asyncio.ensure_future(self._tell(method, body, done))
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def _tell(self, method: str, body: str, done: Callable[[Answer | NoAnswer], None]) -> None:
        try:
            answer: Answer | NoAnswer = await self.call(method, body)
        except NoAnswer as trouble:
            answer = trouble
        done(answer)

    async def _judge(self, method: str, params: dict[str, Any]) -> Answer:
        chat = params.get("chat_id")
        if chat is None or method in FREE:
            return Answer(ok=True, result=True, code=200)
        now = asyncio.get_running_loop().time()
        self.asked.append((now, chat))
        if now < self.silent_until.get(chat, 0.0) - TRIFLE:
            self.offences.append(f"{method} to {chat} {self.silent_until[chat] - now:.3f} s too early")
        if self.trouble and (answer := await self.trouble(self, chat)):
            return answer
        if offence := self._limit(method, chat, now):
            self.offences.append(f"{now:.3f} {method} to {chat}: {offence}")
            return refusal(1)
        self.arrivals.append(Arrival(now, chat, method, params.get("text", "")))
        return Answer(ok=True, result={"message_id": len(self.arrivals)}, code=200)

    def slow_down(self, chat: int, seconds: int) -> Answer:
        """Ask for a pause in this chat, for a reason of the server's own."""
        self.silent_until[chat] = asyncio.get_running_loop().time() + seconds
        return refusal(seconds)

    def _limit(self, method: str, chat: int, now: float) -> str:
        """Which limit this message would break, counted anew from everything that has arrived."""
        second = minute = 0
        near = False
        for arrival in reversed(self.arrivals):
            if arrival.at <= now - 60 + TRIFLE:
                break
            recent = arrival.at > now - 1 + TRIFLE
            second += recent
            if arrival.chat == chat and arrival.method.startswith("send"):
                near = near or recent
                minute += 1
        if second >= 30:
            return "the 31st within a second"
        if method.startswith("send") and near:
            return "the second within a second"
        return "the 21st within a minute" if method.startswith("send") and chat < 0 and minute >= 20 else ""

    def gaps(self) -> dict[int, list[float]]:
        """Seconds between the messages of each chat."""
        times: dict[int, list[float]] = defaultdict(list)
        for arrival in self.arrivals:
            times[arrival.chat].append(arrival.at)
        return {chat: [b - a for a, b in pairwise(at)] for chat, at in times.items()}


def refusal(seconds: int) -> Answer:
    words = f"Too Many Requests: retry after {seconds}"
    return Answer(ok=False, code=429, description=words, retry_after=float(seconds))


def some_trouble(dice: Random, share: float) -> Callable[[Server, int], Awaitable[Answer | None]]:
    """Pauses asked for, failures and cut lines, one call in `1 / share`."""

    async def trouble(server: Server, chat: int) -> Answer | None:
        if dice.random() > share:
            return None
        kind = dice.randrange(4)
        if kind == 0:
            return server.slow_down(chat, dice.randint(1, 7))
        if kind == 1:
            return Answer(ok=False, code=500, description="Internal Server Error")
        if kind == 2:
            return Answer(ok=False, code=502, from_api=False)
        raise NoAnswer("ServerDisconnectedError", unknown=True)

    return trouble
