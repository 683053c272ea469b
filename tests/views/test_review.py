from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.extending import Closing, Wish
from domain.form import Facts
from domain.forms.monitoring import MONITORING
from domain.people import Role
from domain.review import Event, Heap, Remark, Waiting
from domain.submissions import Due, State, Submission
from tests.village import MOSCOW
from views import corrections, extensions, monitoring, periods, report_history, review_queue
from views import review as views
from views.screen import Screen

NOON, TODAY = datetime(2026, 12, 11, 12, tzinfo=UTC), date(2026, 12, 11)
LONG = "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 117» <&>"
WORDS = "очень длинное пояснение " * 20
EVERY: dict[str, Any] = {
    question.key: WORDS if "reason" in question.key or "text" in question.key else 99999
    for question in MONITORING.questions
} | {"trouble": True}
REMARKS = {question.key: WORDS[:300] for question in MONITORING.questions}
DOUBTS = {
    f"{question.title}: в реестре 99999, в отчёте 1. Исправить?": WORDS[:300] for question in MONITORING.questions
}
DUE = Due(1, 2026, "4.1", "2026-Q4", "monitoring", TODAY, TODAY, NOON, TODAY, False)
WISH = Wish(1, 1, "4.1", "monitoring", "2026-Q4", 5, LONG, TODAY, WORDS[:300], 1, None, None, None)


def filed(state: State = State.SUBMITTED, revision: int = 2) -> Submission:
    return Submission(12, "monitoring", 1, 5, LONG, "2026-Q4", EVERY, DOUBTS, state.value, revision, NOON, False, NOON)


def opened(state: State) -> Screen:
    base = dict.fromkeys(EVERY, 1)
    remarks = [Remark(key, text, NOON, NOON) for key, text in REMARKS.items()][:8]
    return views.submission(views.Opened(filed(state), MONITORING, base, base, remarks, WORDS[:300]), TODAY, MOSCOW)


def logged() -> Screen:
    events = [Event(n, NOON, LONG, State.RETURNED, State.SUBMITTED, n, None) for n in range(9, 1, -1)]
    events.append(Event(1, NOON, LONG, State.SUBMITTED, State.RETURNED, 1, WORDS * 9))
    filings = {n: EVERY | {"pairs": n, "trouble_text": f"{n} {WORDS}"} for n in range(1, 10)}
    return report_history.listing(filed(), MONITORING, events, filings, Facts(TODAY), MOSCOW, 0, Role.DEPARTMENT)


def queued() -> Screen:
    waiting = [Waiting(n, LONG, n, 3, NOON, False, 14, True) for n in range(40)]
    about = review_queue.Period(Heap("monitoring", "2026-Q4", 40, 9, 9), 40, 9, 9, 1, False, True)
    return review_queue.queue(about, waiting, State.SUBMITTED, 1, MOSCOW)


@pytest.mark.parametrize(
    "screen",
    [
        *(opened(state) for state in State),
        logged(),
        queued(),
        corrections.returned(filed(), MONITORING, REMARKS, Facts(TODAY)),
        corrections.accepted([("monitoring", "2026-Q4", LONG)] * 9),
        monitoring.submission(filed(State.RETURNED), MONITORING, {}, REMARKS, TODAY, MOSCOW),
        extensions.wished(WISH),
        extensions.wishes([WISH] * 12, 1),
        periods.period(DUE, [Closing(1, NOON, LONG, True, WORDS[:300])] * 9, [LONG] * 40, 9, MOSCOW, True),
    ],
)
def test_the_longest_words_fit_a_message(screen: Screen) -> None:
    assert len(screen.text.striptags()) <= 4096


def test_a_return_has_a_button_per_question_and_says_what_stays() -> None:
    few = {"pairs": "В реестре 5", "meetings": "Мало?"}
    screen = corrections.returned(filed(), MONITORING, few, Facts(TODAY))
    assert [row[0].action for row in screen.rows] == ["rv.fix:12:pairs", "rv.fix:12:meetings"]
    assert "Остальные ответы сохранены." in screen.text
    assert screen.stays


def test_many_marked_questions_are_led_through_in_order() -> None:
    screen = corrections.returned(filed(), MONITORING, REMARKS, Facts(TODAY))
    assert [row[0].action for row in screen.rows][-1] == "rv.mend:12"
    assert "И ещё 8\N{NO-BREAK SPACE}вопросов." in screen.text


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (State.SUBMITTED, ["Принять", "Вернуть", "История"]),
        (State.RETURNED, ["Отменить возврат", "История"]),
        (State.ACCEPTED, ["Открыть снова", "История"]),
    ],
)
def test_a_reviewer_is_offered_the_steps_of_the_state(state: State, steps: list[str]) -> None:
    assert [button.label for row in opened(state).rows[:-1] for button in row] == steps


@pytest.mark.parametrize(
    ("state", "label"),
    [(State.SUBMITTED, "Исправить"), (State.RETURNED, "Исправить"), (State.ACCEPTED, "Попросить вернуть")],
)
def test_a_school_is_offered_what_it_may_do(state: State, label: str) -> None:
    screen = monitoring.submission(filed(state), MONITORING, {}, {}, TODAY, MOSCOW)
    assert screen.rows[0][0].label == label


def test_what_was_sent_back_shows_before_and_after_or_that_nothing_changed() -> None:
    base = EVERY | {"pairs": 14}
    remarks = [Remark("pairs", "Проверьте", NOON, NOON), Remark("mentors", "И это", NOON, NOON)]
    one = views.Opened(filed(), MONITORING, {}, base | {"young": 3}, remarks)
    text = views.submission(one, TODAY, MOSCOW).text
    assert "Пар и групп: 14 → <b>99999</b>\n<i>Проверьте</i>" in text
    assert "Наставников: ответ прежний\n<i>И это</i>" in text
    assert "<b>Изменено ещё</b>\nМолодых специалистов: 3 → <b>99999</b>" in text
