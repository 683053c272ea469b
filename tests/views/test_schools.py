from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.registry import School
from domain.school_list import Fault, Wrong
from views import school_list, schools
from views.schools import Coordinator, Listed

MOSCOW = ZoneInfo("Europe/Moscow")
LYCEUM = School(3, 5, "Муниципальное автономное общеобразовательное учреждение «Лицей № 5»")


@pytest.mark.parametrize(
    ("coordinators", "lost", "invited", "mark"),
    [
        (0, 0, 0, "нет"),
        (0, 0, 2, "ждём"),
        (1, 0, 1, "✓"),
        (3, 1, 0, "✓3"),  # one of three can still be written to
        (2, 2, 1, "нет связи"),
    ],
)
def test_the_mark_says_whether_there_is_somebody_to_write_to(
    coordinators: int, lost: int, invited: int, mark: str
) -> None:
    (button,) = schools.listing([Listed(LYCEUM, coordinators, lost, invited)], 0).rows[0]
    assert button.label.startswith("5. Муниц")
    assert button.label.endswith(f"… · {mark}")


def test_an_empty_list_says_what_to_do() -> None:
    screen = schools.listing([], 0)
    assert "Пока ни одной" in screen.text
    assert screen.rows[0] == (schools.ADD,)


def test_the_card_offers_to_revoke_only_where_something_waits() -> None:
    crew = [Coordinator(9, "Анна <i>Кураторова</i>")]
    card = schools.card(LYCEUM, crew, [], MOSCOW)
    assert [row[0].label for row in card.rows] == [
        "Пригласить куратора",
        "Отозвать доступ: Анна…",
        "Изменить школу",
        "Все школы",
    ]
    assert "Анна &lt;i&gt;" in card.text
    waiting = schools.card(LYCEUM, [], [datetime(2026, 12, 1, 6, tzinfo=UTC)], MOSCOW)
    assert "1\u00a0приглашение ждёт, до вт, 1 декабря 2026, 09:00" in waiting.text
    assert "Отозвать приглашения" in [row[0].label for row in waiting.rows]


@pytest.mark.parametrize(
    ("new", "known", "text"),
    [
        (1, 0, "<b>Добавлена 1\u00a0школа</b>"),
        (2, 0, "<b>Добавлено 2\u00a0школы</b>"),
        (5, 1, "<b>Добавлено 5\u00a0школ</b>, 1 уже была в списке"),
        (21, 4, "<b>Добавлена 21\u00a0школа</b>, 4 уже были в списке"),
        (0, 3, "<b>Новых школ нет.</b> 3\u00a0школы уже были в списке."),
    ],
)
def test_the_receipt_counts_in_russian(new: int, known: int, text: str) -> None:
    assert school_list.added(new, known).text == text


def test_at_most_five_wrong_lines_are_explained_and_the_rest_counted() -> None:
    found = [Fault(Wrong.BAD_NUMBER, f"0 Школа {n}") for n in range(8)]
    lines = school_list.faults(found).splitlines()
    assert len(lines) == 7  # a heading, five lines, the rest
    assert lines[-1] == "И ещё 3\u00a0строки."


def test_the_words_of_two_hundred_wrong_lines_fit_a_message() -> None:
    found = [Fault(Wrong.NUMBER_TAKEN, "9" + "Ш" * 900, 9, "Ж" * 120) for _ in range(200)]
    assert len(school_list.faults(found)) < 1000
