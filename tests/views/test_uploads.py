"""Tables that people send: read as they are, and refused with a sentence where they are made to do harm."""

import io
import resource
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest

from domain.imports.tables import Odd, Unreadable
from tests.views.workbooks import part, rebuilt, workbook
from views import bursting, import_files, uploads

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


def inside(name: str, begin: bytes, piece: bytes, many: int, end: bytes) -> bytes:
    """A part of an honest table into which so many pieces were put before its end."""
    return rebuilt(HONEST, {name: part(HONEST, name).replace(end, begin + piece * many + end)})


def hidden(content: bytes, name: str = "xl/media/image1.png") -> bytes:
    """A table whose sheet has another name than sheets have."""
    rels = part(HONEST, "xl/_rels/workbook.xml.rels").replace(b"worksheets/sheet1.xml", name[3:].encode())
    types = part(HONEST, "[Content_Types].xml").replace(SHEET.encode(), name.encode())
    other = {SHEET: part(HONEST, SHEET), name: content}
    return rebuilt(HONEST, {**other, "xl/_rels/workbook.xml.rels": rels, "[Content_Types].xml": types})


BODY = part(HONEST, SHEET)
CELL = b"<c><v>1</v></c>"
LAUGH = b'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "ha">]>' + BODY
BURSTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "one row of a million cells": (
        lambda: inside(SHEET, b'<row r="4">', CELL, 1_000_000, b"</sheetData>"),
        "слишком много данных",
    ),
    "the same with an end of a row in a remark": (
        lambda: inside(SHEET, b'<row r="4">', CELL * 5000 + b"<!--</row>-->", 200, b"</sheetData>"),
        "повреждена",
    ),
    "a row whose name has a prefix": (
        lambda: inside(SHEET, b'<x:row xmlns:x="x" r="4">', CELL, 1_000_000, b"</sheetData>"),
        "слишком много данных",
    ),
    "a million elements after the rows": (
        lambda: inside(SHEET, b"", b"<x/>", 1_000_000, b"</worksheet>"),
        "слишком много данных",
    ),
    "elements within elements": (
        lambda: inside(SHEET, b"", b"<a>", 100_000, b"</worksheet>"),
        "слишком много данных",
    ),
    "one element of five megabytes": (
        lambda: inside(SHEET, b"<a b='", b"c", 5 << 20, b"</worksheet>"),
        "слишком много данных",
    ),
    "one text of a million pieces": (
        lambda: rebuilt(HONEST, {"xl/sharedStrings.xml": b"<sst><si>" + b"<t/>" * 1_000_000 + b"</si></sst>"}),
        "слишком много данных",
    ),
    "a million looks": (
        lambda: inside("xl/styles.xml", b"", b'<xf numFmtId="0"/>', 1_000_000, b"</cellXfs>"),
        "слишком много данных",
    ),
    "more cells than rows and columns allow": (
        lambda: rebuilt(HONEST, {f"xl/worksheets/more{n}.xml": BODY + b"<row></row>" * 400_000 for n in range(4)}),
        "слишком много данных",
    ),
    "a sheet that has the name of a picture": (lambda: hidden(LAUGH), "повреждена"),
    "the same in two bytes a letter": (lambda: hidden(BODY.decode().encode("utf-16")), "повреждена"),
    "the same without a mark": (lambda: hidden(BODY.decode().encode("utf-16-le")), "повреждена"),
    "the same in the code of old mainframes": (
        lambda: hidden(
            ('<?xml version="1.0" encoding="cp037"?>' + BODY.decode().partition("?>")[2]).encode("cp037", "replace")
        ),
        "повреждена",
    ),
}


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


@pytest.mark.parametrize("what", BURSTS)
def test_what_would_burst_once_it_is_read_is_refused_before(what: str) -> None:
    make, words = BURSTS[what]
    content = make()
    begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unreadable, match=words):
        uploads.tables(content)
    assert time.process_time() - begun < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024, "kilobytes"


@pytest.mark.parametrize("encoding", ["utf-7", "UTF-16", "iso-2022-kr", "hz-gb-2312", ""])
def test_letters_among_which_a_tag_may_hide_are_no_tables(encoding: str) -> None:
    with pytest.raises(bursting.Odd):
        bursting.tags(f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'.encode(), SHEET)
    assert bursting.tags(b"<?xml version='1.0' encoding='Windows-1251'?><worksheet/>", SHEET) == 2


def test_a_large_honest_table_is_read() -> None:
    """Rows that are coloured to the end of the sheet, and as many of them as a town may have."""
    coloured = b"".join(
        b'<row r="%d">%s</row>' % (n, b'<c r="A%d" t="inlineStr"><is><t>x</t></is></c>' % n + b"<c/>" * 300)
        for n in range(4, 3000)
    )
    wide = rebuilt(HONEST, {SHEET: BODY.replace(b"</sheetData>", coloured + b"</sheetData>")})
    (table,) = uploads.tables(wide)
    assert len(table.rows) == 2998


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
