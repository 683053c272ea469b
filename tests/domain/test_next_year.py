from datetime import UTC, date, datetime

from domain import next_year
from domain.submissions import Due


def due(row: str, period: str, nominal: date, year: int = 2027) -> Due:
    return Due(1, year, row, period, None, nominal, nominal, datetime(2027, 1, 1, tzinfo=UTC), nominal, True)


def test_a_moved_date_keeps_its_month_and_day() -> None:
    assert next_year.carried([due("4.1", "2027-Q4", date(2027, 12, 22))]) == {("4.1", "2028-Q4"): date(2028, 12, 22)}


def test_a_date_where_the_order_has_it_passes_nothing_on() -> None:
    assert next_year.carried([due("4.1", "2027-Q4", date(2027, 12, 20))]) == {}


def test_what_comes_out_as_the_order_has_it_is_no_difference() -> None:
    """The seminar of February 2028 was moved from the leap day to the 28th, which is where 2029 has it anyway."""
    assert next_year.carried([due("3.2", "2028-Q1", date(2028, 2, 28))]) == {}


def test_a_leap_day_becomes_the_day_before() -> None:
    assert next_year.carried([due("4.1", "2028-Q1", date(2028, 2, 29), 2028)]) == {
        ("4.1", "2029-Q1"): date(2029, 2, 28)
    }
