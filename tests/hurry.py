"""An event loop for tests of waiting: its seconds pass only while nobody has anything to do, and then fast.

Work takes no time here, however slow the machine is. What a thread does is not seen by the loop: it gets a
short real wait before each jump, or the whole jump waits, under `still`.
"""

import asyncio
import selectors
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Final

BEGIN: Final = 1000.0  # what the clock of a new loop shows


class _Selector(selectors.DefaultSelector):
    """Waits a little instead of long; `now` moves by what would have been waited."""

    def __init__(self, fraction: float, longest: float) -> None:
        super().__init__()
        self.now = BEGIN
        self.holds = 0
        self._fraction = fraction
        self._longest = longest

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0 or self.holds:
            return super().select(timeout)
        real = min(timeout * self._fraction, self._longest)
        begun = time.monotonic()
        events = super().select(real)
        if not events:
            self.now += timeout
        elif real:
            self.now += timeout * min(1.0, (time.monotonic() - begun) / real)
        return events


class Hurry(asyncio.SelectorEventLoop):
    """A wait of `t` seconds takes `t * fraction`, and never more than `longest`; both 0: no time at all."""

    def __init__(self, fraction: float = 0.0, longest: float = 0.0) -> None:
        self._waits = _Selector(fraction, longest)
        super().__init__(self._waits)

    def time(self) -> float:
        return self._waits.now

    def spend(self, seconds: float) -> None:
        """Some work does take time."""
        self._waits.now += seconds

    @contextmanager
    def still(self) -> Iterator[None]:
        """No second passes inside: for work that a thread has part in."""
        self._waits.holds += 1
        try:
            yield
        finally:
            self._waits.holds -= 1


def run(main: Coroutine[Any, Any, None], fraction: float = 0.0, longest: float = 0.0) -> None:
    """As `asyncio.run`, in a hurry."""
    with asyncio.Runner(loop_factory=lambda: Hurry(fraction, longest)) as runner:
        runner.run(main)


def loop() -> Hurry:
    """The one that runs now."""
    found = asyncio.get_running_loop()
    assert isinstance(found, Hurry)
    return found
