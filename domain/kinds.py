"""Kinds of answers: each reads what a person types or taps, and says how when it cannot."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain import choosing, days, privacy
from domain.form import AnswerRejected, Facts, Kind, Option, Question, TooPersonal, Value
from domain.signs import CONTROLS, UNSEEN, shows

NOTHING = {"нет", "ноль", "ни одного", "ни одной", "никого", "нисколько"}
UNITS = "чел|уч|реб|дет|наставн|пар|груп|встреч|публик|предпр|организ|специал|мин|шт|раз"
NUMBER = re.compile(rf"([+-]?(?:[0-9]{{1,3}}(?: [0-9]{{3}}){{1,3}}|[0-9]{{1,12}}))(?: ?(?:{UNITS})[а-яё]*)?\.?")
YES = {"yes", "да", "ага", "есть", "+"}
NO = {"no", "нет", "-", "–", "—", "не"}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number: thousands may be set apart, a unit may follow («14 чел»), «нет» is zero."""

    min: int = 0
    max: int = 100_000

    def parse(self, raw: str, facts: Facts) -> int:
        text = " ".join(raw.lower().replace("−", "-").split())
        found = NUMBER.fullmatch("0" if text.rstrip(".!") in NOTHING else text)
        if not found:
            example = min(max(self.min, 14), self.max)
            raise AnswerRejected(f"Нужно целое число цифрами, от {self.min} до {self.max}. Например: {example}.")
        number = int(found[1].replace(" ", ""))
        if not self.min <= number <= self.max:
            raise AnswerRejected(f"Получилось {number}, а нужно число от {self.min} до {self.max}.")
        return number

    def show(self, value: Value, facts: Facts) -> str:
        return str(value)

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Text:
    """Free words. With `about_mentee`, whatever looks like a name or a contact is refused and not kept."""

    max: int = 300
    min: int = 1
    about_mentee: bool = False
    example: str = ""

    def parse(self, raw: str, facts: Facts) -> str:
        return self.read(raw)

    def read(self, raw: str) -> str:
        seen = UNSEEN.sub("", CONTROLS.sub(" ", raw))
        text = re.sub(r"[ \t\u00a0\u200b\ufeff]+", " ", seen).strip()
        if len(text) < self.min or not shows(text):
            raise AnswerRejected("Напишите словами." + (f" Например: {self.example}" if self.example else ""))
        if len(text) > self.max:
            raise AnswerRejected(f"Получилось {len(text)} знаков, поместится {self.max}. Напишите короче.")
        if self.about_mentee and (found := privacy.personal(text)):
            raise TooPersonal(
                f"Похоже, здесь {found.value}. О детях бот хранит только код, например Ш07-014: "
                "я ничего не сохранил, напишите без личных данных."
            )
        return text

    def show(self, value: Value, facts: Facts) -> str:
        return str(value)

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class YesNo:
    def parse(self, raw: str, facts: Facts) -> bool:
        word = raw.strip().lower().rstrip(".!")
        if word in YES or word in NO:
            return word in YES
        raise AnswerRejected("Ответьте «да» или «нет».")

    def show(self, value: Value, facts: Facts) -> str:
        return "да" if value else "нет"

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return (Option("yes", "Да"), Option("no", "Нет"))


@dataclass(frozen=True, slots=True)
class One:
    """One of a list: given here, or by the facts under `source`."""

    options: tuple[Option, ...] = ()
    source: str = ""

    def parse(self, raw: str, facts: Facts) -> str:
        return choosing.pick(raw, self.choices(facts)).value

    def show(self, value: Value, facts: Facts) -> str:
        return choosing.label(value, self.choices(facts))

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return facts.options.get(self.source, ()) if self.source else self.options


