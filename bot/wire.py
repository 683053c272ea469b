"""Kept-alive connections to one server, each with one request under way: POST, JSON, nothing negotiated.

That is all a Bot API needs, and it costs a fifth of what a general client takes for a small message.
"""

import asyncio
import errno
import re
import socket
import ssl
from collections.abc import Callable
from typing import Final, cast
from urllib.parse import urlsplit

import aiohappyeyeballs
import httptools

CONNECT: Final = 10.0  # seconds
IDLE: Final = 20.0  # seconds after which a connection may have been given up at the other end
NAGGING: Final = 0.25  # seconds before another of the server's addresses is tried as well
WATCH: Final = 0.2  # seconds between two looks at who waits too long
_MEASURED: Final = re.compile(rb"^(content-length|transfer-encoding):", re.IGNORECASE | re.MULTILINE)


class NoAnswer(Exception):
    """Nothing came back. `unknown` says whether the request may have been carried out all the same."""

    def __init__(self, reason: str, *, unknown: bool) -> None:
        super().__init__(reason)
        self.unknown = unknown


Heard = tuple[int, bytes] | NoAnswer  # the status and the body of an answer
Done = Callable[[Heard], None]


class Wire:
    """`submit` or `post` as often as wanted at once; `close` at the end. `address` is http or https, with a
    path or without; ValueError for what is no address."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host = parts.hostname or ""
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._tls else 80)
        place = parts.netloc.rpartition("@")[2]
        self._start = f"POST {parts.path}".encode()
        self._middle = f" HTTP/1.1\r\nHost: {place}\r\nContent-Type: application/json\r\nContent-Length: ".encode()
        self._idle: list[tuple[float, _Line]] = []
        self._lines: set[_Line] = set()
        self._connecting: set[asyncio.Task[None]] = set()
        self._watch: asyncio.TimerHandle | None = None

    def submit(self, method: str, body: bytes, wait: float, done: Done) -> None:
        """`done` hears the answer, once, from the loop; `wait` is in seconds."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        line = self._free(now)
        if line:
            self._ask(line, method, body, now + wait, done)
        else:
            task = loop.create_task(self._ask_anew(method, body, wait, done))
            self._connecting.add(task)
            task.add_done_callback(self._connecting.discard)

    async def post(self, method: str, body: bytes, wait: float) -> tuple[int, bytes]:
        """The status and the body of the answer; `wait` is in seconds. Raises `NoAnswer`."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        line = self._free(now) or await self._connect(loop, min(wait, CONNECT))
        answer: asyncio.Future[Heard] = loop.create_future()
        self._ask(line, method, body, now + wait, answer.set_result)
        try:
            heard = await answer
        except asyncio.CancelledError:
            line.drop()
            raise
        if isinstance(heard, NoAnswer):
            raise heard
        return heard

    def _ask(self, line: "_Line", method: str, body: bytes, until: float, done: Done) -> None:
        line.ask(b"%b%b%b%d\r\n\r\n%b" % (self._start, method.encode(), self._middle, len(body), body), until, done)
        if not self._watch:
            self._watch = line.loop.call_later(WATCH, self._look)

    def _look(self) -> None:
        """One timer for all that is under way: one for each would cost more than to ask."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        waiting = [line for line in tuple(self._lines) if line.look(now)]
        self._watch = loop.call_later(WATCH, self._look) if waiting else None

    async def _ask_anew(self, method: str, body: bytes, wait: float, done: Done) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + wait
        try:
            line = await self._connect(loop, min(wait, CONNECT))
        except NoAnswer as trouble:
            done(trouble)
        else:
            self._ask(line, method, body, until, done)

    def close(self) -> None:
        """What is under way is not waited for, and nobody hears of it."""
        if self._watch:
            self._watch.cancel()
        for task in self._connecting:
            task.cancel()
        for line in tuple(self._lines):
            line.drop()

    def _free(self, now: float) -> "_Line | None":
        """The connection used last, so that those in excess grow old and go."""
        while self._idle:
            since, line = self._idle.pop()
            if line.is_open and now - since < IDLE:
                return line
            line.close()
        return None

    async def _connect(self, loop: asyncio.AbstractEventLoop, wait: float) -> "_Line":
        try:
            async with asyncio.timeout(wait):
                found = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
                reached = await aiohappyeyeballs.start_connection(found, happy_eyeballs_delay=NAGGING)
                _, line = await loop.create_connection(
                    lambda: _Line(loop, self._back, self._lines.discard),
                    sock=reached,
                    ssl=self._tls,
                    server_hostname=self._host if self._tls else None,
                )
        except (OSError, TimeoutError) as error:
            raise NoAnswer(reason(error), unknown=False) from None
        self._lines.add(line)
        return line

    def _back(self, line: "_Line") -> None:
        self._idle.append((line.loop.time(), line))


class _Line(asyncio.Protocol):
    """One connection: asks, and hears the answer. `free` is told when it may be asked again, `gone` when never."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, free: Callable[["_Line"], None], gone: Callable[["_Line"], None]
    ) -> None:
        self.loop = loop
        self.is_open = False
        self._free = free
        self._gone = gone
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._done: Done | None = None
        self._until = 0.0
        self._body: list[bytes] = []
        self._head = b""  # how the answer begins

    def ask(self, request: bytes, until: float, done: Done) -> None:
        """`until` is in the loop's seconds."""
        self._done = done
        self._until = until
        self._body = []
        self._head = b""
        if not self._transport or not self.is_open:
            self.loop.call_soon(self._fail, "ServerDisconnected")
            return
        self._transport.write(request)

    def look(self, now: float) -> bool:
        """Whether it still waits; for too long is no answer."""
        if self._done and self._until <= now:
            self._fail("TimeoutError")
        return self._done is not None

    def drop(self) -> None:
        """Nobody wants to hear the answer any more."""
        self._done = None
        self.close()

    def close(self) -> None:
        self.is_open = False
        if self._transport:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by name
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        if not self._done:
            self.close()  # nobody has asked
            return
        self._head = self._head or data
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(type(error).__name__)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        self._gone(self)
        if self._done and self._head and not _MEASURED.search(self._head):
            self.on_message_complete()  # an answer without a length ends with its connection
        else:
            self._fail(reason(error) if error else "ServerDisconnected")

    def on_body(self, part: bytes) -> None:
        self._body.append(part)

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200:
            return  # the answer proper is still to come
        if not self._parser.should_keep_alive():
            self.is_open = False
        done, self._done = self._done, None
        if self.is_open:
            self._free(self)
        elif self._transport:
            self._transport.close()
        if done:
            done((status, b"".join(self._body)))

    def _fail(self, why: str) -> None:
        done, self._done = self._done, None
        self.close()
        if done:
            done(NoAnswer(why, unknown=True))


def reason(error: BaseException) -> str:
    """The error's type and its number's name. Its own words may hold the address, and that the token."""
    number = getattr(error, "errno", None)
    name = errno.errorcode.get(number) if isinstance(number, int) else None
    return f"{type(error).__name__} {name}" if name else type(error).__name__
