"""The two bases and the key sheet, opened again: every row there, nobody else's, nothing that is not needed."""

from datetime import datetime

from domain.matching import Profile
from domain.people import EVERYTHING
from storage import mentees, mentors, pairs, profiles
from tests.paperwork.place import NOW, Place, rows_of


async def test_the_bases_of_a_school_hold_a_row_for_everybody_in_each_pair(place: Place) -> None:
    book = await place.book("base_table", school=place.first)
    assert book.sheetnames == ["Наставляемые", "Наставники", "Как посчитано"]
    kids, adults = rows_of(book["Наставляемые"]), rows_of(book["Наставники"])
    assert [row["Код"] for row in kids] == ["Ш01-001", "Ш01-002", "Ш01-003", "Ш01-004"]
    assert kids[0]["В базе с"] == datetime(2026, 1, 12)  # noqa: DTZ001
    assert (kids[1]["Состояние"], kids[1]["Завершено"]) == ("прекращена", datetime(2026, 11, 5))  # noqa: DTZ001
    assert (kids[1]["Программа пройдена"], kids[0]["Программа пройдена"]) == ("нет", None)
    assert kids[3]["Наставник"] is None
    assert [(row["Код"], row["Наставляемые"]) for row in adults] == [
        ("Ш01-Н01", "Ш01-001"),
        ("Ш01-Н01", "Ш01-002"),
        ("Ш01-Н02", "Ш01-003"),
        ("Ш01-Н03", None),
    ]
    assert adults[2]["Наставник"] is None
    assert adults[0]["Контакт"] is None
    assert book["Наставники"]["D2"].quotePrefix, "«=завод» is no formula"


async def test_no_school_sees_another_one_in_its_bases(place: Place) -> None:
    for renderer in ("base_table", "key_sheet"):
        book = await place.book(renderer, school=place.first)
        values = [cell for page in book for row in page.iter_rows(values_only=True) for cell in row]
        assert not [value for value in values if "Ш02" in str(value) or "Гимназия" in str(value)]


async def test_the_department_gets_all_schools_without_papers_and_contacts(place: Place) -> None:
    book = await place.book("base_table", school=None)
    kids, adults = rows_of(book["Наставляемые"]), rows_of(book["Наставники"])
    assert {row["Школа"] for row in kids} == {"МБОУ «Школа № 1»", "Гимназия № 2"}
    assert (len(kids), len(adults)) == (8, 8)
    assert not {"Контакт", "Согласие"} & {*kids[0], *adults[0]}
    assert "№ 4 от 01.09.2026" not in str([kids, adults])


async def test_the_key_sheet_has_every_code_and_room_for_names(place: Place) -> None:
    book = await place.book("key_sheet", school=place.first)
    kids, pupils = rows_of(book["Наставляемые"]), rows_of(book["Наставники-ученики"])
    assert [row["Код"] for row in kids] == ["Ш01-001", "Ш01-002", "Ш01-003", "Ш01-004"]
    assert [row["Код"] for row in pupils] == ["Ш01-Н02"]
    assert {row["Фамилия, имя, отчество"] for row in (*kids, *pupils)} == {None}


async def test_the_bases_tell_what_mentors_can_give_what_is_asked_for_and_the_story_of_a_pair(place: Place) -> None:
    async with place.database.transaction() as db:
        (mentor, *_), (*_, mentee) = await mentors.listing(db, EVERYTHING), await mentees.listing(db, EVERYTHING)
        (pair, *_) = [one for one in await pairs.listing(db, EVERYTHING) if one.closed_on]
        can = Profile(("it",), ("teen",), ("teacher-pupil",), 4, 3, "призёр", "походы")
        await profiles.change(db, mentor.id, Profile(), can, 1, NOW)
        await mentees.change(db, mentee, "wants", {"wants": "languages", "form": "student-pupil"}, 1, NOW)
        await db.run("UPDATE pairs SET story = 'сначала молчал, теперь ведёт кружок' WHERE id = :id", id=pair.id)
    book = await place.book("base_table", school=None)
    (adult, *_) = [row for row in rows_of(book["Наставники"]) if row["Код"] == mentor.code]
    said = ("Компетенции", "Желаемый возраст наставляемых", "Готов к формам", "Часов в месяц", "Мест", "Достижения")
    assert [adult[key] for key in said] == ["Программирование", "8–9 класс", "педагог – ученик", 4, 3, "призёр"]
    (kid, *_) = [row for row in rows_of(book["Наставляемые"]) if row["Код"] == mentee.code]
    assert (kid["Нужна помощь"], kid["Нужная форма"]) == ("Языки", "студент – ученик")
    stories = [row["История (кейс)"] for row in rows_of(book["Наставляемые"]) if row["Код"] in pair.mentees]
    assert "сначала молчал, теперь ведёт кружок" in stories
