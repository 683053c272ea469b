"""Documents, tables and the calendar as they leave the bot, opened again and held against the database."""

import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.document import Document
from icalendar import Calendar

from bot import rendering
from domain.agenda import DueDay
from domain.municipality import Municipality
from domain.pairs import State
from domain.people import EVERYTHING, Person, Role
from storage import agenda, indicators, meetings, mentees, mentors, pairs
from storage.database import Database, Transaction
from storage.instants import instant
from tests.village import BEGIN, MOSCOW, TOWN, Village, local
from views import ics, templates
from views.screen import File

NOW = local(date(2026, 12, 21), 15, 20)
ANSWERS: dict[str, Any] = {
    "pupils": 400,
    "mentees": 100,
    "mentors": 40,
    "mentor_pupils": 4,
    "pairs": 60,
    "begun": 5,
    "completed": 3,
    "stopped": 1,
    "stop_reason": "сменился график",
    "meetings": 1200,
    "young": 4,
    "young_mentees": 3,
    "partners": 2,
    "publications": 7,
    "trouble": False,
}
NAMES = ("Пётр Наставников", "Вера Чуткая")


@dataclass
class Place:
    """Two schools: the first files late and then corrects, the second in time and names a difficulty."""

    database: Database
    first: int
    second: int
    department: Person
    coordinator: Person
    town: Municipality = TOWN

    async def render(self, renderer: str, **args: str | int | None) -> bytes:
        made = await rendering.render(self.database, NOW, self.town, File("document", renderer, args))
        return made.content

    async def document(self, renderer: str, **args: str | int | None) -> Document:
        return docx.Document(BytesIO(await self.render(renderer, **args)))

    async def book(self, renderer: str, **args: str | int | None) -> Any:
        return openpyxl.load_workbook(BytesIO(await self.render(renderer, **args)))


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        village = Village(db)
        await village.activate(2026)
        department = await village.person(Role.DEPARTMENT)
        first, second = await village.school("МБОУ «Школа № 1»"), await village.school("Гимназия № 2")
        anna = await village.person(Role.COORDINATOR, first, name="Анна Кураторова")
        oleg = await village.person(Role.COORDINATOR, second, name="Олег Ведущий")
        await village.school("Школа № 3")
        for school in (first, second):
            await _registry(db, school, anna.id)
        await village.file(anna, "2026-Q3", local(date(2026, 9, 20)), **ANSWERS)
        await village.file(anna, "2026-Q4", local(date(2026, 12, 19)), **ANSWERS)
        await village.file(anna, "2026-Q4", local(date(2026, 12, 20)), **ANSWERS | {"pairs": 61})
        trouble = {"mentees": 30, "pupils": 20, "trouble": True, "trouble_text": "нет наставников от предприятий"}
        await village.file(oleg, "2026-Q4", local(date(2026, 12, 17)), **ANSWERS | trouble)
        values = {"mentees": 30, "young": 80, "pupils15": 160}
        await indicators.set_targets(db, 2026, values, department.id, NOW)
    yield Place(database, first, second, department, anna)
    await database.close()


async def _registry(db: Transaction, school: int, by: int) -> None:
    """An adult with two pairs, one of them stopped; a pupil with one pair and no meeting."""
    name = NAMES[school % 2]
    adult = await mentors.add(db, school, "adult", BEGIN, name, "=завод «Маяк»", "№ 1 от 01.09.2026")
    pupil = await mentors.add(db, school, "pupil", BEGIN, None, "10А", "№ 2 от 01.09.2026")
    idle = await mentors.add(db, school, "adult", BEGIN, "Без Пары", None, "№ 3 от 01.09.2026")
    assert idle
    for number, mentor in enumerate((adult, adult, pupil)):
        mentee = await mentees.add(db, school, BEGIN, "8Б", "подтянуть математику", "both", "№ 4 от 01.09.2026")
        pair = await pairs.add(
            db, school, form="teacher-pupil", mentor_id=mentor.id, mentee_ids=[mentee.id], goal="проект",
            starts_on=date(2026, 10, 1 + number), ends_on=date(2027, 5, 31), order_no=None, state=State.ACTIVE,
            by_person=by, now=BEGIN,
        )  # fmt: skip
        if number == 1:
            found = await pairs.get(db, EVERYTHING, pair)
            assert found
            await pairs.move(db, found, State.STOPPED, by, NOW, closed_on=date(2026, 11, 5), result="–", reason="busy")
        for minutes in ((45, 60), (None,), ())[number]:
            await meetings.log(db, pair, date(2026, 10, 20), by, NOW, minutes)
    undone = await meetings.log(db, pair, date(2026, 10, 21), by, NOW, 300)
    await meetings.undo(db, EVERYTHING, undone, NOW)
    await mentees.add(db, school, BEGIN, "5А")  # without a pair


def words_of(book: Document) -> str:
    cells = (cell.text for table in book.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in book.paragraphs), *cells]).replace("\u00a0", " ")


