"""What the schools keep (rows 1.7, 2.1–2.4, 3.1), played over HTTP by those who keep and read it."""

import io

import openpyxl

from tests.play import Player, Town


async def _row(player: Player, section: str, row: str) -> None:
    """The way through the roadmap."""
    await player.say("/start")
    await player.press("Дорожная карта")
    await player.press(section)
    await player.press(row)


async def _partner(player: Player, name: str, until: str) -> None:
    await player.press("Добавить")
    for words in (name, "12/26", "24.11.2025", until):
        await player.say(words)
    await player.press("Да")
    await player.send("document")
    await player.press("Сохранить")


async def test_an_agreement_is_kept_with_its_paper_reminded_of_and_prolonged(town: Town) -> None:
    coordinator = town.coordinator
    await _row(coordinator, "1. ", "1.7")
    assert "Соглашений: действует 0" in await coordinator.last()
    await coordinator.press("Партнёры")
    await _partner(coordinator, "Завод «Пример»", "25.12.2026")
    assert "Соглашение записано" in await coordinator.last()
    await town.clock(to="2026-11-25T08:30:00+03:00")
    assert not any("Скоро истекают" in said for said in await coordinator.heard())
    await town.clock(to="2026-11-25T09:05:00+03:00")  # 30 days before its last day
    (reminder,) = [said for said in await coordinator.heard() if "Скоро истекают" in said]
    assert "Завод «Пример»: до пт, 25 декабря 2026" in reminder
    await town.clock(to="2026-11-26T09:05:00+03:00")
    assert len([said for said in await coordinator.heard() if "Скоро истекают" in said]) == 1
    await coordinator.press("Завод «Пример»", index=-1)
    await coordinator.press("Продлить")
    await coordinator.press("сб 25.12.2027")
    assert "Продлено" in await coordinator.last()
    await town.clock(to="2026-12-28T09:05:00+03:00")
    assert not any("истекли" in said for said in await coordinator.heard())


async def test_an_agreement_that_was_left_to_end_is_told_of_the_day_after(town: Town) -> None:
    coordinator = town.coordinator
    await _row(coordinator, "2. ", "2.1")
    await coordinator.press("Партнёры")
    await _partner(coordinator, "Музей «Пример»", "30.11.2026")
    await town.clock(to="2026-11-25T09:05:00+03:00")
    await town.clock(to="2026-12-01T09:05:00+03:00")
    assert sum("Музей «Пример»: было до пн, 30 ноября 2026" in said for said in await coordinator.heard()) == 1
    await coordinator.press("Музей «Пример»")
    await coordinator.press("Завершить")
    await coordinator.press("вт 01.12.2026")
    await coordinator.say("продлевать не стали")
    await coordinator.press("Завершить")
    assert "Состояние: завершено" in await coordinator.last()
    await coordinator.press("История")
    assert "Анна Рябинина" in await coordinator.last()


async def test_the_list_is_confirmed_in_one_tap_and_the_department_has_it_as_a_table(town: Town) -> None:
    coordinator, department = town.coordinator, town.department
    await _row(coordinator, "2. ", "2.2")
    assert "ещё не подтверждён" in await coordinator.last()
    await coordinator.press("Партнёры")
    await _partner(coordinator, "Завод «Пример»", "31.08.2027")
    await coordinator.press("К списку")
    coordinator.taps = 0
    await coordinator.press("Перечень верен")
    assert coordinator.taps == 1
    assert "подтверждён вт 24.11: 1 соглашение" in await coordinator.last()

    await _row(department, "2. ", "2.2")
    assert "подтвердили: 2 из 6" in await department.last()
    await department.press("Партнёры школ")
    assert "1. Школа № 1 · ✓ 1" in await department.labels()
    await department.press("Таблица")
    (table,) = [message["document"] for message in await department.messages() if "document" in message]
    async with town.session.get(town.url + table["url"]) as answer:
        book = openpyxl.load_workbook(io.BytesIO(await answer.read()))
    assert [cell.value for cell in book["Партнёры"][2]][:4] == [1, "Школа № 1", "Завод «Пример»", "12/26"]
    await department.press("Найти")
    await department.say("пример")
    await department.press("1. Завод «Пример»")
    assert "Школа № 1" in await department.last()


