"""Requests to a Bot API server, connections kept alive, and no word of the token in any error."""

import asyncio
import json
import mimetypes
import re
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple, Self
from urllib.parse import quote

import aiohttp
import orjson

from bot.aside import aside
from bot.wire import CONNECT, Heard, NoAnswer, Wire, reason

__all__ = ["Answer", "Api", "NoAnswer", "TooLarge"]

ANSWER: Final = 30.0  # seconds
UPLOAD: Final = 120.0
DOWNLOAD: Final = 900.0  # 20 MB come through the worst of lines
PIECE: Final = 1 << 16  # bytes
OFFICIAL: Final = "api.telegram.org"


class Answer(NamedTuple):
    """What the server said. `from_api` is False when it was something before it: a gateway's page."""

    ok: bool
    result: Any = None
    code: int = 0
    description: str = ""
    retry_after: float | None = None
    new_chat: int | None = None
    from_api: bool = True


class TooLarge(RuntimeError):
    """A file has more bytes than it was promised to have."""


WELL: Final = Answer(ok=True, code=200)
_SENT: Final = re.compile(rb'{"ok":true,"result":{"message_id":([0-9]+)[,}]')  # how the answer about a message begins


class Api:
    """`await Api.open(...)`, then `call` and `upload`, and `close` at the end. Small requests go over a wire
    of their own; files, and everything where there is a proxy, through a general client."""

    def __init__(self, session: aiohttp.ClientSession, root: str, wire: Wire | None) -> None:
        self._session = session
        self._root = root
        self._files = re.sub("/bot([^/]*/)$", r"/file/bot\1", root)
        self._wire = wire
        self._calls: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, api_url: str, token: str, proxy: str = "") -> Self:
        """`proxy` is an http, https or socks5 address, or empty."""
        root = f"{api_url.rstrip('/')}/bot{token}/"
        connector: aiohttp.BaseConnector
        if proxy:
            from aiohttp_socks import ProxyConnector

            connector = ProxyConnector.from_url(proxy, limit=0)
        else:
            connector = aiohttp.TCPConnector(limit=0)
        session = aiohttp.ClientSession(connector=connector, headers={"Accept-Encoding": "identity"})
        return cls(session, root, None if proxy else _wire(root))

    async def call(self, method: str, body: str = "{}", *, wait: float = ANSWER) -> Answer:
        """A request whose parameters are JSON already; `wait` is in seconds. Raises `NoAnswer`."""
        if self._wire:
            return _read(*await self._wire.post(method, body.encode(), wait))
        return await self._post(method, wait, data=body.encode(), headers={"Content-Type": "application/json"})

    def submit(self, method: str, body: str, done: Callable[[Answer | NoAnswer], None]) -> None:
        """The same without waiting: `done` is told once, from the loop. Of an answer that
        is well only a message's number is read."""
        if self._wire:
            self._wire.submit(method, body.encode(), ANSWER, partial(_tell, method, done))
        else:
            task = asyncio.ensure_future(self._call_and_tell(method, body, done))
            self._calls.add(task)
            task.add_done_callback(self._calls.discard)

    async def _call_and_tell(self, method: str, body: str, done: Callable[[Answer | NoAnswer], None]) -> None:
        try:
            answer: Answer | NoAnswer = await self.call(method, body)
        except NoAnswer as trouble:
            answer = trouble
        done(answer)

    async def upload(self, method: str, params: Mapping[str, Any], field: str, name: str, content: bytes) -> Answer:
        """A request with a file. Raises `NoAnswer`."""
        form = aiohttp.FormData(quote_fields=False)  # names of files are Russian
        for key, value in params.items():
            form.add_field(key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        form.add_field(field, content, filename=name, content_type=kind)
        return await self._post(method, UPLOAD, data=form)

    async def download(self, path: str, write: Callable[[bytes], object], limit: int) -> None:
        """A file that getFile has told of, piece by piece. Raises `NoAnswer`, and `TooLarge` past so many bytes.
        A server of one's own may name a file on this machine instead."""
        if path.startswith("/") and OFFICIAL not in self._files:
            content = await aside(_local, path, limit + 1)
            if content is not None:
                _keep_within(len(content), limit)
                write(content)
                return
        size = 0
        async with aclosing(self._pieces(path)) as pieces:
            async for piece in pieces:
                size += len(piece)
                _keep_within(size, limit)
                write(piece)

    async def _pieces(self, path: str) -> AsyncGenerator[bytes, None]:
        address = self._files + quote(path.lstrip("/"))
        timeout = aiohttp.ClientTimeout(total=DOWNLOAD, connect=CONNECT, sock_read=ANSWER)
        with _trouble():
            async with self._session.get(address, timeout=timeout, allow_redirects=False) as response:
                if response.status != 200:
                    raise NoAnswer(f"HTTP {response.status}", unknown=False)
                async for piece in response.content.iter_chunked(PIECE):
                    yield piece

    async def close(self) -> None:
        for task in self._calls:
            task.cancel()
        if self._wire:
            self._wire.close()
        await self._session.close()

    async def _post(self, method: str, wait: float, **request: Any) -> Answer:
        timeout = aiohttp.ClientTimeout(total=wait, connect=CONNECT)
        with _trouble():
            async with self._session.post(self._root + method, timeout=timeout, **request) as response:
                return _read(response.status, await response.read())


def _local(path: str, most: int) -> bytes | None:
    """None where it lies on another machine."""
    place = Path(path)
    if not place.is_file():
        return None
    with place.open("rb") as file:
        return file.read(most)


def _keep_within(size: int, limit: int) -> None:
    if size > limit:
        raise TooLarge


@contextmanager
def _trouble() -> Iterator[None]:
    """What the network raises, as `NoAnswer`."""
    try:
        yield
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        raise NoAnswer(reason(error), unknown=not _never_left(error)) from None
    except Exception as error:
        if type(error).__module__.split(".")[0] not in ("aiohttp_socks", "python_socks"):
            raise
        raise NoAnswer(reason(error), unknown=False) from None


def _tell(method: str, done: Callable[[Answer | NoAnswer], None], heard: Heard) -> None:
    if isinstance(heard, NoAnswer):
        done(heard)
    elif heard[0] == 200 and heard[1].startswith(b'{"ok":true') and not method.startswith("send"):
        done(WELL)
    elif heard[0] == 200 and (sent := _SENT.match(heard[1])):
        done(Answer(ok=True, result={"message_id": int(sent[1])}, code=200))
    else:
        done(_read(*heard))


def _wire(root: str) -> Wire | None:
    """None for what is no address: the general client says so when it is asked."""
    try:
        return Wire(root)
    except ValueError:
        return None


def _never_left(error: Exception) -> bool:
    return isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL)


def _read(status: int, content: bytes) -> Answer:
    said = _parsed(content)
    if not isinstance(said, dict) or "ok" not in said:
        return Answer(ok=False, code=status, description="not an answer of the Bot API", from_api=False)
    if said["ok"] is True:
        return Answer(ok=True, result=said.get("result"), code=status)
    more = said.get("parameters")
    parameters = more if isinstance(more, dict) else {}
    return Answer(
        ok=False,
        code=_number(said.get("error_code")) or status,
        description=str(said.get("description", "")),
        retry_after=parameters.get("retry_after"),
        new_chat=_number(parameters.get("migrate_to_chat_id")),
    )


def _parsed(content: bytes) -> Any:
    """Quick, and where that is too strict (half of a surrogate pair in somebody's words), patient."""
    for read in (orjson.loads, json.loads):
        try:
            return read(content)
        except ValueError:
            continue
    return None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
