"""A mentor's phone and the coordinator who logs for others, played over the sandbox's HTTP."""

import io

import docx

from tests.play import Town


async def _group(town: Town) -> None:
    """The coordinator of school 1 gives the mentor a group of two besides the pair."""
    coordinator = town.coordinator
    for number in (31, 32):
        await coordinator.say("/start")
        await coordinator.press("Наставляемые")
        await coordinator.press("Новый наставляемый")
        await coordinator.say("8Б")
        await coordinator.press("Пропустить")
        await coordinator.press("Ребёнка и родителя")
        await coordinator.say(f"№ {number} от 1.11.2026")
        await coordinator.press("Сохранить")
    await coordinator.press("Новая пара")
    await coordinator.press("педагог – ученик")
    await coordinator.press("Игорь Дубравин")
    await coordinator.press("Ш01-007")
    await coordinator.press("Ш01-008")
    await coordinator.press("Готово")
    await coordinator.say("собрать робота")
    await coordinator.say("9.11.2026")
    await coordinator.press("пн 31.05.2027")
    await coordinator.press("Пропустить")
    await coordinator.press("Да, все подписаны")
    await coordinator.press("Сохранить")
    assert "записана и работает" in await coordinator.last()


WAYS = (
    (), ("Мои пары",), ("Мои пары", "Ш01-001"), ("Мои пары", "Мои встречи"), ("Материалы",), ("Мероприятия",),
    ("Моё обучение",), ("Другой день",), ("Встреча вчера",),
)  # fmt: skip


async def test_one_number_is_a_meeting_from_any_place_in_one_message_back(town: Town) -> None:
    mentor = town.mentor
    for way in WAYS:
        await mentor.say("/start")
        for label in way:
            await mentor.press(label)
        before = len(await _sent(town))
        await mentor.say("45")
        assert len(await _sent(town)) == before + 1, way
        assert "Встреча записана" in await mentor.last(), way
        assert "вт 24.11.2026, 45 минут" in await mentor.last(), way
        await mentor.press("Отменить")


async def _sent(town: Town) -> list[str]:
    return [call["method"] for call in await town.calls() if call["method"].startswith("send")]


async def test_one_tap_is_a_meeting_and_a_second_one_is_questioned(town: Town) -> None:
    mentor = town.mentor
    await mentor.say("/start")
    mentor.taps = 0
    await mentor.press("Встреча сегодня")
    assert mentor.taps == 1
    assert "Встреча записана" in await mentor.last()
    await mentor.say("час")
    assert "уже записана" in await mentor.last()
    await mentor.press("Та же, длилась 60 мин")
    assert "60 минут" in await mentor.last()


async def test_last_week_is_logged_by_a_tap_or_a_word(town: Town) -> None:
    mentor = town.mentor
    await mentor.say("/start")
    await mentor.press("Другой день")
    await mentor.press("ср 18.11")
    assert "ср 18.11.2026" in await mentor.last()
    await mentor.say("в прошлый четверг полтора часа")
    assert "чт 19.11.2026, 90 минут" in await mentor.last()
    await mentor.say("/start")
    await mentor.press("Другой день")
    await mentor.say("12.11")
    assert "чт 12.11.2026" in await mentor.last()


async def test_a_group_is_asked_for_by_its_codes_and_who_came_is_ticked(town: Town) -> None:
    await _group(town)
    mentor = town.mentor
    await mentor.say("40")
    assert "С кем встретились" in await mentor.last()
    await mentor.press("Ш01-007, Ш01-008")
    assert "Были: все 2" in await mentor.last()
    await mentor.press("Кто был")
    await mentor.press("✓ Ш01-008")
    await mentor.press("Готово")
    assert "Были: 1 из 2, нет Ш01-008" in await mentor.last()
    await town.coordinator.press("Открыть")
    assert "Встреч: 1" in await town.coordinator.last()


