"""A quarter of the whole municipality as the analytical material of row 4.1 tells it."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.board import Board
from domain.indicators import Measured


@dataclass(frozen=True, slots=True)
class Quarter:
    """`earlier` are the boards of the quarters before it, oldest first; `stops` how many pairs ended early for
    which reason (the registry's keys), within the quarter."""

    board: Board
    earlier: tuple[Board, ...]
    measured: tuple[Measured, ...]
    stops: Mapping[str, int]

    @property
    def before(self) -> Board | None:
        """The quarter before, where anything was filed in it."""
        last = self.earlier[-1] if self.earlier else None
        return last if last and last.filed else None
