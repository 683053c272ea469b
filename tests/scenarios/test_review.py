"""Rows 4.1 and 4.2 after the filing: review, correction, a school's own date, a closed period; played by its people."""

from tests.play import Player, Town


async def _file(who: Player) -> Player:
    await who.say("/report")
    await who.press("Заполнить")
    await who.press("Всё сразу, как в прошлый раз")
    await who.press("Отправить")
    return who


async def _queue(town: Town) -> Player:
    """The department at the reports of the last quarter of 2026 that wait for review."""
    await town.department.say("/quarter")
    if "IV квартал 2026" not in await town.department.last():
        await town.department.press("IV квартал 2026 ›")
    return await town.department.press("Проверка: ")


async def _of_the_report(coordinator: Player) -> list[str]:
    return [text for text in await coordinator.heard() if "Мониторинг" in text]


async def test_marked_answers_go_back_are_corrected_in_four_taps_and_accepted(town: Town) -> None:
    coordinator = await _file(town.coordinator)
    department = await _queue(town)
    await department.press("Школа № 1")
    await department.press("Вернуть")
    await department.press("Пар и групп: 6")
    await department.press("›")
    await department.press("Публикаций: 3")
    await department.press("Готово: 2")
    assert "В отчёте: 6" in await department.last()
    await department.say("В реестре другое число")
    await department.press("Проверьте")
    await department.press("Вернуть")
    assert "возвращены: 1" in await department.last()

    told = await coordinator.last()
    assert "Отчёт вернули" in told
    assert "Пар и групп: 6\nВ реестре другое число" in told
    coordinator.taps = 0
    await coordinator.press("Исправить: Публикаций")
    assert "Замечание: Проверьте, пожалуйста" in await coordinator.last()
    assert "сколько публикаций" in (await coordinator.last()).lower()
    await coordinator.say("9")
    assert "Ещё не исправлено: Пар и групп" in await coordinator.last()
    assert "Встреч за квартал: 18" in await coordinator.last(), "everything else stays answered"
    await coordinator.press("Исправить: Пар и групп")
    assert "В реестре другое число" in await coordinator.last()
    await coordinator.press("6 · было")
    await coordinator.press("Отправить")
    assert coordinator.taps == 1 + 1 + 2 + 1, "two answers; one alone takes two taps and the value"

    department = await _queue(town)
    await department.press("Школа № 1")
    assert "Публикаций: 3 → 9" in await department.last()
    assert "Пар и групп: ответ прежний" in await department.last()
    await department.press("История")
    assert "возвращён → исправлен\nАнна Рябинина\nПубликаций: 3 → 9" in await department.last()
    await department.press("К отчёту")
    await department.press("Принять")
    assert "Отчёт принят" in await coordinator.last()


async def test_an_accepted_report_is_closed_to_its_school_until_it_asks_and_is_heard(town: Town) -> None:
    coordinator = await _file(town.coordinator)
    department = await _queue(town)
    await department.press("Принять без вопросов: 1")
    assert "Принять 1 отчёт?" in await department.last()
    await department.press("Принять: 1")
    assert "приняты: 1" in await department.last()
    await coordinator.press("Исправить")
    assert "Отчёт уже принят" in await coordinator.last()
    await coordinator.press("Попросить вернуть")
    await coordinator.say("ошиблись в числе встреч")
    assert "Просьба отправлена" in await coordinator.last()

    assert "Просят вернуть отчёт" in await department.last()
    await department.press("Открыть отчёт")
    assert "Школа просит вернуть\nошиблись в числе встреч" in await department.last()
    await department.press("Открыть снова")
    await department.say("школа нашла ошибку")
    assert "на проверке" in await department.last()
    assert "Причина: школа нашла ошибку" in await coordinator.last()
    await coordinator.press("Исправить")
    await coordinator.press("Изменить")
    await coordinator.press("Публикаций")
    await coordinator.say("7")
    await coordinator.press("Отправить")
    assert "Исправление принято" in await coordinator.last()


async def test_a_late_school_is_told_why_a_period_is_closed_asks_for_a_date_and_files_on_time(town: Town) -> None:
    coordinator, department = town.coordinator, town.department
    await town.clock(to="2026-12-22T10:00:00+03:00")  # a Tuesday; the date was Friday the 18th
    await _queue(town)
    await department.press("Закрыть период")
    assert "Школа № 1" in await department.last()
    await department.press("Закрыть период")
    await department.press("Сводка уже отправлена")
    await department.press("Закрыть период")
    assert "Период закрыт" in await department.last()
    assert "Причина: Сводка уже отправлена" in await coordinator.last()

    await coordinator.say("/report")
    assert "Период закрыт, срок был пт, 18 декабря 2026" in await coordinator.last()
    await coordinator.press("Почему: IV")
    assert "Причина: Сводка уже отправлена" in await coordinator.last()
    await coordinator.press("Попросить продление")
    await coordinator.say("25.12")
    await coordinator.say("куратор был на больничном")
    await coordinator.press("Попросить")
    assert "Просьба отправлена" in await coordinator.last()

    assert "Просят продление" in await department.last()
    await department.press("Продлить до 25.12.2026")
    assert "Срок продлён" in await department.last()
    assert "До пт, 25 декабря 2026" in await coordinator.last()
    await town.clock(to="2026-12-24T09:05:00+03:00")
    assert "Срок: пт, 25 декабря 2026, завтра." in await coordinator.last(), "reminders follow the school's own date"
    await coordinator.press("1. Заполнить: IV")
    await coordinator.press("Всё сразу, как в прошлый раз")
    await coordinator.press("Отправить")
    assert "Первая подача: вовремя" in await coordinator.last()


async def test_reminders_of_a_returned_report_go_out_and_stop_when_it_is_corrected(town: Town) -> None:
    coordinator = await _file(town.coordinator)
    department = await _queue(town)
    await department.press("Школа № 1")
    await department.press("Вернуть")
    await department.press("Наставников: 6")
    await department.press("Готово: 1")
    await department.say("Уточните число")
    await department.press("Вернуть")
    await town.clock(to="2026-12-04T09:05:00+03:00")  # 14 days before the date
    assert "Отчёт вернули, нужно исправить 1 вопрос" in await coordinator.last()
    await coordinator.press("Исправить: IV", -1)
    assert "Замечание: Уточните число" in await coordinator.last(), "the reminder leads to the very question"
    await coordinator.press("6 · было")
    await coordinator.press("Отправить")
    before = await _of_the_report(coordinator)
    for day in (11, 15, 17, 18, 21):
        await town.clock(to=f"2026-12-{day}T09:05:00+03:00")
    assert await _of_the_report(coordinator) == before
