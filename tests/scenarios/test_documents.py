"""Documents of rows 1.3, 1.8 and 4.1, bases and calendars, fetched over HTTP as their people would."""

from io import BytesIO
from typing import Any

import docx
import openpyxl
from icalendar import Calendar

from tests.play import Player, Town


async def fetched(town: Town, who: Player) -> tuple[str, BytesIO]:
    """The newest document in this chat."""
    found: list[dict[str, Any]] = [one["document"] for one in await who.messages() if "document" in one]
    async with town.session.get(town.url + found[-1]["url"]) as answer:
        assert answer.status == 200
        return found[-1]["name"], BytesIO(await answer.read())


def words_of(content: BytesIO) -> str:
    book = docx.Document(content)
    cells = (cell.text for table in book.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in book.paragraphs), *cells]).replace("\u00a0", " ")


async def test_row_4_1_the_department_hands_over_the_material_of_a_quarter(town: Town) -> None:
    department = town.department
    await department.say("/start")
    await department.press("Дорожная карта")
    await department.press("4. ")
    await department.press("4.1 ")
    await department.press("Материал за квартал")
    await department.press("III квартал 2026")
    name, content = await fetched(town, department)
    assert name == "Мониторинг наставничества за III квартал 2026.docx"
    said = words_of(content)
    assert "Подано отчётов: 6 из 6 (100 %)" in said
    assert "Школа № 4 «Заречная»" in said


async def test_row_5_1_the_department_hands_over_the_control_material(town: Town) -> None:
    department = town.department
    await department.say("/start")
    await department.press("Дорожная карта")
    await department.press("5. ")
    await department.press("5.1 ")
    await department.press("Контрольный материал")
    name, content = await fetched(town, department)
    assert name == "Контрольный материал, 2026 год.docx"
    said = words_of(content)
    assert "Школ в перечне: 6." in said
    assert "4.1 Мониторинг, III кв. 2026" in said


async def test_row_1_3_the_department_makes_the_letter_with_the_list_of_schools(town: Town) -> None:
    department = town.department
    await department.say("/start")
    await department.press("Дорожная карта")
    await department.press("1. ")
    await department.press("1.3 ")
    await department.press("Перечень письмом")
    name, content = await fetched(town, department)
    assert name == "Перечень школ.docx"
    said = words_of(content)
    assert "Всего в перечне: 6 организаций." in said
    assert "Анна Рябинина" in said


async def test_row_1_8_a_coordinator_thanks_one_mentor_and_the_department_all(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Документы")
    await coordinator.press("Письма наставникам")
    await coordinator.press("Игорь Дубравин")
    await coordinator.press("Готово")
    name, content = await fetched(town, coordinator)
    assert name == "Благодарность, Игорь Дубравин.docx"
    said = words_of(content)
    assert "Школа № 1 благодарит Вас" in said
    assert "Вы провели 2 встречи: это 2 часа." in said  # twice 45 minutes
    department = town.department
    await department.say("/start")
    await department.press("Документы")
    await department.press("Письма наставникам")
    await department.press("Всех школ: 47")
    _, content = await fetched(town, department)
    assert words_of(content).count("Благодарственное письмо") == 47


async def test_a_coordinator_takes_the_bases_the_key_the_receipt_and_the_calendar(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Документы")
    await coordinator.press("Базы школы")
    name, content = await fetched(town, coordinator)
    assert name == "Базы школы.xlsx"
    assert openpyxl.load_workbook(content).worksheets[0].max_row == 1 + 6
    await coordinator.press("Ключ кодов")
    _, content = await fetched(town, coordinator)
    assert openpyxl.load_workbook(content).worksheets[0]["A2"].value == "Ш01-001"
    await coordinator.press("Календарь сроков")
    name, content = await fetched(town, coordinator)
    assert name == "Сроки.ics"
    summaries = [str(event["summary"]) for event in Calendar.from_ical(content.read()).walk("VEVENT")]
    assert "Срок 4.1 Мониторинг: IV квартал 2026" in summaries
    await coordinator.press("Квитанции отчётов")
    await coordinator.press("III квартал 2026")
    await coordinator.press("Квитанция .docx")
    _, content = await fetched(town, coordinator)
    assert "Школа № 1" in words_of(content)


async def test_the_department_sets_a_target_and_gets_the_picture(town: Town) -> None:
    department = town.department
    await department.say("/start")
    await department.press("Документы")
    await department.press("Показатели")
    await department.press("Задать цели")
    await department.press("70")
    for _ in range(6):
        await department.press("Пропустить")
    await department.press("Сохранить")
    await department.press("Показатели")
    assert "цель 70 % пока не достигнута" in await department.last()
    await department.press("Картинка")
    pictures = [one["photo"]["url"] for one in await department.messages() if "photo" in one]
    async with town.session.get(town.url + pictures[-1]) as answer:
        assert (await answer.read()).startswith(b"\x89PNG")
