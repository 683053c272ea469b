"""Everything stored about a person, as a workbook: a sheet for each place it stands in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from views import words
from views.my_data import KINDS
from views.spreadsheets import Column, Sheet, workbook


def table(tables: Mapping[str, tuple[str, Sequence[Mapping[str, Any]]]], now: datetime, zone: tzinfo) -> bytes:
    """`tables` are the kind and the rows of each; names of columns are those of the database."""
    sheets = [
        Sheet(
            f"{KINDS[kind]} {name}",
            [Column(title) for title in _columns(rows)],
            [[row.get(title) for title in _columns(rows)] for row in rows],
        )
        for name, (kind, rows) in tables.items()
    ]
    note = [f"Составлено {words.moment(now, zone)}. Время в таблицах: UTC."]
    return workbook(sheets, note, zone)


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))
