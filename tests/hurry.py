"""An event loop for tests of waiting: its seconds pass only while nobody has anything to do, and then at once.

Work takes no time here, however slow the machine is: a minute of silence costs nothing, and no hiccup of the
machine is taken for one. Work of threads is waited for; that of other processes is not seen.
"""

import asyncio
import linecache
import selectors
import sys
import threading
from collections.abc import Coroutine
from queue import SimpleQueue
from types import FrameType
from typing import Any, Final

BEGIN: Final = 2.0**20  # what the clock of a new loop shows; whole seconds can be added exactly for days
BREATH: Final = 0.001  # real seconds: for what is on its way between two sockets, and between looks at a thread
PATIENCE: Final = 5000  # such looks; a thread that is busy for longer than that has nothing to do with us


class _Selector(selectors.DefaultSelector):
    """Does not wait, but moves `now` by what would have been waited."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGIN

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        for _ in range(PATIENCE):
            idle = _threads_are_idle()  # asked first: what they have done by then is seen by select
            if events := super().select(0 if idle and timeout < 0.5 else BREATH):
                return events
            if idle:
                break
        self.now += timeout
        return []


class Hurry(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._waits = _Selector()
        super().__init__(self._waits)

    def time(self) -> float:
        return self._waits.now

    def spend(self, seconds: float) -> None:
        """Some work does take time."""
        self._waits.now += seconds


def run(main: Coroutine[Any, Any, None]) -> None:
    """As `asyncio.run`, in a hurry."""
    with asyncio.Runner(loop_factory=Hurry) as runner:
        runner.run(main)


def loop() -> Hurry:
    """The one that runs now."""
    found = asyncio.get_running_loop()
    assert isinstance(found, Hurry)
    return found


def _threads_are_idle() -> bool:
    me = threading.get_ident()
    return all(_waits_for_work(frame) for thread, frame in sys._current_frames().items() if thread != me)


def _waits_for_work(frame: FrameType) -> bool:
    """aiosqlite's threads, and those of an executor, ask an empty queue for more."""
    if ".get(" not in linecache.getline(frame.f_code.co_filename, frame.f_lineno or 0):
        return False
    queues = [value for value in frame.f_locals.values() if isinstance(value, SimpleQueue)]
    return bool(queues) and all(queue.empty() for queue in queues)
