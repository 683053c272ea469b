"""The list of partners as a workbook (row 2.2): real days, harmless cells, what was counted and how."""

import io
from datetime import date, datetime

import openpyxl

from domain.partners import Confirmation, Partner
from domain.registry import School
from tests.village import MOSCOW, local
from views import partners_table

NOW = local(date(2026, 11, 24))
SCHOOLS = (School(1, 3, "Гимназия № 3"), School(2, 9, "Лицей"))


def partner(name: str, until: date | None, ended: date | None = None) -> Partner:
    return Partner(
        1, 1, 3, "Гимназия № 3", name, "12", date(2025, 9, 1), until, True, None, 1, ended, ended and "закрылись"
    )


def day(text: str) -> datetime:
    """What a workbook holds: a day or an instant of local time, without a zone."""
    return datetime.fromisoformat(text)


def book() -> openpyxl.Workbook:
    partners = [
        partner("=СУММ(A1)", date(2027, 8, 31)),
        partner("Клуб", date(2026, 11, 23)),
        partner("Музей", None, date(2026, 10, 1)),
    ]
    words = {1: Confirmation(2, "Анна Кураторова", NOW)}
    made = partners_table.table(partners, SCHOOLS, words, "2026-Q4", NOW, MOSCOW)
    return openpyxl.load_workbook(io.BytesIO(made))


def test_each_agreement_has_its_days_as_days_and_its_state_in_words() -> None:
    rows = list(book()["Партнёры"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == (
        3, "Гимназия № 3", "=СУММ(A1)", "12", day("2025-09-01"), day("2027-08-31"), "действует", "да", None, None,
    )  # fmt: skip
    assert [row[6] for row in rows] == ["действует", "истекло", "завершено"]
    assert rows[2][5] == "без срока"
    assert rows[2][9] == "закрылись"


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    cell = book()["Партнёры"]["C2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_every_school_stands_with_its_word_or_without() -> None:
    rows = list(book()["Перечни подтверждены"].iter_rows(min_row=2, values_only=True))
    assert rows == [
        (3, "Гимназия № 3", day("2026-11-24T09:00"), 2, "Анна Кураторова"),
        (9, "Лицей", "нет", None, None),
    ]


def test_it_says_how_it_was_counted() -> None:
    said = " ".join(str(row[0]) for row in book()["Как посчитано"].iter_rows(values_only=True))
    assert "вт, 24 ноября 2026, 09:00" in said
    assert "не больше 30\u00a0дней" in said
