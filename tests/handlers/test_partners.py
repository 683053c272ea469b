"""The registry of partners (rows 1.7, 2.1, 2.2): written down, prolonged, ended, confirmed; each school its own."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from bot import rendering
from domain.people import Role, Scope
from handlers import bindings
from handlers.case import Case
from storage import confirmations, partners
from storage.database import Database, Transaction
from tests.handlers.phone import Line, actions, again, labels, screens, shown, tap
from tests.handlers.taps import answered, press, pressed
from tests.village import TOWN, Village, local

NOW = local(date(2026, 11, 24))
TODAY = date(2026, 11, 24)


async def partner(case: Case, name: str = "Завод «Маяк»", until: str | None = "2027-08-31", **fields: Any) -> int:
    """Written down by this coordinator."""
    values = {"name": name, "agreement": "12", "agreed_on": "2025-09-01", "valid_until": until, "gives_mentors": 1}
    return await partners.add(case.db, case.school_id, values | fields, case.person.id, TODAY, NOW)


async def test_an_agreement_is_written_down_and_stands_in_the_list(line: Line, coordinator: Case) -> None:
    done = await answered(
        line, coordinator, "f.n:partner:new", "Завод «Маяк»", "12/26", "1.9.2026", "31.08.2027", "да", ".Пропустить",
        ".Сохранить",
    )  # fmt: skip
    assert "Соглашение записано" in shown(done)
    assert "№ 12/26 от вт 01.09.2026" in shown(done)
    assert "Действует до: <b>вт 31.08.2027</b>" in shown(done)
    assert "Завод «Маяк»" in labels(await press(line, coordinator, "pt.now"))


async def test_an_agreement_without_number_and_end_is_kept_so(line: Line, coordinator: Case) -> None:
    done = await answered(
        line, coordinator, "f.n:partner:new", "Библиотека", ".Пропустить", "1.9.2026", ".Пропустить", "нет",
        ".Пропустить", ".Сохранить",
    )  # fmt: skip
    assert "без номера" in shown(done)
    assert "без срока" in shown(done)
    assert "Продлить" not in labels(done)


async def test_an_end_before_the_signing_is_refused_with_both_days(line: Line, coordinator: Case) -> None:
    asked = await answered(line, coordinator, "f.n:partner:new", "Библиотека", ".Пропустить", "1.9.2026", "31.08.2026")
    assert "Действует до пн 31.08.2026, а подписано вт 01.09.2026" in shown(asked)


async def test_the_same_agreement_is_not_written_down_twice(line: Line, coordinator: Case) -> None:
    await partner(coordinator)
    refused = await answered(
        line, coordinator, "f.n:partner:new", "Завод «Маяк»", "12", "1.9.2025", ".Пропустить", "да", ".Пропустить",
        ".Сохранить",
    )  # fmt: skip
    assert "уже есть в перечне" in shown(refused)
    assert len(await partners.listing(line.db, coordinator.scope)) == 1


async def test_prolonging_by_a_year_takes_two_taps_and_is_in_the_history(line: Line, coordinator: Case) -> None:
    key = await partner(coordinator, until="2026-12-24")
    card = await press(line, coordinator, f"pt.open:{key}")
    assert "чт 24.12.2026, осталось 30\u00a0дней" in shown(card)
    done = await pressed(line, coordinator, await pressed(line, coordinator, card, "Продлить"), "пт 24.12.2027")
    assert "Действует до: <b>пт 24.12.2027</b>" in shown(done)
    assert "чт 24.12.2026 → <b>пт 24.12.2027</b>" in shown(await press(line, coordinator, f"pt.log:{key}:0"))


async def test_prolonging_to_an_earlier_day_is_refused_with_an_example(line: Line, coordinator: Case) -> None:
    key = await partner(coordinator, until="2027-08-31")
    refused = await answered(line, coordinator, f"f.n:partner-on:{key}.1", "1.12.2026")
    assert "Например: 31.08.2028" in shown(refused)
    assert (await partners.get(line.db, coordinator.scope, key)).valid_until == date(2027, 8, 31)  # type: ignore[union-attr]


async def test_ending_asks_for_a_reason_and_can_be_taken_back(line: Line, coordinator: Case) -> None:
    key = await partner(coordinator)
    done = await answered(
        line, coordinator, f"f.n:partner-off:{key}.1", "сегодня", "завод закрылся",
        ".Завершить",
    )  # fmt: skip
    assert "завод закрылся" in shown(done)
    assert "завершено" in shown(done)
    back = await pressed(line, coordinator, done, "Вернуть")
    assert "Состояние: <b>действует</b>" in shown(back)
    history = shown(await press(line, coordinator, f"pt.log:{key}:0"))
    assert "завод закрылся" in history
    assert "Анна Кураторова" in history
    stale = await press(line, coordinator, f"pt.undo:{key}:2")  # pressed again: nothing is ended now
    assert stale.toast == ""


async def test_a_correction_begins_with_what_is_written_and_marks_what_changes(line: Line, coordinator: Case) -> None:
    key = await partner(coordinator)
    review = await answered(line, coordinator, f"f.n:partner:{key}.1", ".Изменить", ".Номер", "14")
    assert "Номер соглашения: <b>14</b> <i>(было 12)</i>" in shown(review)
    assert "№ 14" in shown(await pressed(line, coordinator, review, "Сохранить"))
    assert "12 → <b>14</b>" in shown(await press(line, coordinator, f"pt.log:{key}:0"))


async def test_a_correction_of_an_older_card_is_refused_with_the_newer_one(line: Line, coordinator: Case) -> None:
    key = await partner(coordinator, until="2026-12-24")
    review = await answered(line, coordinator, f"f.n:partner:{key}.1", ".Изменить", ".Номер", "14")
    now = await partners.get(line.db, coordinator.scope, key)
    assert now
    until = {"valid_until": "2027-12-24"}
    assert await partners.change(line.db, now, "prolonged", until, coordinator.person.id, NOW)
    refused = await pressed(line, coordinator, review, "Сохранить")
    assert "действует до: пт 24.12.2027" in shown(refused)
    assert (await partners.get(line.db, coordinator.scope, key)).agreement == "12"  # type: ignore[union-attr]


async def test_two_who_change_one_card_do_not_overwrite_each_other(db: Transaction, coordinator: Case) -> None:
    key = await partner(coordinator)
    seen = await partners.get(db, coordinator.scope, key)
    assert seen
    assert await partners.change(db, seen, "corrected", {"agreement": "13"}, coordinator.person.id, NOW)
    assert not await partners.change(db, seen, "corrected", {"agreement": "14"}, coordinator.person.id, NOW)


async def test_the_button_of_a_reminder_opens_the_agreement_in_the_post_it_was_for(
    line: Line, village: Village, coordinator: Case
) -> None:
    key = await partner(coordinator)
    first = coordinator.person.post.id
    await village.also(coordinator.person.id, Role.COORDINATOR, await village.school("Лицей"))  # acts there now
    assert "Завод «Маяк»" in shown(await press(line, coordinator, f"pt.from:{first}:{key}"))
    assert (await again(coordinator)).person.post.id == first


async def test_a_post_of_somebody_else_is_not_entered_by_a_forged_button(
    line: Line, village: Village, coordinator: Case
) -> None:
    other = replace(coordinator, person=await village.person(Role.COORDINATOR, await village.school("Лицей")))
    key = await partner(other)
    forged = await press(line, coordinator, f"pt.from:{other.person.post.id}:{key}")
    assert "Этого здесь нет" in shown(forged)


# Row 2.2 ------------------------------------------------------------------------------------------------------


async def test_one_tap_confirms_the_list_once_a_quarter(line: Line, coordinator: Case) -> None:
    await partner(coordinator)
    await partner(coordinator, "Истёкший", until="2026-11-01")
    listed = await press(line, coordinator, "pt.now")
    (sure,) = [one for one in actions(listed) if one.startswith("pt.sure")]
    done = await press(line, coordinator, sure)
    assert done.toast == "Спасибо, перечень подтверждён"
    assert "подтверждён вт 24.11: 1\u00a0соглашение" in shown(done)  # the expired one is not counted
    assert "Перечень верен" not in labels(done)
    assert (await press(line, coordinator, sure)).toast == "Перечень уже подтверждён"
    word = (await confirmations.of(line.db, "2026-Q4"))[coordinator.school_id]
    assert (word.partners, word.who, word.at) == (1, "Анна Кураторова", NOW)


async def test_a_list_that_changed_since_it_was_seen_is_not_confirmed(line: Line, coordinator: Case) -> None:
    listed = await press(line, coordinator, "pt.now")
    (sure,) = [one for one in actions(listed) if one.startswith("pt.sure")]
    await partner(coordinator)
    again = await press(line, coordinator, sure)
    assert again.toast == "Перечень изменился, проверьте ещё раз"
    assert await confirmations.of(line.db, "2026-Q4") == {}


async def test_a_button_of_the_last_quarter_confirms_nothing(line: Line, coordinator: Case) -> None:
    await press(line, coordinator, "pt.sure:2026-Q3:0.0")
    assert await confirmations.of(line.db, "2026-Q3") == {}


async def test_the_department_sees_who_has_confirmed_and_opens_a_schools_list(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    key = await partner(coordinator)
    await confirmations.confirm(line.db, coordinator.school_id, "2026-Q4", 1, coordinator.person.id, NOW)
    board = await press(line, department, "pt.now")
    assert "подтвердили: <b>1 из 2</b>" in shown(board)
    assert labels(board)[:2] == ["7. МБОУ «Школа № 7» · ✓ 1", "8. Лицей · 0"]
    school = await press(line, department, f"pt.of:{coordinator.school_id}:0")
    assert f"pt.open:{key}" in actions(school)
    card = await press(line, department, f"pt.open:{key}")
    assert "Завершить" not in labels(card)  # looked at, not changed
    assert "Школа № 7" in shown(card)
    assert f"pt.open:{key}" not in actions(await press(line, department, f"pt.of:{other.post.school_id}:0"))


async def test_the_last_quarter_can_be_looked_at(line: Line, department: Case, coordinator: Case) -> None:
    await confirmations.confirm(line.db, coordinator.school_id, "2026-Q3", 1, coordinator.person.id, NOW)
    board = await press(line, department, "pt.all:2026-Q3:0")
    assert "III квартал 2026" in shown(board)
    assert "<b>1 из 1</b>" in shown(board)


@pytest.mark.parametrize("data", ["pt.all:2027-Q1:0", "pt.all:2026-H1:0", "pt.all:x:0", "pt.of:999:0", "pt.open:999"])
async def test_what_never_was_is_not_found(line: Line, department: Case, data: str) -> None:
    assert "Этого здесь нет" in shown(await press(line, department, data))


# Scope --------------------------------------------------------------------------------------------------------


FORMS = ("f.n:partner:{}.1", "f.n:partner-on:{}.1", "f.n:partner-off:{}.1")


@pytest.mark.parametrize("verb", ["pt.open:{}", "pt.log:{}:0", "pt.undo:{}:1", "pt.file:{}", *FORMS])
async def test_another_schools_agreement_is_not_found(
    line: Line, village: Village, coordinator: Case, verb: str
) -> None:
    other = replace(coordinator, person=await village.person(Role.COORDINATOR, await village.school("Лицей")))
    key = await partner(other, "Чужой партнёр")
    answer = await press(line, coordinator, verb.format(key))
    assert "Чужой" not in shown(answer)
    assert "Этого здесь нет" in shown(answer)


@pytest.mark.parametrize(("whose", "names"), [("department", {"Маяк", "Чужой"}), ("coordinator", {"Маяк"})])
async def test_the_table_holds_what_its_reader_may_see(whose: str, names: set[str]) -> None:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village, people = Village(db), []
        for name in ("Маяк", "Чужой"):
            person = await village.person(Role.COORDINATOR, await village.school(f"Школа {name}"))
            await partner(Case(db, person, NOW, TOWN), name)
            people.append(person)
        reader = people[0] if whose == "coordinator" else await village.person(Role.DEPARTMENT)
        (screen,) = screens(await Line(db, TOWN, NOW).feed(tap("pt.table", reader.telegram_id)))
    assert screen.file
    made = await rendering.render(database, NOW, TOWN, screen.file)
    await database.close()
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert {row[2] for row in book["Партнёры"].iter_rows(min_row=2, values_only=True)} == names
    assert book["Перечни подтверждены"].max_row - 1 == len(names)
    assert made.name == "partners-2026-11-24.xlsx"


@pytest.mark.parametrize("data", ["pt.now", "pt.open:1", "pt.sure:2026-Q4:0.0", "f.n:partner:new"])
async def test_a_mentor_reaches_nothing_of_it(line: Line, mentor: Case, data: str) -> None:
    await press(line, mentor, data)
    assert await partners.listing(line.db, Scope()) == []
    assert await confirmations.of(line.db, "2026-Q4") == {}


async def test_the_department_confirms_for_nobody(line: Line, department: Case, coordinator: Case) -> None:
    await press(line, department, "pt.sure:2026-Q4:0.0")
    assert await confirmations.of(line.db, "2026-Q4") == {}


# Finding ------------------------------------------------------------------------------------------------------


async def test_nine_agreements_take_two_pages_and_are_found_by_letters(line: Line, coordinator: Case) -> None:
    for n in range(9):
        await partner(coordinator, f"Партнёр {n}", agreement=str(n))
    assert "1 из 2" in labels(await press(line, coordinator, "pt.now"))
    assert "2 из 2" in labels(await press(line, coordinator, "pt.list:1"))
    found = await answered(line, coordinator, bindings.begin("search", "partners"), "ПАРТ 3")
    assert [one for one in labels(found) if one.startswith("Партнёр")] == ["Партнёр 3"]
    many = await answered(line, coordinator, bindings.begin("search", "partners"), "партнер")
    assert "9\u00a0соглашений" in shown(many)
    assert "2 из 2" in labels(await press(line, coordinator, "pt.found:1"))


async def test_a_search_finds_nothing_of_another_school(line: Line, village: Village, coordinator: Case) -> None:
    other = replace(coordinator, person=await village.person(Role.COORDINATOR, await village.school("Лицей")))
    await partner(other, "Чужой партнёр")
    assert "ничего нет" in shown(await answered(line, coordinator, bindings.begin("search", "partners"), "чужой"))


async def test_the_department_finds_an_agreement_of_any_school(line: Line, department: Case, coordinator: Case) -> None:
    await partner(coordinator)
    found = await answered(line, department, bindings.begin("search", "partners"), "маяк")
    assert "7. Завод «Маяк»" in labels(found)


# Figures ------------------------------------------------------------------------------------------------------


async def test_counts_are_of_all_schools_at_once(db: Transaction, village: Village, coordinator: Case) -> None:
    other = replace(coordinator, person=await village.person(Role.COORDINATOR, await village.school("Лицей")))
    for until in (None, "2026-11-24", "2026-11-23", "2026-01-01"):  # endless, today's, two expired
        await partner(coordinator, until=until)
    ended = await partners.get(db, coordinator.scope, await partner(coordinator))
    assert ended
    await partners.change(db, ended, "ended", {"ended_on": "2026-11-01"}, coordinator.person.id, NOW)
    await partner(other)
    assert await partners.counts(db, TODAY) == {coordinator.school_id: (2, 2), other.school_id: (1, 0)}
