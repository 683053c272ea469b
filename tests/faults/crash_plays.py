"""The plays: what people do, step by step. A step is an event; what it leads to is learnt from a calm run."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.sandbox import gestures, people, sample
from domain.deadlines import DayOffPolicy
from domain.municipality import Municipality
from scheduler import days_off
from storage.database import Database
from tests.faults.crash_stage import ADMIN, Stage
from tests.village import MOSCOW

HEAD: Final = ADMIN
GROUP: Final = sample.GROUP[0]
ANNA, SERGEY, NINA, IGOR, PAVEL = 201, 212, 213, 301, 202
KNOWN: Final = tuple((number, name) for number, name, *_ in (*sample.PLAYERS, *sample.OTHERS))
AUTUMN: Final = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday noon in Moscow, four weeks before the deadline


@dataclass(frozen=True, slots=True)
class Step:
    """`echoes` is how many quick taps of one person it is: each may be answered on its own. A step that `ticks`
    moves the clock, and is over when everything due by it is planned."""

    words: str
    act: Callable[[Stage], object]
    person: int = 0
    echoes: int = 1
    ticks: bool = False


@dataclass(frozen=True, slots=True)
class Play:
    """`fill` makes the database that each life begins with; without it the first process makes its own. The
    first step comes before the first process."""

    name: str
    steps: tuple[Step, ...]
    fill: Callable[[Path], Awaitable[None]] | None = None
    house: str = "real"
    known: tuple[tuple[int, str], ...] = KNOWN


START: Final = Step("the start", lambda _stage: None, ticks=True)


def says(person: int, text: str, chat: int | None = None) -> Step:
    return Step(f"{person} says {text}", lambda stage: gestures.say(stage.parts, person, text, chat))


def presses(person: int, label: str, times: int = 1) -> Step:
    """The newest button whose label begins so; several quick taps on it."""

    def act(stage: Stage) -> None:
        message, data = _button(stage, person, label)
        for _ in range(times):
            gestures.press(stage.parts, person, message, data=data, force=True)

    return Step(f"{person} presses {label}", act, person, times)


def follows_link(person: int, giver: int) -> Step:
    """The invitation that the giver was shown last."""

    def act(stage: Stage) -> None:
        texts = [kept.body.get("text", "") for kept in stage.parts.world.messages[giver].values()]
        secret = next(text for text in reversed(texts) if "start=" in text).partition("start=")[2].split()[0]
        gestures.say(stage.parts, person, f"/start {secret}")

    return Step(f"{person} opens the invitation", act)


def comes(day: int, hour: int = 6, minute: int = 5) -> Step:
    """That December day; 6:05 is five past nine in Moscow."""
    instant = datetime(2026, 12, day, hour, minute, 1, tzinfo=UTC)
    return Step(f"December {day} comes", lambda stage: stage.move_clock(instant), ticks=True)


def flood(many: int, *persons: int) -> Step:
    """So many messages at once, from these people in turn."""

    def act(stage: Stage) -> None:
        for number in range(1, many + 1):
            gestures.say(stage.parts, persons[number % len(persons)], f"m{number}")

    return Step(f"{many} messages at once", act)


def joins_group() -> Step:
    def act(stage: Stage) -> None:
        people.add_group(stage.parts, *sample.GROUP, members=[HEAD])

    return Step("the bot is added to the group", act)


def _button(stage: Stage, chat: int, label: str) -> tuple[int, str]:
    for number, kept in reversed(stage.parts.world.messages[chat].items()):
        for row in kept.body.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"].startswith(label) and "callback_data" in button:
                    return number, button["callback_data"]
    raise LookupError(f"no button «{label}» in chat {chat}")


async def sample_town(path: Path) -> None:
    """Six schools, last quarter filed, pairs at work."""
    town = Municipality(MOSCOW, DayOffPolicy.PREVIOUS, frozenset({HEAD}), "", days_off.calendar)
    database = await Database.open(path)
    async with database.transaction() as db:
        await sample.fill(db, town, AUTUMN)
    await database.close()


FORM: Final = Play(
    "a form's life",
    (
        START,
        joins_group(),
        says(HEAD, "/start"),
        says(HEAD, "/bind", GROUP),
        says(IGOR, "45"),
        presses(IGOR, "Проект"),
        comes(4),  # fourteen days before: every coordinator is reminded
        presses(NINA, "Напомнить завтра"),
        says(SERGEY, "/report"),
        presses(SERGEY, "Заполнить"),
        says(SERGEY, "731"),
        presses(SERGEY, "Выйти, сохранив"),
        presses(ANNA, "Заполнить"),
        says(ANNA, "655"),
        presses(ANNA, "6 · из реестра"),
        presses(ANNA, "Назад"),
        presses(ANNA, "6 · было"),
        presses(ANNA, "6 · из реестра"),
        says(ANNA, "1"),
        says(ANNA, "шесть"),
        presses(ANNA, "6 · из реестра"),
        presses(ANNA, "0 · из реестра"),
        presses(ANNA, "0 · из реестра"),
        presses(ANNA, "0 · из реестра"),
        says(ANNA, "17"),
        says(ANNA, "две встречи не успели записать"),
        says(ANNA, "2"),
        presses(ANNA, "1 · прошлый ответ"),
        says(ANNA, "2"),
        says(ANNA, "3"),
        presses(ANNA, "Да"),
        says(ANNA, "не хватает наставников"),
        presses(ANNA, "Изменить"),
        presses(ANNA, "Публикаций"),
        says(ANNA, "5"),
        presses(ANNA, "Отправить", times=2),
        comes(11),
        presses(ANNA, "Исправить"),
        presses(ANNA, "Изменить"),
        presses(ANNA, "Публикаций"),
        says(ANNA, "7"),
        presses(ANNA, "Отправить", times=2),
        says(IGOR, "30"),
        comes(21),
        presses(HEAD, "IV квартал 2026"),
    ),
    sample_town,
)

FIRST: Final = Play(
    "the first start",
    (
        START,
        says(HEAD, "/start"),
        presses(HEAD, "Согласен"),
        presses(HEAD, "Сроки"),
        presses(HEAD, "Включить 2026"),
        presses(HEAD, "Включить", times=2),
        presses(HEAD, "В меню"),
        presses(HEAD, "Школы"),
        presses(HEAD, "Добавить"),
        says(HEAD, "Школа № 1\nШкола № 2"),
        presses(HEAD, "1. "),
        presses(HEAD, "Пригласить"),
        follows_link(PAVEL, HEAD),
        presses(PAVEL, "Согласен"),
        presses(PAVEL, "Отчёт за квартал"),
    ),
    known=((HEAD, "Ольга Берёзкина"), (PAVEL, "Павел Кленов")),
)

TWENTY: Final = Play("twenty quick messages", (START, flood(20, ANNA)), house="toy")


def backlog(many: int) -> Play:
    """So many updates wait when the first process starts."""
    return Play(f"a backlog of {many}", (flood(many, ANNA, SERGEY),), house="toy")