@dataclass(frozen=True, slots=True)
class Several:
    """One or more of a list; typed with commas, or ticked. `everyone` is the value of an option that stands for all
    the others: ticked with them, and no one of its own."""

    options: tuple[Option, ...] = ()
    source: str = ""
    everyone: str = ""

    def parse(self, raw: str, facts: Facts) -> list[str]:
        """In the order of the list, each once."""
        choices = self.choices(facts)
        parts = [part for part in re.split(r"[,;\n]", raw) if part.strip()]
        return self.only({choosing.pick(part, choices).value for part in parts}, facts)

    def only(self, picked: set[str], facts: Facts) -> list[str]:
        """Those of the picked that are on offer, in the order of the list; none is refused."""
        chosen = [option.value for option in self.choices(facts) if option.value in picked]
        if not chosen:
            raise AnswerRejected("Отметьте хотя бы один вариант.")
        return chosen

    def toggled(self, ticked: list[str], raw: str, facts: Facts) -> list[str]:
        """The ticks after a tap on one; those of options gone fall off."""
        tapped(self, raw, facts)
        offered, picked = [option.value for option in self.choices(facts)], {*ticked} ^ {raw}
        if raw == self.everyone:
            picked = {*offered} if raw in picked else set()
        elif self.everyone:
            others = {*offered} - {self.everyone}
            picked = {*offered} if others <= picked else picked & others
        return [value for value in offered if value in picked]

    def count(self, ticked: list[str], facts: Facts) -> int:
        """How many are meant by the ticks."""
        if self.everyone and self.everyone in ticked:
            return len(self.choices(facts)) - 1
        return len(ticked)

    def show(self, value: Value, facts: Facts) -> str:
        picked = value if isinstance(value, list) else []
        if self.everyone and self.everyone in picked:
            picked = [self.everyone]
        return ", ".join(choosing.label(one, self.choices(facts)) for one in picked)

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return facts.options.get(self.source, ()) if self.source else self.options


@dataclass(frozen=True, slots=True)
class Day:
    """A day: 5.10, 05.10.2026, «вчера». Kept as ISO text. `back` and `ahead` limit it, in days from today.

    A day without a year is the one nearest to today; with `coming`, or where only one side of today
    is allowed, the nearest on that side. `buttons` offers days from today on, or from the day known as `after`
    where that is later."""

    back: int = 3650
    ahead: int = 3650
    buttons: Callable[[date], tuple[date, ...]] | None = None
    coming: bool = False
    after: str = ""

    def parse(self, raw: str, facts: Facts) -> str:
        side = 1 if self.coming or self.back == 0 else -1 if self.ahead == 0 else 0
        day = days.read(raw, facts.today, facts.today + side * timedelta(182))
        if day is None:
            raise AnswerRejected("Не понял дату. Например: 5.10, 05.10.2026 или «вчера».")
        first, last = facts.today - timedelta(self.back), facts.today + timedelta(self.ahead)
        if not first <= day <= last:
            raise AnswerRejected(
                f"Получилось {day:%d.%m.%Y}, а подходит с {first:%d.%m.%Y} по {last:%d.%m.%Y}. Проверьте год."
            )
        return day.isoformat()

    def show(self, value: Value, facts: Facts) -> str:
        return days.words(date.fromisoformat(str(value)))

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        after = facts.known.get(self.after)
        begin = max(facts.today, date.fromisoformat(str(after))) if after else facts.today
        offered = self.buttons(begin) if self.buttons else ()
        return tuple(Option(day.isoformat(), days.words(day)) for day in offered)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a photo, sent into the open form. Its value is the file's id: never typed, never on a button."""

    def parse(self, raw: str, facts: Facts) -> int:
        raise AnswerRejected("Здесь нужен файл: нажмите скрепку и пришлите документ или фото.")

    def show(self, value: Value, facts: Facts) -> str:
        return facts.papers.get(value, "файл") if isinstance(value, int) else "файл"

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return ()


def tapped(kind: Kind, raw: str, facts: Facts) -> Value:
    """What an option's button carried. An id is never mistaken for a number that somebody typed."""
    if not isinstance(kind, One | Several):
        return kind.parse(raw, facts)
    if raw not in {option.value for option in kind.choices(facts)}:
        raise AnswerRejected("Этого варианта уже нет, выберите другой.")
    return raw if isinstance(kind, One) else [raw]


def several(kind: Kind) -> Several:
    if not isinstance(kind, Several):
        raise AnswerRejected("Здесь выбирают одно.")
    return kind


def _offered(value: Value, options: tuple[Option, ...]) -> bool:
    for option in options:  # noqa: SIM110 (a generator costs more than the list it walks)
        if option.value == value:
            return True
    return False


def fits(question: Question, value: Value, facts: Facts) -> bool:
    """Whether a stored value would still be accepted: ranges, options and days move on."""
    kind = question.kind
    if value is None:
        return question.optional
    if isinstance(kind, Number):  # asked of every answer at every step: no pattern is as quick
        return type(value) is int and kind.min <= value <= kind.max
    if isinstance(kind, One):
        return _offered(value, kind.choices(facts))
    if isinstance(kind, YesNo):
        return isinstance(value, bool)
    if isinstance(kind, Paper):
        return type(value) is int and value in facts.papers
    if isinstance(kind, Several):
        return isinstance(value, list) and bool(value) and {o.value for o in kind.choices(facts)} >= {*value}
    try:
        return kind.parse(("no", "yes")[value] if isinstance(value, bool) else str(value), facts) == value
    except AnswerRejected:
        return False
