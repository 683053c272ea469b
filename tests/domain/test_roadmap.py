from datetime import date

import pytest

from domain import roadmap
from domain.roadmap import Owner, Span

ORDER = {
    "1.1": ("department", [(9, 10)]),
    "1.2": ("school", [(9, 10)]),
    "1.3": ("department", [(9, 10)]),
    "1.4": ("school", [(9, 10)]),
    "1.5": ("department", [(9, 10)]),
    "1.6": ("school", [(9, 10)]),
    "1.7": ("school", "whole_year"),
    "1.8": ("department", [(11, 10)]),
    "2.1": ("school", "whole_year"),
    "2.2": ("school", "whole_period"),
    "2.3": ("coordinators", "whole_period"),
    "2.4": ("coordinators", "whole_period"),
    "2.6": ("coordinators", "programme"),
    "3.1": ("operator", "whole_period"),
    "3.2": ("operator", [(9, 30), (2, 28)]),
    "3.3": ("operator", [(12, 31)]),
    "4.1": ("coordinators", [(3, 25), (6, 25), (9, 25), (12, 20)]),
    "4.2": ("coordinators", [(6, 25), (12, 25)]),
    "5.1": ("department", "whole_period"),
}


def test_the_roadmap_has_the_orders_rows_in_its_order_and_no_2_5() -> None:
    assert [row.number for row in roadmap.ROWS] == list(ORDER)
    assert {row.section for row in roadmap.ROWS} == set(roadmap.SECTIONS)


@pytest.mark.parametrize("number", ORDER)
def test_a_row_has_the_orders_owner_and_dates(number: str) -> None:
    row = roadmap.row(number)
    owner, due = ORDER[number]
    assert row.owner is Owner(owner)
    if isinstance(row.due, Span):
        assert row.due == due
    else:
        assert [(day.on(2026).month, day.on(2026).day) for day in row.due] == due


@pytest.mark.parametrize("row", roadmap.ROWS, ids=lambda row: row.number)
def test_a_row_is_told_in_words_that_fit(row: roadmap.Row) -> None:
    assert 0 < len(row.title) <= 28, "a phone button"
    assert row.measure.endswith(".")
    assert row.evidence


def test_an_unknown_row_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        roadmap.row("2.5")


def test_the_forms_answer_monitoring_and_quality() -> None:
    assert {row.number: row.form for row in roadmap.ROWS if row.form} == {"4.1": "monitoring", "4.2": "quality"}


def test_a_year_gives_every_date_with_its_period() -> None:
    found = [(due.row.number, due.period.key, due.nominal.isoformat()) for due in roadmap.dated(2026)]
    assert found[:7] == [
        *((number, "2026-Y", "2026-09-10") for number in ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6")),
        ("1.8", "2026-Y", "2026-11-10"),
    ]
    assert found[7:] == [
        ("3.2", "2026-Q3", "2026-09-30"),
        ("3.2", "2027-Q1", "2027-02-28"),
        ("3.3", "2026-Y", "2026-12-31"),
        ("4.1", "2026-Q1", "2026-03-25"),
        ("4.1", "2026-Q2", "2026-06-25"),
        ("4.1", "2026-Q3", "2026-09-25"),
        ("4.1", "2026-Q4", "2026-12-20"),
        ("4.2", "2026-H1", "2026-06-25"),
        ("4.2", "2026-H2", "2026-12-25"),
    ]


def test_a_month_is_due_on_its_last_day_in_a_leap_year_too() -> None:
    february = next(due for due in roadmap.dated(2027) if due.nominal.month == 2)
    assert (february.nominal, february.month_long) == (date(2028, 2, 29), True)


def test_a_row_and_a_period_name_one_date_over_the_years() -> None:
    names = [(due.row.number, due.period) for year in range(2022, 2032) for due in roadmap.dated(year)]
    assert len(names) == len(set(names)) == 10 * 16


def test_a_report_falls_due_within_the_period_it_reports_on() -> None:
    for due in roadmap.dated(2026):
        assert due.period.start <= due.nominal <= due.period.end
