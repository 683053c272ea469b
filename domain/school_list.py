"""A pasted list of schools: one a line, perhaps with the number for its codes in front."""

import re
from dataclasses import dataclass
from typing import Final

from domain.form import AnswerRejected

MAX_NAME: Final = 120
NUMBERED: Final = re.compile(r"(?:№\s*)?([0-9]{1,4})(?:[.)\t]\s*|\s+)(?=\S)(.+)")


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is None where the next free one will do."""

    name: str
    number: int | None = None


def read(text: str) -> list[Line]:
    """The schools of the list, each once. Raises `AnswerRejected` naming the first line that is wrong."""
    lines: dict[str, Line] = {}
    for raw in text.splitlines():
        words = " ".join(raw.split()).strip(" ;,•–-")
        if not words:
            continue
        found = NUMBERED.fullmatch(words)
        number, name = (int(found[1]), found[2].strip(" -–")) if found else (None, words)
        if len(name) > MAX_NAME:
            raise AnswerRejected(f"Слишком длинное название ({len(name)} знаков, можно {MAX_NAME}): {name[:60]}…")
        if len(name) < 2 or not any(letter.isalpha() or letter.isdigit() for letter in name) or number == 0:
            raise AnswerRejected(f"Не похоже на школу: «{words[:60]}». Например: 7 МБОУ «Школа № 7».")
        lines.setdefault(name.casefold(), Line(name, number))
    if not lines:
        raise AnswerRejected("Пришлите хотя бы одно название. Например: МБОУ «Школа № 7».")
    taken: dict[int, str] = {}
    for line in lines.values():
        if line.number is not None and taken.setdefault(line.number, line.name) != line.name:
            raise AnswerRejected(f"Номер {line.number} стоит у двух школ: «{taken[line.number]}» и «{line.name}».")
    return list(lines.values())
