"""What a run has come to, and a listener that hears every logger meanwhile."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from bot import logs
from tests.faults.random_words import MARKED

SHOWN: Final = 40  # findings in a report


@dataclass
class Tally:
    """`findings` are sentences about what is wrong; `reached` counts what the conversations came to."""

    updates: int = 0
    batches: int = 0
    rows: int = 0
    seconds: float = 0.0
    processor: float = 0.0  # seconds of it
    kinds: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    logged: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.updates += other.updates
        self.batches += other.batches
        self.rows += other.rows
        self.seconds += other.seconds
        self.processor += other.processor
        self.kinds += other.kinds
        self.reached += other.reached
        self.logged += other.logged
        self.findings += other.findings

    def report(self) -> str:
        lines = [
            f"{self.updates} updates in {self.seconds:.0f} s, {self.updates / max(self.seconds, 0.001):.0f} a second"
            f" ({self.processor:.0f} s of the processor)",
            f"{self.batches} batches, {self.rows} requests left, {len(self.findings)} findings",
        ]
        for name, counted in (("fed", self.kinds), ("reached", self.reached), ("logged", self.logged)):
            lines.append(f"{name}: {', '.join(f'{key} {many}' for key, many in counted.most_common())}")
        return "\n".join((*lines, *(f"- {sentence[:1500]}" for sentence in self.findings[:SHOWN])))


@contextmanager
def listening(tally: Tally) -> Iterator[None]:
    """Levels as in the process, with as much of our own as it may ever say."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.set_up("DEBUG", "")
    root.handlers[:] = [Listener(tally)]
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


class Listener(logging.Handler):
    """Looks for fed words in whatever is logged, tracebacks included."""

    def __init__(self, tally: Tally) -> None:
        super().__init__(logging.DEBUG)
        self.tally = tally

    def emit(self, record: logging.LogRecord) -> None:
        said = logging.Formatter().format(record)
        self.tally.logged[f"{record.levelname} {record.name}: {record.msg}"] += 1
        if MARKED in said:
            self.tally.findings.append(f"fed words in the log: {said[:300]!a}")
