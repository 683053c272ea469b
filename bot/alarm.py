"""When the next step is due. Whoever has news brings it forward."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from math import inf


class Alarm:
    """Times are the loop's, in seconds. It has gone off when it is new."""

    def __init__(self) -> None:
        self._due = 0.0
        self._stir = asyncio.Event()

    @property
    def due(self) -> bool:
        return self._due <= asyncio.get_running_loop().time()

    def soon(self, seconds: float) -> None:
        """In so many seconds, unless it is sooner already."""
        due = asyncio.get_running_loop().time() + seconds
        if due < self._due:
            self._due = due
            self._stir.set()

    def postpone(self, seconds: float) -> None:
        """In so many seconds, whatever was set before."""
        self._due = asyncio.get_running_loop().time() + seconds

    def off(self) -> None:
        self._due = inf

    def stir(self) -> None:
        """Who rests looks up: things have changed."""
        self._stir.set()

    async def stirred(self) -> None:
        self._stir.clear()
        await self._stir.wait()

    async def rest(self, enough: Callable[[], bool]) -> None:
        """Until it is due, or until there has been `enough` of resting."""
        loop = asyncio.get_running_loop()
        while not enough() and (left := self._due - loop.time()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self.stirred()
