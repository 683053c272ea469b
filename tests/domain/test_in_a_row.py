"""Marks from a sheet of paper: many answers in one message, all of them or none."""

from datetime import date

import pytest

from domain import drafted, filling
from domain.drafted import Ask, Draft, Review
from domain.form import AnswerRejected, Facts, Form, Question
from domain.kinds import Text, YesNo
from domain.scales import Scale

MARKS = tuple(Question(f"m{n}", f"Вопрос {n}", f"Вопрос {n}?", Scale()) for n in range(1, 5))
WISHES = tuple(Question(f"w{n}", f"Да {n}", f"Да {n}?", YesNo()) for n in (1, 2))
FORM = Form("sheet", 1, "Лист", (*MARKS, *WISHES), in_a_row=True)
FACTS = Facts(date(2026, 11, 24))


def typed(raw: str, draft: Draft | None = None) -> Draft:
    draft = draft or Draft()
    here = drafted.position(FORM, draft, FACTS)
    assert isinstance(here, Ask)
    return filling.answer(FORM, draft, here.question.key, raw, FACTS)


@pytest.mark.parametrize("raw", ["8 7 9 10", "8,7,9,10", "8, 7; 9\n10", " 8\n7\n9\n10 "])
def test_all_marks_of_a_sheet_are_read_from_one_message(raw: str) -> None:
    assert typed(raw).answers == {"m1": 8, "m2": 7, "m3": 9, "m4": 10}


@pytest.mark.parametrize("raw", ["+ -", "+-", "да нет", "+, −", "да\nнет"])
def test_yes_and_no_are_read_from_one_message(raw: str) -> None:
    marked = typed("8 7 9 10")
    assert typed(raw, marked).answers == {**marked.answers, "w1": True, "w2": False}


def test_a_whole_sheet_fits_into_one_message() -> None:
    draft = typed("8 7 9 10 + +")
    assert isinstance(drafted.position(FORM, draft, FACTS), Review)


def test_one_answer_is_still_one_answer() -> None:
    assert typed("8").answers == {"m1": 8}


def test_what_is_left_is_read_after_the_first_were_tapped() -> None:
    assert typed("9 10", Draft({"m1": 1, "m2": 2})).answers == {"m1": 1, "m2": 2, "m3": 9, "m4": 10}


def test_what_is_answered_further_on_is_not_written_over() -> None:
    """Only the first two were to be asked again: three numbers are one too many."""
    draft = Draft({"m3": 3, "m4": 4, "w1": True, "w2": True})
    with pytest.raises(AnswerRejected, match="Осталось вопросов: 2"):
        typed("9 10 8", draft)
    assert typed("9 10", draft).answers["m3"] == 3


@pytest.mark.parametrize("raw", ["8 7 9", "8 7 9 10 8", "8 7", "8 7 9 10 + + +"])
def test_a_number_too_few_or_too_many_changes_nothing_and_says_how_many_were_expected(raw: str) -> None:
    with pytest.raises(AnswerRejected, match=r"Осталось вопросов: 4 \(или сразу 6\), а в сообщении ответов: \d"):
        typed(raw)


@pytest.mark.parametrize("raw", ["8 7 11 9", "8 7 0 9", "8 7 да 9", "8 7 девять 9"])
def test_a_word_that_is_no_mark_is_named_with_its_place(raw: str) -> None:
    with pytest.raises(AnswerRejected, match=r"Ответ 3, «Вопрос 3»: здесь «.+». Нужно число от 1 до 10"):
        typed(raw)


def test_words_are_never_cut_into_answers() -> None:
    form = Form("words", 1, "Слова", (Question("a", "А", "А?", Text()), *MARKS), in_a_row=True)
    assert filling.answer(form, Draft(), "a", "8 7 9 10", FACTS).answers == {"a": "8 7 9 10"}


def test_other_forms_take_one_answer_at_a_time() -> None:
    form = Form("plain", 1, "Обычная", MARKS)
    with pytest.raises(AnswerRejected, match="Нужно число от 1 до 10"):
        filling.answer(form, Draft(), "m1", "8 7 9 10", FACTS)
