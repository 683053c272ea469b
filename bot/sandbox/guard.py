"""Who may play: this machine only, and no page from elsewhere that a browser here happens to show."""

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot import logs
from bot.sandbox.people import Impossible
from bot.trouble import where

log = logs.get(__name__)

LOCAL: Final = ("127.0.0.1", "localhost", "::1")
GUARDED: Final = ("/control", "/static")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_local(address: str) -> bool:
    """Whether a Host header, or an address to listen on, means this machine."""
    try:
        return urlsplit(f"//{address}").hostname in LOCAL
    except ValueError:
        return False


@web.middleware
async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses strangers, and tells in a sentence what went wrong in the control API."""
    if request.path != "/" and not request.path.startswith(GUARDED):
        return await handler(request)
    if not _ours(request):
        return web.json_response({"error": "only pages of this sandbox may ask"}, status=403)
    try:
        return await handler(request)
    except Impossible as reason:
        return web.json_response({"error": str(reason)}, status=400)
    except web.HTTPException as error:
        return web.json_response({"error": error.reason}, status=error.status)
    except Exception as error:
        log.error("the control API failed", place=where(error))
        return web.json_response({"error": "the sandbox failed; its log says where"}, status=500)


def _ours(request: web.Request) -> bool:
    """A foreign name that resolves to this machine shows in Host, a foreign page in Origin."""
    origin = request.headers.get("Origin")
    if not is_local(request.host):
        return False
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return False
    return origin is None or urlsplit(origin).netloc == request.host
