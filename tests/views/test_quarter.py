from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.board import Board, Contact, Standing
from domain.forms.monitoring import MONITORING
from domain.reminders import Begun, NotStarted
from domain.submissions import Due, Submission
from views import quarter
from views.screen import Screen

MOSCOW = ZoneInfo("Europe/Moscow")
FRIDAY, SUNDAY = date(2026, 12, 18), date(2026, 12, 20)
NOON = datetime(2026, 12, 14, 12, 20, tzinfo=UTC)  # 15:20 in Moscow
DUE = Due(1, 2026, "4.1", "2026-Q4", "monitoring", SUNDAY, FRIDAY, NOON, date(2026, 1, 12), False)
ANNA, LOST = Contact("Анна Сергеевна", None), Contact("Борис Ильич", date(2026, 12, 1))
KNOWN = ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]


def standing(
    number: int, state: Begun | NotStarted | Submission, *contacts: Contact, expected: bool = True
) -> Standing:
    return Standing(number, number, f"Школа № {number}", contacts, state, expected)


def filed(on_time: bool = True, revision: int = 1) -> Submission:
    answers = {"pupils": 400, "mentees": 20, "mentors": 12, "pairs": 14, "trouble": False}
    reasons = {"Пар и групп: было 4, стало 14. Верно?": "Так и есть"}
    return Submission(
        3, "monitoring", 1, 1, "", "2026-Q4", answers, reasons, "submitted", revision, NOON, on_time, NOON
    )


BOARD = Board(
    "2026-Q4",
    DUE,
    (
        standing(1, filed(), LOST),
        standing(2, filed(on_time=False), ANNA),
        standing(3, Begun(7, 15), ANNA),
        standing(4, NotStarted(), ANNA),
        standing(5, Begun(2, 11), LOST),
        standing(6, NotStarted()),
        standing(7, NotStarted(), ANNA, expected=False),
    ),
)


def plain(screen: Screen) -> str:
    return str(screen.text).replace("\u00a0", " ")


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def test_the_counts_stand_on_top_and_add_up() -> None:
    said = plain(quarter.quarter(BOARD, date(2026, 12, 15), KNOWN, 0))
    for part in (
        "Подано: <b>2 из 6</b>, после срока 1",
        "Начато: <b>1</b> · не начато: <b>1</b>",
        "Нет связи: <b>2</b>, из них без куратора 1",  # 2 + 1 + 1 + 2 = 6
        "Не ждём: <b>1</b>",
        "Пар и групп <b>28</b> · Наставляемых <b>40</b> · Наставников <b>24</b>".lower(),  # 2 × 14, 20, 12
    ):
        assert part.lower() in said.lower()
    assert said.index("Подано") < said.index("Школа № 6")


def test_each_school_says_where_it_stands() -> None:
    said = plain(quarter.quarter(BOARD, date(2026, 12, 15), KNOWN, 0))
    for part in (
        "<b>Школа № 1</b>: подан\n",
        "<b>Школа № 2</b>: подан после срока",
        "<b>Школа № 3</b>: заполнено 7 из 15",
        "<b>Школа № 4</b>: не начат",
        "<b>Школа № 5</b>: нет связи с куратором, заполнено 2 из 11",
        "<b>Школа № 6</b>: нет куратора",
        "<b>Школа № 7</b>: не ждём",
    ):
        assert part in f"{said}\n"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 12, 15), "Срок: пт, 18 декабря 2026, осталось 3 дня (по плану вс 20.12, выходной)"),
        (FRIDAY, "сегодня последний день"),
        (date(2026, 12, 21), "Срок был пт, 18 декабря 2026, прошло 3 дня"),
    ],
)
def test_the_head_counts_the_days(today: date, said: str) -> None:
    assert said in plain(quarter.quarter(BOARD, today, KNOWN, 0))


def test_the_neighbouring_quarters_are_one_tap_away() -> None:
    assert labels(quarter.quarter(BOARD, FRIDAY, KNOWN, 0))[-3:] == ["‹ III квартал 2026", "I квартал 2027 ›", "В меню"]
    assert "‹" not in "".join(labels(quarter.quarter(BOARD, FRIDAY, ["2026-Q4"], 0)))


def test_a_long_list_is_paged_and_the_counts_stay() -> None:
    long = replace(BOARD, standings=tuple(standing(n, NotStarted(), ANNA) for n in range(1, 21)))
    last = quarter.quarter(long, FRIDAY, KNOWN, 2)
    assert "Подано: <b>0 из 20</b>" in plain(last)
    assert [f"Школа № {n}" in labels(last) for n in (16, 17, 20)] == [False, True, True]
    assert "3 из 3" in labels(last)


def test_a_full_page_of_long_names_fits_one_message() -> None:
    name = "Муниципальное бюджетное общеобразовательное учреждение " * 3
    many = [replace(standing(n, Begun(2, 11), LOST), school=name[:120]) for n in range(40)]
    assert len(quarter.quarter(replace(BOARD, standings=tuple(many)), FRIDAY, KNOWN, 1).text) < 4096


def test_a_school_that_filed_shows_its_answers_reasons_and_people() -> None:
    said = plain(quarter.school(standing(1, filed(revision=2), ANNA, LOST), BOARD, MONITORING, FRIDAY, MOSCOW, 0))
    for part in (
        "2026-Q4/0003",
        "15:20",
        "вовремя",
        "Исправлен",
        "Пар и групп: <b>14</b>",
        "Есть трудности: <b>нет</b>",
    ):
        assert part in said
    assert "Пар и групп: было 4, стало 14. Верно? <i>Так и есть</i>" in said
    assert "Анна Сергеевна\nБорис Ильич: нет связи, вт, 1 декабря 2026" in said


def test_a_school_nobody_can_tell_offers_the_way_to_a_new_coordinator() -> None:
    screen = quarter.school(BOARD.standings[5], BOARD, MONITORING, FRIDAY, MOSCOW, 0)
    assert "Куратора нет" in screen.text
    assert screen.rows[0][0].action == "s.open:6"


def test_files_carry_the_quarter_they_were_asked_for() -> None:
    files = [quarter.picture("2026-Q4").file, quarter.table("2026-Q4").file]
    assert [(file.kind, file.renderer, dict(file.args)) for file in files if file] == [
        ("photo", "quarter_chart", {"period": "2026-Q4"}),
        ("document", "quarter_table", {"period": "2026-Q4"}),
    ]
