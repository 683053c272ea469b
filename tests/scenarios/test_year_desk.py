"""The department runs the year and its schools from a phone: dates, days off, names, archive, merging, successors."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import play
from tests.play import Town


async def test_a_date_is_moved_with_a_reason_its_coordinators_are_told_and_it_is_moved_back(town: Town) -> None:
    department, coordinator = town.department, town.coordinator
    await coordinator.say("/start")
    await department.say("/dates")
    await department.press("Сроки 2026")
    await department.press("›")
    await department.press("пт 18.12 · 4.1")
    await department.press("Перенести")
    await department.say("25.12.2026")
    await department.say("в школах карантин")
    assert any("Стало: пт 25.12.2026" in text for text in await department.heard())
    told = await coordinator.last()
    assert "Было: вс 20.12.2026 → пт 18.12.2026" in told
    assert "Причина: в школах карантин" in told
    await town.clock(to="2026-12-11T09:05:00+03:00")  # 14 days before the 25th
    assert any("через 14 дней" in text for text in await coordinator.heard())
    await department.press("История (1)")
    await department.press("Вернуть на 20.12.2026")
    await department.press("Вернуть")
    assert "Стало: вс 20.12.2026 → пт 18.12.2026" in "\n".join(await coordinator.heard())


async def test_a_day_is_declared_off_and_the_date_that_counts_on_it_moves(town: Town) -> None:
    department, coordinator = town.department, town.coordinator
    await coordinator.say("/start")
    await department.say("/dates")
    await department.press("Выходные дни")
    await department.press("Изменить день")
    await department.say("18.12")
    assert "пт 18.12.2026 → чт 17.12.2026" in await department.last()
    await department.press("Сделать выходным")
    assert "пт 18.12.2026 – выходной день" in await coordinator.last()
    await department.press("Вернуть как в календаре")
    assert "Стало: вс 20.12.2026 → пт 18.12.2026" in await coordinator.last()


@pytest.fixture
async def october(tmp_path: Path) -> AsyncIterator[Town]:
    """The next year is not in force yet."""
    async with play.town(tmp_path, datetime(2026, 10, 5, 9, tzinfo=UTC)) as town:
        yield town


async def test_the_next_year_is_put_in_force_from_this_one_and_this_one_is_closed_when_it_is_over(
    october: Town,
) -> None:
    town, department = october, october.department
    await department.say("/dates")
    await department.press("Сроки 2026")
    await department.press("Закрыть год")
    assert "ещё идёт" in await department.last()
    await department.say("/dates")
    await department.press("Сроки 2026")
    await department.press("›")
    await department.press("пт 18.12 · 4.1")
    await department.press("Перенести")
    await department.say("22.12.2026")
    await department.say("каникулы начинаются раньше")
    await department.say("/dates")
    await department.press("Включить 2027")
    await department.press("›")
    assert "как в 2026 году: ср 22.12.2027" in await department.last()
    await department.press("Включить как в 2026")
    await town.clock(to="2027-03-01T10:00:00+03:00")
    await department.say("/dates")
    await department.press("Сроки 2026")
    await department.press("Закрыть год")
    await department.press("Закрыть год")
    assert "Год закрыт пн 01.03.2027" in await department.last()
    await department.press("Открыть год снова")
    await department.press("Открыть")
    assert "Год закрыт" not in await department.last()


async def test_a_school_is_renamed_archived_and_comes_back(town: Town) -> None:
    department, coordinator = town.department, town.coordinator
    await coordinator.say("/start")
    await department.say("/schools")
    await department.press("1. ")
    await department.press("Изменить школу")
    await department.press("Переименовать")
    await department.say("Лицей № 1")
    assert "Стало: Лицей № 1" in await coordinator.last()
    await department.press("В архив")
    await department.press("В архив")
    assert "больше не ведёт наставничество" in await coordinator.last()
    await coordinator.say("/start")
    assert "по приглашению" in await coordinator.last()
    await department.press("Вернуть из архива")
    await department.press("Вернуть")
    await coordinator.say("/start")
    assert "Лицей № 1" in await coordinator.last()
    await department.press("История")
    said = await department.last()
    for words in ("Возвращена из архива", "Убрана в архив", "Школа № 1 → Лицей № 1"):
        assert words in said


async def test_two_schools_become_one_and_the_coordinator_comes_along_with_one_tap(town: Town) -> None:
    department, coordinator, mentor = town.department, town.coordinator, town.mentor
    for player in (coordinator, mentor):
        await player.say("/start")
    await department.say("/schools")
    await department.press("1. ")
    await department.press("Изменить школу")
    await department.press("Присоединить к другой")
    await department.press("2. ")
    assert "Отменить объединение нельзя" in await department.last()
    await department.press("Объединить")
    assert "Присоединена к школе" in await department.last()
    assert "остались вашими" in await mentor.last()
    await coordinator.press("Да, буду куратором")
    assert "Родник" in await coordinator.last()
    await coordinator.press("Пары и группы")
    assert "Ш01-006 · Марина Лугова" in " ".join(await coordinator.labels())
    await mentor.say("45")
    assert "Встреча записана" in await mentor.last()


async def test_a_coordinator_hands_over_and_leaves(town: Town) -> None:
    department, coordinator, newcomer = town.department, town.coordinator, town.newcomer
    await department.say("/start")
    await coordinator.say("/start")
    await coordinator.press("Передать дела")
    await coordinator.press("Пригласить преемника")
    await newcomer.say(f"/start {await coordinator.link()}")
    await newcomer.press("Согласен")
    assert "теперь тоже куратор" in await coordinator.last()
    await coordinator.press("Передать и уйти")
    await coordinator.press("Уйти")
    assert "Спасибо за работу" in await coordinator.last()
    assert "дела переданы" in await department.last()
    await newcomer.press("Отчёт за квартал")
    assert any("IV квартал 2026" in text for text in await newcomer.heard())


async def test_things_are_found_by_a_few_letters(town: Town) -> None:
    department, coordinator = town.department, town.coordinator
    await department.say("/find дубравин")
    await department.press("Игорь Дубравин")
    assert "Школа: Школа № 1" in await department.last()
    await department.press("Искать ещё")
    await department.say("ш03-00")
    assert "7 кодов" in await department.last()
    await coordinator.say("/find")
    await coordinator.say("Ш03-001")
    assert "Ничего не нашлось" in await coordinator.last()
    await coordinator.press("Искать ещё")
    await coordinator.say("липова")
    await coordinator.press("Тамара Липова")
    assert "Место работы: завод «Маяк»" in await coordinator.last()
