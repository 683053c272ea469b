"""Trouble on demand: what the Bot API does instead of answering."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from bot.sandbox.signal import Signal

MODES: Final = ("none", "429", "500", "502", "silence", "late", "reset", "slow")
SECONDS: Final = {"silence": 3600.0, "late": 5.0, "slow": 2.0}


@dataclass(frozen=True, slots=True)
class Fault:
    """`count` is how many calls are left to hit, None for all; `methods` None means every method; `act` whether
    a reset connection carried the call out first."""

    mode: str = "none"
    seconds: float | None = None
    count: int | None = None
    methods: tuple[str, ...] | None = None
    retry_after: int = 5
    act: bool = False

    @property
    def pause(self) -> float:
        return self.seconds if self.seconds is not None else SECONDS.get(self.mode, 0.0)


class Faults:
    """The present fault. Setting another one frees the calls that still wait."""

    def __init__(self) -> None:
        self.present = Fault()
        self._changed = Signal()
        self._closed = False

    def put(self, fault: Fault) -> None:
        self.present = fault
        self._changed.fire()

    def release(self) -> None:
        """Nobody waits any longer."""
        self._closed = True
        self._changed.fire()

    def hit(self, method: str) -> Fault | None:
        """The fault that this call meets, used up by it."""
        fault = self.present
        names = None if fault.methods is None else {name.lower() for name in fault.methods}
        if fault.mode == "none" or (names is not None and method.lower() not in names):
            return None
        if fault.count is not None:
            left = fault.count - 1
            self.present = Fault(**asdict(fault) | {"count": left}) if left > 0 else Fault()
        return fault

    async def pause(self, fault: Fault) -> None:
        """As long as the fault says, or until it changes."""
        if not self._closed:
            await self._changed.wait(fault.pause)


def read(body: dict[str, Any]) -> Fault:
    """A fault as the control API takes it. Raises ValueError with a sentence."""
    mode = str(body.get("mode", "none"))
    if mode not in MODES:
        raise ValueError(f"mode must be one of: {', '.join(MODES)}")
    seconds, count, methods = body.get("seconds"), body.get("count"), body.get("methods")
    retry_after = body.get("retry_after")
    for name, value in (("seconds", seconds), ("count", count), ("retry_after", retry_after)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            raise ValueError(f"{name} must be a number, not below zero")
    if methods is not None and not (isinstance(methods, list) and all(isinstance(name, str) for name in methods)):
        raise ValueError("methods must be a list of names of Bot API methods")
    if count == 0:
        return Fault()
    return Fault(
        mode,
        seconds,
        None if count is None else int(count),
        None if methods is None else tuple(methods),
        5 if retry_after is None else max(1, int(retry_after)),
        body.get("act") is True,
    )
