"""The queue of updates: kept until the bot confirms them, handed out by long polling."""

from collections.abc import Callable
from typing import Any, Final

from bot.sandbox.refusal import conflict
from bot.sandbox.signal import Signal

Update = dict[str, Any]

ON_REQUEST: Final = ("chat_member", "message_reaction", "message_reaction_count")
FUTURE: Final = 11  # an offset that far ahead is none
TERMINATED: Final = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_SET: Final = "terminated by setWebhook request"


class Updates:
    """`number` gives the next update_id; `changed` is called when the queue is not what it was."""

    def __init__(self, number: Callable[[], int], changed: Callable[[], None]) -> None:
        self._number = number
        self._changed = changed
        self.pending: list[Update] = []
        self.allowed: list[str] = []
        self.webhook: dict[str, Any] = {}
        self.duplicate = False
        self.arrived = Signal()
        self.confirmed = Signal()
        self._again: list[Update] = []
        self._newest = 0
        self._turn = 0
        self._closed = False

    def put(self, content: Update) -> int | None:
        """The number of the new update, or None when the bot has not asked for this kind."""
        kind = next(iter(content))
        if kind not in self.allowed if self.allowed else kind in ON_REQUEST:
            return None
        self._newest = self._number()
        self.pending.append({"update_id": self._newest, **content})
        self._changed()
        self.arrived.fire()
        return self._newest

    async def poll(self, offset: int, limit: int, seconds: float, now: Callable[[], float]) -> list[Update]:
        """Confirms what lies below `offset`, then waits up to `seconds` for something new. A later poll,
        or a webhook, ends an earlier one with a conflict."""
        self._turn += 1
        turn = self._turn
        self.arrived.fire()
        self._forbid_beside_webhook()
        self._take_offset(offset)
        until = now() + seconds
        while not (self.pending or self._again or self._closed):
            left = until - now()
            if left <= 0 or not await self.arrived.wait(left):
                break
            if self.webhook:
                raise conflict(WEBHOOK_SET)
            if turn != self._turn:
                raise conflict(TERMINATED)
        again, self._again = self._again, []
        self.confirmed.fire()
        return [*again, *self.pending][: max(limit, len(again))]

    def confirm(self, below: int) -> None:
        """Forget updates with smaller numbers; with `duplicate` on they come once more."""
        done = [update for update in self.pending if update["update_id"] < below]
        if not done:
            return
        if self.duplicate:
            self._again += done
        del self.pending[: len(done)]
        self._changed()
        self.confirmed.fire()

    def drop(self) -> None:
        self.pending.clear()
        self._again.clear()
        self._changed()
        self.confirmed.fire()

    def head(self) -> Update | None:
        """What a webhook gets next."""
        return next(iter([*self._again[:1], *self.pending[:1]]), None)

    def delivered(self, update: Update) -> None:
        """The webhook took it."""
        if update in self._again:
            self._again.remove(update)
            self.confirmed.fire()
        else:
            self.confirm(update["update_id"] + 1)

    async def idle(self, seconds: float, now: Callable[[], float]) -> bool:
        """Wait until everything put so far is confirmed."""
        newest, until = self._newest, now() + seconds
        while self._again or any(update["update_id"] <= newest for update in self.pending):
            left = until - now()
            if left <= 0 or not await self.confirmed.wait(left):
                return False
        return True

    def close(self) -> None:
        """Waiting polls are answered with nothing."""
        self._closed = True
        self.arrived.fire()

    def dump(self) -> dict[str, Any]:
        return {"pending": self.pending, "allowed": self.allowed, "webhook": self.webhook, "newest": self._newest}

    def load(self, saved: dict[str, Any]) -> None:
        self.pending, self.allowed, self.webhook = saved["pending"], saved["allowed"], saved["webhook"]
        self._newest = saved["newest"]

    def _forbid_beside_webhook(self) -> None:
        if self.webhook:
            raise conflict(WEBHOOK_ACTIVE)

    def _take_offset(self, offset: int) -> None:
        if offset > self._newest + FUTURE:
            return
        if offset < 0 and self.pending:
            offset = self.pending[max(offset, -len(self.pending))]["update_id"]
        self.confirm(offset)
