"""Kept-alive connections to one server, each with one request under way: POST, JSON, nothing negotiated.

That is all a Bot API needs, and it costs a fifth of what a general client takes for a small message.
"""

import asyncio
import errno
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


class NoAnswer(Exception):
    """Nothing came back. `unknown` says whether the request may have been carried out all the same."""

    def __init__(self, reason: str, *, unknown: bool) -> None:
        super().__init__(reason)
        self.unknown = unknown


class Wire:
    """`post` as often as wanted at once; `close` at the end. `address` is http or https, with a path or without."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host = parts.hostname or ""
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._tls else 80)
        place = parts.netloc.rpartition("@")[2]
        self._start = f"POST {parts.path}".encode()
        self._middle = (f" HTTP/1.1\r\nHost: {place}\r\nContent-Type: application/json\r\nContent-Length: ").encode()
        self._idle: list[tuple[float, _Line]] = []
        self._lines: set[_Line] = set()

    async def post(self, method: str, body: bytes, wait: float) -> tuple[int, bytes]:
        """The status and the body of the answer; `wait` is in seconds. Raises `NoAnswer`."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        line = self._free(begun) or await self._connect(loop, min(wait, CONNECT))
        request = b"%b%b%b%d\r\n\r\n%b" % (self._start, method.encode(), self._middle, len(body), body)
        try:
            answer = await line.ask(request, begun + wait)
        except BaseException:
            line.close()
            raise
        if line.is_open:
            self._idle.append((loop.time(), line))
        return answer

    def close(self) -> None:
        for line in tuple(self._lines):
            line.close()

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
                    lambda: _Line(loop, self._lines.discard),
                    sock=reached,
                    ssl=self._tls,
                    server_hostname=self._host if self._tls else None,
                )
        except (OSError, TimeoutError) as error:
            raise NoAnswer(reason(error), unknown=False) from None
        self._lines.add(line)
        return line


class _Line(asyncio.Protocol):
    """One connection: asks, and hears the answer."""

    def __init__(self, loop: asyncio.AbstractEventLoop, gone: Callable[["_Line"], None]) -> None:
        self._loop = loop
        self._gone = gone
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._parser: httptools.HttpResponseParser | None = None
        self._body: list[bytes] = []
        self._measured = False
        self.is_open = False

    async def ask(self, request: bytes, until: float) -> tuple[int, bytes]:
        """`until` is in the loop's seconds. Raises `NoAnswer`."""
        assert self._transport
        answer: asyncio.Future[tuple[int, bytes]] = self._loop.create_future()
        self._answer = answer
        self._parser = httptools.HttpResponseParser(self)
        self._body = []
        self._measured = False
        self._transport.write(request)
        self._timer = self._loop.call_at(until, self._fail, "TimeoutError")
        try:
            return await answer
        finally:
            self._timer.cancel()

    def close(self) -> None:
        self.is_open = False
        if self._transport:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by name
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        if not self._answer or self._answer.done() or not self._parser:
            self.close()  # nobody asked
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(type(error).__name__)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        self._gone(self)
        if self._answer and not self._answer.done():
            if self._parser and self._parser.get_status_code() and not self._measured:
                self._finish()  # an answer without a length ends with its connection
            else:
                self._fail(reason(error) if error else "ServerDisconnected")

    def on_header(self, name: bytes, _value: bytes) -> None:
        self._measured = self._measured or name.lower() in (b"content-length", b"transfer-encoding")

    def on_headers_complete(self) -> None:
        assert self._parser
        if not self._parser.should_keep_alive():
            self.is_open = False

    def on_body(self, part: bytes) -> None:
        self._body.append(part)

    def on_message_complete(self) -> None:
        self._finish()

    def _finish(self) -> None:
        if self._answer and not self._answer.done() and self._parser:
            self._answer.set_result((self._parser.get_status_code(), b"".join(self._body)))

    def _fail(self, why: str) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(NoAnswer(why, unknown=True))
        self.close()


def reason(error: BaseException) -> str:
    """The error's type and its number's name. Its own words may hold the address, and that the token."""
    number = getattr(error, "errno", None)
    name = errno.errorcode.get(number) if isinstance(number, int) else None
    return f"{type(error).__name__} {name}" if name else type(error).__name__
