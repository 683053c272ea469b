"""Faults of the Navigator module (row 3.1): reported in two taps, closed with an answer, opened again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.people import Role, Scope
from handlers import bindings
from handlers.case import Case
from storage import faults
from storage.database import Transaction
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, actions, again, labels, say, shown
from tests.handlers.taps import answered, press, pressed
from tests.village import Village, local


@pytest.fixture
async def neighbour(village: Village, coordinator: Case) -> Case:
    """A coordinator of another school."""
    school = await village.school("Лицей")
    return replace(coordinator, person=await village.person(Role.COORDINATOR, school))


async def reported(line: Line, case: Case, kind: str = "Не открывается") -> Any:
    """The two taps."""
    return await pressed(line, case, await press(line, case, "nv.now"), kind)


async def closed(line: Line, department: Case, words: str = "Оператор исправил", fault: int = 1) -> Any:
    return await answered(line, department, f"f.n:fault-answer:{fault}", words)


async def open_faults(line: Line) -> list[int]:
    return [one.id for one in await faults.open_ones(line.db, Scope())]


async def test_two_taps_report_a_fault_and_the_department_knows_at_once(
    line: Line, coordinator: Case, department: Case
) -> None:
    done = await reported(line, coordinator)
    assert "Записано" in shown(done)
    assert "Добавить слова" in labels(done)
    (notice,) = done.notices
    assert notice.chat_id == department.person.telegram_id
    assert notice.not_before == NOW
    assert "Не открывается" in notice.screen.text
    assert "Школа № 7" in notice.screen.text
    listed = await press(line, department, "nv.now")
    assert "1\u00a0сбой открыт" in shown(listed)
    assert labels(listed)[0] == "24.11 · 7. Не открывается"


async def test_in_quiet_hours_the_department_hears_of_it_in_the_morning(
    line: Line, coordinator: Case, department: Case
) -> None:
    line.now = local(date(2026, 11, 24), 21)
    (notice,) = (await reported(line, coordinator)).notices
    assert notice.not_before == local(date(2026, 11, 25), 9)


async def test_a_second_tap_reports_nothing_twice(line: Line, coordinator: Case, department: Case) -> None:
    for kind in ("Не открывается", "Другое"):
        desk = await press(line, coordinator, "nv.now")
        first, second = [await pressed(line, coordinator, desk, kind) for _ in range(2)]
        assert first.notices
        assert second.notices == ()
        assert second.toast == "Об этом уже сообщено"
    assert len(await open_faults(line)) == 2


async def test_an_open_fault_of_the_kind_is_shown_instead_of_another(line: Line, coordinator: Case) -> None:
    await reported(line, coordinator)
    assert (await reported(line, coordinator)).toast == "Об этом уже сообщено"
    await reported(line, coordinator, "Другое")
    await reported(line, coordinator, "Другое")  # other things may be two
    assert len(await open_faults(line)) == 3


async def test_a_tap_on_a_desk_that_has_changed_shows_it_anew(line: Line, coordinator: Case) -> None:
    old = await press(line, coordinator, "nv.now")
    await reported(line, coordinator)
    late = await pressed(line, coordinator, old, "Нет записи")
    assert late.toast == "Список изменился, нажмите ещё раз"
    assert len(await open_faults(line)) == 1


async def test_words_come_afterwards_and_the_department_reads_them(
    line: Line, coordinator: Case, department: Case
) -> None:
    card = await reported(line, coordinator)
    await pressed(line, coordinator, card, "Добавить слова")
    done = await answered(line, coordinator, "f.n:fault-words:1", "белая страница после входа")
    assert "Слова: белая страница после входа" in shown(done)
    (notice,) = done.notices
    assert "Дополнение" in notice.screen.text
    assert "белая страница" in notice.screen.text
    assert notice.key != card.notices[0].key


async def test_words_with_a_childs_name_are_refused(line: Line, coordinator: Case) -> None:
    await reported(line, coordinator)
    asked = await answered(line, coordinator, "f.n:fault-words:1", "не видно Иванова Петра")
    assert "Похоже, здесь имя человека" in shown(asked)
    (one,) = await faults.open_ones(line.db, Scope())
    assert one.about is None


async def test_closing_needs_an_answer_and_the_school_is_told(
    line: Line, village: Village, coordinator: Case, neighbour: Case, department: Case
) -> None:
    second = await village.person(Role.COORDINATOR, coordinator.school_id)
    told = (await reported(line, coordinator)).notices[0].screen
    card = await press(line, department, told.rows[0][0].action)
    asked = await pressed(line, department, card, "Закрыть с ответом")
    assert "Что ответить школе?" in shown(asked)
    done = await closed(line, department)
    assert {one.chat_id for one in done.notices} == {coordinator.person.telegram_id, second.telegram_id}
    assert all("Оператор исправил" in one.screen.text for one in done.notices)
    assert await open_faults(line) == []
    assert "24.11 · Не открывается" in labels(await press(line, coordinator, "nv.shut:0"))


async def test_what_is_not_mended_goes_on_as_the_same_fault_with_its_history(
    line: Line, coordinator: Case, department: Case
) -> None:
    await reported(line, coordinator)
    (notice,) = (await closed(line, department)).notices
    back = await press(line, coordinator, notice.screen.rows[0][0].action)
    assert "Открыто снова" in shown(back)
    assert "Сбой не исправлен" in back.notices[0].screen.text
    assert await open_faults(line) == [1]
    twice = await press(line, coordinator, notice.screen.rows[0][0].action)
    assert twice.notices == ()
    await closed(line, department, "Теперь точно")
    history = shown(await press(line, department, "nv.log:1:0"))
    for step in ("Школа сообщила", "Закрыто", "Оператор исправил", "Не исправлено", "Теперь точно"):
        assert step in history
    stale = await press(line, coordinator, notice.screen.rows[0][0].action)  # of the first closing
    assert stale.notices == ()
    assert await open_faults(line) == []


async def test_an_older_fault_is_not_opened_beside_a_newer_one_of_its_kind(
    line: Line, coordinator: Case, department: Case
) -> None:
    await reported(line, coordinator)
    (notice,) = (await closed(line, department)).notices
    await reported(line, coordinator)
    await press(line, coordinator, notice.screen.rows[0][0].action)
    assert await open_faults(line) == [2]


async def test_two_of_the_department_close_it_once(
    line: Line, village: Village, coordinator: Case, department: Case
) -> None:
    other = replace(department, person=await village.person(Role.DEPARTMENT))
    await reported(line, coordinator)
    await press(line, other, "f.n:fault-answer:1")
    await closed(line, department, "Первый ответ")
    refused = await line.feed(say("Второй ответ", other.person.telegram_id))
    assert "уже закрыт с ответом: Первый ответ" in shown(refused)
    (one,) = await faults.closed_ones(line.db, Scope())
    assert one.answer == "Первый ответ"


async def test_two_who_change_one_fault_do_not_overwrite_each_other(line: Line, coordinator: Case) -> None:
    await reported(line, coordinator)
    (seen,) = await faults.open_ones(line.db, coordinator.scope)
    assert await faults.describe(line.db, seen, "раз", coordinator.person.id, NOW)
    assert not await faults.describe(line.db, seen, "два", coordinator.person.id, NOW)


async def test_the_notice_is_answered_in_the_post_it_was_for(
    line: Line, village: Village, coordinator: Case, department: Case
) -> None:
    await reported(line, coordinator)
    first = coordinator.person.post.id
    await village.also(coordinator.person.id, Role.COORDINATOR, await village.school("Лицей"))  # acts there now
    (notice,) = (await closed(line, department)).notices
    await press(line, coordinator, notice.screen.rows[0][0].action)
    assert await open_faults(line) == [1]
    assert (await again(coordinator)).person.post.id == first


# Scope, finding, figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ["nv.open:1", "nv.log:1:0", "nv.again:1:2", "f.n:fault-words:1", "f.n:fault-answer:1"])
async def test_another_schools_fault_is_not_found(
    line: Line, coordinator: Case, neighbour: Case, department: Case, data: str
) -> None:
    await reported(line, neighbour)
    await closed(line, department)
    assert "Этого здесь нет" in shown(await press(line, coordinator, data))
    assert await open_faults(line) == []
    assert "24.11 · Не открывается" not in labels(await press(line, coordinator, "nv.shut:0"))


@pytest.mark.parametrize("data", ["nv.now", "nv.new:down:0", "nv.open:1", "nv.told:1:1", "nv.bad:1:1:2"])
async def test_a_mentor_reaches_nothing_of_it(
    line: Line, coordinator: Case, department: Case, mentor: Case, data: str
) -> None:
    await reported(line, coordinator)
    await closed(line, department)
    await press(line, mentor, data)
    assert await open_faults(line) == []


async def test_a_school_closes_nothing_and_the_department_reports_nothing(
    line: Line, coordinator: Case, department: Case
) -> None:
    await reported(line, coordinator)
    await press(line, coordinator, "f.n:fault-answer:1")
    await press(line, department, "nv.new:other:1")
    assert await open_faults(line) == [1]


@pytest.mark.parametrize("data", ["nv.new:fire:0", "nv.new:down:x", "nv.open:99", "nv.again:99:1"])
async def test_what_is_forged_is_not_found(line: Line, coordinator: Case, data: str) -> None:
    assert "Этого здесь нет" in shown(await press(line, coordinator, data))
    assert await open_faults(line) == []


async def test_nine_open_faults_take_two_pages_and_are_found_by_words(
    line: Line, coordinator: Case, department: Case
) -> None:
    for n in range(9):
        await reported(line, coordinator, "Другое")
        await answered(line, coordinator, f"f.n:fault-words:{n + 1}", f"не печатается лист {n}")
    assert "1 из 2" in labels(await press(line, department, "nv.now"))
    assert sum("nv.open" in one for one in actions(await press(line, department, "nv.list:1"))) == 1
    found = await answered(line, department, bindings.begin("search", "faults"), "лист 4")
    assert [one for one in actions(found) if "nv.open" in one] == ["nv.open:5"]


async def test_counts_are_of_all_schools_at_once(
    db: Transaction, line: Line, coordinator: Case, neighbour: Case, department: Case
) -> None:
    await reported(line, coordinator)
    await closed(line, department)
    await reported(line, coordinator, "Другое")
    await reported(line, coordinator, "Нет записи")
    await reported(line, neighbour)
    assert await faults.counts(db) == {coordinator.school_id: 2, neighbour.school_id: 1}
