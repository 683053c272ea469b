"""HTTP as far as a bot's library speaks it to the Bot API: just enough to cut out a request and read its parameters."""

from typing import Any, Final
from urllib.parse import parse_qsl

try:
    from orjson import dumps, loads
except ImportError:  # slower, and the server says so when it is too slow
    import json

    def dumps(value: object) -> bytes:  # type: ignore[misc]
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    loads = json.loads  # type: ignore[assignment]

__all__ = ["Params", "Request", "cut", "dumps", "loads"]

END: Final = b"\r\n\r\n"

Params = dict[str, Any]


class Request:
    """`token` and `method` are the last two parts of the path."""

    __slots__ = ("body", "kind", "method", "query", "token")

    def __init__(self, head: bytes, body: bytes) -> None:
        path = head[: head.index(b" HTTP/")].split(b" ", 1)[1]
        path, _, self.query = path.partition(b"?")
        _, self.token, self.method = path.rsplit(b"/", 2)
        self.kind = _header(head.lower(), b"content-type")
        self.body = body

    @property
    def params(self) -> Params:
        found: Params = dict(parse_qsl(self.query.decode())) if self.query else {}
        if not self.body:
            return found
        if b"json" in self.kind:
            said: Params = loads(self.body)
            return found | said if found else said
        if b"multipart" in self.kind:
            return found | _multipart(self.body)
        return found | dict(parse_qsl(self.body.decode(), keep_blank_values=True))


def cut(buffer: bytes) -> tuple[Request | None, int]:
    """The first request in the buffer and how many bytes it took; None while it is incomplete."""
    end = buffer.find(END)
    if end < 0:
        return None, 0
    head = buffer[:end]
    begin = end + 4
    lower = head.lower()
    at = lower.find(b"\r\ncontent-length:")
    if at >= 0:
        stop = lower.find(b"\r\n", at + 17)
        size = int(lower[at + 17 : stop if stop >= 0 else None])
        if len(buffer) - begin < size:
            return None, 0
        return Request(head, buffer[begin : begin + size]), begin + size
    if b"\r\ntransfer-encoding: chunked" in lower:
        return _chunked(head, buffer, begin)
    return Request(head, b""), begin


def _chunked(head: bytes, buffer: bytes, begin: int) -> tuple[Request | None, int]:
    body = b""
    while (line := buffer.find(b"\r\n", begin)) >= 0:
        size = int(buffer[begin:line].split(b";")[0], 16)
        begin = line + 2
        if len(buffer) < begin + size + 2:
            break
        body += buffer[begin : begin + size]
        begin += size + 2
        if not size:
            return Request(head, body), begin
    return None, 0


def _header(lower: bytes, name: bytes) -> bytes:
    at = lower.find(b"\r\n" + name + b":")
    if at < 0:
        return b""
    stop = lower.find(b"\r\n", at + 2)
    return lower[at + len(name) + 3 : stop if stop >= 0 else None]


def _multipart(body: bytes) -> Params:
    boundary = body[: body.index(b"\r\n")]
    found: Params = {}
    for part in body.split(boundary)[1:-1]:
        head, _, content = part.partition(END)
        name = head.split(b'name="', 1)[1].split(b'"', 1)[0]
        found[name.decode()] = content[:-2].decode(errors="replace")
    return found
