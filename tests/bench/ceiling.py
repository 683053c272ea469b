"""The server's measure: a bot without any framework, bare sockets, keeping nothing. Its speed shows what the load
server and the language can do; the server's share of its core beside it, that the server is not what is measured."""

import asyncio
import os
from collections import deque
from typing import Any, Final
from urllib.parse import urlsplit

from tests.bench.bodies import END, dumps, loads
from tests.bench.form import SUBMIT

WIDTH: Final = 16  # connections for sending
TEXT: Final = {
    "text": "Question 01 of 12?",
    "reply_markup": {"inline_keyboard": [[{"text": SUBMIT, "callback_data": "submit"}]]},
}


class Line(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self, bot: "Bot") -> None:
        self._bot = bot
        self._buffer = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def send(self, request: bytes) -> None:
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data
        end = buffer.find(END)
        size = int(buffer[buffer.find(b"Length: ") + 8 : end]) if end >= 0 else 0
        if end < 0 or len(buffer) - end - 4 < size:
            self._buffer = buffer
            return
        self._buffer = b""
        self._bot.answered(self, buffer[end + 4 :])


class Bot:
    def __init__(self, token: str) -> None:
        self._token = token.encode()
        self._free: list[Line] = []
        self._queue: deque[bytes] = deque()
        self._poll: Line | None = None

    async def run(self, host: str, port: int) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(WIDTH):
            self._free.append((await loop.create_connection(lambda: Line(self), host, port))[1])
        self._poll = (await loop.create_connection(lambda: Line(self), host, port))[1]
        self._ask(0)
        await asyncio.Event().wait()

    def answered(self, line: Line, body: bytes) -> None:
        if line is not self._poll:
            if self._queue:
                line.send(self._queue.popleft())
            else:
                self._free.append(line)
            return
        updates = loads(body)["result"]
        for update in updates:
            if message := update.get("message"):
                self._call("sendMessage", {"chat_id": message["chat"]["id"], **TEXT})
            else:
                query = update["callback_query"]
                message = query["message"]
                self._call("answerCallbackQuery", {"callback_query_id": query["id"]})
                place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
                self._call("editMessageText", {**place, **TEXT})
        self._ask(updates[-1]["update_id"] + 1 if updates else 0)

    def _ask(self, offset: int) -> None:
        assert self._poll
        self._poll.send(self._request("getUpdates", {"offset": offset, "timeout": 25}))

    def _call(self, method: str, params: dict[str, Any]) -> None:
        request = self._request(method, params)
        if self._free:
            self._free.pop().send(request)
        else:
            self._queue.append(request)

    def _request(self, method: str, params: dict[str, Any]) -> bytes:
        body = dumps(params)
        return (
            b"POST /bot%b/%b HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            % (self._token, method.encode(), len(body), body)
        )


if __name__ == "__main__":
    try:
        from uvloop import run
    except ImportError:
        from asyncio import run  # type: ignore[assignment]
    address = urlsplit(os.environ["BENCH_API"])
    run(Bot(os.environ["BENCH_TOKEN"]).run(str(address.hostname), int(address.port or 80)))
