"""The quarterly monitoring (row 4.1) as a coordinator fills it. Every row of a table shows its arithmetic."""

from dataclasses import replace
from datetime import date

import pytest

from domain import drafted, filling
from domain.drafted import Ask, Doubt, Draft, Review
from domain.form import Answers, Facts, Value
from domain.forms.monitoring import MONITORING, REGISTRY, TAUGHT, stopped_because
from domain.forms.registry import STOP_REASONS

QUARTER = {
    "pupils": 420, "mentees": 18, "mentors": 12, "mentor_pupils": 3, "pairs": 14, "begun": 4, "completed": 2,
    "stopped": 0, "meetings": 96, "young": 5, "young_mentees": 4, "partners": 2, "publications": 3, "trouble": False,
}  # fmt: skip
IN_REGISTRY: Answers = {key: QUARTER[key] for key in REGISTRY}
FACTS = Facts(date(2026, 12, 14))


def standing(answers: Answers, facts: Facts = FACTS) -> str:
    """What the person is told at this point: the broken rule, the doubt, or nothing."""
    match drafted.position(MONITORING, Draft(answers), facts):
        case Ask(problem=problem):
            return problem
        case Doubt(text=text):
            return text
        case Review():
            return ""


def after(change: dict[str, Value], facts: Facts = FACTS) -> str:
    return standing({**QUARTER, **change}, facts)


def test_a_coordinator_files_their_first_quarter() -> None:
    walk = (
        ("pupils", "420"), ("mentees", "18 чел"), ("mentors", "12"), ("mentor_pupils", "3"), ("pairs", "14"),
        ("begun", "4"), ("completed", "2"), ("stopped", "1"), ("stop_reason", "сменился график работы наставника"),
        ("meetings", "96"), ("young", "5"), ("young_mentees", "4"), ("partners", "2"), ("publications", "нет"),
        ("trouble", "да"), ("trouble_text", "не хватает наставников от предприятий"),
    )  # fmt: skip
    draft = Draft()
    for number, (key, raw) in enumerate(walk, start=1):
        here = drafted.position(MONITORING, draft, FACTS)
        assert isinstance(here, Ask)
        assert (here.question.key, here.number, here.problem) == (key, number, "")
        draft = filling.answer(MONITORING, draft, key, raw, FACTS)
    assert drafted.position(MONITORING, draft, FACTS) == Review(16, frozenset())
    assert drafted.submission(MONITORING, draft) == QUARTER | {
        "stopped": 1, "stop_reason": "сменился график работы наставника", "publications": 0, "trouble": True,
        "trouble_text": "не хватает наставников от предприятий",
    }  # fmt: skip


def test_an_unchanged_quarter_is_opened_copied_and_submitted() -> None:
    facts = replace(FACTS, known=IN_REGISTRY, last=QUARTER)
    taps = ["open"]
    draft = filling.copy(MONITORING, Draft(), facts)
    taps.append("copy")
    assert drafted.position(MONITORING, draft, facts) == Review(14, frozenset())
    taps.append("submit")
    assert drafted.submission(MONITORING, draft) == QUARTER
    assert len(taps) <= 3


def test_a_quarter_known_to_the_registry_is_copied_from_it_and_the_changes_are_marked() -> None:
    facts = replace(FACTS, known={**IN_REGISTRY, "pairs": 15, "begun": 1}, last=QUARTER)
    draft = filling.copy(MONITORING, Draft(), facts)
    assert drafted.position(MONITORING, draft, facts) == Review(14, frozenset({"pairs", "begun"}))


@pytest.mark.parametrize(
    ("by", "to", "asked", "hidden"),
    [
        ("mentors", 0, "mentor_pupils", True),
        ("mentors", 1, "mentor_pupils", False),
        ("pairs", 1, "meetings", False),
        ("stopped", 0, "stop_reason", True),
        ("stopped", 1, "stop_reason", False),
        ("young", 0, "young_mentees", True),
        ("young", 1, "young_mentees", False),
        ("trouble", False, "trouble_text", True),
        ("trouble", True, "trouble_text", False),
    ],
)
def test_a_question_is_asked_only_where_it_means_something(by: str, to: Value, asked: str, hidden: bool) -> None:
    path = {question.key for question in drafted.visible(MONITORING, {**QUARTER, by: to})}
    assert (asked not in path) is hidden


def test_nobody_is_asked_about_meetings_where_there_were_no_pairs_at_all() -> None:
    nothing = {"pairs": 0, "completed": 0, "stopped": 0}
    assert "meetings" not in {question.key for question in drafted.visible(MONITORING, {**QUARTER, **nothing})}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"mentor_pupils": 12}, ""),  # 12 of 12 mentors
        ({"mentor_pupils": 13}, "Наставников-учеников: 13"),  # 13 of 12
        ({"young_mentees": 5}, ""),  # 5 of 5
        ({"young_mentees": 6}, "Из них наставляемых: 6"),  # 6 of 5
        ({"mentees": 0}, "Пар и групп 14, а наставляемых 0"),
        ({"mentors": 0}, "Пар и групп 14"),  # 14 pairs of nobody
        ({"begun": 16}, ""),  # 16 = 14 at work + 2 completed + 0 stopped
        ({"begun": 17}, "Создано за квартал 17"),  # 17 > 14 + 2 + 0
        ({"begun": 17, "stopped": 1, "stop_reason": "переезд"}, ""),  # 17 = 14 + 2 + 1
    ],
)
def test_numbers_that_contradict_each_other_are_not_accepted(change: dict[str, Value], told: str) -> None:
    answer = after(change)
    assert answer.startswith(told)
    assert bool(answer) == bool(told)
    assert isinstance(drafted.position(MONITORING, Draft({**QUARTER, **change}), FACTS), Ask if told else Review)


