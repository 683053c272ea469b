"""A mentee becomes a mentor: of age, with a consent that covers it, once; the mentee stays."""

from typing import Any

import pytest

from domain.people import Role
from handlers.case import Case
from storage import mentees, mentors
from tests.handlers.phone import Line, labels, shown
from tests.handlers.registry_desk import PAPER, mentee
from tests.handlers.taps import answered, press
from tests.village import Village


async def many(line: Line) -> int:
    return int(await line.db.value("SELECT count(*) FROM mentors WHERE from_mentee IS NOT NULL"))


async def test_one_tap_makes_a_pupil_mentor_with_a_code_of_their_own(line: Line, coordinator: Case) -> None:
    grown = await mentee(coordinator, "9Б")
    answer = await press(line, coordinator, f"ma.carry:{grown.id}")
    assert "Новый наставник: Ш07-Н01" in shown(answer)
    made = await mentors.of_mentee(line.db, coordinator.scope, grown.id)
    assert made
    assert (made.kind, made.name, made.place, made.consent) == ("pupil", None, "9Б", PAPER)
    assert await mentees.get(line.db, coordinator.scope, grown.id) == grown
    assert "Теперь наставник Ш07-Н01" in labels(await press(line, coordinator, f"e.open:{grown.id}"))


async def test_a_second_tap_makes_no_second_mentor(line: Line, coordinator: Case) -> None:
    grown = await mentee(coordinator, "9Б")
    for _ in range(3):
        answer = await press(line, coordinator, f"ma.carry:{grown.id}")
    assert "Ш07-Н01" in shown(answer)
    assert await many(line) == 1
    assert "Этого здесь нет" in shown(await press(line, coordinator, f"f.n:carry:{grown.id}"))


@pytest.mark.parametrize("grade", ["8Б", "2013", "1А"])
async def test_whoever_is_not_of_age_is_told_so_and_stays_a_mentee(line: Line, coordinator: Case, grade: str) -> None:
    young = await mentee(coordinator, grade)
    answer = await press(line, coordinator, f"ma.carry:{young.id}")
    assert "Наставником можно стать с 14 лет или с 9 класса" in shown(answer)
    forced = await answered(line, coordinator, f"f.n:carry:{young.id}", "да")
    assert "Пока рано" in shown(forced), "what the base says outweighs the answer"
    assert await many(line) == 0


async def test_where_the_age_cannot_be_told_it_is_asked(line: Line, coordinator: Case) -> None:
    one = await mentee(coordinator, "2012")
    refused = await answered(line, coordinator, f"ma.carry:{one.id}", ".Нет")
    assert "Пока рано" in shown(refused)
    assert "Исполнилось ли 14 лет?" in shown(refused)
    assert await many(line) == 0
    done = await answered(line, coordinator, f"ma.carry:{one.id}", ".Да")
    assert "Новый наставник" in shown(done)
    assert await many(line) == 1


@pytest.mark.parametrize("kind", ["parent", None])
async def test_a_consent_that_the_child_did_not_sign_is_not_enough(
    line: Line, coordinator: Case, kind: str | None
) -> None:
    one = await mentee(coordinator, "10А", kind=kind)
    asked = await press(line, coordinator, f"ma.carry:{one.id}")
    assert "Номер и дата согласия быть наставником" in shown(asked)
    assert await many(line) == 0
    await answered(line, coordinator, f"ma.carry:{one.id}", "№ 9 от 20.11.2026")
    made = await mentors.of_mentee(line.db, coordinator.scope, one.id)
    assert made
    assert made.consent == "№ 9 от 20.11.2026"


async def test_nobody_is_carried_over_at_another_school_or_by_another_role(
    line: Line, village: Village, coordinator: Case, mentor: Case, department: Case
) -> None:
    grown = await mentee(coordinator, "10А")
    stranger = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    others: list[Any] = [Case(line.db, stranger, line.now, line.town), mentor, department]
    for who in others:
        for data in (f"ma.carry:{grown.id}", f"f.n:carry:{grown.id}"):
            assert "Новый наставник" not in shown(await press(line, who, data))
    assert await many(line) == 0


async def test_they_are_not_offered_to_themselves(line: Line, coordinator: Case) -> None:
    grown = await mentee(coordinator, "10А")
    await press(line, coordinator, f"ma.carry:{grown.id}")
    assert "Ш07-Н01" not in labels(await press(line, coordinator, f"ma.find:{grown.id}"))
    other = await mentee(coordinator, "5А")
    assert "Ш07-Н01" in labels(await press(line, coordinator, f"ma.find:{other.id}"))
