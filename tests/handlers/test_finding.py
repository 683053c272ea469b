"""/find: what a few letters lead to, and what they never lead to."""

from datetime import date
from typing import Any

import pytest

from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import mentors, schools
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.handlers.test_meetings import pair
from tests.village import BEGIN, Village, local

NOW = local(date(2026, 11, 24))


async def find(line: Line, case: Case, words: str) -> Any:
    return await line.feed(say(f"/find {words}", case.person.telegram_id))


@pytest.fixture
async def filled(line: Line, village: Village, mentor: Case, coordinator: Case) -> int:
    """Of school 7: a pair with its mentee, a partner, an order; a receipt's number."""
    await village.activate(2026)
    await pair(mentor)
    school, by = coordinator.school_id, coordinator.person.id
    await line.db.run(
        """INSERT INTO partners (school_id, name, agreement, agreed_on, by_person, created_at, changed_at)
           VALUES (:school, 'Завод «Ёлка»', '15-С', '2026-09-01', :by, 'now', 'now')""",
        school=school,
        by=by,
    )
    await line.db.run(
        """INSERT INTO evidence (roadmap_row, period, school_id, state, number, dated, first_at, on_time, changed_at,
               by_person) VALUES ('1.2', '2026-Y', :school, 'filed', '48-ОД', '2026-09-05', 'now', 1, 'now', :by)""",
        school=school,
        by=by,
    )
    return await village.file(coordinator.person, "2026-Q3", NOW)


@pytest.mark.parametrize(
    ("words", "label", "card"),
    [
        ("школа № 7", "7. МБОУ «Школа № 7»", "Номер в кодах: <b>Ш07</b>"),
        ("КУРАТОРОВА", "Анна Кураторова · шк. 7", "Куратор: МБОУ"),
        ("наставн петр", "Пётр Наставников · Ш07-Н01", "Код: <b>Ш07-Н01</b>"),
        ("ш07-001", "Код Ш07-001", "Школа: МБОУ"),
        ("Ш07-Н01", "Пара Ш07-001 · Пётр", "Наставник: <b>Пётр Наставников</b>"),
        ("2026-q3/0001", "Отчёт 2026-Q3/0001", "III квартал 2026"),
        ("0001", "Отчёт 2026-Q3/0001", "III квартал 2026"),
        ("елка", "Завод «Ёлка» · 15-С · шк. 7", "Соглашение: 15-С"),
        ("48-од", "Строка 1.2 · 48-ОД · шк. 7", "Дата: сб 05.09.2026"),
    ],
)
async def test_the_department_finds_everything_by_a_few_letters(
    line: Line, department: Case, filled: int, words: str, label: str, card: str
) -> None:
    answer = await find(line, department, words)
    place = next((n for n, one in enumerate(labels(answer)) if one.startswith(label)), None)
    assert place is not None, labels(answer)
    opened = await line.feed(tap(actions(answer)[place], department.person.telegram_id))
    assert card in shown(opened)
    assert "Этого здесь нет" not in shown(opened)


@pytest.mark.parametrize("words", ["наставников", "ш07-001", "0001", "елка", "48-од", "кураторова"])
async def test_a_coordinator_finds_and_opens_what_is_the_schools_own(
    line: Line, coordinator: Case, filled: int, words: str
) -> None:
    answer = await find(line, coordinator, words)
    opened = await line.feed(tap(actions(answer)[0], coordinator.person.telegram_id))
    assert "Этого здесь нет" not in shown(opened)
    assert "устарела" not in shown(opened)


@pytest.mark.parametrize("words", ["наставников", "ш07-001", "0001", "елка", "48-од", "кураторова", "школа"])
async def test_nobody_finds_what_is_another_schools(
    line: Line, village: Village, coordinator: Case, filled: int, words: str
) -> None:
    stranger = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    answer = await line.feed(say(f"/find {words}", stranger.telegram_id))
    assert "Ничего не нашлось" in shown(answer)


@pytest.mark.parametrize("kind", ["person", "evidence", "partner", "mentor", "mentee", "pair", "submission", "school"])
async def test_a_forged_card_shows_nothing_of_another_school(
    line: Line, village: Village, coordinator: Case, filled: int, kind: str
) -> None:
    stranger = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    for number in (1, coordinator.person.id):
        if (kind, number) == ("person", stranger.id):
            continue
        assert "Этого здесь нет" in shown(await line.feed(tap(f"fd.card:{kind}:{number}", stranger.telegram_id)))


async def test_what_is_found_comes_eight_a_page_and_the_words_go_along(line: Line, department: Case) -> None:
    for n in range(1, 21):
        await schools.add(line.db, f"Школа имени Ёжикова № {n}", BEGIN, n)
    first = await find(line, department, "ежиков")
    assert "20\u00a0школ" in shown(first)
    assert "1 из 3" in labels(first)
    third = await line.feed(tap("fd.page:2:ежиков", department.person.telegram_id))
    assert sum("Школа имени" in label for label in labels(third)) == 4


async def test_the_longest_words_still_fit_on_a_button(line: Line, department: Case) -> None:
    for n in range(1, 21):
        await schools.add(line.db, f"Достопримечательнейшая гимназия {n}", BEGIN, n)
    answer = await find(line, department, "достопримечательнейшая гимназия")
    assert "2 из 3" in labels(await line.feed(tap(next(a for a in actions(answer) if ":1:" in a), 1001)))


async def test_signs_of_the_query_language_mean_nothing(line: Line, department: Case, filled: int) -> None:
    for words in ("%", "_", "'", "\\", "*"):
        assert "Ничего не нашлось" in shown(await find(line, department, words))


async def test_the_button_asks_and_the_answer_is_looked_for(line: Line, coordinator: Case, filled: int) -> None:
    me = coordinator.person.telegram_id
    await line.feed(tap(bindings.begin("find", "new"), me))
    assert "Напишите хотя бы одну букву" in shown(await line.feed(say("№ №", me)))
    assert "Нашлось: 1\u00a0партнёр" in shown(await line.feed(say("завод", me)))
    assert "Что найти?" in shown(await line.feed(say("/find", me)))


async def test_archived_schools_are_found_but_not_their_people(line: Line, department: Case, coordinator: Case) -> None:
    await mentors.add(line.db, coordinator.school_id, "adult", NOW, name="Пётр Ольхин", place=None, consent="№ 1")
    await line.feed(tap(f"sl.off:{coordinator.school_id}", department.person.telegram_id))
    assert "архив" in labels(await find(line, department, "школа № 7"))[0]
    assert "Ничего не нашлось" in shown(await find(line, department, "ольхин"))


async def test_a_mentor_has_no_search(line: Line, mentor: Case) -> None:
    answer = await line.feed(say("/find лицей", mentor.person.telegram_id))
    assert "Поиск" not in shown(answer)
