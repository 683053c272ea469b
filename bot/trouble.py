"""Errors in a log without anything personal: where and of what type, never an error's own words."""

import traceback
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).parent.parent


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
