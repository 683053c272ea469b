"""What a process that lives long runs on: uvloop's event loop, where there is one, which spares a fifth of an answer,
and a garbage collector that comes seldom."""

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any


def run(coroutine: Coroutine[Any, Any, None]) -> None:
    """Like `asyncio.run`."""
    with asyncio.Runner(loop_factory=_factory()) as runner:
        runner.run(coroutine)


def tune_garbage_collector() -> None:
    """Half of a small update's time goes into walking what aiogram has imported: leave that out."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
