"""Trouble on demand: what the Bot API does instead of answering."""

from dataclasses import asdict, dataclass
from random import Random
from typing import Any, Final

from bot.sandbox.signal import Signal

STORM: Final = "storm"
TROUBLES: Final = ("429", "500", "502", "silence", "late", "reset", "slow")
MODES: Final = ("none", *TROUBLES, STORM)
SECONDS: Final = {"silence": 3600.0, "late": 5.0, "slow": 2.0}
WAITS: Final = (1.0, 5.0, 40.0)  # how late a storm answers: the last is longer than anybody waits for words


@dataclass(frozen=True, slots=True)
class Fault:
    """`count` is how many calls are left to hit, None for all; `methods` None means every method; `act` whether
    a reset connection carried the call out first. A storm hits a `share` of the calls, each in a way of its own."""

    mode: str = "none"
    seconds: float | None = None
    count: int | None = None
    methods: tuple[str, ...] | None = None
    retry_after: int = 5
    act: bool = False
    share: float = 0.3
    seed: int = 0

    @property
    def pause(self) -> float:
        return self.seconds if self.seconds is not None else SECONDS.get(self.mode, 0.0)


class Faults:
    """The present fault. Setting another one frees the calls that still wait."""

    def __init__(self) -> None:
        self.present = Fault()
        self._changed = Signal()
        self._closed = False
        self._dice = Random(0)  # noqa: S311
        self._spared: set[str] = set()

    def put(self, fault: Fault) -> None:
        self.present = fault
        self._dice = Random(fault.seed)  # noqa: S311
        self._spared.clear()
        self._changed.fire()

    def release(self) -> None:
        """Nobody waits any longer."""
        self._closed = True
        self._changed.fire()

    def hit(self, method: str, params: object = None) -> Fault | None:
        """The fault that this call meets, used up by it. A storm cuts no call off twice: who repeats it once
        gets it through."""
        fault = self.present
        names = None if fault.methods is None else {name.lower() for name in fault.methods}
        if fault.mode == "none" or (names is not None and method.lower() not in names):
            return None
        if fault.mode == STORM:
            return self._strike(fault, f"{method} {params}")
        if fault.count is not None:
            left = fault.count - 1
            self.present = Fault(**asdict(fault) | {"count": left}) if left > 0 else Fault()
        return fault

    def _strike(self, storm: Fault, call: str) -> Fault | None:
        if self._dice.random() >= storm.share:
            return None
        mode = self._dice.choice(TROUBLES)
        waits = WAITS[:-1] if mode == "slow" else WAITS  # nothing is carried out after it was given up
        seconds, retry_after, act = self._dice.choice(waits), self._dice.randint(1, 5), self._dice.random() < 0.5
        fault = Fault(mode, seconds, retry_after=retry_after, act=act)
        if mode not in ("reset", "silence") and seconds < WAITS[-1]:
            return fault
        if call in self._spared:
            return None
        self._spared.add(call)
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
    retry_after, share, seed = body.get("retry_after"), body.get("share"), body.get("seed")
    numbers = {"seconds": seconds, "count": count, "retry_after": retry_after, "share": share, "seed": seed}
    for name, value in numbers.items():
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
        0.3 if share is None else float(share),
        0 if seed is None else int(seed),
    )
