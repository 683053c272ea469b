"""The world on disk: one JSON file, replaced as a whole soon after each change, and at the end."""

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

DELAY: Final = 0.3  # seconds between a change and its being on disk
NAME: Final = "world.json"


class Keeper:
    """`folder` may be None: then nothing is kept. `snapshot` gives what to write."""

    def __init__(self, folder: Path | None, snapshot: Callable[[], dict[str, Any]]) -> None:
        self._folder = folder
        self._snapshot = snapshot
        self._timer: asyncio.TimerHandle | None = None

    def load(self) -> dict[str, Any] | None:
        """What was saved, or None at the first start. "clean" in it says whether the last end was orderly."""
        if not self._folder or not (self._folder / NAME).exists():
            return None
        saved = json.loads((self._folder / NAME).read_text("utf-8"))
        return saved if isinstance(saved, dict) else None

    def changed(self) -> None:
        if self._folder and not self._timer:
            self._timer = asyncio.get_running_loop().call_later(DELAY, self._write, False)

    def finish(self) -> None:
        """The last writing; later starts know that nothing was lost."""
        if self._folder:
            self._write(True)

    def _write(self, clean: bool) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None
        assert self._folder
        self._folder.mkdir(parents=True, exist_ok=True)
        new = self._folder / f"{NAME}.new"
        with new.open("w", encoding="utf-8") as file:
            json.dump(self._snapshot() | {"clean": clean}, file, ensure_ascii=False, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._folder / NAME)
