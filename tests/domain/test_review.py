from datetime import date

import pytest

from domain import drafted, filling, review
from domain.drafted import Ask, Draft, Review
from domain.form import Facts, Form, Question
from domain.forms import review as forms
from domain.forms.monitoring import MONITORING
from domain.kinds import Number, Option, YesNo
from domain.review import STEPS, Step
from domain.submissions import State

TODAY = date(2026, 11, 24)
FORM = Form(
    "toy",
    1,
    "Игрушка",
    (
        Question("a", "А", "А?", Number()),
        Question("b", "Б", "Б?", Number()),
        Question("c", "В", "В?", YesNo()),
        Question("d", "Г", "Г?", Number(), when=lambda answers: answers.get("c") is True),
    ),
)
FILLED = Draft({"a": 1, "b": 2, "c": True, "d": 4})


def at(draft: Draft, marked: frozenset[str]) -> str:
    """The question a person stands at, or what the review page still points to."""
    here = drafted.position(FORM, draft, Facts(TODAY, marked=marked))
    if isinstance(here, Ask):
        return here.question.key
    assert isinstance(here, Review)
    return "review:" + "".join(q.key for q in drafted.unmended(FORM, draft, marked))


def test_marked_questions_are_asked_in_order_each_with_its_old_answer() -> None:
    marked = frozenset("bd")
    draft = filling.mend(FORM, FILLED, marked)
    assert at(draft, marked) == "b"
    assert draft.kept == {"b": 2, "d": 4}
    draft = filling.answer(FORM, draft, "b", "3", Facts(TODAY))
    assert at(draft, marked) == "d"
    draft = filling.take(FORM, draft, "d", "kept", Facts(TODAY))
    assert at(draft, marked) == "review:"
    assert filling.mend(FORM, draft, marked) == draft, "none is asked a third time"


def test_from_a_later_one_the_earlier_wait_for_the_review_page() -> None:
    marked = frozenset("bd")
    draft = filling.mend(FORM, filling.mend(FORM, FILLED, marked), marked, "d")
    assert at(draft, marked) == "d"
    assert draft.answers["b"] == 2
    draft = filling.answer(FORM, draft, "d", "5", Facts(TODAY))
    assert at(draft, marked) == "review:b"
    assert at(filling.mend(FORM, draft, marked, "b"), marked) == "b"


def test_a_marked_question_that_is_not_asked_any_more_is_not_missed() -> None:
    marked = frozenset("cd")
    draft = filling.mend(FORM, FILLED, marked)
    draft = filling.answer(FORM, draft, "c", "нет", Facts(TODAY))
    assert at(draft, marked) == "review:"
    assert drafted.submission(FORM, draft) == {"a": 1, "b": 2, "c": False}


def test_nothing_marked_changes_nothing() -> None:
    assert filling.mend(FORM, FILLED, frozenset()) == FILLED
    assert filling.mend(FORM, FILLED, frozenset(), "gone") == FILLED


def test_changes_are_listed_in_the_order_of_the_form() -> None:
    found = review.changes(FORM, {"a": 1, "b": 2, "c": True, "d": 4}, {"b": 3, "a": 1, "c": False})
    assert [(one.question.key, one.before, one.after) for one in found] == [
        ("b", 2, 3),
        ("c", True, False),
        ("d", 4, None),
    ]


def test_only_what_was_asked_and_answered_may_be_sent_back() -> None:
    assert [q.key for q in review.answered(FORM, {"a": 1, "c": False, "d": 4})] == ["a", "c"]


def test_each_step_leads_from_one_state_to_another_and_none_out_of_returned_into_accepted() -> None:
    assert STEPS.keys() == set(Step)
    assert all(before is not after for before, after in STEPS.values())
    assert (State.RETURNED, State.ACCEPTED) not in STEPS.values()


@pytest.mark.parametrize("picked", [("pairs",), ("publications", "pairs")])
def test_a_return_asks_for_a_comment_to_each_picked_question_and_no_other(picked: tuple[str, ...]) -> None:
    form = forms.returning(MONITORING)
    options = tuple(Option(q.key, q.title) for q in MONITORING.questions)
    facts, draft = Facts(TODAY, options={"questions": options}), Draft()
    for key in picked:
        draft = filling.toggle(form, draft, "questions", key, facts)
    draft = filling.finish(form, draft, "questions", facts)
    asked = []
    while isinstance(here := drafted.position(form, draft, facts), Ask):
        asked.append(here.question.key.removeprefix(forms.ABOUT))
        draft = filling.answer(form, draft, here.question.key, f"Проверьте {len(asked)}", facts)
    assert asked == [q.key for q in MONITORING.questions if q.key in picked]
    assert forms.remarks(drafted.submission(form, draft)) == {k: f"Проверьте {n}" for n, k in enumerate(asked, 1)}