def table(book: Document, caption: str) -> list[list[str]]:
    """The table below these words, its head first."""
    body = list(book.element.body)
    place = next(number for number, one in enumerate(body) if caption in "".join(one.xpath(".//w:t/text()")))
    found = next(one for one in book.tables if one._tbl is body[place + 1])
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in found.rows]


def rows_of(page: Any) -> list[dict[str, Any]]:
    head, *rows = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


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
    assert "letter.docx cannot be used, our own is: not a Word document" in caplog.text
    (tmp_path / "letter.docx").unlink()
    assert "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ" in words_of(await place.document("school_letter"))
    assert "BOT_TEMPLATES has no letter.docx" in caplog.text


async def test_the_departments_calendar_holds_every_date_to_come_with_its_alarms(place: Place) -> None:
    made = Calendar.from_ical(await place.render("calendar", person=place.department.id, school=None))
    async with place.database.transaction() as db:
        found = await agenda.of_department(db, place.department.id, date(2026, 12, 21), NOW)
    assert [str(event["summary"]) for event in made.walk("VEVENT")] == [f"Срок {ics.title(due)}" for due in found.days]
    quality = next(event for event in made.walk("VEVENT") if "4.2" in str(event["summary"]))
    assert quality["dtstart"].dt == datetime(2026, 12, 25, 9, tzinfo=MOSCOW)
    assert quality["dtstart"].params["TZID"] == "Europe/Moscow"
    assert [alarm["trigger"].dt for alarm in quality.walk("VALARM")] == [timedelta(days=-1)], "a week before is past"
    contest = next(event for event in made.walk("VEVENT") if "3.3" in str(event["summary"]))
    assert [alarm["trigger"].dt for alarm in contest.walk("VALARM")] == [timedelta(days=-7), timedelta(days=-1)]
    assert [str(zone["tzid"]) for zone in made.walk("VTIMEZONE")] == ["Europe/Moscow"]


async def test_a_schools_calendar_holds_what_it_owes_its_own_date_and_the_persons_events(place: Place) -> None:
    async with place.database.transaction() as db:
        person, now = place.coordinator.id, instant(NOW)
        await db.run(
            """INSERT INTO extensions (roadmap_row, period, school_id, until, ends_at, reason, by_person, at)
               VALUES ('4.2', '2026-H2', :school, '2026-12-29', :now, 'болезнь', :by, :now)""",
            school=place.first, by=person, now=now,
        )  # fmt: skip
        # Signed up for the first, left the second, the third was called off, the fourth is for others.
        for number, (cancelled, left) in enumerate(((None, None), (None, now), (now, None), (None, None)), start=1):
            await db.run(
                """INSERT INTO events (title, place, starts_at, audience, by_person, created_at, cancelled_at)
                   VALUES (:title, 'ул. Мира, 5; зал', :starts, 'everybody', :by, :now, :cancelled)""",
                title=f"Семинар {number}", starts=instant(local(date(2026, 12, 28), 10)), by=person, now=now,
                cancelled=cancelled,
            )  # fmt: skip
            if number < 4:
                await db.run(
                    """INSERT INTO event_guests (event_id, person_id, signed_at, left_at)
                       VALUES (:event, :by, :now, :left)""",
                    event=number, by=person, now=now, left=left,
                )  # fmt: skip
    made = Calendar.from_ical(await place.render("calendar", person=person, school=place.first))
    deadline, seminar = made.walk("VEVENT")
    assert deadline["dtstart"].dt == datetime(2026, 12, 29, 9, tzinfo=MOSCOW)
    assert "Срок продлён, общий был 25 декабря 2026 г." in str(deadline["description"])
    assert (str(seminar["summary"]), str(seminar["location"])) == ("Семинар 1", "ул. Мира, 5; зал")
    assert seminar["dtstart"].dt == datetime(2026, 12, 28, 10, tzinfo=MOSCOW)
    other = Calendar.from_ical(await place.render("calendar", person=place.department.id, school=place.second))
    assert [event["dtstart"].dt.date() for event in other.walk("VEVENT")] == [date(2026, 12, 25)]


async def test_what_a_school_has_filed_leaves_its_calendar(place: Place) -> None:
    early = local(date(2026, 11, 24))
    async with place.database.transaction() as db:
        third = await agenda.of_school(db, 3, 0, date(2026, 11, 24), early)
        first = await agenda.of_school(db, place.first, 0, date(2026, 11, 24), early)
    quarter = DueDay("4.1", "2026-Q4", date(2026, 12, 20), date(2026, 12, 18))
    assert quarter in third.days
    assert quarter not in first.days
    assert {due.row for due in third.days} <= {"1.2", "1.4", "1.6", "4.1", "4.2"}, "what others owe is not theirs"


async def test_the_chart_of_indicators_is_a_picture(place: Place) -> None:
    assert (await place.render("indicator_chart", year=2026)).startswith(b"\x89PNG")
