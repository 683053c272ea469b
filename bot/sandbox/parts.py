"""What the rooms of the sandbox share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.files import Files
from bot.sandbox.pace import Pace
from bot.sandbox.updates import Updates
from bot.sandbox.world import World


@dataclass(slots=True)
class Question:
    """A pressed button that waits for the bot; `asked` is in monotonic seconds."""

    chat_id: int
    asked: float


@dataclass(frozen=True, slots=True)
class Parts:
    """`now` is the sandbox clock; `monotonic` runs on whatever the clock does."""

    world: World
    updates: Updates
    files: Files
    pace: Pace
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    questions: dict[str, Question] = field(default_factory=dict)

    def stamp(self) -> int:
        """The present as Telegram writes dates: whole seconds since 1970."""
        return int(self.now().timestamp())
