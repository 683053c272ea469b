"""How fast Telegram wants to be written to. Time here is monotonic seconds.

Intervals count from the end of the previous request: the server has acted by then, and acts on the next one
only after it has begun, so the server never sees them closer together, whatever the network does.
"""

import time
from collections import deque
from collections.abc import Callable
from typing import Final

FREE: Final = ("answerCallbackQuery", "setMyCommands")  # not messages: they count nowhere

MOMENT: Final = 0.001


class Pace:
    """Limits are per second overall, seconds between messages of one chat, and messages of a group in a
    minute; 0 switches one off."""

    def __init__(
        self,
        *,
        overall: int = 30,
        chat_interval: float = 1.0,
        group_minute: int = 20,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._overall = overall
        self._interval = chat_interval
        self._group_minute = group_minute
        self._now = monotonic
        self._under_way = 0
        self._ended: deque[float] = deque()
        self._last: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._held: dict[int, float] = {}
        self._slowed: set[int] = set()
        self._all_held = 0.0

    @property
    def polite(self) -> bool:
        """Chats are left a moment between two messages."""
        return self._interval > 0

    @property
    def limited(self) -> int:
        """How many chats may have to wait: an upper bound."""
        return len(self._last) + len(self._groups) + len(self._held)

    def room(self) -> int:
        """How many messages to anybody may go now."""
        now = self._now()
        while self._ended and self._ended[0] + 1 <= now:
            self._ended.popleft()
        return self._overall - self._under_way - len(self._ended) if self._overall else 1_000_000

    def wait_room(self) -> float:
        """Seconds until there may be room again, unless something under way ends before. Never 0: time may
        have come since `room` was asked, and 0 would let everybody in who asks after that."""
        return max(MOMENT, self._ended[0] + 1 - self._now()) if self._ended else 1.0

    def wait(self, chat_id: int, method: str) -> float:
        """Seconds until the chat, by itself, may get this request; 0 means now."""
        now = self._now()
        until = max(self._all_held, self._held.get(chat_id, 0.0))
        if _is_send(method):
            until = max(until, self._chat_free(chat_id, now))
        return max(0.0, until - now)

    def begin(self, method: str) -> None:
        if method not in FREE:
            self._under_way += 1

    def end(self, chat_id: int, method: str) -> None:
        """The request has ended, well or badly."""
        if method in FREE:
            return
        self._under_way -= 1
        if _is_send(method):
            self.remember(chat_id, 0.0)
        elif self._overall:
            self._ended.append(self._now())

    def remember(self, chat_id: int, ago: float) -> None:
        """A message reached the chat so many seconds ago. Call it for the oldest first."""
        at = self._now() - ago
        if self._overall and ago < 1:
            self._ended.append(at)
        if self._interval:
            self._last[chat_id] = at
        if chat_id < 0 and self._group_minute:
            self._groups.setdefault(chat_id, deque(maxlen=self._group_minute)).append(at)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Leave a chat alone, as Telegram asked. When it asks so for a second chat while the first still
        waits, it means everybody."""
        self.tidy()
        if self._slowed - {chat_id}:
            self._all_held = max(self._all_held, self._now() + seconds)
        self._slowed.add(chat_id)
        self.pause(chat_id, seconds)

    def pause(self, chat_id: int, seconds: float) -> None:
        """Leave a chat alone for a reason of its own."""
        self._held[chat_id] = max(self._held.get(chat_id, 0.0), self._now() + seconds)

    def tidy(self) -> None:
        """Forget what limits nobody any more."""
        now = self._now()
        self._last = {chat: at for chat, at in self._last.items() if at + self._interval > now}
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        self._slowed &= self._held.keys()
        self._groups = {chat: ends for chat, ends in self._groups.items() if ends[-1] + 60 > now}

    def _chat_free(self, chat_id: int, now: float) -> float:
        free = self._last.get(chat_id, now - self._interval) + self._interval
        ends = self._groups.get(chat_id)
        if ends and len(ends) == self._group_minute:
            free = max(free, ends[0] + 60)
        return free


def _is_send(method: str) -> bool:
    return method.startswith("send")
