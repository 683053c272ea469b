"""The picture of a pair's goals is a small one that a phone shows whole."""

import struct

import pytest

from domain.goals import Goal, Moment
from views import goals_chart
from views.canvas import WIDTH

ALL = {Moment.START: 3, Moment.MIDDLE: 5, Moment.END: 7}


@pytest.mark.parametrize(
    "goals",
    [
        [],
        [Goal(1, 1, "Подтянуть один предмет", ratings=ALL)],
        [Goal(n, 1, "очень длинные слова " * 6, ratings=dict.fromkeys(Moment, n + 1)) for n in range(4)],
        [Goal(1, 1, "$ещё не оценена$")],
    ],
)
def test_it_is_as_wide_as_a_phone_and_not_longer_than_it_is_wide(goals: list[Goal]) -> None:
    content = goals_chart.picture("Цели: Ш01-001", goals)
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width == WIDTH
    assert height <= WIDTH
