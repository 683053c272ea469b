"""Row 4.2, played by its people: what the questionnaires have shown, by the rule of five."""

import io
from typing import Any

import openpyxl

from tests import answered
from tests.answered import after, marks
from tests.play import Player, Town

PNG = b"\x89PNG"


async def fill(town: Town, school: int, many: int, later: dict[str, int | bool], **how: Any) -> None:
    """So many more mentees (or mentors) of a school answer after, all alike; each gave fives before."""
    assert town.demo.app
    async with town.demo.app.database.transaction() as db:
        by = int(await db.value("SELECT min(id) FROM people"))
        school_id = int(await db.value("SELECT id FROM schools WHERE number = :number", number=school))
        for _ in range(many):
            await answered.answer(db, school_id, by, marks(5), later, **how)


async def nobody_has_answered(town: Town) -> None:
    """Whatever the sample comes with."""
    assert town.demo.app
    async with town.demo.app.database.transaction() as db:
        await db.run("DELETE FROM sheet_links")
        await db.run("DELETE FROM sheets")


async def results(player: Player) -> str:
    await player.say("/start")
    await player.press("Итоги анкет")
    return await player.last()


async def file(town: Town, player: Player, kind: str) -> bytes:
    newest = [message[kind]["url"] for message in await player.messages() if kind in message][-1]
    async with town.session.get(town.url + newest) as answer:
        return await answer.read()


async def test_a_coordinator_sees_nothing_of_four_answers_and_the_results_of_five(town: Town) -> None:
    coordinator = town.coordinator
    await nobody_has_answered(town)
    assert "Анкет после пока никто не заполнил" in await results(coordinator)

    await fill(town, 1, 4, after(8, competence=9))
    four = await results(coordinator)
    assert "Ответили после: 4\n\nРезультаты показываем от 5 ответов, чтобы никого нельзя было узнать." in four
    assert "→" not in four
    assert "%" not in four

    await fill(town, 1, 1, after(8, competence=4, marks=False))
    five = await results(coordinator)
    assert "Удовлетворены: 5 из 5 (100 %)" in five
    assert "Умения: 5,0 → 8,0, +3,0 ±2,2" in five  # changes 4 4 4 4 −1
    assert "Польза программы: 5,0 → 8,0, +3,0 ±0,0" in five
    assert "Стали лучше учиться: 4 из 5 (80 %)" in five

    await coordinator.press("Картинка")
    assert (await file(town, coordinator, "photo")).startswith(PNG)
    await coordinator.press("Наставники")
    assert any(
        "II полугодие 2026, наставники" in said and "Анкет после за это время нет" in said
        for said in await coordinator.heard()
    )


async def test_the_sixth_answer_changes_nothing_until_five_more_have_come(town: Town) -> None:
    """Else whoever looks before and after would know it."""
    coordinator = town.coordinator
    await nobody_has_answered(town)
    await fill(town, 1, 5, after(8))
    before = await results(coordinator)
    await fill(town, 1, 1, after(1, marks=False))
    sixth = await results(coordinator)
    assert "Ещё 1 ответ не посчитан: ответы входят в итог по 5, чтобы никого нельзя было узнать." in sixth

    def figures(text: str) -> list[str]:
        return [line for line in text.splitlines() if "→" in line or " из " in line]

    assert figures(before) == figures(sixth)
    await fill(town, 1, 4, after(1, marks=False))
    assert "В целом: 5,0 → 4,5, −0,5 ±3,7" in await results(coordinator)


