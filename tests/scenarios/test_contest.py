"""Row 3.3, the contest of best practices from its call to its results and another look, played over HTTP."""

import io

import openpyxl

from tests.play import Player, Town


def _school(town: Town, person: int) -> Player:
    return Player(town, person, person)


async def _open_row(player: Player) -> None:
    await player.say("/start")
    for label in ("Дорожная карта", "3. ", "3.3 ", "Конкурс практик"):
        await player.press(label)


async def _called(town: Town) -> Player:
    department = town.department
    await _open_row(department)
    await department.press("Подготовить конкурс")
    await department.say("Лучшие практики 2026")
    await department.press("Пропустить")
    await department.say("Новизна\nРезультат")
    await department.say("11.12.2026")
    await department.press("Сохранить")
    await department.press("Объявить")
    await department.press("Отправить: 5")
    return department


async def _apply(player: Player, title: str) -> None:
    await player.press("Подать заявку")
    await player.press("Подать заявку")
    await player.say(title)
    await player.say("Пары готовили проекты весь год и защитили их.")
    await player.send("document")
    await player.press("Пропустить")
    await player.press("Подать заявку")
    assert "Заявка подана" in await player.last()


async def _score(player: Player, scores: tuple[int, int], entry: str) -> None:
    await player.press("Оценить заявки")
    await player.press(entry)
    await player.press("Новизна")
    for score in scores:
        await player.press(str(score))


async def test_from_the_call_to_the_results(town: Town) -> None:
    department = await _called(town)
    first, second, third = _school(town, 201), _school(town, 211), _school(town, 212)
    await _apply(first, "Проектная пара")
    await _apply(second, "Клуб наставников")

    await _open_row(department)
    await department.press("Жюри")
    for name in ("Анна Рябинина", "Сергей Ивушкин", "Ольга Берёзкина"):
        await department.press(name)
    await department.press("Готово")
    await department.press("Сохранить")
    assert "Вы в жюри" in await third.last()
    await _open_row(third)
    assert "Оценить заявки" not in await third.labels()

    await town.clock(to="2026-12-12T09:10:00+03:00")
    assert "Заявок для вас: 2" in await third.last()
    await _open_row(first)
    assert "Изменить заявку" not in await first.labels()
    await first.press("Оценить заявки")
    assert [label for label in await first.labels() if "0/2" in label] == ["2. Клуб наставников · 0/2"]

    await _score(first, (8, 7), "2. ")
    await _score(third, (9, 9), "1. ")
    await _score(third, (9, 10), "2. ")
    await _score(department, (8, 9), "1. ")

    await _open_row(department)
    await department.press("Кто сколько оценил")
    assert "Анна Рябинина: 1 из 1" in await department.last()
    assert "Ольга Берёзкина: 1 из 2" in await department.last()
    await department.press("К конкурсу")
    await department.press("Подвести итоги")
    assert "Оценили не всё: Ольга Берёзкина" in await department.last()
    await department.press("Подвести итоги")
    # 1: (18 + 17) / 2 = 17,5; 2: (15 + 19) / 2 = 17
    assert "Место: 1" in await first.last()
    assert "Средний балл: 17,5 из 20" in await first.last()
    assert "Место: 2" in await second.last()
    assert "17,5" not in await second.last()

    await department.press("Таблица")
    (table,) = [m["document"] for m in await department.messages() if "document" in m]
    async with town.session.get(town.url + table["url"]) as answer:
        book = openpyxl.load_workbook(io.BytesIO(await answer.read()))
    assert [row[4] for row in book["Места"].iter_rows(min_row=2, values_only=True)] == [17.5, 17]

    await department.press("Вернуть на оценку")
    await department.say("не хватает одной оценки")
    await department.press("Открыть оценку снова")
    await _score(department, (10, 10), "2. ")
    await _open_row(department)
    await department.press("Подвести итоги")
    await department.press("Подвести итоги")
    assert "уточнены" in await second.last()
    assert "Средний балл: 18 из 20" in await second.last()


async def test_an_application_is_changed_and_withdrawn_until_the_last_day_ends(town: Town) -> None:
    await _called(town)
    first = _school(town, 201)
    await _apply(first, "Проектная пара")
    await _open_row(first)
    await first.press("Изменить заявку")
    await first.press("Изменить")
    await first.press("Практика")
    await first.say("Проектная пара, второй год")
    await first.press("Подать заявку")
    await first.press("Показать заявку")
    assert "второй год" in await first.last()
    await first.press("Отозвать")
    await first.press("Отозвать")
    assert "Ваша заявка: нет" in await first.last()
    await first.press("Подать заявку")
    await town.clock(to="2026-12-12T00:01:00+03:00")
    await first.press("Подать заявку")
    assert "Приём заявок закончился пт, 11 декабря 2026" in await first.last()
