"""Spreadsheets made by hand, honest and hostile."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from domain.imports.sheets import SHEETS

TITLES = {sheet.key: sheet.title for sheet in SHEETS}


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """By the key of a sheet its rows under the template's headings."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for key, rows in sheets.items():
        page = book.create_sheet(TITLES.get(key, key))
        known = next((sheet for sheet in SHEETS if sheet.key == key), None)
        if known:
            page.append([column.title for column in known.columns])
        for row in rows:
            page.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rebuilt(content: bytes, parts: Mapping[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same with other parts; those that are None are left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", method) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info.filename, old.read(info))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name)
