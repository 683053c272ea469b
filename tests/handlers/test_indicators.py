"""The department sets its targets in the bot, and sees the indicators against them."""

from datetime import date

import pytest

from handlers.case import Case
from storage import indicators
from tests.handlers.phone import Line, actions, labels, say, screens, shown, tap
from tests.village import Village, local
from views.screen import Screen

DECEMBER = local(date(2026, 12, 14))


async def press(line: Line, case: Case, label_or_data: str, screen: Screen | None = None) -> Screen:
    data = label_or_data
    if screen:
        data = next(one.action for row in screen.rows for one in row if one.label.startswith(label_or_data))
    return screens(await line.feed(tap(data, case.person.telegram_id)))[-1]


async def fill(line: Line, case: Case, screen: Screen, *answers: str) -> Screen:
    for answer in answers:
        if answer == "–":
            screen = await press(line, case, "Пропустить", screen)
        else:
            screen = screens(await line.feed(say(answer, case.person.telegram_id)))[-1]
    return screen


async def test_targets_are_set_in_one_form_and_shown_with_the_arithmetic(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    await village.file(coordinator.person, "2026-Q3", DECEMBER, pupils=400, mentees=80, young=4, young_mentees=4)
    await village.file(
        coordinator.person, "2026-Q4", DECEMBER, pupils=400, mentees=90, mentor_pupils=4, young=4, young_mentees=1,
        partners=2,
    )  # fmt: skip
    before = shown(await press(line, department, "ix.now")).replace("\u00a0", " ")
    assert "<b>22,5 %</b> (90 из 400), цели нет" in before, "the newest report of the year counts, once"
    assert "не задано, сколько в округе учеников 15–19 лет" in before
    review = await fill(
        line, department, await press(line, department, "f.n:targets:2026"), "20", "5", "–", "3", "–", "–", "80"
    )
    saved = await press(line, department, "Сохранить", review)
    assert "Изменено чисел: 4." in saved.text
    after = shown(await press(line, department, "ix.year:2026")).replace("\u00a0", " ")
    assert "<b>22,5 %</b> (90 из 400), цель 20 % достигнута" in after
    assert "<b>5 %</b> (4 из 80), цель 5 % достигнута" in after
    assert "<b>25 %</b> (1 из 4), цели нет" in after
    assert "<b>2</b>, цель 3 пока не достигнута" in after


async def test_a_change_begins_with_what_is_in_force_and_keeps_what_was(
    line: Line, village: Village, department: Case
) -> None:
    await village.activate(2026)
    by = department.person.id
    await indicators.set_targets(line.db, 2026, {"mentees": 60, "partners": 3}, by, DECEMBER)
    screen = await press(line, department, "f.n:targets:2026")
    assert "2 из 7" in shown(screen), "what is set is not asked again"
    review = await fill(line, department, screen, "–", "–", "–", "–", "–")
    change = await press(line, department, "Изменить", review)
    review = await fill(line, department, await press(line, department, "Наставляемые, %", change), "65")
    saved = await press(line, department, "Сохранить", review)
    assert "Изменено чисел: 1." in saved.text
    assert (await indicators.targets(line.db, 2026))["mentees"] == 65
    rows = await line.db.all("SELECT value FROM targets WHERE key = 'mentees' ORDER BY id")
    assert [row["value"] for row in rows] == [60, 65]


async def test_last_years_targets_are_a_tap_each(line: Line, village: Village, department: Case) -> None:
    await village.activate(2026)
    await indicators.set_targets(line.db, 2025, {"mentees": 55}, department.person.id, DECEMBER)
    assert "55 · прошлый ответ" in labels(await press(line, department, "f.n:targets:2026"))


@pytest.mark.parametrize("subject", ["2031", "02026", "x", "-1"])
async def test_targets_of_a_year_nobody_works_on_are_not_begun(
    line: Line, village: Village, department: Case, subject: str
) -> None:
    await village.activate(2026)
    assert "Этого здесь нет" in shown(await press(line, department, f"f.n:targets:{subject}"))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0


async def test_the_picture_is_asked_for_by_a_button(line: Line, village: Village, department: Case) -> None:
    await village.activate(2026)
    screen = await press(line, department, "ix.now")
    assert "ix.chart:2026" in actions(screen)
    picture = await press(line, department, "Картинка", screen)
    assert picture.file
    assert (picture.file.kind, picture.file.args) == ("photo", {"year": 2026})
