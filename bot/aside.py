"""Work that takes long, in a thread that the end of the process does not wait for."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


async def aside(work: Callable[..., T], *args: object) -> T:
    """Its result or its exception. A large table takes longer than the end may."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(how: Callable[[Any], None], what: object) -> None:
        if not done.done():
            how(what)

    def report(how: Callable[[Any], None], what: object) -> None:
        with suppress(RuntimeError):  # nobody waits any more: the loop is closed
            loop.call_soon_threadsafe(settle, how, what)

    def run() -> None:
        try:
            result = work(*args)
        except BaseException as error:
            report(done.set_exception, error)
        else:
            report(done.set_result, result)

    threading.Thread(target=run, daemon=True, name="aside").start()
    return await done
