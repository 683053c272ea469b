"""A pasted list of schools: one a line, perhaps with the number for its codes in front."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from domain.registry import School

MAX_NAME: Final = 120
MAX_NUMBER: Final = 999
NUMBERED: Final = re.compile(r"(?:№ ?)?([0-9]+)(?:[.)] ?(?![0-9])| )(?:[-–—] )?(.+)")
BARE: Final = re.compile(r"(?:№ ?)?[0-9]+[.)]?")
MARKS: Final = re.compile(r"[-–—•*·] ")  # of somebody's bulleted list


class Wrong(Enum):
    """Why a line cannot be taken."""

    NO_NAME = auto()
    TOO_LONG = auto()
    BAD_NUMBER = auto()
    NUMBER_TAKEN = auto()  # by another school, on the list or further up
    OTHER_NUMBER = auto()  # this school is there under another number


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is None where the next free one will do; `raw` is the line as it came."""

    raw: str
    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """`number` and `other` tell which school is in the way."""

    wrong: Wrong
    raw: str
    number: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a list comes to: schools to add, how many are there already, and what stands in the way."""

    new: tuple[Line, ...]
    known: int
    faults: tuple[Fault, ...]


def sort(text: str, schools: Iterable[School], taken: Mapping[int, str]) -> Sorted:
    """Compare a pasted list with the schools there are. `taken` are all numbers ever given, with names.

    Of two lines with the same school the second counts as known."""
    seen = {key(school.name): school.number for school in schools}
    numbers: dict[int, str] = dict(taken)
    new, known, faults = [], 0, []
    for raw in (" ".join(line.split()) for line in text.splitlines()):
        if not raw:
            continue
        line = _read(raw)
        fault = line if isinstance(line, Fault) else _clash(line, seen, numbers)
        if fault is not None:
            faults.append(fault)
        elif isinstance(line, Line):
            if key(line.name) in seen:
                known += 1
                continue
            new.append(line)
            seen[key(line.name)] = line.number or 0
            if line.number is not None:
                numbers[line.number] = line.name
    return Sorted(tuple(new), known, tuple(faults))


def key(name: str) -> str:
    """What two spellings of one school share: case, «ё», quotes and kinds of dashes do not matter."""
    text = re.sub(r"[«»\"“”„']", "", name.casefold().replace("ё", "е"))
    return " ".join(re.sub(r"[–—]", "-", text).split())


def _read(raw: str) -> Line | Fault:
    text = MARKS.sub("", raw, count=1) if MARKS.match(raw) else raw
    text = text.rstrip(" ;,")
    if BARE.fullmatch(text) or not any(letter.isalpha() for letter in text):
        return Fault(Wrong.NO_NAME, raw)
    found = NUMBERED.fullmatch(text)
    number, name = (int(found[1]), found[2]) if found else (None, text)
    if number is not None and not 1 <= number <= MAX_NUMBER:
        return Fault(Wrong.BAD_NUMBER, raw)
    if len(name) > MAX_NAME:
        return Fault(Wrong.TOO_LONG, raw, len(name))
    return Line(raw, name, number)


def _clash(line: Line, seen: Mapping[str, int], numbers: Mapping[int, str]) -> Fault | None:
    if line.number is None:
        return None
    there = seen.get(key(line.name))
    if there and there != line.number:
        return Fault(Wrong.OTHER_NUMBER, line.raw, there)
    if there is None and line.number in numbers:
        return Fault(Wrong.NUMBER_TAKEN, line.raw, line.number, numbers[line.number])
    return None
