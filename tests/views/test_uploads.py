"""Tables that people send: read as they are, and refused with a sentence where they are made to do harm."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest

from domain.imports.tables import Odd, Unreadable
from tests.views.workbooks import part, rebuilt, workbook
from views import import_files, uploads

SHEET = "xl/worksheets/sheet1.xml"
HONEST = workbook(schools=[[7, "Школа № 7"], [8, "Школа № 8"]])


def rows(many: int, cells: str = "") -> bytes:
    found = "".join(f'<row r="{number}">{cells}</row>' for number in range(4, 4 + many))
    return part(HONEST, SHEET).replace(b"</sheetData>", found.encode() + b"</sheetData>")


def bomb() -> bytes:
    """A hundred kilobytes that would become a hundred megabytes."""
    return rebuilt(HONEST, {f"xl/media/image{n}.png": b"\0" * (25 << 20) for n in range(4)})


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a0 "ha">{entities}]>'
    body = part(HONEST, SHEET).decode().partition("?>")[2] or part(HONEST, SHEET).decode()
    return rebuilt(HONEST, {SHEET: (head + body).encode()})


def locked() -> bytes:
    content = bytearray(rebuilt(HONEST, {}))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (bomb, "слишком много данных"),
    "a bomb among its sheets": (lambda: rebuilt(HONEST, {SHEET: b" " * (45 << 20)}), "слишком много данных"),
    "thousands of parts": (
        lambda: rebuilt(HONEST, {f"xl/media/{n}.png": b"" for n in range(500)}),
        "слишком много данных",
    ),
    "a million empty rows": (lambda: rebuilt(HONEST, {SHEET: rows(1_000_000)}), "пустых строк"),
    "rows without an end": (
        lambda: rebuilt(HONEST, {SHEET: rows(13_000, '<c t="inlineStr"><is><t>x</t></is></c>')}),
        "слишком много данных",
    ),
    "hundreds of columns": (lambda: workbook(schools=[range(200)]), "слишком много данных"),
    "entities that multiply": (laughs, "повреждена"),
    "sheets in another encoding": (
        lambda: rebuilt(HONEST, {SHEET: part(HONEST, SHEET).decode().encode("utf-16")}),
        "повреждена",
    ),
    "macros": (lambda: rebuilt(HONEST, {"xl/vbaProject.bin": b"\xcc\x61"}), "макросы"),
    "macros by another name": (
        lambda: rebuilt(
            HONEST,
            {
                "[Content_Types].xml": part(HONEST, "[Content_Types].xml").replace(
                    b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
                )
            },
        ),
        "макросы",
    ),
    "links to other files": (
        lambda: rebuilt(HONEST, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
        "ссылается на другие файлы",
    ),
    "a connection to somewhere": (
        lambda: rebuilt(HONEST, {"xl/connections.xml": b"<connections/>"}),
        "ссылается на другие файлы",
    ),
    "a password": (lambda: uploads.OLE + b"\0" * 600 + uploads.ENCRYPTED, "защищена паролем"),
    "a password of a zip": (locked, "защищена паролем"),
    "an old table": (lambda: uploads.OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "старый формат .xls"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "не таблица .xlsx"),
    "words": (lambda: "7;Школа № 7\n".encode(), "не таблица .xlsx"),
    "a document": (lambda: rebuilt(HONEST, {SHEET: None, "word/document.xml": b"<w/>"}), "не таблица .xlsx"),
    "half of a table": (lambda: HONEST[: len(HONEST) // 2], "не таблица .xlsx"),
    "a table with a hole": (lambda: rebuilt(HONEST, {SHEET: b"<worksheet><sheetData><row"}), "повреждена"),
    "nothing of it": (lambda: rebuilt(HONEST, {"xl/workbook.xml": None}), "повреждена"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_at_once(what: str) -> None:
    make, words = HOSTILE[what]
    content = make()
    begun = time.process_time()
    with pytest.raises(Unreadable, match=words):
        uploads.tables(content)
    assert time.process_time() - begun < 5


def test_a_part_that_says_less_than_it_holds_is_read_no_further_than_it_says() -> None:
    """The list of a zip is written by whoever made it."""
    content = rebuilt(HONEST, {SHEET: part(HONEST, SHEET) + b" " * (30 << 20)})
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        info = parts.getinfo(SHEET)
        true, lie = info.file_size.to_bytes(4, "little"), (1000).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        uploads.tables(content.replace(true, lie))


def test_an_honest_table_is_read_with_its_places() -> None:
    (table,) = uploads.tables(HONEST)
    assert (table.title, table.at) == ("Школы", 1)
    assert list(table.header) == ["Номер", "Название"]
    assert list(table.rows) == [(2, [7, "Школа № 7"]), (3, [8, "Школа № 8"])]


def test_formulas_and_errors_are_no_values_and_dates_stay_dates() -> None:
    (table,) = uploads.tables(workbook(schools=[["=1+1", "#N/A", datetime(2026, 10, 1), date(2026, 10, 2), True]]))  # noqa: DTZ001
    ((_, values),) = table.rows
    assert values[:2] == [Odd.FORMULA, Odd.ERROR]
    assert [str(one)[:10] for one in values[2:]] == ["2026-10-01", "2026-10-02", "True"]


def test_a_few_blank_rows_between_are_nothing() -> None:
    (table,) = uploads.tables(workbook(schools=[[7, "а"], *[[None, None]] * 50, [8, "б"], ["", "  "]]))
    assert [number for number, _ in table.rows] == [2, 53]


def test_progress_never_goes_beyond_its_end() -> None:
    heard: list[tuple[int, int]] = []
    uploads.tables(workbook(schools=[[n, "а"] for n in range(1, 1200)]), lambda *far: heard.append(far))
    assert heard == sorted(heard)
    assert all(done <= total for done, total in heard)
    assert heard[-1][1] == 1200


@pytest.mark.parametrize("own", [True, False])
def test_the_template_is_read_by_what_reads_the_answer_to_it(own: bool) -> None:
    titles = [table.title for table in uploads.tables(import_files.template(own))]
    assert titles == [*([] if own else ["Школы"]), "Наставники", "Наставляемые", "Пары", "Как заполнять"]
