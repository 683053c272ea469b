"""What a line may hold, and what somebody means who looks for one."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain import audit, journal
from domain.journal import Asked

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([("pair", 12), ("step", "pause")], "pair:12 step:pause"),
        ([("", "1"), ("period", "2026-Q4")], "period:2026-Q4"),
        ([("pair", "new 1")], ""),
        ([("school", "Иванова Анна")], ""),
        ([("school", "٣")], ""),
        ([("anything", "5")], ""),
        ([("named", "mentee.5")], "mentee:5"),
        ([("named", "Петров.5")], ""),
    ],
)
def test_a_subject_holds_ids_and_never_words(parts: list[tuple[str, str | int]], told: str) -> None:
    assert audit.subject(parts) == told
    assert " ".join(f"{kind}:{value}" for kind, value in audit.parts(told)) == told


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("7", Asked(7)),
        ("школа № 7", Asked(7)),
        ("вчера", Asked(day=date(2026, 11, 23))),
        ("7 24 ноября отчёт принят", Asked(7, TODAY, "отчёт принят")),
        ("24.11.2026", Asked(day=TODAY)),
        ("12.01", Asked(day=date(2026, 1, 12))),
        ("24.11", Asked(day=TODAY)),
        ("Таблица", Asked(words="таблица")),
    ],
)
def test_a_school_a_day_and_words_are_told_apart(said: str, meant: Asked) -> None:
    assert journal.read(said, TODAY) == meant


def test_months_run_from_the_newest_to_the_first() -> None:
    assert journal.months(date(2026, 11, 30), date(2027, 1, 1)) == ["2027-01", "2026-12", "2026-11"]


def test_a_month_ends_where_the_next_begins() -> None:
    moscow = ZoneInfo("Europe/Moscow")
    assert journal.of_month("2026-11", moscow)[1] == journal.of_month("2026-12", moscow)[0]
    with pytest.raises(LookupError):
        journal.of_month("2026-13", moscow)
