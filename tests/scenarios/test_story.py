"""The main job, played over HTTP by all of its people, from the invitation to the department's summary."""

import io

import openpyxl

from tests.play import Player, Town

PNG = b"\x89PNG"


async def _coordinator_of_school_6(town: Town) -> None:
    await town.department.say("/start")
    await town.department.press("Школы")
    await town.department.press("6. ")
    await town.department.press("Пригласить куратора")
    await town.newcomer.say(f"/start {await town.department.link()}")
    await town.newcomer.press("Согласен")


async def _of_the_report(coordinator: Player) -> list[str]:
    return [text for text in await coordinator.heard() if "Мониторинг" in text]


async def test_an_admin_starts_and_is_given_the_menu(town: Town) -> None:
    await town.department.say("/start")
    assert "Управление образования" in await town.department.last()
    assert {"Отчёты за квартал", "Школы", "Сроки", "Контроль", "Документы"} <= set(await town.department.labels())


async def test_a_stranger_is_told_how_to_be_invited(town: Town) -> None:
    await town.newcomer.say("/start")
    assert "по приглашению" in await town.newcomer.last()
    assert await town.newcomer.labels() == []


async def test_an_invited_coordinator_agrees_and_the_department_is_told(town: Town) -> None:
    await _coordinator_of_school_6(town)
    assert "Школа № 6" in await town.newcomer.last()
    assert any("Павел Кленов теперь куратор" in text for text in await town.department.heard())


async def test_an_invitation_comes_as_a_qr_picture_too(town: Town) -> None:
    await town.department.say("/start")
    await town.department.press("Школы")
    await town.department.press("6. ")
    await town.department.press("Пригласить куратора")
    pictures = [message["photo"]["url"] for message in await town.department.messages() if "photo" in message]
    async with town.session.get(town.url + pictures[0]) as answer:
        assert (await answer.read()).startswith(PNG)


async def test_an_invitation_opens_one_door_once(town: Town) -> None:
    await _coordinator_of_school_6(town)
    await town.new_mentor.say(f"/start {await town.department.link()}")
    assert "не действует" in await town.new_mentor.last()


async def test_a_pair_is_registered_in_twelve_interactions_with_its_code_made_on_the_way(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Наставляемые")
    await coordinator.press("Новый наставляемый")
    await coordinator.say("8Б")
    await coordinator.press("Пропустить")
    await coordinator.press("Ребёнка и родителя")
    await coordinator.say("№ 31 от 1.11.2026")
    await coordinator.press("Сохранить")
    assert "Код выдан: Ш01-007" in await coordinator.last()

    coordinator.taps = 0
    await coordinator.press("Новая пара")
    await coordinator.press("педагог – ученик")
    await coordinator.press("Игорь Дубравин")
    await coordinator.press("Ш01-007")
    await coordinator.press("Готово")
    await coordinator.say("подготовить проект по физике")
    await coordinator.press("вт 24.11.2026")
    await coordinator.press("пн 31.05.2027")
    await coordinator.say("№ 60 от 20.11.2026")
    await coordinator.press("Да, все подписаны")
    await coordinator.press("Сохранить")
    assert "записана и работает" in await coordinator.last()
    assert coordinator.taps <= 12

    await town.mentor.say("/start")
    assert any("У вас новая пара" in text and "Ш01-007" in text for text in await town.mentor.heard())


async def test_an_unchanged_quarter_is_filed_in_three_taps_and_the_department_is_told(town: Town) -> None:
    await town.department.say("/start")
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Отчёт за квартал")
    await coordinator.press("Заполнить")
    coordinator.taps = 0
    await coordinator.press("Всё сразу, как в прошлый раз")
    await coordinator.press("Отправить")
    assert coordinator.taps <= 3
    assert "Отчёт подан" in await coordinator.last()
    assert "вовремя" in await coordinator.last()
    assert any("Школа № 1" in text for text in (await town.department.heard())[1:])


async def test_a_correction_takes_four_taps_and_the_value(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Отчёт за квартал")
    await coordinator.press("Заполнить")
    await coordinator.press("Всё сразу, как в прошлый раз")
    await coordinator.press("Отправить")
    coordinator.taps = 0
    await coordinator.press("Исправить")
    await coordinator.press("Изменить")
    await coordinator.press("Публикаций")
    await coordinator.say("5")
    await coordinator.press("Отправить")
    assert coordinator.taps <= 4 + 1
    assert "Исправление принято" in await coordinator.last()


async def test_a_mentor_logs_a_meeting_by_one_number(town: Town) -> None:
    await town.mentor.say("45")
    assert "Встреча записана" in await town.mentor.last()
    assert "45 минут" in await town.mentor.last()
    await town.mentor.press("Проект")
    assert "Тема: Проект" in await town.mentor.last()


async def test_reminders_come_before_the_deadline_and_stop_with_the_report(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await town.clock(to="2026-12-04T09:05:00+03:00")  # 14 days before Friday 18 December
    (reminder,) = [text for text in await coordinator.heard() if "через 14 дней" in text]
    assert "18 декабря" in reminder
    await coordinator.press("Заполнить")
    await coordinator.press("Всё сразу, как в прошлый раз")
    await coordinator.press("Отправить")
    before = await _of_the_report(coordinator)
    for day in (11, 15, 17, 18, 21):
        await town.clock(to=f"2026-12-{day}T09:05:00+03:00")
    assert await _of_the_report(coordinator) == before


async def test_the_department_sees_the_quarter_as_words_picture_and_table(town: Town) -> None:
    department = town.department
    await department.say("/start")
    await department.press("Отчёты за квартал")
    assert "IV квартал 2026" in await department.last()
    await department.press("Картинка")
    await department.press("Таблица")
    messages = await department.messages()
    (picture,) = [message["photo"]["url"] for message in messages if "photo" in message]
    (table,) = [message["document"] for message in messages if "document" in message]
    async with town.session.get(town.url + picture) as answer:
        assert (await answer.read()).startswith(PNG)
    async with town.session.get(town.url + table["url"]) as answer:
        book = openpyxl.load_workbook(io.BytesIO(await answer.read()))
    assert any("Школа № 1" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


async def test_the_group_is_bound_and_hears_the_summaries(town: Town) -> None:
    await town.department.say("/start")
    await town.group.say("/bind")
    assert "подключена" in await town.group.last()
    await town.coordinator.say("/report")
    await town.coordinator.press("Заполнить")
    await town.coordinator.press("Всё сразу, как в прошлый раз")
    await town.coordinator.press("Отправить")
    assert "Школа № 1" in await town.group.last()
