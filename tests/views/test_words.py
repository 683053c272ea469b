from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views import words

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 пар"),
        (1, "1 пара"),
        (2, "2 пары"),
        (4, "4 пары"),
        (5, "5 пар"),
        (11, "11 пар"),
        (12, "12 пар"),
        (14, "14 пар"),
        (21, "21 пара"),
        (22, "22 пары"),
        (25, "25 пар"),
        (101, "101 пара"),
        (111, "111 пар"),
        (112, "112 пар"),
        (1001, "1 001 пара"),
    ],
)
def test_a_number_takes_the_form_its_last_digits_ask_for(n: int, said: str) -> None:
    assert words.plural(n, "пара", "пары", "пар") == said.replace(" ", NBSP)


def test_thousands_do_not_break_across_lines() -> None:
    assert words.number(999) == "999"
    assert words.number(1234567) == f"1{NBSP}234{NBSP}567"


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 8, "0 %"),
        (8, 8, "100 %"),
        (1, 3, "33 %"),  # 33.3
        (2, 3, "67 %"),  # 66.7
        (1, 8, "13 %"),  # 12.5 goes up
        (29, 200, "15 %"),  # 14.5 goes up too
        (0, 0, "–"),
    ],
)
def test_a_share_is_rounded_as_on_paper(part: int, whole: int, said: str) -> None:
    assert words.percent(part, whole) == said.replace(" ", NBSP)


def test_a_day_is_said_with_its_weekday() -> None:
    assert words.day(date(2026, 12, 18)) == "пт, 18 декабря 2026"
    assert words.day(date(2026, 12, 20)) == "вс, 20 декабря 2026"
    assert words.short_day(date(2026, 3, 5)) == "чт 05.03"


def test_an_instant_is_said_in_local_time() -> None:
    late = datetime(2026, 12, 18, 21, 30, tzinfo=UTC)  # 00:30 of the next day in Moscow
    assert words.moment(late, ZoneInfo("Europe/Moscow")) == "сб, 19 декабря 2026, 00:30"
    assert words.clock_time(late, ZoneInfo("Europe/Moscow")) == "00:30"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (14, "осталось 14 дней"),
        (3, "осталось 3 дня"),
        (1, "остался 1 день"),
        (21, "остался 21 день"),
        (0, "сегодня последний день"),
        (-1, "срок прошёл 1 день назад"),
        (-2, "срок прошёл 2 дня назад"),
        (-11, "срок прошёл 11 дней назад"),
    ],
)
def test_days_until_a_deadline_are_counted_in_words(days: int, said: str) -> None:
    assert words.days_left(days).replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("key", "full", "genitive", "short"),
    [
        ("2026-Q1", "I квартал 2026", "I квартала 2026", "I кв. 2026"),
        ("2026-Q4", "IV квартал 2026", "IV квартала 2026", "IV кв. 2026"),
        ("2026-H2", "II полугодие 2026", "II полугодия 2026", "II полуг. 2026"),
        ("2026-Y", "2026 год", "2026 года", "2026 год"),
        ("2026-Q5", "2026-Q5", "2026-Q5", "2026-Q5"),  # no such period: as it is
        ("2026-H3", "2026-H3", "2026-H3", "2026-H3"),
        ("", "", "", ""),
    ],
)
def test_a_period_has_a_name(key: str, full: str, genitive: str, short: str) -> None:
    assert (words.period(key), words.period_genitive(key), words.short_period(key)) == (full, genitive, short)


@pytest.mark.parametrize(
    ("items", "said"),
    [((), ""), (("а",), "а"), (("а", "б"), "а и б"), (("а", "б", "в"), "а, б и в")],
)
def test_a_list_ends_with_and(items: tuple[str, ...], said: str) -> None:
    assert words.join(items) == said


@pytest.mark.parametrize(
    ("text", "limit", "said"),
    [
        ("Школа № 7", 9, "Школа № 7"),
        ("Гимназия имени Ломоносова", 16, "Гимназия имени…"),  # cut at a word
        ("Гимназия имени Ломоносова", 15, "Гимназия имени…"),  # 14 + 1: the word just fits
        ("Гимназия имени Ломоносова", 14, "Гимназия имен…"),  # the only space is too far to the left
        ("Лицей – лучший, и всё", 16, "Лицей – лучший…"),  # no comma before the dots
    ],
)
def test_a_long_text_is_cut_at_a_word_where_that_costs_little(text: str, limit: int, said: str) -> None:
    assert words.shorten(text, limit) == said


@pytest.mark.parametrize(
    ("name", "limit", "said"),
    [
        ("Школа № 7", 9, "Школа № 7"),
        ("Берёзовская основная школа", 15, "Берёзов…я школа"),  # 7, 1, 7
        ("Средняя общеобразовательная школа № 17", 16, "Средняя…ла № 17"),  # 8 less a space, 1, 7
        ("Гимназия № 23 имени Ломоносова", 14, "Гимназия № 23…"),  # 13 + 1
        ("Гимназия № 23 имени Ломоносова", 13, "Гимнази…№ 23…"),  # 7, 1, 4, 1
        ("Гимназия № 23 имени Ломоносова", 25, "Гимназия № 23…"),  # never «№ 2…» of № 23
        ("Гимназия № 23 имени Ломоносова", 27, "Гимназия № 23…ни Ломоносова"),  # 13, 1, 13
        ("Лицей 1234567890 имени", 9, "Лице…мени"),  # a number too long to keep: 4, 1, 4
    ],
)
def test_a_squeezed_name_keeps_what_tells_it_apart(name: str, limit: int, said: str) -> None:
    assert words.squeeze(name, limit) == said


@given(text=st.text("аб №7,–…", max_size=40), limit=st.integers(1, 40))
def test_no_shortened_text_is_longer_than_asked(text: str, limit: int) -> None:
    for cut in (words.shorten(text, limit), words.squeeze(text, limit)):
        assert len(cut) <= limit
        assert (cut == text) == (len(text) <= limit)
