"""A log of what the bot asked of Telegram, for tests and the curious."""

from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

KEPT: Final = 10_000
POLL: Final = "getUpdates"


@dataclass(slots=True)
class Call:
    """`status` is None while there is no answer, and for ever when a fault swallowed it."""

    n: int
    method: str
    params: dict[str, Any]
    status: int | None = None
    error: str | None = None
    fault: str | None = None


class Calls:
    def __init__(self) -> None:
        self._log: deque[Call] = deque(maxlen=KEPT)
        self._polls: deque[Call] = deque(maxlen=KEPT // 10)
        self._count = 0

    def begin(self, method: str, params: dict[str, Any]) -> Call:
        self._count += 1
        call = Call(self._count, method, params)
        (self._polls if method.lower() == POLL.lower() else self._log).append(call)
        return call

    def since(self, n: int, polls: bool) -> Iterator[dict[str, Any]]:
        """Calls after number `n`, oldest first."""
        wanted = [*self._log, *(self._polls if polls else ())]
        for call in sorted(wanted, key=lambda call: call.n):
            if call.n > n:
                yield {key: value for key, value in asdict(call).items() if value is not None or key == "status"}
