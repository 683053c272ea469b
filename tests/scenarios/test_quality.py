"""Row 4.2 over HTTP: a coordinator files a half-year from what is counted, the department reviews it and hands over."""

import io

import docx
import openpyxl

from tests.halves import answered
from tests.play import AUTUMN, Player, Town


async def _questionnaires(town: Town, people: int) -> None:
    """So many pairs of school 1 have answered before and after."""
    assert town.demo.app is not None
    async with town.demo.app.database.transaction("play") as db:
        school, by = (
            await db.value("SELECT id FROM schools WHERE number = 1"),
            await db.value("SELECT min(id) FROM people"),
        )
        await answered(db, int(school), int(by), AUTUMN, people)


async def _open(coordinator: Player) -> None:
    await coordinator.say("/start")
    await coordinator.press("Оценка полугодия")
    await coordinator.press("Заполнить")


async def _file(town: Town, player: Player) -> bytes:
    found = [message["document"]["url"] for message in await player.messages() if "document" in message]
    async with town.session.get(town.url + found[-1]) as answer:
        return await answer.read()


async def test_a_half_year_is_filed_from_what_is_counted_returned_corrected_and_accepted(town: Town) -> None:
    await _questionnaires(town, 6)
    await town.department.say("/start")
    coordinator, department = town.coordinator, town.department
    coordinator.taps = 0
    await _open(coordinator)
    assert "Анкет и до, и после: 6. Бот уже посчитал." in await coordinator.last()
    await coordinator.press("Всё сразу, как посчитано")
    review = await coordinator.last()
    assert "Мотивация наставляемых: 5,0 → 7,0, анкет 5" in review
    assert "Довольны наставники: 5 из 5" in review
    assert "Слабые стороны: Не хватает наставников, Мало времени на встречи" in review, "as half a year ago"
    await coordinator.press("Изменить")
    await coordinator.press("Риски")
    await coordinator.press("Далеко добираться")
    await coordinator.press("Готово")
    await coordinator.press("Отправить")
    assert coordinator.taps <= 9
    receipt = await coordinator.last()
    assert "Отчёт подан" in receipt
    assert "Номер: 2026-H2/" in receipt
    assert "вовремя" in receipt
    assert any("Оценка качества программ · II полугодие 2026" in text for text in await department.heard())

    await department.say("/start")
    await department.press("Оценки полугодия")
    assert "Подано: 1 из 6" in await department.last()
    await department.press("Проверка: 1")
    await department.press("Школа № 1")
    await department.press("Вернуть")
    await department.press("›")
    await department.press("›")
    await department.press("Риски:")
    await department.press("Готово")
    await department.say("Что с автобусом?")
    await department.press("Вернуть")
    assert "Что с автобусом?" in await coordinator.last()

    coordinator.taps = 0
    await coordinator.press("Исправить: Риски")
    assert "Замечание: Что с автобусом?" in await coordinator.last()
    await coordinator.press("✓ Далеко")
    await coordinator.press("Готово")
    await coordinator.press("Отправить")
    assert coordinator.taps <= 4
    assert "Исправление принято" in await coordinator.last()

    await department.say("/start")
    await department.press("Оценки полугодия")
    await department.press("Проверка: 1")
    await department.press("Школа № 1")
    assert "Что с автобусом?" in await department.last()
    await department.press("Принять")
    assert any("Отчёт принят" in text for text in await coordinator.heard())
    await coordinator.say("/start")
    await coordinator.press("Поданные отчёты")
    await coordinator.press("II полугодие 2026")
    assert "Отчёт принят" in await coordinator.last()
    await coordinator.press("Квитанция .docx")
    paper = docx.Document(io.BytesIO(await _file(town, coordinator)))
    assert "Оценка качества программ, II полугодие 2026 года" in "\n".join(one.text for one in paper.paragraphs)


async def test_with_four_answers_nothing_is_shown_and_the_reason_goes_along(town: Town) -> None:
    await _questionnaires(town, 4)
    coordinator = town.coordinator
    await _open(coordinator)
    assert "Анкет и до, и после: 4. Считаем от 5" in await coordinator.last()
    await coordinator.say("5 7 4")
    assert "Меньше 5 ответов в отчёт не берём" in await coordinator.last()
    await coordinator.press("Всё сразу, как посчитано")
    review = await coordinator.last()
    assert "→" not in review
    assert "Почему не всё посчитано: Анкет меньше пяти" in review
    assert "Пропущено: 16 вопросов" in review


async def test_an_unchanged_half_year_is_filed_in_three_taps(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Оценка полугодия")
    coordinator.taps = 0
    await coordinator.press("Заполнить")
    await coordinator.press("Всё сразу, как посчитано")
    await coordinator.press("Отправить")
    assert coordinator.taps <= 3
    assert "Отчёт подан" in await coordinator.last()


async def test_a_half_year_is_reminded_of_until_it_is_filed(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await town.clock(to="2026-12-11T09:05:00+03:00")  # 14 days before Friday 25 December
    assert "Оценка качества программ · II полугодие 2026" in "\n".join(await coordinator.heard())
    await _open(coordinator)
    await coordinator.press("Всё сразу, как посчитано")
    await coordinator.press("Отправить")
    await town.clock(to="2026-12-18T09:05:00+03:00")
    assert "полугодие" not in (await coordinator.heard())[-1]


async def test_the_department_hands_over_the_note_of_a_half_year(town: Town) -> None:
    department = town.department
    await department.say("/start")
    await department.press("Документы")
    await department.press("Справка за полугодие")
    await department.press("I полугодие 2026")
    note = docx.Document(io.BytesIO(await _file(town, department)))
    said = "\n".join(one.text for one in note.paragraphs)
    assert "Подано отчётов: 5 из 5" in said
    assert "Дом творчества «Радуга»: наставники от завода заняты до вечера" in said
    assert len(note.inline_shapes) == 6
    await department.say("/start")
    await department.press("Оценки полугодия")
    await department.press("‹ I полугодие 2026")
    await department.press("Таблица")
    book = openpyxl.load_workbook(io.BytesIO(await _file(town, department)))
    assert {"Рост", "Доли", "SWOT", "Как посчитано"} <= set(book.sheetnames)
