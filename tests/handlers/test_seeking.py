"""Long lists of letters, events, guests and applications: found by words, by whoever may see them."""

from datetime import timedelta

import pytest

from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import broadcasts, events, guests
from tests.handlers import test_contests as contests
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.handlers.test_contests import OVER, applied, seated
from tests.handlers.test_events import START, announced
from tests.handlers.test_schools import NOW
from tests.village import Village

contest = contests.contest


async def sought(line: Line, who: Case, subject: str, words: str) -> object:
    await line.feed(tap(bindings.begin("seek", subject), who.person.telegram_id))
    return await line.feed(say(words, who.person.telegram_id))


async def test_letters_are_found_by_their_words(line: Line, department: Case, coordinator: Case) -> None:
    for n in range(12):
        await broadcasts.draft(line.db, department.person.id, NOW, audience="coordinators", words=f"Письмо № {n}")
    listed = await line.feed(tap("bc.list:0", department.person.telegram_id))
    assert bindings.begin("seek", "broadcasts") in actions(listed)
    found = await sought(line, department, "broadcasts", "письмо 11")
    assert labels(found)[0] == "Черновик · Письмо № 11"
    assert "Нашлось: 1" in shown(found)
    many = await sought(line, department, "broadcasts", "пис")
    assert "Нашлось: 12</b> · «пис»\nПоказаны первые 8" in shown(many)
    nothing = await sought(line, department, "broadcasts", "отчёт")
    assert "Ничего не нашлось" in shown(nothing)
    assert "Найти" in shown(nothing), "the question is asked again"


async def test_events_are_found_by_whoever_is_invited(
    line: Line, department: Case, coordinator: Case, mentor: Case
) -> None:
    event = await announced(department)
    assert f"sm.open:{event.id}" in actions(await sought(line, coordinator, "events", "03.12"))
    assert f"sm.open:{event.id}" in actions(await sought(line, department, "events", "семинар"))
    assert "Ничего не нашлось" in shown(await sought(line, mentor, "events", "семинар"))


async def test_guests_are_found_to_be_marked(line: Line, village: Village, department: Case) -> None:
    event, school = await announced(department), await village.school("Лицей")
    for n in range(9):
        person = await village.person(Role.COORDINATOR, school, name=f"Куратор {n}")
        await guests.answer(line.db, event.id, person.id, school, NOW, comes=True)
    assert "Куратор 4 · Ш01" in shown(await sought(line, department, f"guests.{event.id}", "куратор 4"))
    line.now = START + timedelta(hours=1)
    found = await sought(line, department, f"marks.{event.id}", "4")
    assert labels(found)[0] == "Куратор 4 · Ш01"
    assert (await events.get(line.db, event.id)) == event


async def test_applications_are_found_by_practice_and_school(
    line: Line,
    village: Village,
    department: Case,
    coordinator: Case,
    contest: object,
) -> None:
    entry = await applied(contest, coordinator.person, village, "Проектная пара")  # type: ignore[arg-type]
    assert f"ct.entry:{entry.id}" in actions(await sought(line, department, f"entries.{entry.contest_id}", "проект"))
    await seated(department, contest, department.person)  # type: ignore[arg-type]
    line.now = OVER
    assert f"ct.entry:{entry.id}" in actions(await sought(line, department, f"judge.{entry.contest_id}", "7"))


@pytest.mark.parametrize(
    "subject", ["broadcasts", "guests.1", "marks.1", "entries.1", "judge.1", "who.1.read", "other", "events.1"]
)
async def test_what_one_may_not_see_is_not_looked_through(
    line: Line,
    department: Case,
    coordinator: Case,
    contest: object,
    subject: str,
) -> None:
    await announced(department, NOW - timedelta(hours=1))
    asked = tap(bindings.begin("seek", subject), coordinator.person.telegram_id)
    assert "Этого здесь нет" in shown(await line.feed(asked))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0
