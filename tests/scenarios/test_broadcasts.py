"""The department's letters to many, played over HTTP by those who send and those who read."""

from tests.play import Player, Town


async def _written(town: Town, words: str = "Совещание в четверг <в 15:00>") -> Player:
    """The department has written to all coordinators, with a read receipt, and looks at the preview."""
    department = town.department
    await department.say("/start")
    await department.press("Рассылка")
    await department.press("Новая рассылка")
    await department.press("Все кураторы · 5")
    await department.say(words)
    await department.press("Пропустить")
    await department.press("Да")
    return department


async def test_a_letter_is_looked_at_sent_read_and_reported_once(town: Town) -> None:
    await town.post("block", {"person": 211, "blocked": True})
    department, coordinator = await _written(town), town.coordinator
    shown, below = (await department.heard())[-2:]
    assert shown == "Управление образования\n\nСовещание в четверг <в 15:00>"
    assert "Получат: 4 человека\nБот не может написать: 1 человек" in below
    assert await coordinator.heard() == []
    await department.press("Отправить: 4")
    assert await coordinator.last() == shown
    await coordinator.press("Прочитано")
    await coordinator.press("Прочитано")
    said = [toast["text"] for toast in (await coordinator.look())["toasts"]]
    assert said == ["Спасибо, отмечено", "Уже отмечено, спасибо"]

    for _ in range(2):
        await town.clock(add={"seconds": 30})
    (ended,) = [text for text in await department.heard() if "Рассылка закончена" in text]
    assert "Доставлено: 4 из 5\nНедоступны: 1\nПрочитали: 1, ещё нет: 3" in ended
    await department.press("Подробнее")
    await department.press("Не доставлено: 1")
    assert "Мария Ольхина · школа 2" in await department.last()
    await department.press("К рассылке")
    await department.press("Напомнить: 3")
    await department.press("Напомнить")
    assert len(await coordinator.heard()) == 1
    assert (await Player(town, 212, 212).last()).startswith("Напоминаем")


async def test_at_night_a_letter_waits_for_the_morning_and_can_be_taken_back_until_then(town: Town) -> None:
    await town.clock(to="2026-11-24T21:30:00+03:00")
    department, coordinator = await _written(town), town.coordinator
    await department.press("Отправить утром")
    await department.press("Отозвать: 5")
    await department.press("Отозвать")
    assert "Отозвано до отправки: 5" in await department.last()
    await _written(town, "Завтра выходной")
    await department.press("Отправить утром")
    await town.clock(to="2026-11-25T08:30:00+03:00")
    assert await coordinator.heard() == []
    await town.clock(to="2026-11-25T09:01:00+03:00")
    assert sum("Завтра выходной" in text for text in await coordinator.heard()) == 1
    assert not any("Совещание" in text for text in await coordinator.heard())
