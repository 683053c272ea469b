"""The log of publications (row 2.4), and its number in the quarter's report."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.people import Role, Scope
from handlers import bindings
from handlers.case import Case
from storage import publications
from storage.database import Transaction
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, actions, labels, shown
from tests.handlers.taps import answered, press, pressed
from tests.village import Village

LINK = "https://school.example/news/15?utm_source=tg&utm_campaign=a"


async def publication(case: Case, title: str = "Юные инженеры", day: str = "2026-11-20", **fields: Any) -> int:
    values = {"published_on": day, "title": title, "channel": "site", "link": None, "reach": None} | fields
    return await publications.add(case.db, case.school_id, values, case.person.id, NOW)


@pytest.fixture
async def neighbour(village: Village, coordinator: Case) -> Case:
    """A coordinator of another school."""
    school = await village.school("Лицей")
    return replace(coordinator, person=await village.person(Role.COORDINATOR, school))


async def test_a_publication_is_written_down_with_its_address_as_typed(line: Line, coordinator: Case) -> None:
    done = await answered(
        line, coordinator, "f.n:publication:new", "20.11", "Юные инженеры", ".Сайт школы", LINK, "1 200", ".Сохранить"
    )  # fmt: skip
    text = shown(done)
    assert "Публикация записана" in text
    assert "пт 20.11.2026" in text
    assert LINK.replace("&", "&amp;") in text
    assert "1\u00a0200" in text
    listed = await press(line, coordinator, "pb.list:0")
    assert labels(listed)[0] == "20.11 Юные инженеры"
    assert "За IV квартал 2026: <b>1</b>" in shown(listed)


async def test_a_channel_may_be_in_own_words_and_link_and_reach_left_out(line: Line, coordinator: Case) -> None:
    done = await answered(
        line, coordinator, "f.n:publication:new", ".вт 24.11.2026", "Час общения", ".Другое", "школьное радио",
        ".Пропустить", ".Пропустить", ".Сохранить",
    )  # fmt: skip
    assert "Где: школьное радио" in shown(done)
    (one,) = await publications.listing(line.db, Scope())
    assert (one.channel, one.link, one.reach) == ("школьное радио", None, None)


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "нет", "ftp://school.example"])
async def test_what_is_no_address_is_refused_with_an_example(line: Line, coordinator: Case, typed: str) -> None:
    asked = await answered(line, coordinator, "f.n:publication:new", "20.11", "Юные инженеры", ".Сайт школы", typed)
    assert "https://school7.example" in shown(asked)


async def test_the_same_address_is_not_counted_twice(line: Line, coordinator: Case, neighbour: Case) -> None:
    await publication(neighbour, "У соседей", link=LINK)
    await publication(coordinator, link=LINK)
    refused = await answered(
        line, coordinator, "f.n:publication:new", "21.11", "Ещё раз", ".Сайт школы", LINK, ".Пропустить", ".Сохранить"
    )  # fmt: skip
    assert "уже в журнале: Юные инженеры, пт 20.11.2026" in shown(refused)
    assert "соседей" not in shown(refused)
    assert len(await publications.listing(line.db, coordinator.scope)) == 1


async def test_a_correction_keeps_what_was_in_the_history(line: Line, coordinator: Case) -> None:
    key = await publication(coordinator, channel="школьное радио")
    done = await answered(
        line, coordinator, f"f.n:publication:{key}.1", ".Изменить", ".Заголовок", "Юные техники", ".Сохранить"
    )
    assert "Исправлено" in shown(done)
    assert "Где: школьное радио" in shown(done)
    history = shown(await press(line, coordinator, f"pb.log:{key}:0"))
    assert "Заголовок: Юные инженеры → <b>Юные техники</b>" in history
    assert "Анна Кураторова" in history


async def test_a_correction_of_an_older_card_is_refused_with_the_newer_one(line: Line, coordinator: Case) -> None:
    key = await publication(coordinator)
    review = await answered(line, coordinator, f"f.n:publication:{key}.1", ".Изменить", ".Заголовок", "Моё")
    one = await publications.get(line.db, coordinator.scope, key)
    assert one
    assert await publications.change(line.db, one, "corrected", {"title": "Чужое"}, coordinator.person.id, NOW)
    refused = await pressed(line, coordinator, review, "Сохранить")
    assert "запись изменили: Чужое" in shown(refused)
    assert not await publications.change(line.db, one, "corrected", {"title": "Моё"}, coordinator.person.id, NOW)


async def test_withdrawing_asks_first_leaves_the_count_and_can_be_taken_back(line: Line, coordinator: Case) -> None:
    key = await publication(coordinator)
    asked = await press(line, coordinator, f"pb.off?:{key}")
    assert "Снять публикацию?" in shown(asked)
    done = await pressed(line, coordinator, asked, "Снять")
    assert done.toast == "Публикация снята"
    listed = await press(line, coordinator, "pb.list:0")
    assert "<b>0</b>" in shown(listed)
    assert labels(listed)[0] == "снята: Юные инженеры"
    assert (await press(line, coordinator, f"pb.off:{key}:1")).toast == ""  # pressed again
    back = await pressed(line, coordinator, done, "Вернуть")
    assert back.toast == "Публикация снова в журнале"
    assert await publications.counts(line.db, date(2026, 10, 1), date(2026, 12, 31)) == {coordinator.school_id: 1}
    history = shown(await press(line, coordinator, f"pb.log:{key}:0"))
    assert all(step in history for step in ("Записана", "Снята", "Возвращена"))


# The quarter's report -----------------------------------------------------------------------------------------


async def asked_for(line: Line, coordinator: Case) -> Any:
    """The report's question about publications, all before it answered."""
    numbers = ["420", "0", "0", "0", "0", "0", "0", "0", "0"]
    return await answered(line, coordinator, "f.n:monitoring:2026-Q4", *numbers)


