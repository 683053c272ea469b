from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from domain.contests import Contest, Entry, Phase, standings, total

END = datetime(2026, 12, 11, 21, tzinfo=UTC)


def entry(number: int) -> Entry:
    return Entry(number, 1, number, f"Школа № {number}", number, f"Практика {number}", "", (), END, None)


def contest(opened: bool = True, closed: bool = False) -> Contest:
    return Contest(
        1, 2026, "К", None, ("а", "б"), date(2026, 12, 11), END, 1, END if opened else None, END if closed else None
    )


@pytest.mark.parametrize(
    ("one", "now", "phase"),
    [
        (contest(opened=False), END, Phase.DRAFT),
        (contest(), END.replace(hour=20), Phase.OPEN),
        (contest(), END, Phase.JUDGING),  # exactly at the end of the last day it is over
        (contest(closed=True), END, Phase.CLOSED),
    ],
)
def test_the_phase_follows_from_what_has_happened(one: Contest, now: datetime, phase: Phase) -> None:
    assert one.phase(now) is phase


def test_a_total_needs_every_criterion_and_zero_is_a_score() -> None:
    assert total({0: 0, 1: 7}, 2) == 7
    assert total({1: 7}, 2) is None


def test_places_go_by_the_mean_of_whole_totals() -> None:
    scores = {
        1: {10: {0: 8, 1: 8}, 11: {0: 9, 1: 10}},  # (16 + 19) / 2
        2: {10: {0: 10, 1: 8}, 11: {0: 10}},  # 18 alone: the other one is not whole
        3: {},
    }
    found = standings([entry(1), entry(2), entry(3)], scores, 2)
    assert [(one.entry.id, one.mean, one.by, one.first, one.last) for one in found] == [
        (2, Fraction(18), 1, 1, 1),
        (1, Fraction(35, 2), 2, 2, 2),
        (3, None, 0, None, None),
    ]


def test_equal_means_share_their_places_and_the_next_one_is_after_all_of_them() -> None:
    thirds = {10: {0: 3, 1: 3}, 11: {0: 3, 1: 4}, 12: {0: 3, 1: 4}}  # 20 / 3
    again = {10: {0: 4, 1: 3}, 11: {0: 4, 1: 3}, 12: {0: 6, 1: 0}}
    scores = {1: thirds, 2: {10: {0: 5, 1: 0}}, 3: again, 4: {10: {0: 10, 1: 10}}}
    found = standings([entry(n) for n in (1, 2, 3, 4)], scores, 2)
    assert [(one.entry.id, one.first, one.last) for one in found] == [(4, 1, 1), (1, 2, 3), (3, 2, 3), (2, 4, 4)]
