"""The sets of questions as data: the same keys on all sides and at both ends, in words that fit those who are asked."""

from datetime import date

import pytest

from domain import mentoring, questionnaires
from domain.form import Facts, Form, Question, Value
from domain.kinds import YesNo, fits
from domain.questionnaires import FORMS, Moment, Side
from domain.scales import Scale

TEN = {
    "useful", "comfort", "meetings", "support", "safety", "met", "motivation", "competence", "profession", "overall",
}  # fmt: skip
AFTER_ONLY = {"go_on", "become_mentor", "understood", "interests", "project", "marks"}
FACTS = Facts(date(2026, 11, 24))


def _keys(key: str, moment: Moment, kind: type) -> set[str]:
    return {one.key for one in FORMS[key, moment].questions if isinstance(one.kind, kind)}


@pytest.mark.parametrize("key", questionnaires.SETS)
def test_every_side_is_asked_the_same_marks_before_and_after(key: str) -> None:
    more = {"involvement", "own"} if key.startswith("mentor") else set()
    assert _keys(key, Moment.BEFORE, Scale) == _keys(key, Moment.AFTER, Scale) == TEN | more


@pytest.mark.parametrize("key", questionnaires.SETS)
def test_yes_or_no_is_asked_after_only(key: str) -> None:
    assert not _keys(key, Moment.BEFORE, YesNo)
    assert {"go_on"} <= _keys(key, Moment.AFTER, YesNo) <= AFTER_ONLY


def test_a_mentees_sheet_asks_for_everything_in_ten_marks_and_six_taps() -> None:
    assert [len(FORMS["mentee", moment].questions) for moment in Moment] == [10, 16]


@pytest.mark.parametrize("form", mentoring.LABELS)
@pytest.mark.parametrize("side", Side)
def test_every_form_of_mentoring_has_a_set_on_each_side(side: Side, form: str) -> None:
    key = questionnaires.chosen(side, form)
    assert key.split(".")[0] == side
    assert questionnaires.form_of(key, side, Moment.AFTER) is FORMS[key, Moment.AFTER]


def test_a_form_of_mentoring_or_a_set_that_nobody_knows_has_the_usual_words() -> None:
    assert questionnaires.chosen(Side.MENTEE, "сосед – сосед") == "mentee"
    assert questionnaires.form_of("mentee.gone", Side.MENTEE, Moment.BEFORE) is FORMS["mentee", Moment.BEFORE]


def _texts(key: str) -> str:
    return " ".join(one.text for moment in Moment for one in FORMS[key, moment].questions).lower()


def test_teachers_are_asked_about_lessons_and_pupils_are_not() -> None:
    assert "урок" in _texts("mentee.teacher")
    assert "урок" not in _texts("mentee")


@pytest.mark.parametrize("key", ["mentee.student", "mentee.teacher", "mentor", "mentor.teacher", "coordinator"])
def test_only_pupils_are_spoken_to_as_to_children(key: str) -> None:
    familiar = {"ты", "тебе", "тебя", "твои", "по-твоему", "хочешь"}
    assert familiar & {*_texts("mentee").replace(",", " ").split()}
    assert not familiar & {*_texts(key).replace(",", " ").split()}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.key)
def test_titles_fit_a_button_and_a_form_opens_by_one(form: Form) -> None:
    assert all(len(one.title) <= 28 for one in form.questions)
    assert len(f"f.n:{form.key}:{10**9}".encode()) <= 64


@pytest.mark.parametrize(
    ("value", "fitting"), [(1, True), (10, True), (0, False), (11, False), (True, False), ("x", False)]
)
def test_a_mark_is_a_whole_number_from_1_to_10(value: Value, fitting: bool) -> None:
    assert fits(Question("a", "А", "А?", Scale()), value, FACTS) is fitting


@pytest.mark.parametrize(
    ("today", "moment"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), Moment.BEFORE),
        (date(2026, 10, 31), Moment.BEFORE),
        (date(2026, 11, 1), None),
        (date(2026, 12, 1), Moment.AFTER),
        (date(2027, 1, 31), Moment.AFTER),
        (date(2027, 2, 1), None),
    ],
)
def test_the_programme_of_a_year_is_asked_about_while_it_is_to_come_and_when_it_has_ended(
    today: date, moment: Moment | None
) -> None:
    assert questionnaires.programme_moment(2026, today) is moment


def test_a_sheet_is_due_14_days_after_it_was_opened() -> None:
    assert questionnaires.due_on(date(2026, 11, 24)) == date(2026, 12, 8)


def test_a_filled_sheet_is_corrected_within_a_week() -> None:
    assert questionnaires.correctable(date(2026, 11, 24), date(2026, 12, 1))
    assert not questionnaires.correctable(date(2026, 11, 24), date(2026, 12, 2))
