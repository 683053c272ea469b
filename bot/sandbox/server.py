"""The sandbox as a whole: one HTTP server with the Bot API, the control API and the chat page."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta, tzinfo
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import MovableClock
from bot.sandbox import guard, webhook
from bot.sandbox.bot_api import BotApi
from bot.sandbox.calls import Calls
from bot.sandbox.control import Control
from bot.sandbox.desk import Desk
from bot.sandbox.faults import Faults
from bot.sandbox.files import Files
from bot.sandbox.pace import Pace
from bot.sandbox.parts import Parts
from bot.sandbox.shortcut import Shortcut
from bot.sandbox.state import Keeper
from bot.sandbox.turning import Turning
from bot.sandbox.updates import Updates
from bot.sandbox.world import World

PAGE: Final = Path(__file__).parent / "page"
LARGEST_BODY: Final = 60 * 1024 * 1024
SHUTDOWN: Final = 1.0  # seconds that open connections get
MOSCOW: Final = ZoneInfo("Europe/Moscow")


class Sandbox:
    """`await sandbox.start()`, then `url` is a Bot API address, a control API and a page.

    `state` is a folder where the world is kept over restarts, the clock's offset included. `shortcuts` are offered
    beside the clock; `on_clock_moved` is awaited after each move, before the move is answered. Waiting and pace
    run on `monotonic` seconds, whatever the clock does. `parts` is for callers in the same process."""

    def __init__(
        self,
        token: str,
        clock: MovableClock,
        *,
        bot_name: str = "nastavnik_demo_bot",
        state: Path | None = None,
        zone: tzinfo = MOSCOW,
        shortcuts: Callable[[], Awaitable[list[Shortcut]]] | None = None,
        on_clock_moved: Callable[[], Awaitable[None]] | None = None,
        strict_pace: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.url = ""
        self._clock = clock
        me = {"id": _bot_id(token), "is_bot": True, "first_name": "Наставник", "username": bot_name}
        self._world = World(me)
        self._updates = Updates(self._world.next_update, self._world.touch)
        self._files = Files(state / "files" if state else None, self._world.touch)
        pace = Pace(monotonic, strict_pace)
        self.parts = Parts(self._world, self._updates, self._files, pace, clock.now, monotonic)
        self._faults = Faults()
        calls = Calls()
        turning = Turning(clock, zone, self._world, shortcuts, on_clock_moved)
        self._api = BotApi(token, self.parts, calls, self._faults)
        self._control = Control(self.parts)
        self._desk = Desk(self.parts, calls, self._faults, turning)
        self._keeper = Keeper(state, self._snapshot)
        self._runner: web.AppRunner | None = None
        self._webhook: asyncio.Task[None] | None = None
        self._load()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listens on this machine only; port 0 takes a free one. Raises ValueError for any other address."""
        if not guard.is_local(f"[{host}]" if ":" in host else host):
            raise ValueError("the sandbox listens on this machine only: 127.0.0.1 or localhost")
        self.app = app = web.Application(client_max_size=LARGEST_BODY, middlewares=[guard.middleware])
        app.add_routes([*self._api.routes(), *self._control.routes(), *self._desk.routes(), web.get("/", _index)])
        app.router.add_static("/static", PAGE)
        app.on_response_prepare.append(_never_stale)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{bound}"
        self._webhook = asyncio.create_task(webhook.run(self.parts, self._api.execute))
        self._world.watchers.append(self._keeper.changed)

    async def stop(self) -> None:
        """Ends every waiting call, and writes the world down."""
        self._world.watchers.clear()
        self._updates.close()
        self._desk.close()
        self._faults.release()
        if self._webhook:
            self._webhook.cancel()
            with suppress(asyncio.CancelledError):
                await self._webhook
        if self._runner:
            await self._runner.cleanup()
        self._keeper.finish()

    def _snapshot(self) -> dict[str, Any]:
        return {
            "world": self._world.dump(),
            "updates": self._updates.dump(),
            "files": self._files.dump(),
            "clock": self._clock.offset.total_seconds(),
        }

    def _load(self) -> None:
        saved = self._keeper.load()
        if saved:
            self._world.load(saved["world"], saved["clean"])
            self._updates.load(saved["updates"])
            self._files.load(saved["files"])
            self._clock.offset = timedelta(seconds=saved["clock"])


async def _never_stale(request: web.Request, response: web.StreamResponse) -> None:
    """After an upgrade a browser must not mix old modules with new ones."""
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-cache"


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


def _bot_id(token: str) -> int:
    """The number before the colon of a token is the bot's own."""
    number = token.partition(":")[0]
    return int(number) if number.isdigit() else 1_000_000_001
