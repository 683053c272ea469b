"""What says who a child is does not stay: not in the database, and not in the chat."""

import pytest

from tests.play import Town

NAME = "хочет в медицинский, Маша Петрова"


async def texts(town: Town) -> list[str]:
    return [str(message.get("text")) for message in await town.coordinator.messages()]


@pytest.mark.parametrize("said", [NAME, "звонить 8 999 123-45-67", "живёт на ул. Мира, д. 5"])
async def test_a_childs_name_leaves_the_chat_as_well(town: Town, said: str) -> None:
    who = town.coordinator
    await who.say("/start")
    await who.press("Наставляемые")
    await who.press("Новый наставляемый")
    await who.say("8Б")
    asked = await who.last()
    await who.say(said)
    assert "Похоже, здесь" in await who.last()
    assert asked.splitlines()[-1] in await who.last()
    assert not any(said in text for text in await texts(town))
    assert town.demo.app is not None
    async with town.demo.app.database.transaction() as db:
        for table in ("drafts", "outbox", "updates"):
            assert not any(said in str(tuple(row)) for row in await db.all(f"SELECT * FROM {table}"))
    await who.say("физика и математика")
    assert "физика и математика" in "".join(await texts(town))


async def test_what_is_not_about_a_child_stays_where_it_was_said(town: Town) -> None:
    who = town.coordinator
    await who.say("/start")
    await who.press("Наставники")
    await who.press("Новый наставник")
    await who.press("Взрослый")
    await who.say("Петрова Мария Сергеевна")
    assert "Петрова Мария Сергеевна" in await texts(town)
    assert await town.calls("deleteMessage") == []
