"""Where a person stands in a form, and that no step loses them or what they said."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import drafted, filling, kinds
from domain.drafted import Ask, Doubt, Draft, Review, Suggestion
from domain.form import AnswerRejected, Answers, Check, Facts, Form, Option, Question, Value
from domain.kinds import Day, Number, One, Several, Text, YesNo

TODAY = date(2026, 10, 5)
SUBJECTS = (Option("m", "Математика"), Option("p", "Физика"), Option("c", "Химия"))
FACTS = Facts(TODAY, options={"subjects": SUBJECTS})


def part(answers: Answers, facts: Facts) -> str | None:
    if int(str(answers["girls"])) <= int(str(answers["pupils"])):
        return None
    return f"Девочек {answers['girls']}, а всего {answers['pupils']}."


def crowd(answers: Answers, facts: Facts) -> str | None:
    return f"Учеников {answers['pupils']}. Верно?" if int(str(answers["pupils"])) > 50 else None


def silence(answers: Answers, facts: Facts) -> str | None:
    return "Девочек 0. Верно?" if answers["girls"] == 0 else None


CIRCLE = Form(
    key="circle",
    version=2,
    title="Кружок",
    questions=(
        Question("pupils", "Учеников", "Сколько учеников?", Number(max=99)),
        Question("girls", "Девочек", "Сколько девочек?", Number(max=99), when=lambda a: a.get("pupils") != 0),
        Question("trouble", "Трудности", "Есть трудности?", YesNo()),
        Question("what", "Какие", "Какие?", Text(max=20), when=lambda a: a.get("trouble") is True, optional=True),
        Question("subjects", "Предметы", "Какие предметы?", Several(source="subjects")),
        Question("main", "Главный", "Какой главный?", One(source="subjects")),
        Question("start", "Начало", "Когда?", Day(back=30), default=lambda a, facts: facts.today.isoformat()),
    ),
    checks=(
        Check("silence", ("pupils", "girls"), silence),
        Check("part", ("pupils", "girls"), part, hard=True),
        Check("crowd", ("pupils",), crowd),
    ),
)
FULL = {
    "pupils": 10, "girls": 4, "trouble": True, "what": "мало парт", "subjects": ["m", "p"], "main": "m",
    "start": "2026-10-01",
}  # fmt: skip
DONE = Draft(FULL)


def at(draft: Draft, facts: Facts = FACTS) -> str:
    """The question somebody stands at, or «review»."""
    here = drafted.position(CIRCLE, draft, facts)
    return "review" if isinstance(here, Review) else here.question.key


def asked(draft: Draft, facts: Facts = FACTS) -> Ask:
    here = drafted.position(CIRCLE, draft, facts)
    assert isinstance(here, Ask)
    return here


def doubted(draft: Draft, facts: Facts = FACTS) -> Doubt:
    here = drafted.position(CIRCLE, draft, facts)
    assert isinstance(here, Doubt)
    return here


def say(draft: Draft, *said: tuple[str, str]) -> Draft:
    for key, raw in said:
        draft = filling.answer(CIRCLE, draft, key, raw, FACTS)
    return draft


def with_answers(**answers: Value) -> Draft:
    return Draft({**FULL, **answers})


def without(*keys: str) -> Draft:
    return Draft({key: value for key, value in FULL.items() if key not in keys})


# Walking forward


def test_questions_come_one_by_one_with_progress_until_the_review() -> None:
    draft = Draft()
    for number, (key, raw) in enumerate((("pupils", "10"), ("girls", "4"), ("trouble", "нет")), start=1):
        here = asked(draft)
        assert (here.question.key, here.number, here.total) == (key, number, 6)  # 7 without «Какие»
        draft = say(draft, (key, raw))
    draft = say(draft, ("subjects", "физика, математика"), ("main", "хим"), ("start", "вчера"))
    assert drafted.position(CIRCLE, draft, FACTS) == Review(6, frozenset())
    assert drafted.submission(CIRCLE, draft) == {
        "pupils": 10, "girls": 4, "trouble": False, "subjects": ["m", "p"], "main": "c", "start": "2026-10-04",
    }  # fmt: skip


def test_zero_and_no_are_answers_and_a_skip_is_one_too() -> None:
    draft = say(Draft(), ("pupils", "нет"), ("trouble", "да"))
    assert draft.answers == {"pupils": 0, "trouble": True}
    assert at(draft) == "what"
    assert at(filling.skip(CIRCLE, draft, "what", FACTS)) == "subjects"
    assert at(say(Draft(), ("pupils", "0"), ("trouble", "нет"))) == "subjects"


def test_what_cannot_be_skipped_says_so() -> None:
    with pytest.raises(AnswerRejected, match="пропустить нельзя"):
        filling.skip(CIRCLE, Draft(), "pupils", FACTS)


@pytest.mark.parametrize("key", ["what", "no such question"])
def test_a_question_off_the_path_accepts_nothing(key: str) -> None:
    draft = with_answers(trouble=False)
    for step in (
        lambda: filling.answer(CIRCLE, draft, key, "x", FACTS),
        lambda: filling.choose(CIRCLE, draft, key, "x", FACTS),
        lambda: filling.take(CIRCLE, draft, key, "kept", FACTS),
        lambda: filling.skip(CIRCLE, draft, key, FACTS),
        lambda: filling.toggle(CIRCLE, draft, key, "x", FACTS),
        lambda: filling.finish(CIRCLE, draft, key, FACTS),
    ):
        with pytest.raises(AnswerRejected):
            step()


# Hidden answers


def test_a_hidden_answer_stays_in_the_draft_leaves_the_submission_and_returns() -> None:
    hidden = say(DONE, ("trouble", "нет"))
    assert hidden.answers["what"] == "мало парт"
    assert "what" not in drafted.submission(CIRCLE, hidden)
    assert at(hidden) == "review"
    assert drafted.submission(CIRCLE, say(hidden, ("trouble", "да")))["what"] == "мало парт"


def test_a_condition_does_not_see_an_answer_that_is_hidden_itself() -> None:
    chain = Form(
        "chain",
        1,
        "Цепочка",
        (
            Question("a", "", "", YesNo()),
            Question("b", "", "", YesNo(), when=lambda a: a.get("a") is True),
            Question("c", "", "", YesNo(), when=lambda a: a.get("b") is True),
        ),
    )
    draft = Draft({"a": False, "b": True, "c": True})
    assert drafted.submission(chain, draft) == {"a": False}


# Back and change


def test_back_from_the_first_question_changes_nothing() -> None:
    assert filling.back(CIRCLE, Draft(), FACTS) == Draft()


def test_back_walks_the_whole_way_to_the_first_question_and_keeps_every_answer() -> None:
    draft, seen = DONE, []
    for _ in FULL:
        draft = filling.back(CIRCLE, draft, FACTS)
        seen.append(at(draft))
    assert seen == ["start", "main", "subjects", "what", "trouble", "girls", "pupils"]
    assert draft.answers == {}
    assert draft.kept == FULL


def test_back_from_a_doubt_asks_the_doubtful_question_again() -> None:
    draft = filling.back(CIRCLE, with_answers(pupils=60), FACTS)
    assert at(draft) == "pupils"
    assert asked(draft).suggestions == (Suggestion("kept", 60),)


def test_back_from_a_broken_rule_goes_to_the_question_before() -> None:
    assert at(filling.back(CIRCLE, with_answers(girls=11), FACTS)) == "pupils"


def test_back_passes_over_hidden_answers() -> None:
    draft = replace(with_answers(trouble=False), answers={"pupils": 10, "girls": 4, "trouble": False, "what": "x"})
    assert at(filling.back(CIRCLE, draft, FACTS)) == "trouble"


def test_changing_one_answer_from_the_review_takes_one_value_to_come_back() -> None:
    draft = filling.change(DONE, "girls")
    assert (at(draft), asked(draft).number) == ("girls", 2)
    assert at(say(draft, ("girls", "5"))) == "review"
    assert at(filling.take(CIRCLE, draft, "girls", "kept", FACTS)) == "review"
    assert filling.change(draft, "girls") == draft


# Rules


@pytest.mark.parametrize(
    ("pupils", "girls", "problem"),
    [
        (10, 0, ""),  # the doubt, not the rule
        (10, 10, ""),  # 10 of 10
        (10, 11, "Девочек 11, а всего 10."),  # 11 of 10
    ],
)
def test_a_hard_rule_blocks_and_shows_the_values(pupils: int, girls: int, problem: str) -> None:
    here = drafted.position(CIRCLE, with_answers(pupils=pupils, girls=girls), FACTS)
    assert (here.problem if isinstance(here, Ask) else "") == problem


def test_a_broken_rule_names_its_other_questions_so_that_either_can_be_mended() -> None:
    broken = say(without("girls"), ("girls", "11"))
    here = asked(broken)
    assert [question.key for question in here.others] == ["pupils"]
    assert at(say(filling.change(broken, "pupils"), ("pupils", "12"))) == "review"
    assert at(say(broken, ("girls", "9"))) == "review"


def test_a_rule_broken_by_an_earlier_question_asks_the_later_one() -> None:
    here = asked(say(filling.change(DONE, "pupils"), ("pupils", "3")))
    assert (here.question.key, here.problem) == ("girls", "Девочек 4, а всего 3.")


def test_a_rule_over_a_skipped_or_hidden_question_is_not_asked() -> None:
    assert at(with_answers(pupils=0, girls=11)) == "review"
    form = replace(CIRCLE, checks=(Check("never", ("what",), lambda a, f: "Нет.", hard=True),))
    assert isinstance(drafted.position(form, with_answers(what=None), FACTS), Review)
    assert isinstance(drafted.position(form, DONE, FACTS), Ask)


def test_a_hard_rule_comes_before_a_doubt_about_the_same_question() -> None:
    rules = (
        Check("soft", ("girls",), lambda a, f: "Верно?"),
        Check("hard", ("girls",), lambda a, f: "Нет.", hard=True),
    )
    here = drafted.position(replace(CIRCLE, checks=rules), DONE, FACTS)
    assert isinstance(here, Ask)


def test_a_doubt_is_settled_by_a_reason_and_asked_anew_when_its_sentence_changes() -> None:
    draft = with_answers(pupils=60)
    explained = filling.explain(draft, doubted(draft).text, " пришёл новый класс ")
    assert at(explained) == "review"
    assert drafted.reasons(CIRCLE, explained, FACTS) == {"Учеников 60. Верно?": "пришёл новый класс"}
    again = say(explained, ("pupils", "70"))
    assert doubted(again).text == "Учеников 70. Верно?"
    assert drafted.reasons(CIRCLE, again, FACTS) == {}
    assert drafted.reasons(CIRCLE, say(explained, ("pupils", "10")), FACTS) == {}


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301, "пришла Маша Петрова", "звонить 8 999 123-45-67"])
def test_an_empty_endless_or_personal_reason_is_refused(reason: str) -> None:
    with pytest.raises(AnswerRejected):
        filling.explain(Draft(), "Верно?", reason)


# Suggestions


def test_what_is_known_is_offered_best_first_and_each_value_once() -> None:
    facts = replace(FACTS, known={"pupils": 0}, last={"pupils": 12})
    assert asked(Draft(), facts).suggestions == (Suggestion("known", 0), Suggestion("last", 12))
    assert asked(Draft(kept={"pupils": 12}), facts).suggestions == (Suggestion("kept", 12), Suggestion("known", 0))
    assert asked(Draft(), replace(facts, last={"pupils": 0})).suggestions == (Suggestion("known", 0),)


def test_a_default_is_offered_only_where_nothing_else_is() -> None:
    assert asked(without("start")).suggestions == (Suggestion("default", "2026-10-05"),)
    kept = replace(without("start"), kept={"start": "2026-10-02"})
    assert asked(kept).suggestions == (Suggestion("kept", "2026-10-02"),)
    long_ago = replace(without("start"), kept={"start": "2026-01-02"})  # more than 30 days back
    assert asked(long_ago).suggestions == (Suggestion("default", "2026-10-05"),)


@pytest.mark.parametrize(
    ("key", "value"),
    [("pupils", 100), ("pupils", [1]), ("trouble", 1), ("main", "gone"), ("main", ["m"]), ("start", "2020-01-01")],
)
def test_a_value_that_no_longer_fits_is_neither_offered_nor_taken(key: str, value: Value) -> None:
    draft = replace(without(key), kept={key: value})
    assert value not in [one.value for one in asked(draft).suggestions]
    with pytest.raises(AnswerRejected, match="уже не подходит"):
        filling.take(CIRCLE, draft, key, "kept", FACTS)


def test_the_answer_that_broke_a_rule_is_not_offered_again() -> None:
    facts = replace(FACTS, known={"girls": 11}, last={"girls": 7})
    assert asked(with_answers(girls=11), facts).suggestions == (Suggestion("last", 7),)


# Several


def test_ticks_become_the_answer_only_when_finished() -> None:
    draft = without("subjects")
    for value in ("c", "m", "p", "p"):
        draft = filling.toggle(CIRCLE, draft, "subjects", value, FACTS)
    assert at(draft) == "subjects"
    assert drafted.ticks(draft, "subjects") == ["m", "c"]
    assert filling.finish(CIRCLE, draft, "subjects", FACTS).answers["subjects"] == ["m", "c"]


def test_all_ticks_can_be_taken_away_and_then_nothing_is_finished() -> None:
    draft = filling.toggle(CIRCLE, without("subjects"), "subjects", "m", FACTS)
    draft = filling.toggle(CIRCLE, draft, "subjects", "m", FACTS)
    assert drafted.ticks(draft, "subjects") == []
    with pytest.raises(AnswerRejected, match="хотя бы один"):
        filling.finish(CIRCLE, draft, "subjects", FACTS)


def test_a_tick_of_an_option_gone_falls_off_and_blocks_nobody() -> None:
    draft = replace(without("subjects"), kept={"subjects": ["gone", "m"]})
    assert filling.finish(CIRCLE, draft, "subjects", FACTS).answers["subjects"] == ["m"]
    assert drafted.ticks(filling.toggle(CIRCLE, draft, "subjects", "p", FACTS), "subjects") == ["m", "p"]


@pytest.mark.parametrize("raw", ["gone", "m,p", "", "Физика"])
def test_a_forged_tick_changes_nothing(raw: str) -> None:
    with pytest.raises(AnswerRejected):
        filling.toggle(CIRCLE, without("subjects"), "subjects", raw, FACTS)


def test_withdrawn_choices_are_ticked_again() -> None:
    draft = filling.change(DONE, "subjects")
    assert drafted.ticks(draft, "subjects") == ["m", "p"]
    assert asked(draft).suggestions == ()


# As last time


def test_an_unchanged_form_is_copied_to_the_review_at_once() -> None:
    facts = replace(FACTS, last=FULL, known={"pupils": 10})
    copied = filling.copy(CIRCLE, Draft(), facts)
    assert drafted.position(CIRCLE, copied, facts) == Review(7, frozenset())
    assert drafted.submission(CIRCLE, copied) == FULL


def test_what_the_database_knows_wins_over_last_time_and_is_marked_as_changed() -> None:
    facts = replace(FACTS, last=FULL, known={"pupils": 12, "girls": None})
    copied = filling.copy(CIRCLE, Draft(), facts)
    assert drafted.position(CIRCLE, copied, facts) == Review(7, frozenset({"pupils"}))
    assert copied.answers["girls"] == 4


def test_what_the_database_does_not_know_is_taken_from_last_time_even_where_it_may_be_skipped() -> None:
    facts = replace(FACTS, last=FULL, known={"what": None})
    assert filling.copy(CIRCLE, Draft(), facts).answers["what"] == "мало парт"


def test_copying_keeps_what_was_answered_and_asks_what_no_longer_fits() -> None:
    facts = replace(FACTS, last={**FULL, "main": "gone", "what": None}, known={"pupils": 500})
    copied = filling.copy(CIRCLE, Draft({"girls": 3}), facts)
    assert at(copied, facts) == "main"
    assert copied.answers == {
        "pupils": 10,
        "girls": 3,
        "trouble": True,
        "what": None,
        "subjects": ["m", "p"],
        "start": "2026-10-01",
    }


def test_a_copied_form_still_stops_at_what_is_odd_or_wrong() -> None:
    assert doubted(filling.copy(CIRCLE, Draft(), facts := replace(FACTS, last={**FULL, "pupils": 60})), facts)
    facts = replace(FACTS, last={**FULL, "girls": 11})
    assert asked(filling.copy(CIRCLE, Draft(), facts), facts).problem


def test_hidden_questions_are_not_copied() -> None:
    facts = replace(FACTS, last={**FULL, "trouble": False})
    assert "what" not in filling.copy(CIRCLE, Draft(), facts).answers


# Time passes over a draft


def test_an_answer_outlived_by_its_options_or_days_is_asked_again() -> None:
    here = asked(with_answers(main="gone"))
    assert (here.question.key, here.problem) == ("main", "Прежний ответ уже не подходит, ответьте ещё раз.")
    assert at(DONE, replace(FACTS, today=date(2026, 11, 1))) == "start"  # 31 days back, 30 are allowed
    assert at(filling.choose(CIRCLE, with_answers(main="gone"), "main", "p", FACTS)) == "review"


def test_a_draft_of_an_older_version_goes_on_without_losing_valid_answers() -> None:
    old = Draft({"pupils": 0, "girls": 1, "trouble": "да", "what": None, "gone": "x", "main": "m", "subjects": "m"})
    carried = filling.carry(CIRCLE, old, FACTS)
    assert carried.answers == {"pupils": 0, "girls": 1, "what": None, "main": "m"}
    assert carried.kept == {"trouble": "да", "gone": "x", "subjects": "m"}
    assert at(carried) == "trouble"


def test_a_tapped_option_counts_by_its_value_and_one_gone_is_refused() -> None:
    assert filling.choose(CIRCLE, without("main"), "main", "c", FACTS).answers["main"] == "c"
    assert filling.choose(CIRCLE, without("trouble"), "trouble", "no", FACTS).answers["trouble"] is False
    with pytest.raises(AnswerRejected, match="Этого варианта уже нет"):
        filling.choose(CIRCLE, without("main"), "main", "gone", FACTS)


# Whatever is done in whatever order

KEYS = st.sampled_from([question.key for question in CIRCLE.questions])
RAW = st.sampled_from(["", "0", "3", "11", "60", "100", "да", "нет", "m", "физика", "5.10", "gone", "слово"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["answer", "choose", "take", "skip", "toggle", "finish", "back", "change", "explain",
                               "copy", "carry", "options", "days"]),
              KEYS, RAW, st.sampled_from(["kept", "known", "last", "default"])),
    max_size=25,
)  # fmt: skip
WORLDS = st.sampled_from([
    FACTS, replace(FACTS, known={"pupils": 9, "girls": 60}, last=FULL), replace(FACTS, last={**FULL, "main": "gone"}),
])  # fmt: skip
VALID = {
    "pupils": "10",
    "girls": "4",
    "trouble": "нет",
    "what": "мало парт",
    "subjects": "физика",
    "main": "хим",
    "start": "вчера",
}


def step(draft: Draft, facts: Facts, name: str, key: str, raw: str, source: str) -> Draft:
    here = drafted.position(CIRCLE, draft, facts)
    try:
        match name:
            case "answer":
                return filling.answer(CIRCLE, draft, key, raw, facts)
            case "choose":
                return filling.choose(CIRCLE, draft, key, raw, facts)
            case "take":
                return filling.take(CIRCLE, draft, key, source, facts)
            case "skip":
                return filling.skip(CIRCLE, draft, key, facts)
            case "toggle":
                return filling.toggle(CIRCLE, draft, key, raw, facts)
            case "finish":
                return filling.finish(CIRCLE, draft, key, facts)
            case "back":
                return filling.back(CIRCLE, draft, facts)
            case "change":
                return filling.change(draft, key)
            case "explain" if isinstance(here, Doubt):
                return filling.explain(draft, here.text, raw)
            case "copy":
                return filling.copy(CIRCLE, draft, facts)
            case "carry":
                return filling.carry(CIRCLE, draft, facts)
    except AnswerRejected:
        pass
    return draft


def walked(facts: Facts, steps: list[tuple[str, str, str, str]]) -> tuple[Draft, Facts]:
    draft = Draft()
    for name, key, raw, source in steps:
        if name == "options":  # the world moves on under the draft
            facts = replace(facts, options={"subjects": SUBJECTS[1:]})
        elif name == "days":
            facts = replace(facts, today=date(2026, 11, 20))
        before, draft = draft, step(draft, facts, name, key, raw, source)
        said = {**before.answers, **before.kept}
        assert said.keys() <= {**draft.answers, **draft.kept}.keys()
        for lost in before.answers.keys() - draft.answers.keys():
            assert draft.kept[lost] == before.answers[lost]
    return draft, facts


@settings(max_examples=60, deadline=None)
@given(WORLDS, STEPS)
def test_no_order_of_steps_breaks_a_draft(facts: Facts, steps: list[tuple[str, str, str, str]]) -> None:
    draft, facts = walked(facts, steps)
    here = drafted.position(CIRCLE, draft, facts)
    path = drafted.visible(CIRCLE, draft.answers)
    submitted = drafted.submission(CIRCLE, draft)
    assert submitted.keys() <= {question.key for question in path}
    done = len(path) if isinstance(here, Review) else here.number - isinstance(here, Ask)
    for question in path[:done]:
        assert kinds.fits(question, submitted[question.key], facts)
    assert drafted.reasons(CIRCLE, draft, facts).keys() <= draft.reasons.keys()
    if isinstance(here, Ask):
        for one in here.suggestions:
            assert (
                filling.take(CIRCLE, draft, here.question.key, one.source, facts).answers[here.question.key]
                == one.value
            )


@settings(max_examples=60, deadline=None)
@given(WORLDS, STEPS)
def test_from_anywhere_valid_answers_lead_to_the_review(facts: Facts, steps: list[tuple[str, str, str, str]]) -> None:
    draft, facts = walked(facts, steps)
    for _ in range(2 * len(CIRCLE.questions)):
        match drafted.position(CIRCLE, draft, facts):
            case Review():
                return
            case Doubt() as doubt:
                draft = filling.explain(draft, doubt.text, "так и есть")
            case Ask(question=question, problem=problem, others=(other,)) if problem and draft.answers[other.key] != 10:
                draft = filling.change(draft, other.key)
            case Ask(question=question):
                draft = filling.answer(CIRCLE, draft, question.key, VALID[question.key], facts)
    assert isinstance(drafted.position(CIRCLE, draft, facts), Review)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), KEYS)
def test_any_text_is_an_answer_that_fits_or_is_refused_in_words(raw: str, key: str) -> None:
    question = CIRCLE.question(key)
    try:
        value = question.kind.parse(raw, FACTS)
    except AnswerRejected as rejected:
        words = str(rejected)
    else:
        words = question.kind.show(value, FACTS)
        assert kinds.fits(question, value, FACTS)
    assert words
