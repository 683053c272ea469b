from datetime import date

import pytest

from domain.drafted import Draft
from domain.form import Facts, Form, Option, Question
from domain.kinds import Number, One, Text
from domain.scales import Scale
from views import questions
from views.questions import Sheet

CHOICES = tuple(Option(str(n), f"Ш07-{n:03}") for n in range(1, 20))  # three pages of 8
FORM = Form("f", 1, "Пара", (Question("who", "Кто", "Кто?", One(source="who")),))
SHEET = Sheet(FORM, 5, 2, "Пара", Draft(), Facts(date(2026, 11, 24), options={"who": CHOICES}))


@pytest.mark.parametrize(
    ("page", "first", "pager"),
    [
        (0, "Ш07-001", ["1 из 3", "›"]),
        (2, "Ш07-017", ["‹", "3 из 3"]),
        (3, "Ш07-017", ["‹", "3 из 3"]),  # the list has shrunk, or the button was never shown
        (10**15 - 1, "Ш07-017", ["‹", "3 из 3"]),
    ],
)
def test_a_page_past_the_end_of_the_choices_is_the_last_one(page: int, first: str, pager: list[str]) -> None:
    labels = [button.label for row in questions.screen(SHEET, page=page).rows for button in row]
    assert labels[0] == first
    assert [label for label in labels if label in ("‹", "›") or " из " in label] == pager


def test_marks_are_ten_taps_in_two_rows_of_five_with_what_their_ends_mean() -> None:
    form = Form("m", 1, "Анкета", (Question("useful", "Польза", "Насколько полезно?", Scale("зря", "очень полезно")),))
    screen = questions.screen(Sheet(form, 5, 2, "Анкета", Draft(), Facts(date(2026, 11, 24))))
    assert [[button.label for button in row] for row in screen.rows[:2]] == [list("12345"), ["6", "7", "8", "9", "10"]]
    assert "1 – зря, 10 – очень полезно" in screen.text
    assert "найду в списке" not in screen.text


def test_a_mark_given_before_is_offered_as_it_was() -> None:
    form = Form("m", 1, "Анкета", (Question("useful", "Польза", "Насколько полезно?", Scale()),))
    screen = questions.screen(Sheet(form, 5, 2, "Анкета", Draft(kept={"useful": 8}), Facts(date(2026, 11, 24))))
    assert screen.rows[0][0].label == "Оставить: 8"


WHY = Form(
    "f", 1, "Отчёт", (Question("why", "Почему", "Почему?", Text()), Question("n", "Сколько", "Сколько?", Number()))
)


def test_words_too_long_for_a_button_are_shown_in_full_above_it() -> None:
    facts = Facts(
        date(2026, 11, 24), known={"why": "переезд или другая школа (2), болезнь", "n": 14}, last={"why": "переезд"}
    )
    screen = questions.screen(Sheet(WHY, 5, 2, "Отчёт", Draft(), facts))
    assert "Из реестра: <i>переезд или другая школа (2), болезнь</i>" in screen.text
    assert [row[0].label for row in screen.rows[:2]] == ["переезд или… · из реестра", "переезд · прошлый ответ"]
    assert "Из реестра" not in questions.screen(Sheet(WHY, 5, 2, "Отчёт", Draft({"why": "переезд"}), facts)).text


def test_one_answer_and_all_of_them_are_told_apart_at_a_glance() -> None:
    facts = Facts(date(2026, 11, 24), last={"why": "переезд", "n": 14})
    screen = questions.screen(Sheet(WHY, 5, 2, "Отчёт", Draft(), facts))
    assert [row[0].label for row in screen.rows[:2]] == ["переезд · прошлый ответ", "Всё сразу, как в прошлый раз"]
    assert "«Всё сразу» ответит и на остальные вопросы" in screen.text
    second = questions.screen(Sheet(WHY, 5, 2, "Отчёт", Draft({"why": "переезд"}), facts))
    assert [row[0].label for row in second.rows] == ["14 · прошлый ответ", "Назад"]
    assert "Всё сразу" not in second.text