async def test_a_material_is_put_in_and_found_by_words_and_by_tag(town: Town) -> None:
    coordinator, mentor, department = town.coordinator, town.mentor, town.department
    await _row(coordinator, "2. ", "2.3")
    await coordinator.press("Материалы")
    await coordinator.press("Добавить")
    await coordinator.say("Ёмкая памятка наставнику")
    await coordinator.say("Одна страница перед первой встречей")
    await coordinator.say("Памятка, первая встреча")
    await coordinator.press("Ссылка")
    await coordinator.say("school1.example/pamyatka?utm_source=bot")
    await coordinator.press("Опубликовать")
    assert "Материал опубликован" in await coordinator.last()

    await mentor.say("/start")
    await mentor.press("Материалы")
    await mentor.press("Найти")
    await mentor.say("ПАМ ЕМК")
    await mentor.press("Ёмкая памятка")
    card = await mentor.last()
    assert "https://school1.example/pamyatka?utm_source=bot" in card
    assert "Школа № 1" in card
    assert "Рябинина" not in card

    await _row(department, "2. ", "2.3")
    await department.press("Материалы")
    await department.press("Метки")
    await department.press("первая встреча · 2")
    assert "Ёмкая памятка наставнику" in await department.labels()

    await coordinator.press("Снять")
    await coordinator.press("Снять")
    await mentor.say("/start")
    await mentor.press("Материалы")
    assert "2 материала" in await mentor.last()
    assert "Ёмкая памятка наставнику" not in await mentor.labels()


async def test_publications_are_counted_for_the_report(town: Town) -> None:
    coordinator, department = town.coordinator, town.department
    await _row(coordinator, "2. ", "2.4")
    await coordinator.press("Публикации")
    for title in ("Как мы начали", "Первые встречи"):
        await coordinator.press("Добавить")
        await coordinator.press("вт 24.11.2026")
        await coordinator.say(title)
        await coordinator.press("Сайт школы")
        await coordinator.say(f"https://school1.example/{len(title)}?utm_source=vk")
        await coordinator.say("150")
        await coordinator.press("Сохранить")
        await coordinator.press("К списку")
    assert "За IV квартал 2026: 2" in await coordinator.last()

    await coordinator.press("В меню")
    await coordinator.press("Отчёт за квартал")
    await coordinator.press("Заполнить")
    await coordinator.press("Всё сразу, как в прошлый раз")
    assert "Публикаций: 2 (было" in await coordinator.last()
    await coordinator.press("Изменить")
    await coordinator.press("Публикаций")
    await coordinator.say("7")
    assert "Публикаций: в журнале 2, в отчёте 7. Исправить?" in await coordinator.last()

    await _row(department, "2. ", "2.4")
    assert "Публикаций за IV квартал 2026: 4" in await department.last()
    await department.press("Публикации школ")
    assert "Школ с публикациями: 2 из 6" in await department.last()


async def test_a_fault_is_reported_in_two_taps_answered_and_opened_again(town: Town) -> None:
    coordinator, department = town.coordinator, town.department
    await department.say("/start")
    await _row(coordinator, "3. ", "3.1")
    coordinator.taps = 0
    await coordinator.press("Сообщить о сбое")
    await coordinator.press("Не открывается")
    assert coordinator.taps == 2
    assert any("Сбой в «Навигаторе»" in said and "Школа № 1" in said for said in await department.heard())
    await coordinator.press("Добавить слова")
    await coordinator.say("белая страница после входа")
    assert any("белая страница" in said for said in await department.heard())

    await _row(department, "3. ", "3.1")
    assert "Открытых сбоев: 2" in await department.last()
    await department.press("Сбои в «Навигаторе»")
    await department.press("24.11 · 1. Не открывается")
    await department.press("Закрыть с ответом")
    await department.say("оператор исправил")
    assert any("закрыт" in said and "оператор исправил" in said for said in await coordinator.heard())

    await coordinator.press("Не исправлено")
    assert "Открыто снова" in await coordinator.last()
    assert any("Сбой не исправлен" in said for said in await department.heard())
    await coordinator.press("История")
    history = await coordinator.last()
    assert "оператор исправил" in history
    assert "Не исправлено, открыто снова" in history