@pytest.mark.parametrize("key", REGISTRY)
def test_a_number_that_differs_from_the_registry_is_asked_about_with_both(key: str) -> None:
    facts = replace(FACTS, known={key: QUARTER[key] + 1})
    title = MONITORING.question(key).title
    where = {"publications": "в журнале", "partners": "в реестре партнёров"}.get(key, "в реестре")
    assert standing(QUARTER, facts).startswith(f"{title}: {where} {QUARTER[key] + 1}, в отчёте {QUARTER[key]}")
    assert standing(QUARTER, replace(FACTS, known={key: QUARTER[key]})) == ""
    assert standing(QUARTER, replace(FACTS, known={key: None})) == ""


@pytest.mark.parametrize(
    ("was", "now", "asked"),
    [
        (10, 15, False),  # +5 is half of 10, not more
        (10, 16, True),  # +6 > 5
        (10, 4, True),  # −6
        (10, 5, False),  # −5
        (6, 10, False),  # +4: more than half, but fewer than 5
        (0, 5, True),  # +5 from nothing
        (0, 4, False),
        (14, 140, True),
    ],
)
def test_a_jump_since_last_time_is_asked_about(was: int, now: int, asked: bool) -> None:
    told = after({"partners": now}, replace(FACTS, last={"partners": was}))
    assert told == (f"Предприятий-партнёров: было {was}, стало {now}. Верно?" if asked else "")


def test_a_jump_that_the_registry_knows_is_no_surprise() -> None:
    facts = replace(FACTS, known={"mentees": 18}, last={"mentees": 140})
    assert standing(QUARTER, facts) == ""
    assert standing(QUARTER, replace(facts, known={})) == "Наставляемых: было 140, стало 18. Верно?"


def test_pairs_without_a_single_meeting_are_asked_about() -> None:
    assert after({"meetings": 0}) == "Пар и групп 14, а встреч за квартал 0. Верно?"
    assert after({"meetings": 1}) == ""


def test_no_mentees_any_more_is_mended_from_either_side() -> None:
    """From the review «Наставляемых» is set to 0 while 14 pairs work."""
    draft = filling.answer(MONITORING, filling.change(Draft(QUARTER), "mentees"), "mentees", "0", FACTS)
    here = drafted.position(MONITORING, draft, FACTS)
    assert isinstance(here, Ask)
    assert here.question.key == "pairs"
    assert [question.key for question in here.others] == ["mentees", "mentors"]
    by_pairs = filling.answer(MONITORING, draft, "pairs", "0", FACTS)
    by_pairs = filling.answer(MONITORING, by_pairs, "begun", "2", FACTS)  # no more than the 2 completed
    assert isinstance(drafted.position(MONITORING, by_pairs, FACTS), Review)
    by_mentees = filling.change(draft, "mentees")
    by_mentees = filling.answer(MONITORING, by_mentees, "mentees", "18", FACTS)
    assert isinstance(drafted.position(MONITORING, by_mentees, FACTS), Review)


@pytest.mark.parametrize("key", ["stop_reason", "trouble_text"])
def test_a_story_about_a_child_is_not_kept(key: str) -> None:
    draft = Draft({**QUARTER, "stopped": 1, "trouble": True, "begun": 0})
    with pytest.raises(filling.AnswerRejected, match="Ш07-014"):
        filling.answer(MONITORING, draft, key, "Маша Петрова переехала", FACTS)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"busy": 1}, "не хватает времени"),
        ({"busy": 1, "moved": 2}, "переезд или другая школа (2), не хватает времени"),  # the most frequent first
        ({"busy": 2, "moved": 2}, "переезд или другая школа (2), не хватает времени (2)"),  # then as on the buttons
        ({"unheard of": 3}, None),
        ({}, None),
    ],
)
def test_reasons_of_an_early_end_are_offered_in_words(counts: dict[str, int], words: str | None) -> None:
    assert stopped_because(counts) == words


def test_every_reason_of_the_registry_can_stand_in_the_report() -> None:
    every = stopped_because({reason.value: 1999 for reason in STOP_REASONS})
    assert every
    question = MONITORING.question("stop_reason")
    assert question.kind.parse(every, FACTS) == every


@pytest.mark.parametrize(
    ("young", "taught", "offered"),
    [(5, 3, 3), (2, 3, 2), (3, 0, 0)],  # never more of them than there are
)
def test_young_specialists_with_a_mentor_are_guessed_and_never_copied(young: int, taught: int, offered: int) -> None:
    facts = replace(FACTS, known={TAUGHT: taught})
    asked = Draft({key: value for key, value in QUARTER.items() if key != "young_mentees"} | {"young": young})
    assert drafted.suggestions(MONITORING.question("young_mentees"), asked, facts) == (("default", offered),)
    assert "young_mentees" not in filling.copy(MONITORING, asked, facts).answers
