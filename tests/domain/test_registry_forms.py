"""The registry's forms as people fill them, and what every form of the house has to keep."""

from dataclasses import replace
from datetime import date

import pytest

from domain import drafted, filling, kinds
from domain.drafted import Ask, Draft, Review
from domain.form import AnswerRejected, Facts, Form, Option, Value
from domain.forms import desk, matching, monitoring, quality, registry
from domain.kinds import One, Several, Text
from domain.mentoring import LABELS, MENTORING_FORMS, TOPIC_LABELS, TOPICS

MONDAY = date(2026, 10, 5)
FACTS = Facts(
    MONDAY,
    options={
        "mentors": (Option("7", "Фролова Анна Петровна"), Option("12", "Н07-007")),
        "mentees": (Option("3", "Ш07-014 · 8Б"), Option("14", "Ш07-020 · 9А")),
    },
)
FORMS = [
    form
    for module in (desk, matching, monitoring, quality, registry)
    for form in vars(module).values()
    if isinstance(form, Form)
]
EVERY_FORM = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)


def filled(form: Form, *said: str, facts: Facts = FACTS) -> dict[str, Value]:
    """The submission after these answers, typed at whatever question stands next; «/skip» skips."""
    draft = Draft()
    for raw in said:
        here = drafted.position(form, draft, facts)
        assert isinstance(here, Ask), f"nothing asks for {raw}"
        if raw == "/skip":
            draft = filling.skip(form, draft, here.question.key, facts)
        else:
            draft = filling.answer(form, draft, here.question.key, raw, facts)
    assert isinstance(drafted.position(form, draft, facts), Review)
    return drafted.submission(form, draft)


@EVERY_FORM
def test_the_keys_of_a_form_are_unique_and_fit_a_button(form: Form) -> None:
    keys = [question.key for question in form.questions]
    assert len(keys) == len(set(keys))
    values = [
        len(o.value.encode()) for q in form.questions if isinstance(q.kind, One | Several) for o in q.kind.options
    ]
    longest = max(len(key.encode()) for key in keys) + max(values, default=0)
    assert longest <= 34  # of a button's 64 bytes; the rest is verb, draft, revision and page
    assert not any(":" in key for key in keys)


@EVERY_FORM
def test_the_checks_of_a_form_look_at_its_own_questions(form: Form) -> None:
    keys = {question.key for question in form.questions}
    assert all(set(check.over) <= keys for check in form.checks)
    assert len({check.key for check in form.checks}) == len(form.checks)


@EVERY_FORM
def test_the_conditions_of_a_form_bear_an_empty_draft(form: Form) -> None:
    assert isinstance(drafted.position(form, Draft(), FACTS), Ask)


@EVERY_FORM
def test_the_examples_of_a_form_are_accepted_by_it(form: Form) -> None:
    for question in form.questions:
        if isinstance(question.kind, Text):
            assert question.kind.parse(question.kind.example, FACTS) == question.kind.example


@EVERY_FORM
def test_the_words_on_buttons_are_short(form: Form) -> None:
    for question in form.questions:
        assert len(question.title) <= 26
        assert all(len(option.label) <= 28 for option in question.kind.choices(Facts(MONDAY)))


def test_words_about_children_are_watched_wherever_they_can_be_written() -> None:
    watched = {
        (form.key, q.key) for form in FORMS for q in form.questions if isinstance(q.kind, Text) and q.kind.about_mentee
    }
    assert watched >= {
        ("mentee", "grade"), ("mentee", "request"), ("mentee", "consent"), ("pair", "goal"), ("pair", "order"),
        ("closing", "result"), ("closing", "story"), ("rematch", "result"), ("carry", "consent"),
        ("mentee_change", "grade"), ("mentee_change", "request"), ("mentor_grade", "place"),
        ("profile", "achievements"), ("profile", "interests"), ("monitoring", "stop_reason"),
        ("monitoring", "trouble_text"), ("consent", "consent"),
        ("closing", "result"), ("monitoring", "stop_reason"), ("monitoring", "trouble_text"), ("consent", "consent"),
        ("quality", "weak_words"), ("quality", "chances_words"), ("quality", "threats_words"),
    }  # fmt: skip


