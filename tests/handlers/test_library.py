"""The library of materials (row 2.3): what schools see of each other, and what of whom they do not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiogram.types import Document

from domain.papers import Sent
from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import files, materials
from storage.database import Transaction
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, actions, labels, say, screens, shown
from tests.handlers.taps import answered, press, pressed
from tests.village import Village


async def material(case: Case, title: str = "Программа «Старт»", **fields: Any) -> int:
    values = {"about": None, "tags": ["программа"], "file": None, "link": "https://school.example/1"} | fields
    return await materials.add(
        case.db, case.scope.school_id, title=title, by_person=case.person.id, now=case.now, **values
    )


@pytest.fixture
async def neighbour(village: Village, coordinator: Case) -> Case:
    """A coordinator of another school."""
    school = await village.school("Лицей")
    return replace(coordinator, person=await village.person(Role.COORDINATOR, school, name="Нина Соседова"))


async def test_a_link_is_put_in_and_every_school_reads_it_under_the_schools_name(
    line: Line, coordinator: Case, neighbour: Case, mentor: Case, department: Case
) -> None:
    done = await answered(
        line, coordinator, "f.n:material:new", "Программа «Старт»", "Восемь встреч для 7 класса", "Программа, 7 класс",
        ".Ссылка", "https://school.example/a?utm_source=x", ".Опубликовать",
    )  # fmt: skip
    assert "Материал опубликован" in shown(done)
    for reader in (neighbour, mentor, department):
        listed = await press(line, reader, "lb.list:0")
        assert "Программа «Старт»" in labels(listed)
        (verb,) = [one for one in actions(listed) if one.startswith("lb.open")]
        card = shown(await press(line, reader, verb))
        assert "МБОУ «Школа № 7»" in card
        assert "https://school.example/a?utm_source=x" in card
        assert "Кураторова" not in card
        assert "вт, 24 ноября 2026" in card


async def test_a_file_is_given_to_whoever_opens_the_card(line: Line, coordinator: Case, neighbour: Case) -> None:
    await answered(line, coordinator, "f.n:material:new", "Памятка наставнику", "Одна страница", "памятка", ".Файл")
    sent = Document(file_id="BQAC-1", file_unique_id="u", file_name="памятка.pdf", mime_type="application/pdf")
    review = await line.feed(say("", coordinator.person.telegram_id, document=sent))
    await pressed(line, coordinator, review, "Опубликовать")
    (found,), _ = await materials.find(line.db, limit=8)
    (copy,) = screens(await press(line, neighbour, f"lb.file:{found.id}"))
    assert copy.file
    assert copy.file.args == {"id": found.file}


async def test_a_file_of_another_school_is_reached_through_its_card_alone(
    line: Line, coordinator: Case, neighbour: Case
) -> None:
    paper = Sent("document", "remote", "тайное.pdf", "application/pdf", 9)
    file = await files.add(line.db, paper, neighbour.person, NOW)
    key = await material(coordinator, file=file)  # as if a forged id had got in
    assert "Этого здесь нет" in shown(await press(line, coordinator, f"lb.file:{key}"))


@pytest.mark.parametrize("title", ["Кейс Петра Иванова", "Звоните 8 910 123-45-67"])
async def test_a_title_with_somebodys_data_is_refused(line: Line, coordinator: Case, title: str) -> None:
    asked = await answered(line, coordinator, "f.n:material:new", title)
    assert "Похоже, здесь" in shown(asked)
    assert (await materials.find(line.db, limit=8))[1] == 0


async def test_mentors_read_and_do_not_upload_or_withdraw(line: Line, coordinator: Case, mentor: Case) -> None:
    key = await material(coordinator)
    assert "Добавить" not in labels(await press(line, mentor, "lb.list:0"))
    for data in ("f.n:material:new", f"lb.off?:{key}", f"lb.off:{key}", "lb.mine:0"):
        await press(line, mentor, data)
    assert (await materials.find(line.db, limit=8))[1] == 1
    assert "Снять" not in labels(await press(line, mentor, f"lb.open:{key}"))


async def test_the_way_is_in_the_mentors_menu(line: Line, mentor: Case) -> None:
    assert "lb.list:0" in actions(await press(line, mentor, "home"))


# Withdrawing ------------------------------------------------------------------------------------------------


async def test_withdrawing_asks_first_and_then_only_the_own_school_sees_it(
    line: Line, coordinator: Case, neighbour: Case, mentor: Case, department: Case
) -> None:
    key = await material(coordinator)
    asked = await press(line, coordinator, f"lb.off?:{key}")
    assert "больше не увидят" in shown(asked)
    assert (await materials.find(line.db, limit=8))[1] == 1
    done = await pressed(line, coordinator, asked, "Снять")
    assert done.toast == "Материал снят"
    assert "Снят" in shown(done)
    for reader in (neighbour, mentor, department):
        assert "Этого здесь нет" in shown(await press(line, reader, f"lb.open:{key}"))
        assert "Этого здесь нет" in shown(await press(line, reader, f"lb.file:{key}"))
    assert "снят: Программа «Старт»" in labels(await press(line, coordinator, "lb.mine:0"))
    assert (await press(line, coordinator, f"lb.off:{key}")).toast == ""
    rows = await line.db.all("SELECT what FROM registry_history WHERE registry = 'material' ORDER BY id")
    assert [row["what"] for row in rows] == ["added", "withdrawn"]


async def test_nobody_withdraws_what_is_not_theirs(
    line: Line, coordinator: Case, neighbour: Case, department: Case
) -> None:
    schools, offices = await material(coordinator), await material(department, "Рекомендации")
    for who, key in ((neighbour, schools), (department, schools), (coordinator, offices)):
        for verb in ("lb.off?", "lb.off"):
            assert "Этого здесь нет" in shown(await press(line, who, f"{verb}:{key}"))
        assert not await materials.withdraw(line.db, who.scope, key, who.person.id, NOW)
    assert (await materials.find(line.db, limit=8))[1] == 2
    assert "Управление образования" in shown(await press(line, coordinator, f"lb.open:{offices}"))


# Finding ------------------------------------------------------------------------------------------------------


async def titles(db: Transaction, **wanted: Any) -> list[str]:
    return [one.title for one in (await materials.find(db, limit=50, **wanted))[0]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("старт", ["Программа «Старт»"]),
        ("ПРОГ стар", ["Программа «Старт»"]),
        ("елк", ["Ёлка наставников"]),
        ("ёлка", ["Ёлка наставников"]),
        ("робот", ["Ёлка наставников"]),  # its tag
        ("встреч", ["Программа «Старт»"]),  # what it is
        ("арт", []),
        ("старт ёлка", []),
        ("%", ["Ёлка наставников", "Программа «Старт»"]),  # no word: everything, newest first
    ],
)
async def test_words_find_by_title_sense_and_tag(coordinator: Case, words: str, found: list[str]) -> None:
    await material(coordinator, about="Восемь встреч")
    await material(coordinator, "Ёлка наставников", tags=["робототехника", "праздник"])
    assert await titles(coordinator.db, words=words) == found


async def test_the_search_form_shows_what_was_found_and_turns_its_pages(line: Line, coordinator: Case) -> None:
    for n in range(9):
        await material(coordinator, f"Занятие {n}")
    await material(coordinator, "Другое")
    found = await answered(line, coordinator, bindings.begin("search", "materials"), "заня")
    assert "9\u00a0материалов" in shown(found)
    assert labels(found)[0] == "Занятие 8"
    second = await press(line, coordinator, "lb.found:1")
    assert labels(second)[0] == "Занятие 0"
    assert "ничего нет" in shown(await answered(line, coordinator, bindings.begin("search", "materials"), "нету"))


async def test_a_search_without_a_word_is_asked_again(line: Line, coordinator: Case) -> None:
    asked = await answered(line, coordinator, bindings.begin("search", "materials"), "?!")
    assert "хотя бы одно слово" in shown(asked)


async def test_each_finds_by_their_own_words(line: Line, coordinator: Case, mentor: Case) -> None:
    await material(coordinator, "Старт")
    await material(coordinator, "Финиш")
    await answered(line, coordinator, bindings.begin("search", "materials"), "старт")
    await answered(line, mentor, bindings.begin("search", "materials"), "финиш")
    assert "Старт" in labels(await press(line, coordinator, "lb.found:0"))


async def test_tags_are_buttons_the_most_used_first(line: Line, coordinator: Case, department: Case) -> None:
    for n in range(9):
        await material(coordinator, f"Занятие {n}", tags=[f"метка {n}", "общая"])
    gone = await material(coordinator, "Снятое", tags=["снятая"])
    await materials.withdraw(line.db, coordinator.scope, gone, coordinator.person.id, NOW)
    first = await press(line, department, "lb.tags:0")
    assert labels(first)[:2] == ["общая · 9", "метка 0 · 1"]
    assert "1 из 2" in labels(first)
    everything = labels(first) + labels(await press(line, department, "lb.tags:1"))
    assert not any("снятая" in label for label in everything)
    tagged = await pressed(line, department, first, "общая")
    assert "Метка «общая»: 9\u00a0материалов" in shown(tagged)
    assert "lb.tag:общая:1" in actions(tagged)
    assert labels(await press(line, department, "lb.tag:общая:7"))[0] == "Занятие 0"  # past the end: the last page
    assert "Этого здесь нет" in shown(await press(line, department, "lb.tag:снятая:0"))


async def test_the_longest_tag_fits_its_button(line: Line, coordinator: Case) -> None:
    await material(coordinator, tags=["щ" * 20, "漢" * 16])
    assert len(actions(await press(line, coordinator, "lb.tags:0"))) == 4


# Figures ------------------------------------------------------------------------------------------------------


async def test_counts_are_of_all_schools_within_a_span(
    db: Transaction, coordinator: Case, neighbour: Case, department: Case
) -> None:
    for case in (coordinator, coordinator, neighbour, department):
        await material(case)
    gone = await material(neighbour)
    await materials.withdraw(db, neighbour.scope, gone, neighbour.person.id, NOW)
    late = NOW + timedelta(days=90)
    await material(replace(coordinator, now=late))
    counted = await materials.counts(db, NOW, late)
    assert counted == {coordinator.school_id: 2, neighbour.school_id: 1}
