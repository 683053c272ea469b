"""`python -m tests.bench.profiled FILE MODULE`: a bot under cProfile from the signal on, start-up left out."""

import cProfile
import runpy
import signal
import sys
import time
from typing import Any


def main() -> None:
    """Ends as the bot ends."""
    file, module = sys.argv[1:3]
    profiler = cProfile.Profile(time.thread_time)  # its own CPU: waiting, and what others use, is left out
    signal.signal(signal.SIGUSR1, lambda *_: profiler.enable())
    sys.argv[:] = [module]
    try:
        _run(module)
    finally:
        profiler.disable()
        profiler.dump_stats(file)


def _run(module: str) -> dict[str, Any]:
    return runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
