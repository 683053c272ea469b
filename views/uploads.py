"""A spreadsheet that somebody sent, as plain cells. It is looked at before it is unpacked: what would burst, calls
out, runs or hides behind a password is refused with a sentence."""

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from domain.imports.tables import Odd, Table, Unreadable, Value, text
from views import bursting

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
MOST_PARTS: Final = 400
LARGEST_PART: Final = 40 * 1024 * 1024  # bytes, unpacked
LARGEST_WHOLE: Final = 80 * 1024 * 1024
MOST_SHEETS: Final = 12
MOST_COLUMNS: Final = 60
MOST_ROWS: Final = 12_000  # of one sheet, blank ones between them too
BLANK_RUN: Final = 1000
STEP: Final = 250  # rows between two words about progress
CALLS_OUT: Final = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/model/", "customdata/")
RUNS: Final = ("vbaproject", "xl/macrosheets/", "xl/activex/", "xl/embeddings/", "xl/ctrlprops/")
PREFIX: Final = "xl/worksheets/"
SAVE_AS: Final = "Откройте его в Excel, выберите «Сохранить как», тип «Книга Excel (.xlsx)», и пришлите снова."
WRONG_TYPE: Final = f"Это не таблица .xlsx. {SAVE_AS}"
BROKEN: Final = f"Таблица повреждена и не открывается. {SAVE_AS}"
TOO_LARGE: Final = "Внутри таблицы слишком много данных. Оставьте только листы шаблона и удалите лишнее оформление."
BLANKS: Final = (
    "На листе «{sheet}» после строки {row} больше тысячи пустых строк. Удалите их: выделите строки под таблицей, "
    "«Удалить», сохраните и пришлите снова."
)

Progress = Callable[[int, int], None]  # rows done, and rows there are by what the file says


def tables(content: bytes, progress: Progress = lambda done, total: None) -> list[Table]:
    """Every sheet that holds something. Raises `Unreadable`. `progress` is told how many rows have been read."""
    total = _refuse(content)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise Unreadable(TOO_LARGE)
        found = []
        done = 0
        for page in book.worksheets:
            table = _table(page, partial(_tell, progress, total, done))
            done += len(table.rows)
            if table.header:
                found.append(table)
        return found
    except Unreadable:
        raise
    except Exception as error:  # whatever a library may stumble over in a file made to make it stumble
        raise Unreadable(BROKEN) from error


def _table(page: Any, progress: Callable[[int], None]) -> Table:
    """The heading is the first row that holds anything."""
    page.reset_dimensions()  # what a file says of its own size is no promise
    header: Sequence[Value] = ()
    at, blanks, rows = 0, 0, []
    for number, cells in enumerate(page.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        values = _values(cells)
        if not values:
            blanks += 1
            if blanks > BLANK_RUN:
                raise Unreadable(BLANKS.format(sheet=page.title, row=number - blanks))
            continue
        if len(values) > MOST_COLUMNS or number > MOST_ROWS:
            raise Unreadable(TOO_LARGE)
        blanks = 0
        if not header:
            header, at = values, number
        else:
            rows.append((number, values))
        if number % STEP == 0:
            progress(len(rows))
    return Table(str(page.title), at, header, rows)


def _tell(progress: Progress, total: int, before: int, rows: int) -> None:
    progress(min(before + rows, total), total)


def _values(cells: Sequence[Any]) -> list[Value]:
    """Without the blank ones at the end."""
    values = [_value(cell) for cell in cells]
    while values and not isinstance(values[-1], Odd) and text(values[-1]) == "":
        values.pop()
    return values


def _value(cell: Any) -> Value:
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if kind == "f":
        return Odd.FORMULA
    if kind == "e":
        return Odd.ERROR
    return value if isinstance(value, Value) else None if value is None else str(value)


def _refuse(content: bytes) -> int:
    """What must not be opened; nothing is unpacked but part by part, each no longer than it says. Returns how many
    rows there seem to be."""
    if content.startswith(OLE):
        locked = ENCRYPTED in content
        raise Unreadable(
            "Таблица защищена паролем. Снимите пароль и пришлите снова."
            if locked
            else f"Это старый формат .xls. {SAVE_AS}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _look_through(parts)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise Unreadable(WRONG_TYPE) from error
    except Exception as error:  # of a decompressor
        raise Unreadable(BROKEN) from error


def _look_through(parts: zipfile.ZipFile) -> int:
    infos = parts.infolist()
    names = [info.filename.lower() for info in infos]
    if "[content_types].xml" not in names or not any(name.startswith(PREFIX) for name in names):
        raise Unreadable(WRONG_TYPE)
    if len(infos) > MOST_PARTS or len(set(names)) != len(names):
        raise Unreadable(TOO_LARGE)
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("Таблица защищена паролем. Снимите пароль и пришлите снова.")
    if any(info.file_size > LARGEST_PART for info in infos) or sum(info.file_size for info in infos) > LARGEST_WHOLE:
        raise Unreadable(TOO_LARGE)
    if any(mark in name for name in names for mark in RUNS):
        raise Unreadable(f"В таблице есть макросы или вложенные объекты. {SAVE_AS}")
    if any(name.startswith(CALLS_OUT) for name in names):
        raise Unreadable("Таблица ссылается на другие файлы. Вставьте вместо ссылок сами значения и пришлите снова.")
    rows = tags = 0
    for info in infos:
        content = parts.read(info)
        rows += _rows(info.filename.lower(), content)
        tags += _tags(info.filename, content)
        if tags > bursting.MOST_TAGS:
            raise Unreadable(TOO_LARGE)
    return rows


def _tags(name: str, content: bytes) -> int:
    try:
        return bursting.tags(content, name)
    except bursting.TooMuch as burst:
        raise Unreadable(TOO_LARGE) from burst
    except bursting.Odd as odd:
        raise Unreadable(BROKEN) from odd


def _rows(name: str, content: bytes) -> int:
    if name == "[content_types].xml" and b"macroEnabled" in content:
        raise Unreadable(f"В таблице есть макросы. {SAVE_AS}")
    return content.count(b"<row ") if name.startswith(PREFIX) else 0
