"""Light contact with mentors, and pairs at risk: played over HTTP by those who ask for help and those who give it."""

import pytest

from tests.play import Player, Town

DECEMBER = "2026-12-01T09:05:00+03:00"  # a Tuesday, and the month's first morning
MONDAY = "2026-11-30T09:05:00+03:00"


@pytest.fixture
async def december(town: Town) -> Town:
    await town.clock(to=DECEMBER)
    return town


async def _said(player: Player, words: str) -> list[str]:
    return [text for text in await player.heard() if words in text]


async def test_a_mentor_says_how_it_goes_in_one_tap_and_changes_it_within_the_month(december: Town) -> None:
    mentor = december.mentor
    (question,) = await _said(mentor, "Как идут дела?")
    assert "Вопрос раз в месяц: декабрь" in question
    mentor.taps = 0
    await mentor.press("Хорошо")
    assert mentor.taps == 1
    assert "Спасибо!\nШ01-001: хорошо" in await mentor.last()
    await mentor.press("Изменить ответ")
    assert "Ваш ответ: хорошо" in await mentor.last()
    await mentor.press("Не встречаемся")
    assert "Ш01-001: не встречаемся" in await mentor.last()
    for day in ("02", "15", "29"):
        await december.clock(to=f"2026-12-{day}T09:05:00+03:00")
    assert len(await _said(mentor, "Вопрос раз в месяц")) == 1


async def test_trouble_is_answered_with_help_and_the_coordinator_decides(december: Town) -> None:
    mentor, coordinator = december.mentor, december.coordinator
    await mentor.press("Трудно")
    assert {"Материалы", "Написать куратору", "Попросить паузу", "Попросить завершить"} <= set(await mentor.labels())
    await mentor.press("Попросить паузу")
    assert "Куратор знает: вы просите паузу" in await mentor.last()
    await mentor.press("Написать куратору")
    await mentor.say("не находим времени для встреч")
    assert "Передано куратору" in await mentor.last()

    assert "Наставник просит связаться\nШ01-001 · Игорь Дубравин" in await coordinator.last()
    assert len(await _said(coordinator, "просит паузу")) == 1
    await coordinator.press("Открыть")
    card = await coordinator.last()
    assert "наставник просит паузу" in card
    assert "не находим времени для встреч" in card
    assert "декабрь: трудно, ноябрь: хорошо" in card
    await coordinator.press("Пауза")
    assert "на паузу" in await mentor.last()

    await december.clock(to="2027-01-11T09:05:00+03:00")  # a pair at rest is asked nothing
    assert len(await _said(mentor, "Вопрос раз в месяц")) == 1


async def test_a_coordinator_reads_once_a_week_whom_to_help_and_puts_a_pair_off(town: Town) -> None:
    coordinator = town.coordinator
    await town.clock(to=MONDAY)
    (digest,) = await _said(coordinator, "Кому нужна помощь")
    assert "2 пары" in digest
    assert "Ш01-002 · Тамара Липова\n25 учебных дней без встреч, последняя вс 25.10.2026" in digest
    await town.clock(to="2026-12-02T09:05:00+03:00")
    assert len(await _said(coordinator, "Кому нужна помощь")) == 1

    await coordinator.press("Открыть пары")
    await coordinator.press("Ш01-002")
    assert {"Записать встречу", "Пауза", "Завершить", "Другой наставник"} <= set(await coordinator.labels())
    await coordinator.press("Отложить на неделю")
    assert "Отложено до ср 09.12.2026" in await coordinator.last()
    await coordinator.press("К списку")
    assert "1 из 6" in await coordinator.last()
    assert "Ш01-002" not in await coordinator.last()
    await coordinator.press("Отложенные: 1")
    assert "вернётся ср 09.12.2026" in await coordinator.last()


async def test_a_coordinator_writes_to_a_mentor_who_answers(december: Town) -> None:
    mentor, coordinator = december.mentor, december.coordinator
    await coordinator.say("/start")
    await coordinator.press("Пары и группы")
    await coordinator.press("Ш01-001")
    await coordinator.press("Помочь паре")
    await coordinator.press("Написать наставнику")
    await coordinator.say("Кабинет 12 свободен по средам")
    assert "Отправлено наставнику" in await coordinator.last()
    assert "Пишет куратор\nАнна Рябинина, о паре Ш01-001\nКабинет 12 свободен по средам" in await mentor.last()
    await mentor.press("Ответить")
    await mentor.say("Спасибо, подходит")
    assert "Спасибо, подходит" in await coordinator.last()


async def test_a_mentor_without_the_bot_is_not_written_to_but_logged_for(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Кому нужна помощь")
    await coordinator.press("Ш01-005")
    assert "Наставник не пользуется ботом" in await coordinator.last()
    labels = await coordinator.labels()
    assert {"Записать встречу", "Пригласить в бот"} <= set(labels)
    assert "Написать наставнику" not in labels


async def test_breaks_are_taken_over_in_one_tap_and_mentors_are_left_alone_in_them(town: Town) -> None:
    department, mentor = town.department, town.mentor
    await department.say("/start")
    await department.press("Сроки")
    await department.press("Каникулы")
    await department.press("Взять обычные дни")
    assert "Зимние каникулы\nчт 31.12.2026 – вс 10.01.2027" in await department.last()
    await department.press("Добавить каникулы")
    await department.say("Карантин")
    await department.say("30.11")
    await department.say("4.12")
    assert "Каникулы записаны\nКарантин: пн 30.11.2026 – пт 04.12.2026" in await department.last()
    for day in ("2026-12-01", "2026-12-04"):
        await town.clock(to=f"{day}T09:05:00+03:00")
    assert await _said(mentor, "Вопрос раз в месяц") == []
    await town.clock(to="2026-12-07T09:05:00+03:00")
    assert len(await _said(mentor, "Вопрос раз в месяц")) == 1


async def test_the_department_sets_the_limits_and_sees_numbers_only(town: Town) -> None:
    department, coordinator = town.department, town.coordinator
    await department.say("/start")
    await department.press("Контроль")
    await department.press("Пары, которым нужна помощь")
    text = await department.last()
    assert "По всем школам: 9 из 27" in text
    assert "Школа № 1: 2 из 6" in text
    assert "Ш01-" not in text
    assert "Липова" not in text
    await department.press("Изменить пороги")
    await department.press("Изменить")
    await department.press("Без встреч, учебных дней")
    await department.say("30")
    await department.press("Сохранить")
    assert "Без встреч, учебных дней: 30" in await department.last()
    await coordinator.say("/start")
    await coordinator.press("Кому нужна помощь")
    assert "Сейчас все пары работают спокойно" in await coordinator.last()
