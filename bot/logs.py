"""Logs as lines of `key=value`: what happened, where in the program, how often. Nothing in them says who, or what was
said: a line holds a sentence of ours, and values under keys that are listed here."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog
from structlog.stdlib import BoundLogger, LoggerFactory, ProcessorFormatter

from bot.trouble import where

# Numbers of rows and updates mean something beside the database only; `reason` is a word of ours for an outcome,
# `place` a line of the program, `name` that of a setting, a template, a method, or of the bot itself.
KEYS: Final = frozenset({"row", "update", "file", "job", "kind", "count", "seconds", "code", "reason", "place", "name"})
FRAME: Final = ("at", "level", "logger", "event")
_TOKEN: Final = re.compile(r"\d{3,}:[\w-]{20,}")
_CONSTANT: Final = re.compile(r"[A-Za-z ,.'-]{1,80}")  # put together from nothing that was said by anybody
_LIBRARIES: Final = ("aiogram", "apscheduler", "aiohttp", "asyncio", "matplotlib", "aiosqlite", "python_socks")

Event = MutableMapping[str, Any]


def get(name: str) -> BoundLogger:
    """A module's own: `log.info("words of ours", key=value)`."""
    logger: BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def set_up(level: str, token: str) -> None:
    """Everything goes to standard error; libraries speak only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet(token))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)


class Discreet(ProcessorFormatter):
    """One line per event, and no token whoever logs it."""

    def __init__(self, token: str) -> None:
        super().__init__(
            pass_foreign_args=True,
            foreign_pre_chain=[_foreign],
            processors=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                _only_known,
                structlog.processors.LogfmtRenderer(key_order=FRAME),
            ],
        )
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return _TOKEN.sub("<token>", text.replace(self._token, "<token>") if self._token else text)


def _foreign(_logger: object, _method: str, event: Event) -> Event:
    """A library's record: the sentence it has in its code, none of the values in it, and where the error was."""
    record: logging.LogRecord = event["_record"]
    told: Event = {"_record": record, "_from_structlog": False, "event": "…"}
    if isinstance(record.msg, str) and (event["positional_args"] or _CONSTANT.fullmatch(record.msg)):
        told["event"] = record.msg
    if record.exc_info and record.exc_info[1]:
        told["place"] = where(record.exc_info[1])
    return told


def _only_known(_logger: object, _method: str, event: Event) -> Event:
    """What stands under no key of the list does not leave."""
    return {key: value for key, value in event.items() if key in KEYS or key in FRAME}


structlog.configure(
    processors=[structlog.stdlib.filter_by_level, ProcessorFormatter.wrap_for_formatter],
    wrapper_class=BoundLogger,
    logger_factory=LoggerFactory(),
    cache_logger_on_first_use=True,
)
