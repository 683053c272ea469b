from datetime import date

import pytest

from domain.periods import Period
from domain.reminders import Begun, Debt, DebtState, Item, NotStarted, Returned
from views import reminders
from views.reminders import Line

TODAY = date(2026, 12, 15)
FRIDAY, SUNDAY = date(2026, 12, 18), date(2026, 12, 20)


def line(
    state: DebtState = NotStarted(),  # noqa: B008
    left: int = 3,
    nominal: date = FRIDAY,
    school: int = 7,
    period: str = "2026-Q4",
) -> Line:
    debt = Debt(f"4.1:{period}:{school}", "4.1", Period.parse(period), school, FRIDAY, state)
    return Line(f"МБОУ «Школа № {school}»", nominal, Item(debt, TODAY, left), 40 + school)


def text(*lines: Line) -> str:
    return str(reminders.reminder(TODAY, lines).text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (14, "пт, 18 декабря 2026, через 14 дней"),
        (3, "через 3 дня"),
        (1, "завтра"),
        (0, "сегодня"),
        (-1, "Срок был <b>пт, 18 декабря 2026</b>, прошло 1 день"),
        (-4, "прошло 4 дня"),
    ],
)
def test_the_date_comes_with_its_weekday_and_the_days_left(left: int, said: str) -> None:
    assert said in text(line(left=left))


def test_a_date_moved_off_a_day_off_says_so_and_another_does_not() -> None:
    assert "По плану вс 20.12, это выходной" in text(line(nominal=SUNDAY))
    assert "выходной" not in text(line())


@pytest.mark.parametrize(
    ("state", "left", "tone", "label"),
    [
        (NotStarted(), 3, "ещё не начат. Большинство чисел", "Заполнить: IV кв. 2026"),
        (NotStarted(), -3, "сдать можно и сейчас", "Заполнить: IV кв. 2026"),
        (Begun(7, 11), 3, "Заполнено 7 из 11, ответы сохранены. Осталось 4", "Продолжить: IV кв. 2026"),
        (Begun(11, 11), 3, "проверить и отправить", "Продолжить: IV кв. 2026"),
        (Returned(2), 3, "нужно исправить 2 вопроса", "Исправить: IV кв. 2026"),
    ],
)
def test_the_tone_and_the_button_follow_the_state(state: DebtState, left: int, tone: str, label: str) -> None:
    assert tone in text(line(state, left))
    assert reminders.reminder(TODAY, [line(state, left)]).rows[0][0].label == label


def test_one_line_per_debt_and_its_own_button_in_the_post_it_is_owed_in() -> None:
    screen = reminders.reminder(TODAY, [line(school=7), line(school=8, period="2026-Q3")])
    assert screen.stays
    assert "Что нужно сдать: 2" in screen.text
    assert [button.action for row in screen.rows[:-1] for button in row] == ["z.open:47:2026-Q4", "z.open:48:2026-Q3"]
    assert [row[0].label[:2] for row in screen.rows[:-1]] == ["1.", "2."]
    assert "<b>1. Мониторинг · IV квартал 2026</b>\nМБОУ «Школа № 7»" in screen.text
    assert "<b>2. Мониторинг · III квартал 2026</b>\nМБОУ «Школа № 8»" in screen.text


def test_the_quarters_of_two_years_have_buttons_that_differ_and_the_rest_is_counted() -> None:
    owed = [line(Begun(1, 11), period=f"202{5 + n // 4}-Q{n % 4 + 1}") for n in range(9)]
    screen = reminders.reminder(TODAY, owed)
    labels = [row[0].label for row in screen.rows]
    assert labels[2] == "3. Продолжить: III кв. 2025"
    assert len(set(labels)) == len(labels) == 8 + 1
    assert "Что нужно сдать: 9" in screen.text
    assert "И ещё 1" in screen.text


def test_eight_lines_with_the_longest_names_fit_one_message() -> None:
    owed = [Line("Школа " * 20, SUNDAY, line(school=n).item, n) for n in range(1, 20)]
    assert len(reminders.reminder(TODAY, owed).text) < 4096


def test_two_quarters_of_each_of_two_schools_have_buttons_that_differ() -> None:
    lines = [line(school=school, period=period) for school in (7, 8) for period in ("2026-Q3", "2026-Q4")]
    labels = [row[0].label for row in reminders.reminder(TODAY, lines).rows]
    assert len(set(labels)) == len(labels)


def test_a_name_is_text_and_no_markup() -> None:
    other = Line("<b>Школа & сад", FRIDAY, line(school=8).item, 1)
    assert "&lt;b&gt;Школа &amp; сад" in reminders.reminder(TODAY, [line(), other]).text


def test_putting_off_tells_the_day() -> None:
    assert reminders.put_off(date(2026, 12, 16), FRIDAY) == "Напомню ср, 16 декабря 2026"
    assert reminders.put_off(FRIDAY, FRIDAY).endswith("в день срока")
