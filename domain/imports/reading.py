"""From the cells of a table to values: columns found by their headings, each cell read like an answer to a form."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain import privacy
from domain.form import AnswerRejected, Facts
from domain.form import Value as Answer
from domain.imports import tables
from domain.imports.sheets import MOST_ROWS, SHEETS, Column, Sheet
from domain.imports.tables import Fault, Odd, Table, Unreadable, Value, cell
from domain.kinds import One

NOTES: Final = "как заполнять"
STEP: Final = 250  # rows between two words about progress
EXAMPLE: Final = "пример:"  # begins one cell of each row that shows how
NAMES: Final = re.compile(r"фио|ф\.? ?и\.? ?о|имя|имена|фамили|отчеств|ребен|дети|школьник|ученик|телефон|адрес|почт")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what its cells say, by column; blank ones are left out. `cells` are the names of all of them."""

    sheet: Sheet
    row: int
    values: Mapping[str, Answer]
    cells: Mapping[str, str]

    def fault(self, key: str, words: str) -> Fault:
        """Something wrong with one of its columns; where that is not there, with the row."""
        return Fault(self.sheet.title, self.cells.get(key, f"строка {self.row}"), words)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a file holds, sheet by sheet in the order of `SHEETS`, and what is wrong with single cells."""

    lines: Mapping[str, Sequence[Line]]
    faults: tuple[Fault, ...]


def read(book: Sequence[Table], facts: Facts, progress: Callable[[int], None] = lambda rows: None) -> Sheets:
    """Raises `Unreadable` where there is nothing to read. `progress` is told how many rows have been understood."""
    known = {_plain(sheet.title): sheet for sheet in SHEETS}
    lines: dict[str, list[Line]] = {}
    faults: list[Fault] = []
    done = 0
    for place, table in enumerate(book, start=1):
        sheet = known.get(_plain(table.title))
        if sheet is not None:
            cells = Cells(sheet, facts, faults)
            found = lines.setdefault(sheet.key, [])
            for line in _lines(sheet, table, cells, faults):
                found.append(line)
                done += 1
                if done % STEP == 0:
                    progress(done)
        elif table.rows and _plain(table.title) != NOTES:
            titles = ", ".join(f"«{one.title}»" for one in SHEETS)
            said = f"Такого листа бот не знает. Он читает листы {titles}."
            faults.append(Fault(f"Лист {place}", "A1", said))
    if not any(lines.values()) and not faults:
        raise Unreadable("В таблице нет ни одной заполненной строки. Возьмите шаблон и заполните его со второй строки.")
    if sum(map(len, lines.values())) > MOST_ROWS:
        raise Unreadable(f"В таблице больше {MOST_ROWS} строк. Разделите её на части и загрузите по одной.")
    return Sheets(lines, tuple(faults))


class Cells:
    """Reads the cells of one sheet. Tables repeat themselves: what was read once is not read again."""

    def __init__(self, sheet: Sheet, facts: Facts, faults: list[Fault]) -> None:
        self._sheet, self._facts, self._faults = sheet, facts, faults
        self._known: dict[tuple[str, Value], Answer | AnswerRejected] = {}

    def read(self, column: Column, value: Value, name: str, answers: dict[str, Answer]) -> None:
        """One cell into `answers`, or into the faults; a blank one into neither."""
        key = (column.key, value)
        if key not in self._known:
            self._known[key] = self._read(column, value)
        found = self._known[key]
        if isinstance(found, AnswerRejected):
            self._faults.append(Fault(self._sheet.title, name, str(found)))
        elif found is not None:
            answers[column.key] = found

    def _read(self, column: Column, value: Value) -> Answer | AnswerRejected:
        words, kind = tables.text(value), column.kind
        if value is Odd.FORMULA or words.startswith("="):
            return AnswerRejected(f"Здесь формула. Вставьте само значение, например: {_example(column)}.")
        if value is Odd.ERROR:
            return AnswerRejected(f"Здесь ошибка вместо значения. Например: {_example(column)}.")
        if not words:
            return None
        try:
            return kind.parse(words, self._facts)
        except AnswerRejected as rejected:
            if isinstance(kind, One):
                return AnswerRejected(f"Подходит: {', '.join(option.label for option in kind.options)}.")
            return rejected


def _lines(sheet: Sheet, table: Table, reader: Cells, faults: list[Fault]) -> Iterator[Line]:
    places = _columns(sheet, table, faults)
    for row, values in table.rows if places else ():
        given = {key: values[place] if place < len(values) else None for key, place in places.items()}
        if not any(isinstance(value, Odd) or tables.text(value) for value in given.values()):
            continue
        if _is_example(sheet, given):
            continue
        if marked := next((key for key, value in given.items() if _shows_how(value)), None):
            words = "Это строка-пример. Удалите её или уберите слово «пример», если строка настоящая."
            faults.append(Fault(sheet.title, cell(row, places[marked]), words))
            continue
        cells = {key: cell(row, place) for key, place in places.items()}
        answers: dict[str, Answer] = {}
        for key, value in given.items():
            reader.read(sheet.column(key), value, cells[key], answers)
        yield Line(sheet, row, answers, cells)


def _columns(sheet: Sheet, table: Table, faults: list[Fault]) -> dict[str, int]:
    """By key the place of each column that is there. Empty where the heading row cannot be used."""
    wanted = {_plain(column.title): column.key for column in sheet.columns}
    places: dict[str, int] = {}
    wrong = len(faults)
    for place, value in enumerate(table.header):
        title = _plain(tables.text(value))
        used = title or any(place < len(values) and tables.text(values[place]) for _, values in table.rows)
        if not used:
            continue
        name = cell(table.at, place)
        key = wanted.get(title)
        if key is None:
            faults.append(Fault(sheet.title, name, _unknown(sheet, tables.text(value), title)))
        elif key in places:
            faults.append(Fault(sheet.title, name, f"Столбец «{tables.text(value)}» стоит дважды. Оставьте один."))
        else:
            places[key] = place
    return {} if len(faults) > wrong else places


def _unknown(sheet: Sheet, heading: str, plain: str) -> str:
    """A heading may be a child's name itself: then it is not repeated."""
    if sheet.about_mentees and (NAMES.search(plain) or privacy.personal(heading)):
        return "Похоже на личные данные детей. Боту они не нужны: удалите столбец."
    titles = ", ".join(f"«{column.title}»" for column in sheet.columns)
    return f"Такого столбца нет в шаблоне. Есть: {titles}. Лишний удалите."


def _shows_how(value: Value) -> bool:
    return _plain(tables.text(value)).startswith(EXAMPLE)


def _is_example(sheet: Sheet, given: Mapping[str, Value]) -> bool:
    """The row of the template that shows how: left where it was."""
    marked = any(_shows_how(value) for value in given.values())
    return marked and all(tables.text(value) == sheet.column(key).example for key, value in given.items())


def _example(column: Column) -> str:
    return column.example.removeprefix("Пример: ") or getattr(column.kind, "example", "") or "14"


def _plain(title: str) -> str:
    return " ".join(title.casefold().replace("ё", "е").replace("*", " ").split())
