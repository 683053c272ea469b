"""How answers are read: typed by a person, or carried by a button."""

from datetime import date, timedelta

import pytest

from domain import kinds
from domain.form import AnswerRejected, Facts, Option, Question, Value
from domain.kinds import Day, Number, One, Several, Text, YesNo

CHILDREN = (Option("3", "Ш07-014"), Option("14", "Ш07-020"), Option("20", "Ш07-120"))
FACTS = Facts(date(2026, 10, 5), options={"children": CHILDREN})
PICK = One((Option("pupil-pupil", "ученик – ученик"), Option("student-pupil", "студент – ученик")))
CHILD, GROUP = One(source="children"), Several(source="children")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("0", 0), ("14", 14), (" 14 ", 14), ("+14", 14), ("014", 14), ("14.", 14),
        ("1 200", 1200), ("1\u00a0200", 1200), ("1\u202f200", 1200), ("12 345", 12345),
        ("14 чел", 14), ("14 чел.", 14), ("14чел", 14), ("14 человек", 14), ("3 пары", 3), ("40 мин", 40),
        ("1 200 учеников", 1200),
        ("нет", 0), ("Нет.", 0), ("ноль", 0), ("ни одного", 0), ("никого", 0),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(raw: str, number: int) -> None:
    assert Number().parse(raw, FACTS) == number


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "12.5",
        "12,5",
        "14 15",
        "1 20",
        "1 2000",
        "14 тыс",
        "2 часа",
        "четырнадцать",
        "около 14",
        "14-15",
        "1e3",
        "٣",
        "да",
        "-",
        "9" * 5000,  # longer than Python reads at all
        "1" + " 000" * 2000,
    ],
)
def test_what_is_not_one_whole_number_is_refused_with_an_example(raw: str) -> None:
    with pytest.raises(AnswerRejected, match="Например: 14"):
        Number(max=5000).parse(raw, FACTS)


@pytest.mark.parametrize("raw", ["-3", "−3", "5001", "5 001"])
def test_a_number_out_of_range_is_refused_with_itself_and_the_range(raw: str) -> None:
    with pytest.raises(AnswerRejected, match=r"Получилось -?\d+, а нужно число от 0 до 5000"):
        Number(max=5000).parse(raw, FACTS)


def test_the_example_of_a_number_is_itself_allowed() -> None:
    for low, high in ((0, 10), (1, 10), (20, 30), (0, 5000)):
        with pytest.raises(AnswerRejected) as refusal:
            Number(low, high).parse("много", FACTS)
        example = str(refusal.value).rpartition(" ")[2]
        assert low <= Number(low, high).parse(example, FACTS) <= high


@pytest.mark.parametrize(
    ("raw", "said"), [("yes", True), ("Да!", True), ("+", True), ("no", False), ("нет.", False), ("—", False)]
)
def test_yes_and_no_are_read_typed_and_tapped(raw: str, said: bool) -> None:
    assert YesNo().parse(raw, FACTS) is said


@pytest.mark.parametrize("raw", ["", "не знаю", "да нет", "1"])
def test_neither_yes_nor_no_is_refused(raw: str) -> None:
    with pytest.raises(AnswerRejected):
        YesNo().parse(raw, FACTS)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("студент – ученик", "student-pupil"),
        ("Студент-ученик", "student-pupil"),  # a hyphen for a dash
        ("«студент — ученик».", "student-pupil"),
        ("студ", "student-pupil"),  # the only beginning
        ("student-pupil", "student-pupil"),
    ],
)
def test_an_option_is_found_by_what_people_type(raw: str, value: str) -> None:
    assert PICK.parse(raw, FACTS) == value


def test_words_that_fit_two_options_ask_which() -> None:
    with pytest.raises(AnswerRejected, match="Подходит несколько: ученик – ученик, студент – ученик"):
        PICK.parse("ученик", FACTS)


def test_a_typed_number_is_a_code_and_a_tapped_one_an_id() -> None:
    assert CHILD.parse("14", FACTS) == "3"  # Ш07-014
    assert kinds.tapped(CHILD, "14", FACTS) == "14"  # Ш07-020
    assert CHILD.parse("20", FACTS) == "14"  # Ш07-020, not Ш07-120
    assert CHILD.parse("ш07-120", FACTS) == "20"
    with pytest.raises(AnswerRejected, match="Такого варианта нет"):
        CHILD.parse("3", FACTS)  # an id is nothing a person knows


@pytest.mark.parametrize("raw", ["9" * 5000, "٣" * 5000, "0" * 20 + "14"])
def test_a_number_too_long_for_a_code_is_no_code(raw: str) -> None:
    with pytest.raises(AnswerRejected, match="Такого варианта нет"):
        CHILD.parse(raw, FACTS)


def test_an_option_gone_is_refused_when_tapped() -> None:
    with pytest.raises(AnswerRejected, match="Этого варианта уже нет"):
        kinds.tapped(CHILD, "99", FACTS)


def test_several_are_typed_with_commas_in_any_order_and_each_counts_once() -> None:
    assert GROUP.parse("20, Ш07-014; 14", FACTS) == ["3", "14"]
    assert GROUP.show(["3", "14"], FACTS) == "Ш07-014, Ш07-020"
    with pytest.raises(AnswerRejected, match="хотя бы один"):
        GROUP.parse(" , ", FACTS)


def test_an_empty_list_says_that_there_is_nothing_to_choose() -> None:
    with pytest.raises(AnswerRejected, match="не из чего"):
        CHILD.parse("14", Facts(date(2026, 10, 5)))