def test_an_adult_mentor_is_registered_by_name() -> None:
    assert filled(registry.MENTOR, "взрослый", "Фролова Анна Петровна", "/skip", "№ 12 от 01.09.2026") == {
        "kind": "adult", "name": "Фролова Анна Петровна", "place": None, "consent": "№ 12 от 01.09.2026",
    }  # fmt: skip


def test_a_pupil_who_mentors_is_asked_for_a_class_and_never_a_name() -> None:
    answers = filled(registry.MENTOR, "ученик", "10А", "№ 12 от 01.09.2026")
    assert answers == {"kind": "pupil", "grade": "10А", "consent": "№ 12 от 01.09.2026"}


def test_a_name_typed_before_the_mentor_turned_out_a_pupil_leaves_the_submission() -> None:
    draft = Draft({"kind": "adult", "name": "Фролова Анна Петровна"})
    draft = filling.answer(registry.MENTOR, draft, "kind", "ученик", FACTS)
    assert "name" not in drafted.submission(registry.MENTOR, draft)


def test_a_mentee_is_registered_without_and_with_a_consent() -> None:
    assert filled(registry.MENTEE, "8Б", "/skip", "/skip") == {"grade": "8Б", "request": None, "consent_kind": None}
    assert filled(registry.MENTEE, "2012", "математика", "ребёнка", "№ 3 от 02.09.2026")["consent_kind"] == "both"


@pytest.mark.parametrize("raw", ["Маша Петрова, 8Б", "иванов иван иванович", "8 999 123-45-67"])
def test_a_mentee_is_never_registered_by_name_or_contact(raw: str) -> None:
    for key in ("grade", "request"):
        with pytest.raises(AnswerRejected, match=r"Ш07-014|Получилось"):
            filling.answer(registry.MENTEE, Draft({"grade": "8Б"}), key, raw, FACTS)


def test_a_pair_is_registered_within_twelve_interactions() -> None:
    form, draft, steps = registry.PAIR, Draft(), 1  # opening the form
    for key, raw in (("form", "pupil-pupil"), ("mentor", "7")):
        draft, steps = filling.choose(form, draft, key, raw, FACTS), steps + 1
    draft, steps = filling.toggle(form, draft, "mentees", "14", FACTS), steps + 1
    draft, steps = filling.finish(form, draft, "mentees", FACTS), steps + 1
    draft, steps = filling.answer(form, draft, "goal", "подготовить проект к конференции", FACTS), steps + 1
    for key in ("start", "end"):
        draft, steps = filling.take(form, draft, key, "default", FACTS), steps + 1
    draft, steps = filling.answer(form, draft, "order", "№ 48 от 12.09.2026", FACTS), steps + 1
    draft, steps = filling.choose(form, draft, "consents", "yes", FACTS), steps + 1
    assert isinstance(drafted.position(form, draft, FACTS), Review)
    assert steps + 1 <= 12  # and the last tap
    assert drafted.submission(form, draft) == {
        "form": "pupil-pupil", "mentor": "7", "mentees": ["14"], "goal": "подготовить проект к конференции",
        "start": "2026-10-05", "end": "2027-05-31", "order": "№ 48 от 12.09.2026", "consents": "yes",
    }  # fmt: skip


def test_a_group_is_typed_by_the_numbers_of_its_codes() -> None:
    answers = filled(
        registry.PAIR, "студент – ученик", "фролова", "20, 14", "проект", "вчера", "31.05.2027", "/skip", "ещё не все"
    )
    assert (answers["mentor"], answers["mentees"], answers["start"]) == ("7", ["3", "14"], "2026-10-04")


