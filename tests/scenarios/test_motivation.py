"""Row 1.8, the motivation document from its publishing to its readers, played over HTTP."""

from tests.play import Town


async def test_the_motivation_document_is_published_read_and_found_again(town: Town) -> None:
    department, coordinator = town.department, town.coordinator
    way = ("Дорожная карта", "1. ", "1.8 ", "Документ о мотивации")
    await department.say("/start")
    for label in way:
        await department.press(label)
    assert "ещё не опубликован" in await department.last()
    await department.press("Опубликовать")
    await department.say("Положение о поощрении наставников")
    await department.say("215-п")
    await department.say("20.11.2026")
    await department.say("Познакомьте с ним наставников до конца месяца.")
    await department.send("document")
    await department.press("Отправить: 5")
    (received,) = [message for message in await coordinator.messages() if "document" in message]
    assert "№ 215-п от пт, 20 ноября 2026" in received["text"].replace("\N{NO-BREAK SPACE}", " ")

    await coordinator.say("/start")
    for label in way:
        await coordinator.press(label)
    assert "Прочитаете" in await coordinator.last()
    await coordinator.press("Прочитано")
    await department.say("/start")
    for label in way:
        await department.press(label)
    assert any("Прочитали: 1 из 5" in text for text in await department.heard())
