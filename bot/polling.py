"""getUpdates, one poll after the other: what is asked for acknowledges what has taken effect."""

import asyncio
import random
from typing import Any, Final

import orjson

from bot import logs
from bot.http import Answer, Api
from bot.outcomes import TokenRefused
from bot.serving import EVENTS
from storage.database import Reached

log = logs.get(__name__)

LONG_POLL: Final = 25  # seconds
BATCH: Final = 100
MAX_PAUSE: Final = 30.0
HASTY: Final = 0.2


class Refused(RuntimeError):
    """A poll that brought nothing, for a reason that may pass."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Polling:
    """Polls one by one until stopped. `offset` is the first number not yet acknowledged, None where a poll
    begins anew."""

    def __init__(self, api: Api, reached: Reached) -> None:
        self.offset: int | None = None
        self._api = api
        self._reached = reached
        self._poll: asyncio.Task[Answer] | None = None
        self._stopping = asyncio.Event()
        self._failures = 0

    @property
    def stopped(self) -> bool:
        return self._stopping.is_set()

    def stop(self) -> None:
        """The poll under way ends at once, with nothing."""
        self._stopping.set()
        if self._poll:
            self._poll.cancel()

    def succeeded(self) -> None:
        """The next trouble is the first one."""
        self._failures = 0

    async def next_batch(self) -> list[dict[str, Any]]:
        params: dict[str, Any] = {"timeout": LONG_POLL, "limit": BATCH, "allowed_updates": list(EVENTS)}
        if self.offset is not None:
            params["offset"] = self.offset
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self._poll = asyncio.ensure_future(
            self._api.call("getUpdates", orjson.dumps(params).decode(), wait=LONG_POLL + 10)
        )
        try:
            answer = await self._poll
            self._reached("intake.polled")
        except asyncio.CancelledError:
            if self._stopping.is_set():
                return []
            raise
        finally:
            self._poll = None
        if answer.code == 401:
            raise TokenRefused
        if not answer.ok:
            raise Refused(_trouble(answer), answer.retry_after)
        if isinstance(answer.result, list) and answer.result:
            return answer.result
        if loop.time() - begun < HASTY:
            # This server does not wait for news as it was asked to: do not ask it without end.
            await self._sleep(HASTY)
        return []

    async def pause(self, reason: str, seconds: float | None = None) -> None:
        """Wait out some trouble. Afterwards the poll begins without an offset: a server that counts anew
        would throw away what lies below it, and what is repeated changes nothing."""
        self._failures += 1
        self.offset = None
        if seconds is None:
            seconds = min(MAX_PAUSE, 0.5 * 2 ** min(self._failures, 8)) * random.uniform(0.5, 1)  # noqa: S311
        log.warning("to be polled again", reason=reason, seconds=round(seconds, 1))
        await self._sleep(seconds)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return


def _trouble(answer: Answer) -> str:
    if answer.code == 409:
        return "409: another process takes updates with this token, or a webhook is set; only one can"
    return f"getUpdates was refused with {answer.code}"
