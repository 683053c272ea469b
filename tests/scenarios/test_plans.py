"""Goals of a pair and a concern, played over HTTP by the mentor, the coordinator and the department."""

from tests.play import Town

PNG = b"\x89PNG"
WORDS = "на встречах в кабинете химии пахнет газом"


async def test_a_mentor_sets_goals_by_taps_rates_them_and_sees_them_grow(town: Town) -> None:
    mentor = town.mentor
    await mentor.say("/start")
    await mentor.press("Мои пары")
    await mentor.press("Цели")
    assert "было" not in await mentor.last()
    assert "в начале 3" in await mentor.last()  # two are there from the sample
    mentor.taps = 0
    await mentor.press("Добавить цель")
    await mentor.press("Выбрать профессию")
    await mentor.press("Оценить: начало")
    await mentor.press("4")
    assert mentor.taps == 4
    assert "Выбрать профессию" in await mentor.last()
    assert "в начале 4" in await mentor.last()

    await town.clock(to="2027-01-25T09:05:00+03:00")  # the Monday on which half of the time has passed
    assert any("прошла половина срока" in text for text in await mentor.heard())
    await mentor.press("Оценить")
    for value in ("5", "5", "6"):
        await mentor.press(value)
    assert "было 4 → в середине 6" in await mentor.last()

    await town.clock(to="2027-05-11T09:05:00+03:00")  # two weeks before the end, after the holidays
    assert any("подходит к концу" in text for text in await mentor.heard())
    await mentor.press("Оценить")
    for value in ("7", "4", "8"):
        await mentor.press(value)
    said = await mentor.last()
    assert "было 3 → 5 → стало 7 (+4)" in said
    assert "было 4 → 5 → стало 4 (без изменений)" in said
    await mentor.press("Картинкой")
    pictures = [message["photo"]["url"] for message in await mentor.messages() if "photo" in message]
    async with town.session.get(town.url + pictures[-1]) as answer:
        assert (await answer.read()).startswith(PNG)


async def test_a_coordinator_reads_the_goals_of_a_mentor_and_rates_for_one_without_telegram(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Пары и группы")
    await coordinator.press("Ш01-001")
    await coordinator.press("Цели")
    assert "в начале 3" in await coordinator.last()
    assert "Добавить цель" not in await coordinator.labels()
    await coordinator.press("К паре")
    await coordinator.press("Все пары")
    await coordinator.press("Ш01-002")
    await coordinator.press("Цели")
    await coordinator.press("Добавить цель")
    await coordinator.say("выбрать колледж")
    await coordinator.press("Оценить: начало")
    await coordinator.press("6")
    assert "в начале 6" in await coordinator.last()


async def test_a_concern_reaches_the_responsible_person_past_the_school_and_is_answered(town: Town) -> None:
    for player in (town.department, town.coordinator, town.mentor):
        await player.say("/start")
    await town.mentor.press("Сообщить о проблеме")
    await town.mentor.say(WORDS)
    assert "принято" in await town.mentor.last()
    assert "Его видите только вы" in await town.department.last()
    assert WORDS not in await town.department.last()
    await town.department.press("Открыть")
    assert WORDS in await town.department.last()
    await town.department.press("Ответить")
    await town.department.say("вызвали газовую службу, встречи пока в библиотеке")
    assert "вызвали газовую службу" in await town.mentor.last()
    await town.mentor.press("Дополнить")
    await town.mentor.say("спасибо, переехали")
    assert any("Дополнено сообщение" in said for said in await town.department.heard())
    await town.department.press("Открыть")
    await town.department.press("Ответить")
    await town.department.say("хорошо")
    await town.department.press("Закрыть")
    assert "закрыто" in await town.department.last()
    await town.mentor.say("/start")
    await town.mentor.press("Сообщить о проблеме")
    await town.mentor.press("Мои сообщения")
    assert any("закрыто" in label for label in await town.mentor.labels())
    assert not any(WORDS in said for said in await town.coordinator.heard())


async def test_the_responsible_person_finds_a_closed_one_that_a_coordinator_cannot_open(town: Town) -> None:
    await town.department.say("/start")
    await town.department.press("Сообщения о проблемах")
    await town.department.press("Закрытые")
    await town.department.press("№ 1")
    assert "контрольные" in await town.department.last()
    await town.coordinator.say("/start")
    await town.coordinator.press_data(1, "cn.open:1:0", force=True)
    assert not any("контрольные" in said for said in await town.coordinator.heard())
