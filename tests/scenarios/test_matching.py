"""From a request to a pair, from one mentor to another, to the end and beyond it: played by all of its people."""

from tests.play import Town


async def test_a_mentor_is_found_by_a_request_and_the_pair_is_begun_from_there(town: Town) -> None:
    coordinator, mentor = town.coordinator, town.mentor
    await mentor.say("/start")
    await mentor.press("Мои пары")
    await mentor.press("Мой профиль")
    await mentor.press("Изменить")
    await mentor.press("Мест")
    await mentor.say("5")
    await mentor.press("Сохранить")
    assert "Ваш профиль" in await mentor.last()

    await coordinator.say("/start")
    await coordinator.press("Наставляемые")
    await coordinator.press("Новый наставляемый")
    await coordinator.say("9А")
    await coordinator.press("Пропустить")
    await coordinator.press("Ребёнка и родителя")
    await coordinator.say("№ 31 от 1.11.2026")
    await coordinator.press("Сохранить")
    coordinator.taps = 0
    await coordinator.press("Подобрать наставника")
    assert "Запрос не отмечен" in await coordinator.last()
    await coordinator.press("Отметить запрос")
    await coordinator.say("профориентация, проекты")
    await coordinator.press("педагог – ученик")
    said = await coordinator.last()
    assert "1. Игорь Дубравин" in said
    assert "совпадает: профориентация, проекты и исследования · форма подходит · возраст подходит" in said
    assert "свободно 4 из 5 · 6 ч в месяц" in said
    await coordinator.press("Игорь Дубравин")
    assert "Цель программы" in await coordinator.last(), "form, mentor and mentee are known"
    await coordinator.say("выбрать колледж")
    await coordinator.press("вт 24.11.2026")
    await coordinator.press("пн 31.05.2027")
    await coordinator.press("Пропустить")
    await coordinator.press("Да, все подписаны")
    await coordinator.press("Сохранить")
    assert coordinator.taps <= 11
    assert "записана и работает" in await coordinator.last()
    assert any("У вас новая пара" in text and "Ш01-007" in text for text in await mentor.heard())


async def test_another_mentor_takes_over_and_nothing_is_lost_half_way(town: Town) -> None:
    coordinator, mentor = town.coordinator, town.mentor
    await mentor.say("/start")
    await coordinator.say("/start")
    await coordinator.press("Пары и группы")
    await coordinator.press("Ш01-001")
    await coordinator.press("Сменить наставника")
    await coordinator.press("Не хватает времени")
    await coordinator.say("/cancel")
    await coordinator.press("Пары и группы")
    await coordinator.press("Ш01-001")
    assert "Состояние: работает" in await coordinator.last()
    await coordinator.press("Сменить наставника")
    await coordinator.press("Пропустить")
    await coordinator.press("Закончить и подобрать")
    assert "Прежняя пара закончена" in await coordinator.last()
    assert any("Спасибо за вашу работу!" in text for text in await mentor.heard())
    await coordinator.press("К прежней паре")
    await coordinator.press("Подобрать другого")
    await coordinator.press("Олег Снегирёв")
    await coordinator.press("вт 24.11.2026")
    await coordinator.press("пн 31.05.2027")
    await coordinator.press("Пропустить")
    await coordinator.press("Да, все подписаны")
    await coordinator.press("Сохранить")
    last = await coordinator.last()
    assert "Ш01-001" in last
    assert "Олег Снегирёв" in last
    assert "подготовить проект к весенней конференции" in last, "the goal went along"


async def test_a_pair_is_closed_with_thanks_a_letter_and_a_story_that_is_found(town: Town) -> None:
    coordinator, mentor, department = town.coordinator, town.mentor, town.department
    await mentor.say("/start")
    await department.say("/start")
    await coordinator.say("/start")
    await coordinator.press("Пары и группы")
    await coordinator.press("Ш01-001")
    await coordinator.press("Завершить")
    await coordinator.press("Программа пройдена")
    await coordinator.say("выступил на конференции")
    await coordinator.press("вт 24.11.2026")
    await coordinator.say("Вика Скворцова сначала молчала")
    assert "только код" in await coordinator.last()
    await coordinator.say("сначала молчали; потом спорили о роботах; теперь свой кружок")
    await coordinator.press("Завершить")
    assert "Осталось собрать анкеты «после»" in await coordinator.last()
    (thanks,) = [text for text in await mentor.heard() if "Спасибо за вашу работу!" in text]
    assert "2 встречи" in thanks
    await mentor.press("Письмо с благодарностью")
    (letter,) = [message["document"] for message in await mentor.messages() if "document" in message]
    assert letter["name"] == "Благодарность, Игорь Дубравин.docx"
    await department.press("Истории")
    await department.press("Ш01-001")
    assert "о роботах" in await department.last()
    assert "Игорь Дубравин" not in await department.last()
    await coordinator.press("Открыть")
    await coordinator.press("Вернуть в работу")
    assert any("Пара снова в работе" in text for text in await mentor.heard())


async def test_a_mentee_of_age_becomes_a_mentor_by_one_tap_and_leads_another(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Наставляемые")
    await coordinator.press("Ш01-001")  # in the fifth class
    await coordinator.press("Станет наставником")
    assert "Наставником можно стать с 14 лет или с 9 класса" in await coordinator.last()
    await coordinator.press("К наставляемому")
    await coordinator.press("Все наставляемые")
    await coordinator.press("Ш01-006")
    await coordinator.press("Станет наставником")
    assert "Новый наставник: Ш01-Н07" in await coordinator.last()
    await coordinator.say("/start")
    await coordinator.press("Наставляемые")
    await coordinator.press("Ш01-001")
    await coordinator.press("Подобрать наставника")
    assert "Ш01-Н07" in str(await coordinator.labels())


async def test_a_long_list_is_found_in_and_its_pages_turn(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    for number in range(4):
        await coordinator.press("Наставляемые")
        await coordinator.press("Новый наставляемый")
        await coordinator.say(f"{6 + number}В")
        await coordinator.press("Пропустить")
        await coordinator.press("Пропустить")
        await coordinator.press("Сохранить")
        await coordinator.press("В меню")
    await coordinator.press("Наставляемые")
    assert "1 из 2" in await coordinator.labels()
    await coordinator.press("Найти")
    await coordinator.say("8в")
    assert "нашлось 1" in await coordinator.last()
    await coordinator.press("Ш01-009")
    assert "Класс или год: 8В" in await coordinator.last()
