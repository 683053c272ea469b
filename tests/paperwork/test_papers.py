"""Documents as they leave the bot, opened again and held against the database."""

import logging
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.paperwork.place import NAMES, Place, table, words_of
from tests.village import TOWN
from views import templates


async def test_the_material_says_who_filed_how(place: Place) -> None:
    book = await place.document("material", period="2026-Q4")
    assert "Подано отчётов: 2 из 3 (66,7 %), из них в срок: 1." in words_of(book)
    assert {row[0]: row[1:] for row in table(book, "Как собраны отчёты")} == {
        "Показатель": ["Школ", "Доля"],
        "Ожидалось отчётов": ["3", "100 %"],
        "Подано в срок": ["1", "33,3 %"],
        "Подано позже срока": ["1", "33,3 %"],
        "Начато, не подано": ["0", "0 %"],
        "Не начато": ["0", "0 %"],
        "Нет связи со школой": ["1", "33,3 %"],
        "Из поданных исправлено": ["1", "50 %"],
    }


async def test_its_sums_are_those_of_the_reports_and_of_the_quarter_before(place: Place) -> None:
    book = await place.document("material", period="2026-Q4")
    sums = {row[0]: row[1:] for row in table(book, "Суммы по поданным отчётам")}
    assert sums["Вопрос"] == ["Всего", "Ответили школ", "III кв. 2026", "Изменение"]
    assert sums["Пар и групп"] == ["121", "2", "60", "+61"]  # 61 + 60, before it 60
    assert sums["Встреч за квартал"] == ["2 400", "2", "1 200", "+1 200"]
    assert "Есть трудности" not in sums


async def test_its_indicators_stand_beside_their_arithmetic_and_targets(place: Place) -> None:
    book = await place.document("material", period="2026-Q4")
    found = {row[0]: row[1:] for row in table(book, "Показатели и цели года")}
    # 100 of 400, and 30 of 20 counted as 20: (100 + 20) / 420
    assert found["Доля наставляемых среди учеников 10–19 лет"] == ["28,5 %", "120 из 420", "30 %", "пока нет"]
    assert found["Доля наставников среди учеников 15–19 лет"] == ["5 %", "8 из 160", "–", "–"]
    assert found["Доля молодых специалистов с наставником"] == ["75 %", "6 из 8", "80 %", "пока нет"]
    assert found["Предприятия, давшие наставников"] == ["4", "4", "–", "–"]
    assert len(book.inline_shapes) == 2
    assert "в 1 отчёте часть больше целого" in words_of(book)


async def test_it_names_difficulties_lateness_and_corrections_by_school(place: Place) -> None:
    book = await place.document("material", period="2026-Q4")
    said = words_of(book)
    assert "Школ, которые сообщили о трудностях: 1 из 2." in said
    assert "Гимназия № 2: нет наставников от предприятий" in said
    assert "МБОУ «Школа № 1»: сб, 19 декабря 2026, 09:00" in said
    assert "МБОУ «Школа № 1»: 1 раз, последний – вс, 20 декабря 2026, 09:00" in said
    assert "Школа № 3: нет куратора" in said
    assert table(book, "Почему прекращены досрочно")[1:] == [["Не хватает времени", "2", "100 %"]]
    schools = table(book, "Отчёты школ")
    assert schools[1] == ["1", "МБОУ «Школа № 1»", "подан после срока", "100", "40", "61", "3", "1", "1 200"]
    assert schools[3][2:5] == ["нет куратора", "–", "–"]
    assert schools[4][1:6] == ["Всего", "–", "130", "80", "121"]


async def test_a_quarter_in_which_nothing_was_filed_is_told_too(place: Place) -> None:
    said = words_of(await place.document("material", period="2026-Q1"))
    assert "Отчётов пока нет, ждём от 3 школ." in said
    with pytest.raises(LookupError):
        await place.render("material", period="2031-Q1")


async def test_the_letter_lists_every_school_with_its_coordinators(place: Place) -> None:
    book = await place.document("school_letter")
    assert "Всего в перечне: 3 организации." in words_of(book)
    (listed,) = book.tables
    assert [[cell.text for cell in row.cells] for row in listed.rows][1:] == [
        ["1", "МБОУ «Школа № 1»", "Анна Кураторова"],
        ["2", "Гимназия № 2", "Олег Ведущий"],
        ["3", "Школа № 3", "не назначен"],
    ]


async def test_a_receipt_on_paper_says_what_was_filed(place: Place) -> None:
    said = words_of(await place.document("paper_receipt", submission=2, school=place.first))
    for part in ("2026-Q4/0002", "МБОУ «Школа № 1»", "позже срока", "версия 2", "Пар и групп\n61", "1 200"):
        assert part in said
    with pytest.raises(LookupError):
        await place.render("paper_receipt", submission=2, school=place.second)


async def test_letters_thank_each_mentor_by_their_own_figures(place: Place) -> None:
    book = await place.document("thank_you", mentors="", school=place.first, **{"from": "МБОУ «Школа № 1»"})
    said = words_of(book)
    assert said.count("Благодарственное письмо") == 2
    assert NAMES[place.first % 2] in said
    # 45 + 60 minutes are known, the third meeting's are not
    assert "Вы провели 3 встречи в 2 парах и группах: это не меньше 2 часов." in said
    assert "С 3 октября 2026 г. по 21 декабря 2026 г. Вы вели 1 пару или группу." in said
    assert "Без Пары" not in said
    assert sum(bool(one.paragraph_format.page_break_before) for one in book.paragraphs) == 1


async def test_a_pupil_is_a_line_to_fill_in_and_no_mentee_is_in_a_letter(place: Place) -> None:
    said = words_of(await place.document("thank_you", mentors="", school=None, **{"from": ""}))
    assert said.count("_______________________________\n") == 2
    assert "код Ш01-Н02" in said
    assert not re.search(r"Ш\d\d-\d{3}", said)
    assert said.count("Управление образования благодарит Вас") == 4


async def test_letters_go_to_the_chosen_and_never_past_the_school(place: Place) -> None:
    said = words_of(await place.document("thank_you", mentors="1,4", school=place.first, **{"from": "Школа"}))
    assert said.count("Благодарственное письмо") == 1
    with pytest.raises(LookupError):
        await place.render("thank_you", mentors="4", school=place.first, **{"from": "Школа"})


async def test_a_template_of_the_department_is_used_and_a_broken_one_is_named_in_the_log(
    place: Place, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place.town = replace(TOWN, templates=str(tmp_path))
    own = docx.Document(BytesIO(templates.ours("letter")))
    own.paragraphs[0].insert_paragraph_before("Округ Заречный")
    own.save(str(tmp_path / "letter.docx"))
    assert "Округ Заречный" in words_of(await place.document("school_letter"))
    assert not caplog.records

    (tmp_path / "letter.docx").write_bytes(b"not a document")
    caplog.set_level(logging.INFO)
    assert "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ" in words_of(await place.document("school_letter"))
    assert "'name': 'letter.docx', 'reason': 'not a Word document" in caplog.text
    (tmp_path / "letter.docx").unlink()
    assert "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ" in words_of(await place.document("school_letter"))
    assert "BOT_TEMPLATES has no such template" in caplog.text


async def test_the_chart_of_indicators_is_a_picture(place: Place) -> None:
    assert (await place.render("indicator_chart", year=2026)).startswith(b"\x89PNG")
