"""The half-year assessment (row 4.2) as a coordinator fills it."""

from datetime import date

import pytest

from domain import drafted, filling, reporting
from domain.drafted import Ask, Doubt, Draft, Review
from domain.form import Facts, Form, Value
from domain.forms.monitoring import MONITORING
from domain.forms.quality import COUNTED, QUALITY
from domain.forms.swot import CHANCES, OWN, THREATS, WEAK
from domain.growth import NOTHING, Growth
from domain.quality import counted
from domain.results import NO_OUTCOME, Outcome, Share

TODAY = date(2026, 11, 24)
KNOWN: dict[str, Value] = {
    key: "6.2 7.8 14" if key.endswith(("motivation", "competence", "profession", "goals")) else "12 15"
    for key in COUNTED
}
FACTS = Facts(TODAY, known=KNOWN)
NONE = Facts(TODAY, known={**dict.fromkeys(COUNTED), "why": "none"})


def asked(draft: Draft, facts: Facts) -> str:
    here = drafted.position(QUALITY, draft, facts)
    assert isinstance(here, Ask), here
    return here.question.key


def ticked(draft: Draft, key: str, *values: str, facts: Facts = FACTS) -> Draft:
    for value in values:
        draft = filling.toggle(QUALITY, draft, key, value, facts)
    return filling.finish(QUALITY, draft, key, facts)


def test_all_that_is_counted_is_taken_at_once_and_only_conclusions_are_asked() -> None:
    draft = filling.copy(QUALITY, Draft(), FACTS)
    assert {key: draft.answers[key] for key in COUNTED} == KNOWN
    assert asked(draft, FACTS) == "weak"
    for key, values in (("weak", ["time_short"]), ("chances", ["partners"]), ("threats", ["load", "rules"])):
        draft = ticked(draft, key, *values)
    assert isinstance(drafted.position(QUALITY, draft, FACTS), Review)
    assert drafted.submission(QUALITY, draft)["threats"] == ["load", "rules"]


def test_what_cannot_be_counted_is_skipped_at_once_and_the_reason_is_said() -> None:
    draft = filling.copy(QUALITY, Draft(), NONE)
    assert all(draft.answers[key] is None for key in COUNTED)
    assert draft.answers["why"] == "none"
    assert asked(draft, NONE) == "weak"


def test_one_by_one_a_skipped_count_asks_for_its_reason_and_none_is_asked_where_all_are_given() -> None:
    draft = Draft({key: "6.2 7.8 14" if KNOWN[key] == "6.2 7.8 14" else "12 15" for key in COUNTED[1:]})
    draft = filling.skip(QUALITY, draft, COUNTED[0], FACTS)
    assert asked(draft, FACTS) == "why"
    whole = filling.copy(QUALITY, Draft(), FACTS)
    assert "why" not in [question.key for question in drafted.visible(QUALITY, whole.answers)]


def test_last_half_years_conclusions_are_taken_again_but_never_its_counts() -> None:
    facts = Facts(TODAY, known=NONE.known, last={"weak": ["space", OWN], "weak_words": "мало места", "chances": None})
    draft = filling.copy(QUALITY, Draft(), facts)
    assert (draft.answers["weak"], draft.answers["weak_words"], draft.answers["chances"]) == (
        ["space", OWN], "мало места", None,
    )  # fmt: skip
    assert asked(draft, facts) == "threats"


def test_own_words_are_asked_of_whoever_promised_them_and_hold_no_names() -> None:
    draft = ticked(filling.copy(QUALITY, Draft(), FACTS), "weak", OWN)
    assert asked(draft, FACTS) == "weak_words"
    with pytest.raises(ValueError, match="О детях бот хранит только код"):
        filling.answer(QUALITY, draft, "weak_words", "Иванов Пётр не ходит", FACTS)


def test_a_number_of_ones_own_is_questioned_where_the_bot_has_counted_another() -> None:
    draft = filling.answer(QUALITY, Draft(), "mentee_motivation", "6,2 8,8 14", FACTS)
    here = drafted.position(QUALITY, draft, FACTS)
    assert isinstance(here, Doubt)
    assert here.text == (
        "Мотивация наставляемых: посчитано 6,2 → 7,8, анкет 14, в отчёте 6,2 → 8,8, анкет 14. Исправить?"
    )


def test_before_and_after_the_wrong_way_round_are_questioned_only_where_typed() -> None:
    draft = filling.answer(QUALITY, Draft(), "mentee_motivation", "7,8 6,2 14", NONE)
    here = drafted.position(QUALITY, draft, NONE)
    assert isinstance(here, Doubt)
    assert here.text == "Мотивация наставляемых: было 7,8, стало 6,2, то есть ниже. Верно?"
    fallen = Facts(TODAY, known={**KNOWN, "mentee_motivation": "7.8 6.2 14"})
    taken = filling.take(QUALITY, Draft(), "mentee_motivation", "known", fallen)
    assert not isinstance(drafted.position(QUALITY, taken, fallen), Doubt), "it has been counted so"


@pytest.mark.parametrize("options", [WEAK, CHANCES, THREATS])
def test_every_tick_fits_a_button_with_its_mark_and_all_of_them_one_page(options: tuple[object, ...]) -> None:
    assert len(options) <= 8
    assert all(len(one.label) <= 26 for one in options)  # type: ignore[attr-defined]


def test_titles_fit_the_button_of_a_correction() -> None:
    assert [question.title for question in QUALITY.questions if len(question.title) > 28] == []


def test_the_bot_gives_what_five_people_said_and_nothing_of_fewer() -> None:
    scales = {
        ("mentee", "motivation"): Growth(15, 1, 6.2, 7.84, 1.64, 0.5, 15),
        ("mentee", "competence"): Growth(4, 0, None, None, None, None),
    }
    shares = {("mentee", "satisfied"): Share(12, 15, 16), ("mentee", "go_on"): Share(None, 0, 4)}
    found = counted(Outcome(scales, shares), NOTHING)
    assert found.known["mentee_motivation"] == "6.2 7.8 15"
    assert found.known["mentee_competence"] is None
    assert (found.known["mentee_satisfied"], found.known["mentee_go_on"]) == ("12 15", None)
    assert (found.answered["mentee_competence"], found.answered["mentee_go_on"]) == (4, 4)
    assert found.known["why"] == "few"
    assert counted(NO_OUTCOME, NOTHING).known["why"] == "none"
    assert set(found.known) == {*COUNTED, "why"}


@pytest.mark.parametrize(
    ("period", "form"), [("2026-Q1", MONITORING), ("2026-Q4", MONITORING), ("2026-H1", QUALITY), ("2027-H2", QUALITY)]
)
def test_a_period_tells_its_form(period: str, form: Form) -> None:
    assert reporting.of(period) is form
    assert (form.key, form.version) in reporting.VERSIONS


@pytest.mark.parametrize("period", ["2026-Y", "2026", "", "2026-Q5", "monitoring"])
def test_no_form_reports_on_anything_else(period: str) -> None:
    with pytest.raises(LookupError):
        reporting.of(period)


def test_a_figure_that_tells_on_a_few_is_asked_again_and_the_counted_one_offered() -> None:
    draft = filling.copy(QUALITY, Draft(), FACTS)
    told = filling.answer(QUALITY, filling.change(draft, "mentee_satisfied"), "mentee_satisfied", "14 из 17", FACTS)
    here = drafted.position(QUALITY, told, FACTS)
    assert isinstance(here, Ask)
    assert "посчитано 12 из 15" in here.problem
    assert "12 15" in [one.value for one in here.suggestions]