def test_a_tapped_mentor_is_the_one_on_the_button_whatever_numbers_others_have() -> None:
    draft = Draft({"form": "pupil-pupil"})
    assert filling.choose(registry.PAIR, draft, "mentor", "7", FACTS).answers["mentor"] == "7"  # not Н07-007
    assert filling.answer(registry.PAIR, draft, "mentor", "7", FACTS).answers["mentor"] == "12"


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        ("01.10.2026", "31.05.2027", False),
        ("01.10.2026", "01.10.2026", False),  # one day
        ("01.10.2026", "30.09.2026", True),  # the day before
    ],
)
def test_a_pair_does_not_end_before_it_starts(start: str, end: str, problem: bool) -> None:
    answers = {"form": "pupil-pupil", "mentor": "7", "mentees": ["3"], "goal": "проект"}
    draft = filling.answer(registry.PAIR, Draft(answers), "start", start, FACTS)
    here = drafted.position(registry.PAIR, filling.answer(registry.PAIR, draft, "end", end, FACTS), FACTS)
    assert isinstance(here, Ask)
    assert (here.question.key, bool(here.problem)) == (("end", True) if problem else ("order", False))
    assert [question.key for question in here.others] == (["start"] if problem else [])


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 9, 1), date(2027, 5, 31)),
        (date(2027, 5, 31), date(2027, 5, 31)),
        (date(2027, 6, 1), date(2028, 5, 31)),
        (date(2026, 12, 31), date(2027, 5, 31)),
    ],
)
def test_a_school_year_ends_on_the_31st_of_may(day: date, end: date) -> None:
    assert registry.school_year_end(day) == end


def test_a_mentor_who_left_while_the_form_lay_open_is_asked_for_again() -> None:
    draft = Draft({"form": "pupil-pupil", "mentor": "7", "mentees": ["3"]})
    gone = replace(FACTS, options={**FACTS.options, "mentors": FACTS.options["mentors"][1:]})
    here = drafted.position(registry.PAIR, draft, gone)
    assert isinstance(here, Ask)
    assert here.question.key == "mentor"
    assert here.problem


def test_a_pair_is_closed_with_its_result_and_a_reason_where_it_was_stopped() -> None:
    assert filled(registry.CLOSING, "программа пройдена", "проект защищён", "вчера", "боялся, а выступил") == {
        "how": "complete", "result": "проект защищён", "closed_on": "2026-10-04", "story": "боялся, а выступил",
    }  # fmt: skip
    stopped = filled(registry.CLOSING, "прекращена досрочно", "переезд", "успели два занятия", "5.10", "/skip")
    assert (stopped["reason"], stopped["story"]) == ("moved", None)
    with pytest.raises(AnswerRejected, match="подходит с"):
        filling.answer(registry.CLOSING, Draft({"how": "complete", "result": "да"}), "closed_on", "завтра", FACTS)


def test_every_form_of_mentoring_can_be_chosen_for_a_pair() -> None:
    offered = registry.PAIR.question("form").kind.choices(FACTS)
    assert {option.value: option.label for option in offered} == LABELS
    assert len({form.label for form in MENTORING_FORMS}) == len(MENTORING_FORMS) == len(LABELS)


def test_the_five_federal_forms_are_marked() -> None:
    federal = [form.label for form in MENTORING_FORMS if form.federal]
    assert federal == [
        "ученик – ученик", "учитель – учитель", "студент – ученик", "работодатель – ученик", "работодатель – студент",
    ]  # fmt: skip


def test_topics_of_a_meeting_fit_a_button() -> None:
    assert len(TOPIC_LABELS) == len(TOPICS)
    assert all(len(label) <= 20 and len(key.encode()) <= 20 for key, label in TOPICS)


@EVERY_FORM
def test_an_answer_that_fits_survives_a_new_version(form: Form) -> None:
    for question in form.questions:
        for option in question.kind.choices(FACTS):
            value = kinds.tapped(question.kind, option.value, FACTS)
            alone = replace(form, questions=(replace(question, when=lambda a: True),), checks=())
            assert filling.carry(alone, Draft({question.key: value}), FACTS).answers == {question.key: value}
