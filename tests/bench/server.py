"""A Bot API server that is never the bottleneck: no checks, no pace, no storage; a process of its own on its own core.

Bots are told apart by their tokens; each has a crowd of its own. The bench steers it by `POST /control/…`.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from tests.bench.bodies import Params, Request, cut, dumps, loads
from tests.bench.crowd import Crowd
from tests.bench.form import Step

LIMIT: Final = 100
QUIET: Final = 0.2  # seconds without a call: nothing is under way any more

ANSWER: Final = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n{"ok":true,"result":%b}'
)


class World:
    """One bot and its people. A waiting poll is answered once per turn of the loop, with all there is by then."""

    def __init__(self, token: str) -> None:
        number = token.partition(":")[0]
        me = {"id": int(number), "is_bot": True, "first_name": "B", "username": "bench_bot"}
        self.me = dumps({**me, "can_join_groups": True, "can_read_all_group_messages": False})
        self.crowd = Crowd(me, self._arrived, asyncio.get_running_loop().call_later)
        self.first_poll: float | None = None
        self.last_call = 0.0
        self._loop = asyncio.get_running_loop()
        self._poll: tuple[Callable[[bytes], None], int, asyncio.TimerHandle] | None = None
        self._soon = False
        self._ticker: asyncio.TimerHandle | None = None
        self.marked = (0.0, 0.0)

    def call(self, method: str, params: Callable[[], Params], answer: Callable[[bytes], None]) -> None:
        match method:
            case "getUpdates":
                self._take_poll(params(), answer)
            case "getMe":
                answer(self.me)
            case _:
                self.last_call = time.monotonic()
                answer(self.crowd.execute(method, params()))

    def begin(self, script: list[Step], people: int, active: int, steps: int, pause: float, rate: float) -> None:
        self.crowd.begin(script, people, active, steps, pause, rate > 0)
        if rate:
            self._tick(self._loop.time(), 1 / rate)

    def mark(self) -> None:
        self.crowd.mark()
        self.marked = (time.monotonic(), time.process_time())

    def figures(self) -> dict[str, Any]:
        crowd, (at, used) = self.crowd, self.marked
        elapsed = max(self.last_call - at, 1e-9)
        return {
            "seconds": elapsed,
            "server": (time.process_time() - used) / elapsed,
            "answers": crowd.answers,
            "forms": crowd.forms,
            "filled": crowd.filled,
            "others": crowd.others,
            "starved": crowd.starved,
            "stuck": crowd.stuck[:5],
            "waiting": crowd.waiting,
            "where": crowd.where(),
            "calls": dict(crowd.calls),
            "latencies": crowd.latencies,
            "first_poll": self.first_poll,
        }

    async def end(self, patience: float = 10.0) -> None:
        """Let everybody have their answer, and the bot finish what else it does: what it puts off counts too."""
        if self._ticker:
            self._ticker.cancel()
        self.crowd.end()
        until = time.monotonic() + patience
        while time.monotonic() < until and (self.crowd.waiting or time.monotonic() - self.last_call < QUIET):
            await asyncio.sleep(QUIET / 10)

    def _tick(self, at: float, step: float) -> None:
        self.crowd.next_one()
        self._ticker = self._loop.call_at(at + step, self._tick, at + step, step)

    def _take_poll(self, params: Params, answer: Callable[[bytes], None]) -> None:
        if self.first_poll is None:
            self.first_poll = time.monotonic()
        self._flush()
        self.crowd.confirm(int(params.get("offset") or 0))
        timer = self._loop.call_later(float(params.get("timeout") or 0), self._flush)
        self._poll = (answer, int(params.get("limit") or LIMIT), timer)
        if self.crowd.pending:
            self._flush()

    def _arrived(self) -> None:
        if self._poll and not self._soon:
            self._soon = True
            self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._soon = False
        if self._poll:
            answer, limit, timer = self._poll
            self._poll = None
            timer.cancel()
            answer(b"[%b]" % self.crowd.batch(limit))


class Connection(asyncio.Protocol):
    def __init__(self, server: "Server") -> None:
        self._server = server
        self._buffer = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        while buffer:
            request, used = cut(buffer)
            if request is None:
                break
            buffer = buffer[used:]
            self._server.take(request, self._answer)
        self._buffer = buffer

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None

    def _answer(self, result: bytes) -> None:
        if self._transport:
            self._transport.write(ANSWER % (len(result) + 21, result))


class Server:
    """`await start()` gives the address."""

    def __init__(self) -> None:
        self._worlds: dict[bytes, World] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: asyncio.Server | None = None

    async def start(self, port: int = 0) -> str:
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(lambda: Connection(self), "127.0.0.1", port)
        return f"http://127.0.0.1:{self._listening.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        assert self._listening
        self._listening.close()

    def world(self, token: str) -> World:
        key = b"bot" + token.encode()
        if key not in self._worlds:
            self._worlds[key] = World(token)
        return self._worlds[key]

    def take(self, request: Request, answer: Callable[[bytes], None]) -> None:
        if request.token == b"control":
            task = asyncio.ensure_future(self._steer(request.method.decode(), loads(request.body), answer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        world = self._worlds.get(request.token) or self.world(request.token[3:].decode())
        world.call(request.method.decode(), lambda: request.params, answer)

    async def _steer(self, command: str, said: dict[str, Any], answer: Callable[[bytes], None]) -> None:
        world = self.world(said.pop("token"))
        match command:
            case "begin":
                world.begin([Step(**step) for step in said.pop("script")], **said)
            case "mark":
                world.mark()
            case "end":
                await world.end()
        answer(dumps(world.figures() if command == "figures" else {}))


def told(script: list[Step]) -> list[dict[str, str]]:
    """A script as it is sent to the server."""
    return [asdict(step) for step in script]


async def _serve() -> None:
    """Says its address, then serves until nobody is left who could steer it."""
    print(await Server().start(), flush=True)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    try:
        from uvloop import run
    except ImportError:
        from asyncio import run  # type: ignore[assignment]
    run(_serve())
