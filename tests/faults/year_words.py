"""A reminder as a coordinator reads it: its lines, and what each of them must say on the day it arrives."""

import json
import re
from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
LISTED = 8  # lines of one message


@dataclass(frozen=True)
class Line:
    """`post` and `period` are what its button opens."""

    post: int
    period: str
    text: str


@dataclass(frozen=True)
class Read:
    """A message taken apart; `total` is what its head counts."""

    total: int
    lines: tuple[Line, ...]


def read(body: str) -> Read:
    """ValueError where it is no reminder."""
    content = json.loads(body)
    text = content["text"].replace("\N{NO-BREAK SPACE}", " ")
    rows = content["reply_markup"]["inline_keyboard"]
    opened = [
        button["callback_data"].split(":") for row in rows for button in row if "z.open" in button["callback_data"]
    ]
    paragraphs = text.split("\n\n")
    head = re.fullmatch(r"<b>Что нужно сдать: (\d+)</b>", paragraphs[0])
    if head:
        del paragraphs[0]
    lines = tuple(Line(int(post), period, said) for (_, post, period), said in zip(opened, paragraphs, strict=False))
    return Read(int(head[1]) if head else 1, lines)


def wrong(
    line: Line, school: str, several: bool, nominal: date, effective: date, today: date, begun: bool | None
) -> str:
    """What is not right about a line, or nothing. `begun` is None where that changed today."""
    if _sentence(effective, today) not in line.text:
        return f"no «{_sentence(effective, today)}»"
    planned = f"По плану {WEEKDAYS[nominal.weekday()]} {nominal:%d.%m}, это выходной."
    if (planned in line.text) != (nominal != effective and today <= effective):
        return f"«{planned}» where it does not belong, or not there"
    if several and f"\n{school}\n" not in line.text:
        return f"not about {school}"
    if begun is not None and ("не начат" in line.text) is begun:
        return "begun or not: mistaken"
    return ""


def _sentence(effective: date, today: date) -> str:
    day = f"{WEEKDAYS[effective.weekday()]}, {effective.day} {MONTHS[effective.month - 1]} {effective.year}"
    left = (effective - today).days
    if left < 0:
        return f"Срок был <b>{day}</b>, прошло {_days(-left)}."
    return f"Срок: <b>{day}, {('сегодня', 'завтра')[left] if left < 2 else f'через {_days(left)}'}</b>."


def _days(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        word = "день"
    elif n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        word = "дня"
    else:
        word = "дней"
    return f"{n:,} {word}".replace(",", " ")
