"""Errors in a log without anything personal: where and of what type, never an error's own words."""

import logging
import re
import sys
import traceback
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).parent.parent
_TOKEN: Final = re.compile(r"\d{3,}:[\w-]{20,}")


def where(error: BaseException) -> str:
    """The type and the innermost places of ours: "KeyError at handlers/pairs.py:41 < bot/intake.py:88". SQLite
    has a name for what went wrong, too: SQLITE_FULL says what to do."""
    frames = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)]
    ours = [
        f"{file.relative_to(HOUSE)}:{line}"
        for file, line in zip(frames, lines, strict=True)
        if file.is_relative_to(HOUSE) and "site-packages" not in file.parts
    ]
    kind = " ".join(filter(None, (type(error).__name__, getattr(error, "sqlite_errorname", ""))))
    return f"{kind} at {' < '.join(reversed(ours[-3:])) or '?'}"


class Discreet(logging.Formatter):
    """One line per event, and no token whoever logs it: tracebacks and libraries included."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return _TOKEN.sub("<token>", text.replace(self._token, "<token>") if self._token else text)


def set_up_logs(level: str, token: str) -> None:
    """Everything goes to standard error; libraries speak only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet(token))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("aiogram", "apscheduler", "aiohttp", "asyncio", "matplotlib", "aiosqlite", "python_socks"):
        logging.getLogger(name).setLevel(logging.WARNING)
