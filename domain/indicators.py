"""Indicators of the target model against the year's targets (DOMAIN of rows 4.1 and 4.2).

Counted over what schools filed, who is satisfied over the questionnaires of the year. A share is of whole numbers,
so 69.99 % never counts as 70; and never over 100 %: a school that names more mentees than pupils (teachers are
mentees too) is counted in full, no further.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.form import Answers
from domain.results import NOBODY, Share

PUPILS_15: Final = "pupils15"  # of the whole municipality; schools are not asked for it
ASKED: Final = "asked"  # the whole is who answered the questionnaire after


@dataclass(frozen=True, slots=True)
class Indicator:
    """`part` of `whole`, both keys of the monitoring; a `whole` that is `PUPILS_15` is one number for everybody.
    Of a `whole` that is `ASKED` the part is a side of the questionnaires: those of it who are satisfied. Without a
    whole the part itself is measured. `usual` is offered as a target where none was ever set."""

    key: str
    title: str
    short: str
    part: str
    whole: str | None
    usual: int | None = None

    @property
    def is_share(self) -> bool:
        return self.whole is not None


INDICATORS: Final = (
    Indicator("mentees", "Доля наставляемых среди учеников 10–19 лет", "Наставляемые", "mentees", "pupils", 70),
    Indicator("mentors", "Доля наставников среди учеников 15–19 лет", "Ученики-наставники", "mentor_pupils", PUPILS_15),
    Indicator("young", "Доля молодых специалистов с наставником", "Молодые специалисты", "young_mentees", "young"),
    Indicator("partners", "Предприятия, давшие наставников", "Предприятия", "partners", None),
    Indicator("happy_mentees", "Удовлетворённые наставляемые", "Довольны наставляемые", "mentee", ASKED),
    Indicator("happy_mentors", "Удовлетворённые наставники", "Довольны наставники", "mentor", ASKED),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator of one year. `schools` is over how many it was counted, `capped` in how many of them the part
    was larger than the whole. `whole` is None for a plain number, and 0 where there is nothing to divide by;
    `waiting` answers are not counted yet, by the rule of five."""

    indicator: Indicator
    part: int
    whole: int | None
    schools: int
    capped: int
    target: int | None
    waiting: int = 0

    @property
    def value(self) -> int | None:
        """A share in tenths of a percent, rounded down: what is shown as 70 % has reached it. Else the number.
        None where it cannot be said."""
        if self.whole is None:
            return self.part if self.schools else None
        return 1000 * self.part // self.whole if self.whole else None

    @property
    def reached(self) -> bool | None:
        """None where there is no target, or nothing to measure by it."""
        if self.target is None or self.value is None:
            return None
        return self.value >= (self.target if self.whole is None else self.target * 10)


def measure(
    filed: Sequence[Answers], targets: Mapping[str, int | None], satisfied: Mapping[str, Share]
) -> tuple[Measured, ...]:
    """`filed` are the answers of each school once; `targets` by the indicators' keys, and `PUPILS_15`; `satisfied`
    by the sides of the questionnaires."""
    return tuple(
        _share(one, satisfied.get(one.part, NOBODY), targets.get(one.key))
        if one.whole == ASKED
        else _measure(one, filed, targets)
        for one in INDICATORS
    )


def _share(indicator: Indicator, share: Share, target: int | None) -> Measured:
    return Measured(indicator, share.yes or 0, share.counted, 0, 0, target, share.answered - share.counted)


def _measure(indicator: Indicator, filed: Sequence[Answers], targets: Mapping[str, int | None]) -> Measured:
    target = targets.get(indicator.key)
    said = [part for answers in filed if (part := _number(answers, indicator.part)) is not None]
    if indicator.whole is None:
        return Measured(indicator, sum(said), None, len(said), 0, target)
    if indicator.whole == PUPILS_15:
        whole = targets.get(PUPILS_15) or 0
        return Measured(indicator, min(sum(said), whole), whole, len(filed), int(sum(said) > whole > 0), target)
    both = [(_number(answers, indicator.part), _number(answers, indicator.whole)) for answers in filed]
    pairs = [(part, whole) for part, whole in both if part is not None and whole]
    return Measured(
        indicator,
        sum(min(part, whole) for part, whole in pairs),
        sum(whole for _, whole in pairs),
        len(pairs),
        sum(part > whole for part, whole in pairs),
        target,
    )


def _number(answers: Answers, key: str) -> int | None:
    value = answers.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
