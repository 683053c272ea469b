"""The sandbox clock on the page: read, moved, and where it may be moved to next."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

from bot.clock import MovableClock
from bot.sandbox.bodies import Body
from bot.sandbox.people import Impossible
from bot.sandbox.shortcut import Shortcut
from bot.sandbox.world import World

STEPS: Final = ("weeks", "days", "hours", "minutes", "seconds")


class Turning:
    """`moved` is awaited after each move, before the move is answered; moves come one after another."""

    def __init__(
        self,
        clock: MovableClock,
        zone: tzinfo,
        world: World,
        shortcuts: Callable[[], Awaitable[list[Shortcut]]] | None,
        moved: Callable[[], Awaitable[None]] | None,
    ) -> None:
        self._clock = clock
        self._zone = zone
        self._world = world
        self._shortcuts = shortcuts
        self._moved = moved
        self._one_at_a_time = asyncio.Lock()

    async def shown(self) -> dict[str, Any]:
        shortcuts = await self._shortcuts() if self._shortcuts else []
        return {
            "now": self._clock.now().astimezone(self._zone).isoformat(),
            "zone": str(self._zone),
            "shortcuts": [
                {"label": shortcut.label, "to": shortcut.to.astimezone(self._zone).isoformat()}
                for shortcut in shortcuts
            ],
        }

    async def move(self, to: datetime | None, add: timedelta) -> None:
        """To an instant, aware or in the sandbox's zone, or on by a step."""
        async with self._one_at_a_time:
            if to is None:
                self._clock.move_by(add)
            else:
                self._clock.move_to(to if to.tzinfo else to.replace(tzinfo=self._zone))
            self._world.touch()
            if self._moved:
                await self._moved()


def read(body: Body) -> tuple[datetime | None, timedelta]:
    """{"to": ISO} or {"add": {"days": 1, …}}. Raises `Impossible`."""
    to, add = body.maybe_text("to"), body.fields.get("add")
    if to is not None:
        try:
            return datetime.fromisoformat(to), timedelta()
        except ValueError:
            raise Impossible('"to" must be an ISO date and time, such as 2026-12-01T09:00:00+03:00') from None
    if isinstance(add, dict) and add and all(name in STEPS and _is_number(step) for name, step in add.items()):
        return None, timedelta(**add)
    raise Impossible(f'say where to move: "to" an instant, or "add" some of {", ".join(STEPS)}')


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
