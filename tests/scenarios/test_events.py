"""Row 3.2, a seminar from its announcement to the marks of who was there, played over HTTP."""

from tests.play import Player, Town


async def _announced(town: Town) -> Player:
    department = town.department
    await department.say("/start")
    await department.press("Мероприятия")
    await department.press("Новое мероприятие")
    await department.press("Семинар 3.2, сентябрь 2026")
    await department.say("Семинар «Первая встреча»")
    await department.say("3.12.2026")
    await department.press("14:00")
    await department.say("Дом творчества, каб. 12")
    await department.press("Кураторов и наставников")
    await department.press("Пропустить")
    await department.press("Сохранить")
    assert "Ещё не объявлено" in await department.last()
    await department.press("Объявить")
    await department.press("Отправить: 6")
    return department


async def _reminders(player: Player) -> list[str]:
    return [text for text in await player.heard() if "Напоминаем" in text]


async def test_a_seminar_is_announced_joined_reminded_of_and_marked(town: Town) -> None:
    department, coordinator, mentor = await _announced(town), town.coordinator, town.mentor
    assert "Приглашаем" in await coordinator.last()
    await coordinator.press("Запишусь")
    assert "Вы записаны" in await coordinator.last()
    await mentor.press("Запишусь")
    other = Player(town, 211, 211)
    await other.press("Не смогу")
    assert "Вы не придёте" in await other.last()

    await town.clock(to="2026-12-02T09:05:00+03:00")
    assert ["завтра, чт 03.12 в 14:00" in text for text in await _reminders(coordinator)] == [True]
    assert await _reminders(other) == []
    await mentor.press("Не смогу прийти")
    await town.clock(to="2026-12-03T13:01:00+03:00")
    assert ["сегодня в 14:00" in text for text in await _reminders(coordinator)] == [False, True]
    assert len(await _reminders(mentor)) == 1

    await town.clock(to="2026-12-03T16:00:00+03:00")
    await department.say("/start")
    await department.press("Мероприятия")
    await department.press("03.12")
    assert "Записались: 1, не смогут: 2" in await department.last()
    await department.press("Отметить, кто был")
    await department.press("Все были: 1")
    await department.press("Был кто-то без записи")
    await department.press("Игорь Дубравин")
    await department.press("Готово")
    assert "Были: 2, не отмечены: 0" in await department.last()
    await coordinator.say("/start")
    for label in ("Дорожная карта", "3. ", "3.2 ", "Мероприятия"):
        await coordinator.press(label)
    assert any(label.endswith("· были") for label in await coordinator.labels())


async def test_those_who_signed_up_are_told_of_another_time_and_of_the_end(town: Town) -> None:
    department, coordinator = await _announced(town), town.coordinator
    await coordinator.press("Запишусь")
    await town.clock(to="2026-12-02T10:00:00+03:00")
    await department.say("/start")
    for label in ("Мероприятия", "03.12", "Изменить", "Изменить", "День"):
        await department.press(label)
    await department.say("8.12.2026")
    await department.press("Сохранить")
    assert "Теперь: вт, 8 декабря 2026, 14:00" in await coordinator.last()
    await town.clock(to="2026-12-03T13:10:00+03:00")
    assert len(await _reminders(coordinator)) == 1  # of the old time, before it was moved
    await town.clock(to="2026-12-07T09:10:00+03:00")
    assert len(await _reminders(coordinator)) == 2

    await department.say("/start")
    for label in ("Мероприятия", "08.12", "Отменить"):
        await department.press(label)
    await department.say("ведущий заболел")
    assert "Мероприятие отменено" not in await coordinator.last()
    await department.press("Отменить мероприятие")
    assert "Мероприятие отменено" in await coordinator.last()
    assert "Причина: ведущий заболел" in await coordinator.last()
    await town.clock(to="2026-12-08T13:10:00+03:00")
    assert len(await _reminders(coordinator)) == 2
