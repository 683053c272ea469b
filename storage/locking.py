"""The lock beside the file: one process at a time works on a database."""

import fcntl
import os
from pathlib import Path
from typing import IO


class DatabaseBusy(RuntimeError):
    """Another process works on the same file."""


def take(path: Path) -> IO[str]:
    """Raises `DatabaseBusy`. The kernel frees the lock when the process ends, however it ends."""
    handle = open(path, "a+", encoding="ascii")  # noqa: SIM115
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as busy:
        handle.close()
        raise DatabaseBusy(f"the database is in use by another process (lock file {path.name})") from busy
    try:
        os.ftruncate(handle.fileno(), 0)
        os.write(handle.fileno(), str(os.getpid()).encode())
    except OSError:
        handle.close()
        raise
    return handle
