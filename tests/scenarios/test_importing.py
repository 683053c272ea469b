"""Tables played over HTTP: the department's whole town, a coordinator's own school, files made to do harm."""

import asyncio
import io
import time
from typing import Any

import openpyxl
import pytest

from tests.play import Player, Town
from tests.views.workbooks import rebuilt, workbook

PAPER = "№ 12 от 01.09.2026"
KIND = "Ребёнка и родителя"


def town_table(goal: str = "выбрать профессию") -> bytes:
    return workbook(
        schools=[[1, "Школа № 1"], [60, "Интернат"]],
        mentors=[[60, None, "Взрослый", "Соснин Роман", "библиотека", PAPER], [60, None, "Ученик", None, "10А", PAPER]],
        mentees=[[60, None, n, "8Б", None, KIND, PAPER] for n in range(1, 5)],
        pairs=[
            [60, "педагог – ученик", "Соснин Роман", "1, 2", goal, "01.10.2026", "31.05.2027", None, "да"],
            [60, "ученик – ученик", "Ш60-Н02", 3, goal, "01.10.2026", "31.05.2027", None, "нет"],
        ],
    )


async def begin(player: Player) -> None:
    await player.say("/start")
    await player.press("Загрузить таблицу")
    await player.press("Загрузить таблицу")


async def counts(town: Town) -> dict[str, int]:
    assert town.demo.app
    tables = ("schools", "mentors", "mentees", "pairs", "pair_mentees", "pair_events")
    async with town.demo.app.database.transaction() as db:
        return {table: int(await db.value(f"SELECT count(*) FROM {table}")) for table in tables}


async def file_of(town: Town, player: Player) -> Any:
    """The newest table that came into the chat."""
    sent = [one["document"] for one in await player.messages() if one["from"]["bot"] and "document" in one]
    async with town.session.get(town.url + sent[-1]["url"]) as answer:
        return openpyxl.load_workbook(io.BytesIO(await answer.read()))


async def test_the_department_takes_a_town_from_one_table_and_a_second_time_nothing_is_doubled(town: Town) -> None:
    department = town.department
    before = await counts(town)
    await begin(department)
    await department.attach("город.xlsx", town_table())
    preview = await department.last()
    assert "Школы: добавится 1, без изменений 1" in preview
    assert "Наставляемые: добавится 4" in preview
    assert "1 новая пара – черновиком" in preview
    assert await counts(town) == before
    await department.press("Записать")
    assert "Таблица записана" in await department.last()
    after = await counts(town)
    assert {key: after[key] - before[key] for key in after} == {
        "schools": 1, "mentors": 2, "mentees": 4, "pairs": 2, "pair_mentees": 3, "pair_events": 2,
    }  # fmt: skip
    await department.press("Коды по строкам")
    book = await file_of(town, department)
    codes = [[cell.value for cell in row] for row in book["Наставляемые"].iter_rows()]
    assert codes[1] == [2, 1, "Ш60-001", "новый"]
    assert codes[4] == [5, 4, "Ш60-004", "новый"]

    await begin(department)
    await department.attach("город.xlsx", town_table())
    assert "Всё уже так и записано" in await department.last()
    await begin(department)
    await department.attach("город.xlsx", town_table("поступить в колледж"))
    assert "Пары: изменится 2" in await department.last()
    await department.press("Записать")
    assert await counts(town) == after


async def test_one_wrong_cell_keeps_the_whole_table_out_and_is_told_with_its_place(town: Town) -> None:
    coordinator = town.coordinator
    before = await counts(town)
    await begin(coordinator)
    table = workbook(mentees=[[1, None, 1, "8Б", None, KIND, PAPER], [1, None, 2, "8Б", "Петров Миша", KIND, PAPER]])
    await coordinator.attach("школа.xlsx", table)
    said = await coordinator.last()
    assert "Таблица не принята: 1 замечание" in said
    assert "Наставляемые, E3" in said
    assert "имя человека" in said
    assert "Петров" not in said
    await coordinator.press("Все замечания файлом")
    book = await file_of(town, coordinator)
    assert [cell.value for cell in book["Замечания"][2]][:2] == ["Наставляемые", "E3"]
    assert "Петров" not in str([[cell.value for cell in row] for row in book["Замечания"].iter_rows()])
    assert await counts(town) == before


