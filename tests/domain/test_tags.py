from datetime import date

import pytest

from domain import tags
from domain.form import AnswerRejected, Facts
from domain.tags import Tags

FACTS = Facts(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Профориентация, 8  Класс", "профориентация, 8 класс"),
        ("#проект #проект; Робототехника,,", "проект, робототехника"),
        ("игра:100%", "игра 100"),  # no sign that would mean something to a button or to whoever looks for it
    ],
)
def test_tags_are_lower_case_and_each_once(typed: str, kept: str) -> None:
    assert Tags().parse(typed, FACTS) == kept
    assert Tags().parse(kept, FACTS) == kept
    assert ", ".join(tags.split(kept)) == kept


@pytest.mark.parametrize(
    "typed", ["", ",;", "%%%", "очень длинная метка о многом", "а,б,в,г,д,е,ж", "Иванов Пётр", "漢" * 17]
)
def test_what_are_no_tags_is_refused(typed: str) -> None:
    with pytest.raises(AnswerRejected):
        Tags().parse(typed, FACTS)