async def test_the_department_reads_all_schools_and_each_and_cannot_subtract_the_small_one(town: Town) -> None:
    department = town.department
    await nobody_has_answered(town)
    await fill(town, 1, 5, after(8))
    await fill(town, 2, 10, after(9, overall=6))
    await fill(town, 3, 4, after(2))
    said = await results(department)
    assert "Итоги анкет: Все школы" in said
    assert "Удовлетворены: 5 из 15 (33 %)" in said
    assert "Ещё 4 ответа не посчитаны: войдут в итог после конца полугодия." in said
    assert "Умения: 5,0 → 8,7, +3,7 ±0,5" in said

    await department.press("По школам")
    listed = await department.last()
    assert "Школа № 1: удовлетворены 5 из 5 (100 %)" in listed
    assert "Школа № 2 «Родник»: удовлетворены 0 из 10 (0 %)" in listed
    assert "Гимназия № 3: 4 ответа, показываем от 5" in listed
    assert "Школа № 4 «Заречная»: ответов нет" in listed
    await department.press("Гимназия № 3")
    small = await department.last()
    assert "Результаты показываем от 5 ответов" in small
    assert "→" not in small
    await department.press("К школам")
    await department.press("Найти школу")
    await department.say("родник")
    assert "Итоги анкет: Школа № 2 «Родник»" in await department.last()

    await results(department)
    await department.press("Таблица .xlsx")
    book = openpyxl.load_workbook(io.BytesIO(await file(town, department, "document")))
    assert book.sheetnames == ["Изменения", "Ответы", "Как посчитано"]
    rows = {tuple(row[:3]): row[3:] for row in book["Изменения"].iter_rows(values_only=True)}
    assert rows["Все школы вместе", "Наставляемые", "Умения"] == (19, 0, 15, 5, 8.7, 3.7, 0.5, "да")
    assert rows["Гимназия № 3", "Наставляемые", "Умения"][:7] == (4, 0, 0, None, None, None, None)
    note = "\n".join(str(row[0]) for row in book["Как посчитано"].iter_rows(values_only=True))
    assert "Правило пяти" in note

    await town.clock(to="2027-01-11T06:00:00+00:00")  # the half-year is over, and four are still four
    said = await results(department)
    assert "Удовлетворены: 5 из 15 (33 %)" in said
    await fill(town, 4, 1, after(2))
    said = await results(department)
    assert "Удовлетворены: 5 из 20 (25 %)" in said, "five of two schools together are told, in the sum alone"
    await department.press("2026 год")
    assert "Удовлетворены: 5 из 20 (25 %)" in await department.last()


async def test_satisfied_people_are_indicators_with_targets(town: Town) -> None:
    department = town.department
    await nobody_has_answered(town)
    await fill(town, 1, 4, after(7))
    await fill(town, 2, 1, after(6))
    await fill(town, 2, 5, after(7), side="mentor")

    async def indicators() -> str:
        await department.say("/start")
        await department.press("Документы")
        await department.press("Показатели")
        return await department.last()

    assert "Удовлетворённые наставляемые\nпришло 5 ответов: мало, из школы считаем от 5" in await indicators()
    await department.press("Задать цели")
    for _ in range(5):
        await department.press("Пропустить")
    await department.say("90")
    await department.press("Пропустить")
    await department.press("Сохранить")
    assert "Удовлетворённые наставники\n100 % (5 из 5), цель 90 % достигнута" in await indicators()
    await fill(town, 1, 1, after(6))
    assert "Удовлетворённые наставляемые\n80 % (4 из 5, ещё 1 ждёт), цели нет" in await indicators()
    await department.press("Картинка")
    assert (await file(town, department, "photo")).startswith(PNG)


async def test_the_sample_has_results_to_look_at(town: Town) -> None:
    """Of ten, of seven (five of them shown) and of three pairs: together twenty, once their half-year is over."""
    department = town.department
    said = await results(department)
    assert "I полугодие 2026, наставляемые" in said
    assert "Ответили после: 20\n" in said
    assert "Сравнили до и после: 20\n" in said
    await department.press("По школам")
    listed = await department.last()
    assert "Школа № 2 «Родник»: 3 ответа, показываем от 5" in listed
    assert "Школа № 4 «Заречная»: удовлетворены" in listed