async def test_the_log_is_offered_to_the_report_and_a_difference_is_told(
    line: Line, village: Village, coordinator: Case, neighbour: Case
) -> None:
    await village.activate(2026)
    for day in ("2026-10-01", "2026-12-31", "2026-09-30"):  # the quarter's first and last day, and the day before it
        await publication(coordinator, day=day)
    gone = await publications.get(line.db, coordinator.scope, await publication(coordinator))
    assert gone
    await publications.change(line.db, gone, "withdrawn", {"withdrawn_at": str(NOW)}, coordinator.person.id, NOW)
    await publication(neighbour)
    asked = await asked_for(line, coordinator)
    assert "Сколько публикаций" in shown(asked)
    assert "2 · из реестра" in labels(asked)
    doubt = await answered(line, coordinator, next(a for a in actions(asked) if a.startswith("f.o") or "f.h" in a), "5")
    assert "Публикаций: в журнале 2, в отчёте 5. Исправить?" in shown(doubt)


async def test_a_school_without_a_log_is_not_measured_against_it(
    line: Line, village: Village, coordinator: Case, neighbour: Case
) -> None:
    await village.activate(2026)
    await publication(neighbour)
    asked = await asked_for(line, coordinator)
    assert not any("из реестра" in label for label in labels(asked))


# Scope, finding, figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["pb.open:{}", "pb.log:{}:0", "pb.off?:{}", "pb.off:{}:1", "pb.undo:{}:1",
                                  "f.n:publication:{}.1"])  # fmt: skip
async def test_another_schools_publication_is_not_found(
    line: Line, coordinator: Case, neighbour: Case, verb: str
) -> None:
    key = await publication(neighbour, "Чужое")
    answer = shown(await press(line, coordinator, verb.format(key)))
    assert "Этого здесь нет" in answer
    assert "Чужое" not in shown(await press(line, coordinator, "pb.list:0"))


async def test_the_department_reads_all_logs_with_the_quarters_figures(
    line: Line, department: Case, coordinator: Case, neighbour: Case
) -> None:
    key = await publication(coordinator)
    await publication(neighbour, "Старое", "2026-02-01")
    listed = await press(line, department, "pb.list:0")
    assert "IV квартал 2026: <b>1</b>" in shown(listed)
    assert "Школ с публикациями: <b>1 из 2</b>" in shown(listed)
    assert labels(listed)[0] == "20.11 7. Юные инженеры"
    card = await press(line, department, f"pb.open:{key}")
    assert "Школа № 7" in shown(card)
    assert not {"Исправить", "Снять"} & set(labels(card))
    assert "Этого здесь нет" in shown(await press(line, department, f"f.n:publication:{key}.1"))


async def test_nine_take_two_pages_and_are_found_by_words(line: Line, coordinator: Case) -> None:
    for n in range(9):
        await publication(coordinator, f"Выпуск {n}", f"2026-11-0{n + 1}")
    first = await press(line, coordinator, "pb.list:0")
    assert labels(first)[0] == "09.11 Выпуск 8"  # the newest first
    assert labels(await press(line, coordinator, "pb.list:1"))[0] == "01.11 Выпуск 0"
    found = await answered(line, coordinator, bindings.begin("search", "publications"), "выпуск 3")
    assert labels(found)[0] == "04.11 Выпуск 3"
    assert "1\u00a0публикация" in shown(found)


async def test_counts_are_of_all_schools_within_days(db: Transaction, coordinator: Case, neighbour: Case) -> None:
    for case, day in ((coordinator, "2026-10-01"), (coordinator, "2026-12-31"), (neighbour, "2026-11-01"),
                      (neighbour, "2027-01-01")):  # fmt: skip
        await publication(case, day=day)
    counted = await publications.counts(db, date(2026, 10, 1), date(2026, 12, 31))
    assert counted == {coordinator.school_id: 2, neighbour.school_id: 1}
