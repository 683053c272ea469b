"""Rows 5.1 and 2.6, played by their people: the department controls the year, a coordinator sees the stages."""

import io

import openpyxl

from tests.play import Town

PNG = b"\x89PNG"


async def test_the_department_controls_the_year_by_school_by_row_and_hands_it_over(town: Town) -> None:
    department = town.department
    await department.say("/start")
    await department.press("Контроль")
    assert "Контроль, 2026 год" in await department.last()
    await department.press("По школам")
    assert "Школа № 1" in await department.last()
    await department.press("Найти школу")
    await department.say("родник")
    assert "Школа № 2 «Родник»" in await department.last()
    assert "4.1 Мониторинг, IV кв. 2026: не начато" in await department.last()
    await department.press("К школам")
    await department.press("К контролю")
    await department.press("По строкам")
    await department.press("›")
    await department.press("›")
    await department.press("4.1 IV кв.")
    assert "Сделано: 0 из 6" in await department.last()

    await town.coordinator.say("/report")
    await town.coordinator.press("Заполнить")
    await town.coordinator.press("Всё сразу, как в прошлый раз")
    await town.coordinator.press("Отправить")

    await department.say("/start")
    await department.press("Контроль")
    await department.press("Полнота и сроки")
    await department.press("›")
    await department.press("›")
    assert "4.1 Мониторинг, IV кв. 2026, до пт 18.12\nСдали 1 из 6 (17 %), вовремя 1 (17 %)" in await department.last()
    await department.press("К контролю")
    await department.press("Картинка")
    await department.press("Таблица")
    messages = await department.messages()
    (picture,) = [message["photo"]["url"] for message in messages if "photo" in message]
    (table,) = [message["document"] for message in messages if "document" in message]
    async with town.session.get(town.url + picture) as answer:
        assert (await answer.read()).startswith(PNG)
    async with town.session.get(town.url + table["url"]) as answer:
        book = openpyxl.load_workbook(io.BytesIO(await answer.read()))
    assert book.sheetnames[:3] == ["Школы и строки", "Подробно", "Полнота и сроки"]


async def test_a_coordinator_and_the_department_see_the_same_stages_of_a_school(town: Town) -> None:
    coordinator, department = town.coordinator, town.department
    await coordinator.say("/start")
    await coordinator.press("Дорожная карта")
    await coordinator.press("2. Поддержка")
    await coordinator.press("2.6")
    await coordinator.press("Этапы школы")
    mine = await coordinator.last()
    assert "○ 1. Условия: не начат" in mine
    assert "● 2. База наставляемых: пройден\nкодов 6" in mine
    assert "● 4. Отбор и обучение: пройден\nсогласий 12 из 12, обучились 1" in mine

    await department.say("/start")
    await department.press("Контроль")
    await department.press("Семь этапов")
    assert "Школа № 1" in await department.last()
    await department.press("Найти школу")
    await department.say("№ 1")
    assert await department.last() == mine
