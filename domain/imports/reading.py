"""From the cells of a table to values: columns found by their headings, each cell read like an answer to a form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain import privacy
from domain.form import AnswerRejected, Facts
from domain.form import Value as Answer
from domain.imports import tables
from domain.imports.sheets import MOST_ROWS, SHEETS, Column, Sheet
from domain.imports.tables import Fault, Odd, Table, Unreadable, Value, cell

NOTES: Final = "как заполнять"
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


def read(book: Sequence[Table], facts: Facts) -> Sheets:
    """Raises `Unreadable` where there is nothing to read."""
    known = {_plain(sheet.title): sheet for sheet in SHEETS}
    lines: dict[str, list[Line]] = {}
    faults: list[Fault] = []
    for table in book:
        sheet = known.get(_plain(table.title))
        if sheet is not None:
            _table(sheet, table, facts, lines.setdefault(sheet.key, []), faults)
        elif table.rows and _plain(table.title) != NOTES:
            titles = ", ".join(f"«{one.title}»" for one in SHEETS)
            faults.append(Fault(table.title, "A1", f"Такого листа бот не знает. Он читает листы {titles}."))
    if not any(lines.values()) and not faults:
        raise Unreadable("В таблице нет ни одной заполненной строки. Возьмите шаблон и заполните его со второй строки.")
    if sum(map(len, lines.values())) > MOST_ROWS:
        raise Unreadable(f"В таблице больше {MOST_ROWS} строк. Разделите её на части и загрузите по одной.")
    return Sheets(lines, tuple(faults))


def _table(sheet: Sheet, table: Table, facts: Facts, lines: list[Line], faults: list[Fault]) -> None:
    places = _columns(sheet, table, faults)
    if not places:
        return
    for row, values in table.rows:
        given = {key: values[place] if place < len(values) else None for key, place in places.items()}
        if not any(isinstance(value, Odd) or tables.text(value) for value in given.values()):
            continue
        if _is_example(sheet, given):
            continue
        marked = next((key for key, value in given.items() if _plain(tables.text(value)).startswith(EXAMPLE)), None)
        if marked:
            words = "Это строка-пример. Удалите её или уберите слово «пример», если строка настоящая."
            faults.append(Fault(sheet.title, cell(row, places[marked]), words))
            continue
        cells = {key: cell(row, place) for key, place in places.items()}
        read: dict[str, Answer] = {}
        for key, value in given.items():
            _cell(sheet, sheet.column(key), value, facts, cells[key], read, faults)
        lines.append(Line(sheet, row, read, cells))


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
    if sheet.about_mentees and NAMES.search(plain):
        return f"Столбец «{heading}» похож на личные данные детей. Боту они не нужны: удалите столбец."
    titles = ", ".join(f"«{column.title}»" for column in sheet.columns)
    return f"Столбца «{heading or 'без названия'}» нет в шаблоне. Есть: {titles}. Лишний удалите."


def _cell(
    sheet: Sheet, column: Column, value: Value, facts: Facts, name: str, read: dict[str, Answer], faults: list[Fault]
) -> None:
    """One cell into `read`, or into `faults`; a blank one into neither."""
    words = tables.text(value)
    if value is Odd.FORMULA or words.startswith("="):
        faults.append(Fault(sheet.title, name, f"Здесь формула. Вставьте само значение, например: {_example(column)}."))
    elif value is Odd.ERROR:
        faults.append(Fault(sheet.title, name, f"Здесь ошибка вместо значения. Например: {_example(column)}."))
    elif words and sheet.about_mentees and column.key != "mentor" and (found := privacy.personal(words)):
        said = f"Похоже, здесь {found.value}. О детях бот хранит только код: удалите, ничего не записано."
        faults.append(Fault(sheet.title, name, said))
    elif words:
        try:
            read[column.key] = column.kind.parse(words, facts)
        except AnswerRejected as rejected:
            faults.append(Fault(sheet.title, name, str(rejected)))


def _is_example(sheet: Sheet, given: Mapping[str, Value]) -> bool:
    """The row of the template that shows how: left where it was."""
    said = {key: tables.text(value) for key, value in given.items()}
    marked = any(_plain(words).startswith(EXAMPLE) for words in said.values())
    return marked and all(words == sheet.column(key).example for key, words in said.items())


def _example(column: Column) -> str:
    return column.example.removeprefix("Пример: ") or getattr(column.kind, "example", "") or "14"


def _plain(title: str) -> str:
    return " ".join(title.casefold().replace("ё", "е").replace("*", " ").split())
