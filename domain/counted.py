"""Answers counted from many people's: a mean before and after, and so many out of so many.

Neither is ever made of fewer than `LEAST` people's answers, counted by the bot or typed by hand: whoever reads it must
not be able to tell who has said what.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, Self

from domain.form import AnswerRejected, Facts, Option, Value
from domain.growth import LEAST

LOWEST: Final = 10  # of the scale, in tenths
HIGHEST: Final = 100
MOST: Final = 5000  # people
FIGURE: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
TOO_FEW: Final = (
    "Меньше {} ответов в отчёт не берём, чтобы никого нельзя было узнать. Нажмите «Пропустить», если их мало."
)
NEAR: Final = (
    "Посчитано {}. Ваше число людей отличается меньше чем на {}: по разнице можно узнать, кто что ответил. "
    "Возьмите посчитанное или пропустите."
)


class Rise(NamedTuple):
    """Means before and after, in tenths of a point (1–10), over so many pairs of answers."""

    before: int
    after: int
    pairs: int

    @property
    def change(self) -> int:
        """In tenths."""
        return self.after - self.before

    @property
    def stored(self) -> str:
        """«6.2 7.8 14»: what an answer keeps."""
        return f"{self.before / 10:.1f} {self.after / 10:.1f} {self.pairs}"

    @classmethod
    def of(cls, value: Value) -> Self | None:
        """What a stored answer says; None where it was skipped."""
        if not isinstance(value, str):
            return None
        before, after, pairs = value.split()
        return cls(_tenths(before), _tenths(after), int(pairs))


class Share(NamedTuple):
    """So many have said it, of so many asked."""

    part: int
    whole: int

    @property
    def stored(self) -> str:
        return f"{self.part} {self.whole}"

    @classmethod
    def of(cls, value: Value) -> Self | None:
        if not isinstance(value, str):
            return None
        part, whole = value.split()
        return cls(int(part), int(whole))


def tenths(mean: float) -> int:
    """Of a mean on the scale, halves up."""
    return int(mean * 10 + 0.5)


def figure(value: int) -> str:
    """Tenths as people write them: «7,4»."""
    return f"{value // 10},{value % 10}"


@dataclass(frozen=True, slots=True)
class RiseKind:
    """Before, after and how many have answered both times, in one message: «6,2 7,8 14»."""

    example: str = "6,2 7,8 14"
    unit: str = "анкет"  # what the pairs are of
    least: int = LEAST  # so many are surely of five people

    def parse(self, raw: str, facts: Facts) -> str:
        """Stored as `Rise.stored`."""
        found = FIGURE.findall(raw)
        if len(found) != 3 or not found[2].isdigit():
            raise AnswerRejected(
                f"Нужны три числа: до, после и сколько человек ответили оба раза. Например: {self.example}."
            )
        before, after = _tenths(found[0]), _tenths(found[1])
        for value in (before, after):
            if not LOWEST <= value <= HIGHEST:
                raise AnswerRejected(f"Получилось {figure(value)}, а шкала от 1 до 10. Например: {self.example}.")
        return Rise(before, after, _people(found[2])).stored

    def show(self, value: Value, facts: Facts) -> str:
        found = Rise.of(value)
        return f"{figure(found.before)} → {figure(found.after)}, {self.unit} {found.pairs}" if found else ""

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class ShareKind:
    """«12 из 15»."""

    example: str = "12 из 15"
    least: int = LEAST

    def parse(self, raw: str, facts: Facts) -> str:
        """Stored as `Share.stored`."""
        found = re.findall("[0-9]+", raw)
        if len(found) != 2:
            raise AnswerRejected(f"Нужны два числа: сколько и из скольких ответивших. Например: {self.example}.")
        whole = _people(found[1])
        if len(found[0]) > 4 or int(found[0]) > whole:
            raise AnswerRejected(f"Получилось {found[0]} из {whole}: часть больше целого. Например: {self.example}.")
        return Share(int(found[0]), whole).stored

    def show(self, value: Value, facts: Facts) -> str:
        found = Share.of(value)
        return f"{found.part} из {found.whole}" if found else ""

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return ()


def _tenths(text: str) -> int:
    """Of a figure with a point or a comma, halves up; no float comes between."""
    whole, _, rest = text.replace(",", ".").partition(".")
    return int(whole[:4]) * 10 + (int(f"{rest}00"[:2]) + 5) // 10


def tells_on(kind: RiseKind | ShareKind, counted: Value, said: Value) -> str | None:
    """Why what is typed would tell how one to four people have answered: it is of so few, or differs by so few from
    what the bot has counted and shows elsewhere. None where it does not."""
    read = Rise.of if isinstance(kind, RiseKind) else Share.of
    own, known = read(said), read(counted)
    if own is None or said == counted:
        return None
    if known is not None and 0 < abs(own[-1] - known[-1]) < kind.least:
        return NEAR.format(kind.show(counted, Facts(date.min)), kind.least)
    return TOO_FEW.format(kind.least) if own[-1] < kind.least else None


def _people(text: str) -> int:
    if len(text) > 4 or int(text) > MOST:
        raise AnswerRejected(f"Получилось {text} ответов, это больше {MOST}. Проверьте число.")
    if int(text) < LEAST:
        raise AnswerRejected(TOO_FEW.format(LEAST))
    return int(text)
