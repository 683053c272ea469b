"""The note and the table of a half-year (row 4.2) as they leave the bot, opened again and held against the reports."""

from datetime import date
from typing import Any

import pytest

from domain.forms.quality import COUNTED
from domain.people import Role
from tests.paperwork.place import Place, rows_of, table, words_of
from tests.village import Village, local

HALF = "2026-H2"
COUNTS: dict[str, Any] = {
    key: "6.0 8.0 10" if key.endswith(("motivation", "competence", "profession", "goals")) else "9 10"
    for key in COUNTED
}
FIRST = COUNTS | {"weak": ["space", "own"], "weak_words": "=негде хранить вещи", "chances": None, "threats": ["load"]}
SECOND = COUNTS | {
    "mentee_motivation": "5.0 4.5 5",
    "mentee_go_on": "2 5",
    "mentor_satisfied": None,
    "why": "few",
    "weak": ["space"],
    "chances": ["parents"],
    "threats": ["load"],
}


@pytest.fixture
async def half(place: Place) -> Place:
    """The first two schools have filed, the third has nobody to."""
    async with place.database.transaction() as db:
        village = Village(db)
        await village.file(place.coordinator, "2026-H1", local(date(2026, 6, 24)), **COUNTS | {"goals": "6.0 7.0 10"})
        await village.file(place.coordinator, HALF, local(date(2026, 12, 18)), **FIRST)
        oleg = await village.person(Role.COORDINATOR, place.second)
        await village.file(oleg, HALF, local(date(2026, 12, 20)), **SECOND)
    return place


async def test_the_note_holds_the_numbers_of_the_reports_and_names_who_has_not_filed(half: Place) -> None:
    book = await half.document("quality_note", period=HALF)
    said = words_of(book)
    assert "Оценка качества наставничества за II полугодие 2026 года. Строка 4.2 дорожной карты." in said
    assert "Подано отчётов: 2 из 3 (66,7 %), из них в срок: 2." in said
    assert "Школа № 3: нет куратора" in said
    assert "Посчитано не у всех. Почему: анкет меньше пяти – 1 школа." in said

    rises = {row[0]: row[1:] for row in table(book, "Среднее до и после")}
    assert rises["Показатель"] == ["До", "После", "Изменение", "Анкет", "Школ", "Изменение полгода назад"]
    # (60×10 + 50×5) / 15 = 56.7 tenths; (80×10 + 45×5) / 15 = 68.3
    assert rises["Мотивация наставляемых"] == ["5,7", "6,8", "+1,1", "15", "2", "+2,0"]
    assert rises["Цели пар"] == ["6,0", "8,0", "+2,0", "20", "2", "+1,0"]

    shares = {row[0]: row[1:] for row in table(book, "Сколько ответили «да»")}
    assert shares["Довольны наставляемые"] == ["18", "20", "90 %", "2"]
    assert shares["Довольны наставники"] == ["9", "10", "90 %", "1"]
    assert shares["Хотят продолжать"] == ["11", "15", "73,3 %", "2"]

    assert table(book, "Слабые стороны: сколько школ отметили")[1:] == [["Негде встречаться", "2", "100 %"]]
    assert table(book, "Риски: сколько школ отметили")[1:] == [["Нагрузка на учителей", "2", "100 %"]]
    assert "МБОУ «Школа № 1»: =негде хранить вещи" in said, "as typed, by school"
    assert len(book.inline_shapes) == 6  # growth, shares, three lists, schools by half-years

    schools = table(book, "Изменение у наставляемых")
    assert schools[1][2:] == ["подан", "+2,0", "+2,0", "+2,0", "9 из 10", "9 из 10"]
    assert schools[2][2:] == ["подан", "−0,5", "+2,0", "+2,0", "9 из 10", "–"]
    assert schools[3][3:] == ["–", "–", "–", "–", "–"]


async def test_a_half_year_in_which_nothing_was_filed_is_told_too(place: Place) -> None:
    said = words_of(await place.document("quality_note", period=HALF))
    assert "Считать пока нечего" in said
    assert "Отчётов пока нет." in said
    for never in ("2031-H1", "2026-Q4"):
        with pytest.raises(LookupError):
            await place.render("quality_note", period=never)


async def test_the_table_keeps_numbers_as_numbers_and_says_how_it_was_counted(half: Place) -> None:
    book = await half.book("quarter_table", period=HALF)
    assert book.sheetnames == [
        "II полугодие 2026", "Рост", "Доли", "SWOT", "Своими словами", "Отчёты", "Как посчитано",
    ]  # fmt: skip
    first, second, third = rows_of(book.worksheets[0])
    assert (first["Мотивация наставляемых: до"], first["Мотивация наставляемых: анкет"]) == (6, 10)
    assert (second["Хотят продолжать: да"], second["Хотят продолжать: из"]) == (2, 5)
    assert (first["Слабые стороны"], first["Слабые, своими словами"]) == (
        "Негде встречаться, Своими словами", "=негде хранить вещи",
    )  # fmt: skip
    assert third["Мотивация наставляемых: до"] is None
    rises = {row["Показатель"]: row for row in rows_of(book["Рост"])}
    assert rises["Мотивация наставляемых"]["Изменение"] == 1.1
    told = "\n".join(str(row[0]) for row in book["Как посчитано"].iter_rows(values_only=True))
    assert "Меньше 5 ответов в отчёт не берут" in told


async def test_a_receipt_on_paper_says_what_was_assessed(half: Place) -> None:
    async with half.database.transaction() as db:
        number = int(await db.value("SELECT id FROM submissions WHERE form = 'quality' AND period = '2026-H2' LIMIT 1"))
    said = words_of(await half.document("paper_receipt", submission=number, school=half.first))
    for part in ("Оценка качества программ, II полугодие 2026", "6,0 → 8,0, анкет 10", "9 из 10", "Негде встречаться"):
        assert part in said
