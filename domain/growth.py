"""What has changed between two questionnaires of the same person: paired differences, honest about how few they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Final

from domain import fives

LEAST: Final = fives.LEAST

Pair = tuple[int | None, int | None]  # before and after, of one person and one scale; None: no answer


@dataclass(frozen=True, slots=True)
class Growth:
    """`paired` have both answers, `unpaired` one of them. The means are over the `counted` ones, whose answers may be
    told by the rule of five, and None where these are fewer than `LEAST`. `spread` is the sample standard deviation
    of the changes."""

    paired: int
    unpaired: int
    before: float | None
    after: float | None
    change: float | None
    spread: float | None
    counted: int = 0

    @property
    def clear(self) -> bool:
        """The change is more than twice its own standard error: hardly chance."""
        if self.change is None or self.spread is None:
            return False
        return self.change**2 * self.counted > 4 * self.spread**2


NOTHING: Final = Growth(0, 0, None, None, None, None)


def growth(pairs: Iterable[Pair], waiting: int = 0) -> Growth:
    """Of the pairs given; so many more are `waiting` with both answers and are not counted yet."""
    given = list(pairs)
    both = [(before, after) for before, after in given if before is not None and after is not None]
    unpaired = sum((before is None) != (after is None) for before, after in given)
    paired = len(both) + waiting
    if len(both) < LEAST:
        return Growth(paired, unpaired, None, None, None, None)
    changes = [after - before for before, after in both]
    return Growth(
        paired,
        unpaired,
        _mean([before for before, _ in both]),
        _mean([after for _, after in both]),
        _mean(changes),
        _spread(changes),
        len(both),
    )


def _mean(values: list[int]) -> float:
    """Exact, and only then the nearest float."""
    return float(Fraction(sum(values), len(values)))


def _spread(values: list[int]) -> float:
    """The sample standard deviation, exact up to the root."""
    many, squares = len(values), sum(value * value for value in values)
    return sqrt(Fraction(many * squares - sum(values) ** 2, many * (many - 1)))
