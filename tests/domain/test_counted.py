"""A mean before and after, and so many of so many, as people type them. Every row shows what becomes of it."""

from datetime import date

import pytest

from domain.counted import Rise, RiseKind, Share, ShareKind, figure, tells_on, tenths
from domain.form import AnswerRejected, Facts, Question
from domain.forms.quality import QUALITY
from domain.kinds import fits

FACTS = Facts(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("6,2 7,8 14", "6.2 7.8 14", "6,2 → 7,8, анкет 14"),
        ("6.2, 7.8, 14", "6.2 7.8 14", "6,2 → 7,8, анкет 14"),
        ("6,2 → 7,8 (14 анкет)", "6.2 7.8 14", "6,2 → 7,8, анкет 14"),
        ("до 6, после 8, ответили 5", "6.0 8.0 5", "6,0 → 8,0, анкет 5"),
        ("6,25 7,74 14", "6.3 7.7 14", "6,3 → 7,7, анкет 14"),  # halves up
        ("10 1 5000", "10.0 1.0 5000", "10,0 → 1,0, анкет 5000"),
    ],
)
def test_a_mean_before_and_after_is_read_and_shown(typed: str, stored: str, shown: str) -> None:
    kind = RiseKind()
    assert kind.parse(typed, FACTS) == stored
    assert kind.show(stored, FACTS) == shown
    assert fits(Question("growth", "Рост", "Рост?", kind), stored, FACTS), "it is still an answer when it is read again"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("6,2 7,8", "Нужны три числа"),
        ("выросло", "Например: 6,2 7,8 14"),
        ("6,2 7,8 14,5", "Нужны три числа"),
        ("0,9 7,8 14", "Получилось 0,9, а шкала от 1 до 10"),
        ("6,2 10,1 14", "Получилось 10,1, а шкала от 1 до 10"),
        ("6,2 7,8 4", "Меньше 5 ответов"),
        ("6,2 7,8 50000", "Проверьте число"),
        ("62 78 14", "шкала от 1 до 10"),
    ],
)
def test_what_is_no_mean_of_five_people_is_refused_in_words(typed: str, told: str) -> None:
    with pytest.raises(AnswerRejected, match=told):
        RiseKind().parse(typed, FACTS)


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [("12 из 15", "12 15", "12 из 15"), ("12/15", "12 15", "12 из 15"), ("0 из 5 ответивших", "0 5", "0 из 5")],
)
def test_a_part_of_those_who_answered_is_read_and_shown(typed: str, stored: str, shown: str) -> None:
    kind = ShareKind()
    assert kind.parse(typed, FACTS) == stored
    assert kind.show(stored, FACTS) == shown
    assert fits(Question("said", "Сказали", "Сколько?", kind), stored, FACTS)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("12", "Нужны два числа"), ("16 из 15", "часть больше целого"), ("2 из 4", "Меньше 5 ответов"),
     ("99999999999 из 15", "часть больше целого")],
)  # fmt: skip
def test_what_is_no_part_of_five_people_is_refused_in_words(typed: str, told: str) -> None:
    with pytest.raises(AnswerRejected, match=told):
        ShareKind().parse(typed, FACTS)


def test_values_are_kept_to_a_tenth_and_read_back() -> None:
    assert Rise.of(Rise(62, 78, 14).stored) == Rise(62, 78, 14)
    assert Share.of(Share(12, 15).stored) == Share(12, 15)
    assert (Rise.of(None), Share.of(None)) == (None, None)
    assert [tenths(6.25), tenths(6.249), tenths(10.0)] == [63, 62, 100]
    assert [figure(62), figure(100), figure(5)] == ["6,2", "10,0", "0,5"]


@pytest.mark.parametrize(
    ("counted", "said", "told"),
    [
        ("12 15", "12 15", False),  # as counted
        ("12 15", "13 15", False),  # the same people: a mistake, and doubted
        ("12 15", "14 17", True),  # 17 − 15: two people, and both are content
        ("12 15", "10 12", True),
        ("12 15", "16 20", False),  # five more, on paper
        (None, "5 5", False),
        ("12 15", None, False),
    ],
)
def test_what_differs_from_what_is_counted_by_fewer_than_five_people_would_tell_on_them(
    counted: str | None, said: str | None, told: bool
) -> None:
    assert bool(tells_on(ShareKind(), counted, said)) is told


@pytest.mark.parametrize(
    ("counted", "said", "told"),
    [
        (None, "6.2 7.8 16", True),  # of four pairs, four goals each
        (None, "6.2 7.8 17", False),
        ("6.2 7.8 9", "6.2 7.8 9", False),  # the bot knows whose they are
        ("6.2 7.8 30", "6.2 7.8 40", True),
    ],
)
def test_goals_typed_by_hand_are_surely_of_five_pairs(counted: str | None, said: str, told: bool) -> None:
    kind = QUALITY.question("goals").kind
    assert isinstance(kind, RiseKind)
    assert bool(tells_on(kind, counted, said)) is told