async def test_a_coordinator_fills_in_the_template_for_their_own_school(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Загрузить таблицу")
    await coordinator.press("Скачать шаблон")
    book = await file_of(town, coordinator)
    assert book.sheetnames == ["Наставники", "Наставляемые", "Пары", "Как заполнять"]
    page = book["Наставляемые"]
    titles = [cell.value for cell in page[1]]
    page.append([{"№ в вашем списке *": 7, "Класс или год рождения *": "9А"}.get(title) for title in titles])
    filled = io.BytesIO()
    book.save(filled)
    await coordinator.press("Загрузить таблицу")
    await coordinator.attach("мой.xlsx", filled.getvalue())
    assert "Наставляемые: добавится 1" in await coordinator.last()
    await coordinator.press("Не надо")
    assert "Ничего не записано" in await coordinator.last()
    await begin(coordinator)
    await coordinator.attach("чужой.xlsx", workbook(mentees=[[2, None, 7, "9А", None, None, None]]))
    assert "Чужие не загружаются" in await coordinator.last()


async def test_harmful_and_wrong_files_are_refused_with_a_sentence(town: Town) -> None:
    coordinator = town.coordinator
    before = await counts(town)
    honest = town_table()
    for name, content, words in (
        ("бомба.xlsx", rebuilt(honest, {f"xl/media/{n}.png": b"\0" * (30 << 20) for n in range(3)}), "слишком много"),
        ("ссылки.xlsx", rebuilt(honest, {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "ссылается на другие"),
        ("макросы.xlsx", rebuilt(honest, {"xl/vbaProject.bin": b"x"}), "макросы"),
        ("формулы.xlsx", workbook(mentees=[[1, None, 1, "=1+1", None, None, None]]), "формула"),
        ("приказ.pdf", b"%PDF-1.7 order", "не таблица"),
    ):
        await begin(coordinator)
        await coordinator.attach(name, content)
        assert any(words in said for said in (await coordinator.heard())[-2:]), (name, await coordinator.heard())
    assert await counts(town) == before


async def test_somebody_elses_import_cannot_be_confirmed_and_an_old_preview_writes_nothing(town: Town) -> None:
    department, coordinator = town.department, town.coordinator
    await begin(department)
    await department.attach("город.xlsx", town_table())
    before = await counts(town)
    await coordinator.say("/start")
    message = (await coordinator.messages())[-1]["message_id"]
    for verb in ("im.go:1", "im.no:1", "im.report:1"):
        await coordinator.press_data(message, verb, force=True)
        assert "Этого здесь нет" in await coordinator.last()
    await begin(department)
    await department.attach("город.xlsx", town_table("другая"))
    await department.press_data(message, "im.go:1", force=True)
    assert "Этого здесь нет" in await department.last()
    assert await counts(town) == before


async def test_when_the_registry_changes_before_the_yes_the_new_consequences_are_asked_about(town: Town) -> None:
    department = town.department
    await begin(department)
    await department.attach("город.xlsx", town_table())
    assert town.demo.app
    async with town.demo.app.database.transaction() as db:
        await db.run("INSERT INTO schools (number, name, created_at) VALUES (60, 'Интернат', '2026-01-12')")
    before = await counts(town)
    await department.press("Записать")
    assert "реестр изменился" in await department.last()
    assert "Школы: без изменений 2" in await department.last()
    assert await counts(town) == before
    await department.press("Записать")
    assert (await counts(town))["mentees"] == before["mentees"] + 4


async def test_five_thousand_rows_are_taken_while_others_are_answered(town: Town) -> None:
    department, coordinator = town.department, town.coordinator
    table = workbook(
        mentees=[[1, None, n, "8Б", "подтянуть математику", KIND, f"№ {n} от 01.09.2026"] for n in range(1, 5001)]
    )
    before = await counts(town)
    await coordinator.say("/start")
    await begin(department)
    sent = asyncio.create_task(department.attach("большая.xlsx", table))
    longest = 0.0
    for _ in range(12):
        begun = time.monotonic()
        await town.post("say", {"person": coordinator.id, "chat": coordinator.chat, "text": "/help"})
        heard = len(await coordinator.messages())
        while len(await coordinator.messages()) == heard and time.monotonic() - begun < 5:
            await asyncio.sleep(0.02)
        longest = max(longest, time.monotonic() - begun)
        if sent.done():
            break
    await sent
    assert longest < 2
    said = await department.heard()
    assert any("Таблица проверена" in one or "добавится 5 000" in one for one in said)
    assert sum("Проверяю таблицу" in one or "Таблица проверена" in one for one in said) <= 1
    begun = time.monotonic()
    await department.press("Записать")
    assert time.monotonic() - begun < 5
    assert (await counts(town))["mentees"] == before["mentees"] + 5000


@pytest.mark.parametrize("data", ["im.open", "im.template", "im.go:1", "f.n:import:new"])
async def test_a_mentor_takes_no_tables(town: Town, data: str) -> None:
    await town.mentor.say("/start")
    message = (await town.mentor.messages())[-1]["message_id"]
    await town.mentor.press_data(message, data, force=True)
    assert "устарела" in await town.mentor.last() or "Этого здесь нет" in await town.mentor.last()
