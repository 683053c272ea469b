"""A day as it is typed. The 5th of October 2026 is a Monday."""

from datetime import date

import pytest

from domain import days

MONDAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("5.10", date(2026, 10, 5)),
        ("05.10.", date(2026, 10, 5)),
        ("5,10", date(2026, 10, 5)),
        ("5/10", date(2026, 10, 5)),
        ("5-10", date(2026, 10, 5)),
        ("5 10", date(2026, 10, 5)),
        (" 05 . 10 . 2026 ", date(2026, 10, 5)),
        ("05.10.2026", date(2026, 10, 5)),
        ("05.10.2026 г.", date(2026, 10, 5)),
        ("05.10.2026г", date(2026, 10, 5)),
        ("5.10.26", date(2026, 10, 5)),
        ("2026-10-05", date(2026, 10, 5)),
        ("пн 05.10.2026", date(2026, 10, 5)),  # as the bot itself writes it
        ("5 октября", date(2026, 10, 5)),
        ("5 Октября 2026 года", date(2026, 10, 5)),
        ("5 октября 26", date(2026, 10, 5)),
        ("5-го октября", date(2026, 10, 5)),
        ("5 окт.", date(2026, 10, 5)),
        ("5 окт. 2026", date(2026, 10, 5)),
        ("5октября", date(2026, 10, 5)),
        ("сегодня", date(2026, 10, 5)),
        ("Вчера!", date(2026, 10, 4)),
        ("позавчера", date(2026, 10, 3)),
        ("завтра.", date(2026, 10, 6)),
        ("послезавтра", date(2026, 10, 7)),
    ],
)
def test_a_day_is_read_as_people_write_it(raw: str, day: date) -> None:
    assert days.read(raw, MONDAY) == day


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("января", 1), ("янв", 1), ("февраля", 2), ("фев", 2), ("марта", 3), ("мар", 3), ("апреля", 4),
        ("мая", 5), ("май", 5), ("июня", 6), ("июн", 6), ("июля", 7), ("июл", 7), ("августа", 8),
        ("сентября", 9), ("сен", 9), ("сент", 9), ("октября", 10), ("ноября", 11), ("нояб", 11), ("декабря", 12),
    ],
)  # fmt: skip
def test_every_month_is_known_in_words(word: str, month: int) -> None:
    assert days.read(f"7 {word} 2026", MONDAY) == date(2026, month, 7)


@pytest.mark.parametrize(
    ("today", "raw", "day"),
    [
        (date(2026, 12, 28), "10.01", date(2027, 1, 10)),  # 13 days ahead, not 352 behind
        (date(2027, 1, 5), "25.12", date(2026, 12, 25)),  # 11 days behind
        (date(2027, 1, 5), "10.01", date(2027, 1, 10)),
        (date(2026, 10, 5), "01.09", date(2026, 9, 1)),
        (date(2026, 10, 5), "31.05", date(2026, 5, 31)),  # 127 behind, 238 ahead
        (date(2027, 10, 5), "29.02", date(2028, 2, 29)),  # 147 days ahead
        (date(2028, 6, 1), "29 февраля", date(2028, 2, 29)),
    ],
)
def test_without_a_year_the_nearest_such_day_is_meant(today: date, raw: str, day: date) -> None:
    assert days.read(raw, today) == day


@pytest.mark.parametrize(
    "raw",
    [
        "", ".", "31.02", "31.02.2026", "29.02", "29.02.2027", "0.10", "5.13", "32.10", "5", "октябрь", "5 абв",
        "05.10.0000", "05.10.202", "2026-13-01", "5.10.2026.11", "осенью", "2026", "от 5.10", "вчера утром", "٥.١٠",
    ],
)  # fmt: skip
def test_what_is_no_day_is_no_day(raw: str) -> None:
    assert days.read(raw, MONDAY) is None


def test_a_leap_day_more_than_half_a_year_away_is_not_guessed() -> None:
    assert days.read("29.02", date(2027, 6, 1)) is None  # 29.02.2028 is 273 days ahead
    assert days.read("29.02.2028", date(2027, 6, 1)) == date(2028, 2, 29)


def test_a_day_may_be_sought_around_another_one() -> None:
    assert days.read("31.05", MONDAY, around=date(2027, 4, 5)) == date(2027, 5, 31)


def test_a_day_is_shown_with_its_weekday() -> None:
    assert days.words(date(2026, 12, 20)) == "вс 20.12.2026"
