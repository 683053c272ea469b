"""Questionnaires before and after (row 4.2), played over HTTP by a mentor, a coordinator and a stranger."""

import re

from tests.play import Player, Town

SHEET = "8 7 9 8 7 9 8 10 9 6"


async def _pair(coordinator: Player, label: str = "Ш01-001 · Игорь") -> None:
    """The pair of the mentor who has a phone, and its questionnaires."""
    await coordinator.say("/start")
    await coordinator.press("Пары и группы")
    await coordinator.press(label)
    await coordinator.press("Анкеты", index=-1)


async def _linked(coordinator: Player) -> str:
    """The payload of a fresh link for the pair's mentee."""
    await coordinator.press("До · Ш01-001")
    await coordinator.press("Ссылка и QR")
    words = "\n".join(await coordinator.heard())
    assert "Имя не нужно" in words
    assert any("photo" in message for message in await coordinator.messages())
    return await coordinator.link()


async def test_a_mentor_fills_the_sheet_before_in_taps_leaves_and_comes_back(town: Town) -> None:
    mentor = town.mentor
    await mentor.say("/start")
    await mentor.say("/start")
    await mentor.press("Мои анкеты")
    assert "До · Ш01-001: ждёт до" in await mentor.last()
    await mentor.press("До · Ш01-001")
    for mark in ("8", "7", "10"):
        await mentor.press(mark)
    await mentor.press("Выйти, сохранив")
    await mentor.say("/start")
    await mentor.press("Мои анкеты")
    await mentor.press("До · Ш01-001")
    assert "4 из 12" in await mentor.last()
    for _ in range(9):
        await mentor.press("9")
    assert "Поддержка: 9" in await mentor.last()
    await mentor.press("Готово")
    assert "Анкета принята" in await mentor.last()
    assert "Исправить можно до вт 01.12" in await mentor.last()
    await _pair(town.coordinator)
    assert "До · Игорь Дубравин: заполнена вт, 24 ноября 2026" in await town.coordinator.last()
    assert ": 9" not in await town.coordinator.last()


async def test_a_stranger_answers_by_a_link_and_a_second_opening_is_refused(town: Town) -> None:
    coordinator, mentee, other = town.coordinator, town.newcomer, town.new_mentor
    await _pair(coordinator)
    payload = await _linked(coordinator)
    await mentee.say(f"/start {payload}")
    assert "Имя не нужно" in await mentee.last()
    mentee.taps = 0
    await mentee.press("Начать")
    for mark in SHEET.split()[:4]:
        await mentee.press(mark)
    await other.say(f"/start {payload}")
    assert "ссылка не действует" in await other.last()
    await mentee.say("это сюда писать?")
    assert "5 из 10" in await mentee.last()
    for mark in SHEET.split()[4:]:
        await mentee.press(mark)
    await mentee.press("Готово")
    assert mentee.taps == 1 + 10 + 1 + 1  # and one word too many
    assert "Спасибо!" in await mentee.last()
    assert not any("Польза" in said for said in await mentee.heard())  # nothing of it stays in the chat
    await mentee.say(f"/start {payload}")
    assert "ссылка не действует" in await mentee.last()
    await mentee.say("/my_data")
    assert "О вас бот ничего не хранит" in await mentee.last()

    await _pair(coordinator)
    assert "До · Ш01-001: заполнена" in await coordinator.last()
    await coordinator.press("✓ До · Ш01-001")
    assert "по ссылке" in await coordinator.last()
    assert "8" not in re.sub(r"\d{4}", "", await coordinator.last()).replace("Ш01-001", "")
    await town.mentor.say("/start")
    await town.mentor.say("/start")
    await town.mentor.press("Мои анкеты")
    assert "До · Ш01-001: ждёт" in await town.mentor.last()  # of the mentee's the mentor sees nothing


async def test_a_link_that_was_revoked_or_is_seven_days_old_opens_nothing(town: Town) -> None:
    coordinator, mentee = town.coordinator, town.newcomer
    await _pair(coordinator)
    first = await _linked(coordinator)
    await coordinator.press("Отозвать ссылку")
    await mentee.say(f"/start {first}")
    assert "ссылка не действует" in await mentee.last()
    await coordinator.press("Ссылка и QR")
    second = await coordinator.link()
    assert second != first
    await mentee.say(f"/start {second}")
    await town.clock(to="2026-12-01T12:00:05+03:00")
    await mentee.press("Начать")
    assert "ссылка не действует" in await mentee.last()


async def test_a_paper_sheet_is_ten_numbers_in_one_message_shown_back_and_corrected(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Анкеты")
    assert "Ждут: 12" in await coordinator.last()
    await coordinator.press("Найти")
    await coordinator.say("Ш01-002")
    await coordinator.press("До · Ш01-002")
    coordinator.taps = 0
    await coordinator.press("Внести с бумаги")
    await coordinator.say(SHEET[:-2])
    assert "Осталось вопросов: 10, а в сообщении ответов: 9" in await coordinator.last()
    await coordinator.say(SHEET.replace(" ", ","))
    assert "Польза: 8" in await coordinator.last()
    assert "Умения: 10" in await coordinator.last()
    await coordinator.press("Готово")
    assert coordinator.taps == 4  # with the message that was a number short
    assert "Анкета принята" in await coordinator.last()
    assert "Польза" not in await coordinator.last()
    await coordinator.press("Дальше: До · Тамара Липова")  # who has no bot
    assert "1 из 12" in await coordinator.last()


async def test_a_pair_that_is_closed_is_asked_how_it_was(town: Town) -> None:
    coordinator = town.coordinator
    await coordinator.say("/start")
    await coordinator.press("Пары и группы")
    await coordinator.press("Ш01-001 · Игорь")
    await coordinator.press("Завершить")
    await coordinator.press("Программа пройдена")
    await coordinator.say("проект защищён")
    await coordinator.press("вт 24.11.2026")
    await coordinator.press("Пропустить")
    await coordinator.press("Завершить")
    await town.mentor.say("/start")
    await town.mentor.say("/start")
    await town.mentor.press("Мои анкеты")
    assert "После · Ш01-001: ждёт до вт, 8 декабря 2026" in await town.mentor.last()
    assert "До · Ш01-001" not in await town.mentor.last()
    await _pair(coordinator, "завершена: Ш01-001")
    await coordinator.press("После · Ш01-001")
    await coordinator.press("Внести с бумаги")
    await coordinator.say(SHEET)
    await coordinator.say("+ - + + - -")
    await coordinator.press("Готово")
    assert "Анкета принята" in await coordinator.last()


async def test_late_sheets_are_one_message_each_for_the_mentor_and_the_coordinator(town: Town) -> None:
    coordinator, mentor = town.coordinator, town.mentor
    for day in ("04", "07", "08"):
        await town.clock(to=f"2026-12-{day}T09:05:00+03:00")
    (said,) = [one for one in await mentor.heard() if "анкет" in one.lower() and "•" in one]
    assert "До · Ш01-001: до сб 05.12" in said or "До · Ш01-001: до вт 08.12" in said
    await mentor.press("Открыть анкеты")
    assert "Мои анкеты" in await mentor.last()
    for day in ("09", "10", "11"):
        await town.clock(to=f"2026-12-{day}T09:05:00+03:00")
    weekly = [one for one in await coordinator.heard() if "Анкеты опаздывают" in one]
    assert len(weekly) == 1
    await coordinator.press("Открыть анкеты")
    assert "из них поздно" in await coordinator.last()
