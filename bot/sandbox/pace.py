"""How fast a bot may speak: 30 messages a second overall, 1 a second to a person, 20 a minute to a group."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.sandbox.refusal import too_many


@dataclass(slots=True)
class Lane:
    """At most `most` in any `window` seconds; who goes over is shut out until the announced end."""

    most: int
    window: float
    times: deque[float] = field(default_factory=deque)
    shut_until: float = 0.0

    def wait(self, now: float) -> int:
        """Whole seconds to be quiet; 0 means go ahead. Going over begins a pause of at least one second."""
        if now < self.shut_until:
            return math.ceil(self.shut_until - now)
        while self.times and self.times[0] <= now - self.window:
            self.times.popleft()
        if len(self.times) < self.most:
            return 0
        seconds = max(1, math.ceil(self.times[0] + self.window - now))
        self.shut_until = now + seconds
        return seconds


OVERALL: Final = 30
GROUP_A_MINUTE: Final = 20


class Pace:
    """`monotonic` gives seconds; the sandbox clock does not matter here. Not strict: nothing is refused."""

    def __init__(self, monotonic: Callable[[], float], strict: bool) -> None:
        self._monotonic = monotonic
        self.strict = strict
        self._overall = Lane(OVERALL, 1.0)
        self._chats: dict[int, Lane] = {}

    def send(self, chat_id: int) -> None:
        """Raises `Refused` with 429 when this message would be one too many."""
        person = Lane(1, 1.0) if chat_id > 0 else Lane(GROUP_A_MINUTE, 60.0)
        self._take(self._overall, self._chats.setdefault(chat_id, person))

    def edit(self) -> None:
        """An edit counts towards the whole only."""
        self._take(self._overall)

    def _take(self, *lanes: Lane) -> None:
        if not self.strict:
            return
        now = self._monotonic()
        if seconds := max(lane.wait(now) for lane in lanes):
            raise too_many(seconds)
        for lane in lanes:
            lane.times.append(now)