def test_words_are_trimmed_and_measured() -> None:
    text = Text(max=10, min=2, example="10А")
    assert text.parse("\u200b 8Б \t класс ", FACTS) == "8Б класс"
    for raw in ("", " \u00a0 ", "8"):
        with pytest.raises(AnswerRejected, match="Например: 10А"):
            text.parse(raw, FACTS)
    with pytest.raises(AnswerRejected, match="Получилось 11 знаков, поместится 10"):
        text.parse("x" * 11, FACTS)


@pytest.mark.parametrize(
    "raw", ["\u2060\u2060\u2060", "\u3164\u3164", "\u200d\u200c\u00ad", "\x00\x01", "\u2800 \u2800", "\u202e\u202c"]
)
def test_words_that_show_nothing_are_none(raw: str) -> None:
    with pytest.raises(AnswerRejected, match="Напишите словами"):
        Text(min=2).parse(raw, FACTS)


def test_words_are_kept_without_what_controls_or_turns_the_text_around() -> None:
    text = Text(max=100)
    assert text.parse("\x00а\x1b[31mб\x85в\r\nг", FACTS) == "а [31mб в\nг"
    assert text.parse("\u202eШкола\u202c \u2066№ 7\u2069", FACTS) == "Школа № 7"
    assert text.parse("👩‍👧 З\u0335алго", FACTS) == "👩‍👧 З\u0335алго"  # joiners and marks are part of what is seen


@pytest.mark.parametrize(
    ("kind", "raw", "iso"),
    [
        (Day(), "5.10", "2026-10-05"),
        (Day(), "2026-10-05", "2026-10-05"),  # a button
        (Day(), "31.05", "2026-05-31"),  # the nearest: 127 days ago
        (Day(coming=True), "31.05", "2027-05-31"),  # the next one
        (Day(ahead=0), "01.12", "2025-12-01"),  # 57 days ahead is impossible: 308 days ago
        (Day(back=0), "01.09", "2027-09-01"),
        (Day(ahead=0), "сегодня", "2026-10-05"),
    ],
)
def test_a_day_without_a_year_is_one_that_can_be_meant(kind: Day, raw: str, iso: str) -> None:
    assert kind.parse(raw, FACTS) == iso


def test_a_day_out_of_range_is_refused_with_the_range() -> None:
    with pytest.raises(AnswerRejected, match=r"Получилось 06\.10\.2026, а подходит с 05\.10\.2024 по 05\.10\.2026"):
        Day(back=730, ahead=0).parse("06.10.2026", FACTS)
    with pytest.raises(AnswerRejected, match="Не понял дату"):
        Day().parse("осенью", FACTS)


def test_a_day_may_offer_buttons() -> None:
    day = Day(buttons=lambda today: (today, today - timedelta(1)))
    assert day.choices(FACTS) == (Option("2026-10-05", "пн 05.10.2026"), Option("2026-10-04", "вс 04.10.2026"))
    assert Day().choices(FACTS) == ()


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        (Number(max=10), 0, True), (Number(max=10), 1, True), (Number(max=10), 11, False),
        (Number(), True, False), (Number(), "5", False), (Number(), None, False),
        (YesNo(), True, True), (YesNo(), False, True), (YesNo(), 1, False), (YesNo(), "да", False),
        (Text(max=3), "8Б", True), (Text(max=3), "8Б класс", False), (Text(), 5, False), (Text(), ["a"], False),
        (Text(about_mentee=True), "Маша Петрова", False),
        (CHILD, "14", True), (CHILD, "99", False), (CHILD, ["14"], False), (CHILD, 14, False),
        (GROUP, ["14", "3"], True), (GROUP, ["14", "99"], False), (GROUP, [], False), (GROUP, "14", False),
        (Day(back=10), "2026-09-25", True), (Day(back=10), "2026-09-24", False), (Day(), "5.10", False),
    ],
)  # fmt: skip
def test_a_stored_value_fits_only_while_it_would_still_be_accepted(kind: Number, value: Value, fits: bool) -> None:
    assert kinds.fits(Question("q", "", "", kind), value, FACTS) is fits


def test_a_skipped_answer_fits_an_optional_question_only() -> None:
    assert kinds.fits(Question("q", "", "", Text(), optional=True), None, FACTS)
    assert not kinds.fits(Question("q", "", "", Text()), None, FACTS)


EVERYBODY = Several(source="people", everyone="all")
PEOPLE = Facts(date(2026, 10, 5), options={"people": tuple(Option(one, one) for one in ("all", "1", "2", "3"))})


@pytest.mark.parametrize(
    ("ticked", "tapped", "left", "counted"),
    [
        ([], "all", ["all", "1", "2", "3"], 3),
        (["2"], "all", ["all", "1", "2", "3"], 3),
        (["all", "1", "2", "3"], "all", [], 0),
        (["all", "1", "2", "3"], "2", ["1", "3"], 2),  # everybody but one
        (["1", "3"], "2", ["all", "1", "2", "3"], 3),  # one by one
        (["1"], "3", ["1", "3"], 2),
        (["1", "gone"], "3", ["1", "3"], 2),
    ],
)
def test_everybody_at_once_is_ticked_with_each_and_counted_by_heads(
    ticked: list[str], tapped: str, left: list[str], counted: int
) -> None:
    assert EVERYBODY.toggled(ticked, tapped, PEOPLE) == left
    assert EVERYBODY.count(left, PEOPLE) == counted


def test_everybody_is_everybody_there_is_by_now() -> None:
    """Somebody came while the ticks waited in a draft."""
    assert EVERYBODY.count(["all", "1", "2"], PEOPLE) == 3
    assert EVERYBODY.show(["all", "1", "2"], PEOPLE) == "all"
