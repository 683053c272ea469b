"""A meeting in a few words, as a tired person types it."""

from datetime import date, timedelta

import pytest

from domain import lengths, past_days, told
from domain.form import AnswerRejected, Facts
from domain.told import MetOn, Told

TODAY = date(2026, 11, 24)  # a Tuesday
FACTS = Facts(TODAY, known={told.SINCE: "2026-11-16"})


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [
        ("45", 45), (" 45 ", 45), ("45 мин", 45), ("45мин.", 45), ("45 минут", 45), ("минут 40", 40), ("~45", 45),
        ("1 час", 60), ("Час", 60), ("2ч", 120), ("2 часа", 120), ("1,5 ч", 90), ("1.5 ч", 90), ("1,5", 90),
        ("полтора часа", 90), ("полчаса", 30), ("пол часа", 30), ("четверть часа", 15), ("час с половиной", 90),
        ("два с половиной часа", 150), ("1 ч 30 мин", 90), ("1ч30", 90), ("1 час и 30 минут", 90), ("1:30", 90),
        ("час двадцать", 80), ("сорок пять минут", 45), ("двадцать минут", 20), ("два часа", 120), ("около часа", 60),
        ("0", 0), ("750", 750), ("12345", 12345),
    ],
)  # fmt: skip
def test_a_length_is_read_as_people_say_it(raw: str, minutes: int) -> None:
    assert lengths.read(raw) == minutes


@pytest.mark.parametrize(
    "raw", ["", "привет", "12.11", "1.5", "-5", "4 чел", "час назад", "45 60", "Ш07-014", "1234567"]
)
def test_what_is_no_length_is_not_taken_for_one(raw: str) -> None:
    assert lengths.read(raw) is None


@pytest.mark.parametrize(
    ("raw", "back"),
    [
        ("сегодня", 0), ("вчера", 1), ("позавчера", 2), ("пн", 1), ("ПН.", 1), ("понедельник", 1), ("в среду", 6),
        ("вт", 0), ("в прошлый вт", 7), ("в прошлую пятницу", 4), ("пн на прошлой неделе", 8),
        ("вс прошлой недели", 2), ("3 дня назад", 3), ("неделю назад", 7), ("2 недели назад", 14), ("12.11", 12),
        ("12 ноября", 12), ("чт 19.11", 5), ("завтра", -1),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_say_it(raw: str, back: int) -> None:
    assert past_days.read(raw, TODAY) == TODAY - timedelta(back)


@pytest.mark.parametrize(
    ("raw", "day", "minutes"),
    [
        ("45", TODAY, 45), ("вчера", date(2026, 11, 23), None), ("вчера 45", date(2026, 11, 23), 45),
        ("45 вчера", date(2026, 11, 23), 45), ("вчера, 45 мин", date(2026, 11, 23), 45),
        ("пн 1,5 ч", date(2026, 11, 23), 90), ("в пятницу полтора часа", date(2026, 11, 20), 90),
        ("12.11 45", date(2026, 11, 12), 45), ("45 12.11", date(2026, 11, 12), 45),
        ("20 12.11", date(2026, 11, 12), 20), ("12.11 26", date(2026, 11, 12), 26),
        ("пн 23.11 45", date(2026, 11, 23), 45), ("12 ноября 2026", date(2026, 11, 12), None),
        ("2026-11-23 45", date(2026, 11, 23), 45), ("вчера 0", date(2026, 11, 23), 0),
        ("завтра 45", date(2026, 11, 25), 45), ("01.02.2020", date(2020, 2, 1), None),
    ],
)  # fmt: skip
def test_a_day_and_a_length_stand_in_any_order(raw: str, day: date, minutes: int | None) -> None:
    assert told.read(raw, TODAY) == Told(day, minutes)


@pytest.mark.parametrize("raw", ["", "привет", "Ш07-014", "45 60", "спасибо, всё хорошо", "5" * 70, "вчера привет"])
def test_other_words_are_no_meeting(raw: str) -> None:
    assert told.read(raw, TODAY) is None


def test_an_answer_is_kept_as_it_is_read_again() -> None:
    for raw in ("вчера 45", "пн", "45", "12.11 1,5 ч"):
        kept = MetOn().parse(raw, FACTS)
        assert MetOn().parse(kept, FACTS) == kept
    assert MetOn().show("2026-11-23 45", FACTS) == "пн 23.11.2026, 45 мин"


def test_the_days_of_two_weeks_are_offered_but_none_before_the_pair_began() -> None:
    assert [one.label for one in MetOn().choices(Facts(TODAY))][::12] == ["вс 22.11", "вт 10.11"]
    assert MetOn().choices(FACTS)[-1].value == "2026-11-16"


def test_what_is_not_understood_is_answered_with_an_example() -> None:
    with pytest.raises(AnswerRejected, match=r"Например: пн, 12\.11"):
        MetOn().parse("когда-то", FACTS)
