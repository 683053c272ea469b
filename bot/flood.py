"""Who writes faster than a person can read is told so once, and then answered no more until it ends. What they do
still takes effect: nothing is lost by being quick."""

import time
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import Any, Final

from views import errors
from views.screen import Notice, Reply

MINUTE: Final = 60.0
MOST: Final = 120  # answers a minute to one chat: two a second, for a whole minute
CROWD: Final = 10_000  # chats remembered before the quiet ones are forgotten


class Verdict(Enum):
    ANSWER = "answer"
    WARN = "warn"
    SILENCE = "silence"


class Flood:
    """Counts answers of the last minute by chat. Seconds are monotonic: a backlog of a day
    is worked off in a moment, and is answered up to the same measure."""

    def __init__(self, most: int = MOST, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = monotonic
        self._answered: dict[int, deque[float]] = {}
        self._warned: set[int] = set()

    def measured(self, chat_id: int | None, returned: Any) -> Any:
        """What is left of an answer. What others are told stays: they have done nothing."""
        if chat_id is None:
            return returned
        verdict = self.judge(chat_id)
        if verdict is Verdict.ANSWER:
            return returned
        notices = (
            returned.notices if isinstance(returned, Reply) else (returned,) if isinstance(returned, Notice) else ()
        )
        if verdict is Verdict.WARN:
            return Reply((errors.too_fast(),), notices)
        return Reply((), notices) if notices else None

    def judge(self, chat_id: int) -> Verdict:
        """Whether the chat may be answered once more."""
        now = self._now()
        times = self._answered.get(chat_id)
        if times is None:
            if len(self._answered) >= CROWD:
                self._forget(now)
            times = self._answered[chat_id] = deque(maxlen=self._most)
        if len(times) == self._most and times[0] + MINUTE > now:
            if chat_id in self._warned:
                return Verdict.SILENCE
            self._warned.add(chat_id)
            return Verdict.WARN
        self._warned.discard(chat_id)
        times.append(now)
        return Verdict.ANSWER

    def _forget(self, now: float) -> None:
        self._answered = {chat: times for chat, times in self._answered.items() if times[-1] + MINUTE > now}
        self._warned &= self._answered.keys()
