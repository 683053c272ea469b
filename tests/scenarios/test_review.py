"""Rows 4.1 and 4.2 after the filing: review, correction, a school's own date, a closed period; played by its people."""

from tests.play import Player, Town


async def _file(town: Town, who: Player | None = None) -> Player:
    who = who or town.coordinator
    await who.say("/report")
    await who.press("Заполнить")
    await who.press("Как в прошлый раз")
    await who.press("Отправить")
    return who


async def _look(town: Town, school: str) -> Player:
    """The department opens what a school has filed for the quarter of today."""
    await town.department.say("/quarter")
    while "Проверка: " not in str(await town.department.labels()):
        await town.department.press("IV")
    await town.department.press("Проверка: ")
    await town.department.press(school)
    return town.department


async def test_marked_answers_go_back_are_corrected_in_four_taps_and_accepted(town: Town) -> None:
    coordinator = await _file(town)
    department = await _look(town, "МБОУ «Школа № 1»")
    print(await department.last())
    await department.press("Вернуть")
    await department.press("›")
    await department.press("Публикаций")
    await department.press("‹")
    await department.press("Пар и групп")
    await department.press("Готово: 2")
    print(await department.last(), await department.labels())
    await department.say("В реестре другое число")
    print(await department.last(), await department.labels())
    await department.press("Проверьте")
    print(await department.last(), await department.labels())
    await department.press("Вернуть")
    print(await department.last(), await department.labels())

    print("COORD", await coordinator.last(), await coordinator.labels())
    coordinator.taps = 0
    await coordinator.press("Исправить: Пар и групп")
    print("COORD", await coordinator.last(), await coordinator.labels())
    await coordinator.say("6")
    print("COORD", await coordinator.last(), await coordinator.labels())
    await coordinator.say("9")
    print("COORD", await coordinator.last(), await coordinator.labels())
    await coordinator.press("Отправить")
    print("COORD", await coordinator.last(), await coordinator.labels())
    assert coordinator.taps <= 4 + 1
    department = await _look(town, "МБОУ «Школа № 1»")
    print("DEP", await department.last(), await department.labels())
    await department.press("История")
    print("DEP", await department.last(), await department.labels())
    await department.press("К отчёту")
    await department.press("Принять")
    print("DEP", await department.last(), await department.labels())
    print("COORD", await coordinator.last(), await coordinator.labels())