async def test_an_entry_is_undone_for_a_day_and_then_by_the_coordinator(town: Town) -> None:
    mentor, coordinator = town.mentor, town.coordinator
    await mentor.say("45")
    await mentor.press("Отменить")
    assert "Запись отменена" in await mentor.last()
    await mentor.press("Вернуть запись")
    assert "Встреча записана" in await mentor.last()
    await town.clock(to="2026-11-25T12:30:00+03:00")
    await mentor.say("/start")
    for label in ("Мои пары", "Мои встречи", "вт 24.11"):
        await mentor.press(label)
    assert "изменить её может куратор" in await mentor.last()
    assert "Отменить запись" not in (await mentor.labels())[-5:]
    await coordinator.say("/start")
    for label in ("Пары и группы", "Ш01-001", "Встречи пары", "вт 24.11", "Отменить запись"):
        await coordinator.press(label)
    assert "Запись отменена" in await coordinator.last()
    await coordinator.press("Вернуть запись")
    assert "Встреча записана" in await coordinator.last()


async def test_a_coordinator_logs_for_a_mentor_without_the_messenger(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    for label in ("Пары и группы", "Ш01-002", "Записать встречу", "Сегодня"):
        await coordinator.press(label)
    assert "Наставник: Тамара Липова" in await coordinator.last()
    for label in ("Ещё встреча", "Другой день"):
        await coordinator.press(label)
    await coordinator.say("сб 1 ч")
    assert "сб 21.11.2026, 60 минут" in await coordinator.last()


ODD = (
    ("завтра 45", "ещё впереди", ("Сегодня",), "вт 24.11.2026, 45 минут"),
    ("1.09 45", "раньше", ("В день начала",), "пт 25.09.2026, 45 минут"),
    ("750", "Минуты или опечатка?", ("75 мин",), "75 минут"),
    ("2.11 30", "День верный?", ("Да, записать",), "пн 02.11.2026, 30 минут"),
)


async def test_an_odd_entry_is_questioned_and_settled_by_a_button(town: Town) -> None:
    mentor = town.mentor
    for words, question, ways_out, settled in ODD:
        await mentor.say(words)
        assert question in await mentor.last()
        for label in ways_out:
            await mentor.press(label)
        assert "Встреча записана" in await mentor.last()
        assert settled in await mentor.last()
        await mentor.press("Отменить")


async def test_a_meeting_of_a_paused_pair_and_of_one_that_ended_is_questioned(town: Town) -> None:
    mentor, coordinator = town.mentor, town.coordinator
    await coordinator.say("/start")
    for label in ("Пары и группы", "Ш01-001", "Пауза"):
        await coordinator.press(label)
    await mentor.say("45")
    assert "на паузе" in await mentor.last()
    await mentor.press("Записать и снять паузу")
    assert "Встреча записана" in await mentor.last()
    assert any("Пара снова встречается" in text for text in await coordinator.heard())


async def test_the_letter_of_thanks_comes_in_one_tap(town: Town) -> None:
    mentor = town.mentor
    await mentor.say("45")
    await mentor.say("/start")
    mentor.taps = 0
    await mentor.press("Благодарность")
    assert mentor.taps == 1
    (letter,) = [message["document"] for message in await mentor.messages() if "document" in message]
    async with town.session.get(town.url + letter["url"]) as answer:
        paper = docx.Document(io.BytesIO(await answer.read()))
    said = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Игорь Дубравин" in said
    assert "Вы провели 3 встречи" in said.replace("\N{NO-BREAK SPACE}", " ")


async def test_training_is_seen_and_a_seminar_is_joined(town: Town) -> None:
    department, mentor = town.department, town.mentor
    await department.say("/start")
    for label in ("Мероприятия", "Новое мероприятие", "Другое мероприятие"):
        await department.press(label)
    await department.say("Круглый стол наставников")
    await department.say("3.12.2026")
    await department.press("14:00")
    await department.say("Дом учителя")
    await department.press("Наставников")
    await department.press("Пропустить")
    for label in ("Сохранить", "Объявить", "Отправить: 1"):
        await department.press(label)
    await mentor.press("Запишусь")
    await mentor.say("/start")
    await mentor.press("Моё обучение")
    page = await mentor.last()
    assert "Вы были: 1 раз" in page
    assert "Семинар «Как начать»" in page
    assert "Вы записаны: 1" in page
    assert any(label.startswith("03.12 Круглый стол") for label in await mentor.labels())
