"""A school asks for more time for a document (1.2, 1.4, 1.6), as it does for a report."""

from datetime import date

import pytest

from domain.evidence import State
from handlers.case import Case
from scheduler import planning
from storage import evidence, wishes, years
from tests.handlers.evidence_desk import Phone, file_order, file_plan, other_school
from tests.handlers.phone import Line, labels
from tests.village import Village, local

EVE, AFTER = local(date(2026, 9, 9), 10), local(date(2026, 9, 15), 10)
ASK = "Попросить продление"


@pytest.fixture
async def line(line: Line, village: Village) -> Line:
    await village.activate(2026)
    line.now = EVE
    return line


@pytest.fixture
def anna(line: Line, coordinator: Case) -> Phone:
    return Phone(line, coordinator)


@pytest.fixture
def head(line: Line, department: Case) -> Phone:
    return Phone(line, department)


async def wish(phone: Phone, row: str = "1.2", day: str = "24.09.2026") -> str:
    await phone.tap(f"ev.row:{row}")
    await phone.press(ASK)
    await phone.say(day, "директор в отпуске")
    return await phone.press("Попросить")


async def test_a_school_asks_and_is_granted_more_time_for_an_order(line: Line, anna: Phone, head: Phone) -> None:
    assert "Просьба отправлена</b>\n1.2 Рабочая группа школы · 2026 год\nПродлить до чт, 24 сентября" in await wish(
        anna
    )
    assert "Вы попросили продление до чт 24.09.2026" in await anna.tap("ev.row:1.2")
    assert ASK not in labels(anna.last), "one wish waits at a time"
    (told,) = anna.notices
    assert "1.2 Рабочая группа школы · 2026 год" in str(told.screen.text)
    assert "1.2 до 24.09" in "".join((await head.tap("rv.wishes:0"), *labels(head.last)))
    await head.press("МБОУ")
    assert "Срок продлён" in await head.press("Продлить до 24.09.2026")
    (granted,) = head.notices
    line.now = AFTER
    assert "Номер приказа" in await anna.tap(granted.screen.rows[0][0].action), "straight to the document"
    assert "Первая подача: вовремя" in await file_order(anna, "1.2")


@pytest.mark.parametrize("row", ["1.2", "1.4", "1.6"])
async def test_every_document_that_a_school_owes_can_be_prolonged_before_and_after_its_date(
    line: Line, anna: Phone, coordinator: Case, row: str
) -> None:
    await anna.tap("ev.row:1.6")
    assert ASK not in labels(anna.last), "it is not the school's turn"
    review = await evidence.due(line.db, "1.5", 2026)
    assert review
    await evidence.file(line.db, review, coordinator.school_id, state=State.AGREED, by_person=1, now=EVE)
    for line.now in (EVE, AFTER):
        await anna.tap(f"ev.row:{row}")
        assert ASK in labels(anna.last)
    assert "Просьба отправлена" in await wish(anna, row)


async def test_what_is_filed_needs_no_more_time_unless_it_came_back(
    line: Line, village: Village, anna: Phone, head: Phone
) -> None:
    due = await evidence.due(line.db, "1.4", 2026)
    assert due
    await wish(anna, "1.4")
    await file_plan(anna)
    assert ASK not in labels(anna.last)
    assert await wishes.waiting(line.db) == [], "the school needs nothing any more"
    assert "Документ уже подан" in await anna.tap(f"f.n:wish:{due.id}")
    assert "Документ уже подан" in await head.tap(f"f.n:extension:{due.id}.1")
    await head.tap("ev.wait")
    await head.press("МБОУ")
    await head.press("Вернуть")
    await head.say("нет сроков")
    assert len(await wishes.waiting(line.db)) == 1
    assert "Вы попросили продление" in await anna.tap("ev.row:1.4")


async def test_after_the_closing_an_order_may_come_by_a_date_of_its_own(line: Line, anna: Phone, head: Phone) -> None:
    line.now = AFTER
    await line.db.run("UPDATE deadlines SET closed_at = '2026-09-14T09:00:00.000000+00:00' WHERE roadmap_row = '1.2'")
    assert "Срок закрыт" in await anna.tap("ev.row:1.2")
    assert "Заполнить" not in labels(anna.last)
    await wish(anna)
    await head.tap("rv.wish:1")
    await head.press("Продлить до")
    assert "Первая подача: вовремя" in await file_order(anna, "1.2")


async def test_a_declined_wish_is_answered_on_the_rows_card_and_may_be_uttered_again(
    line: Line, anna: Phone, head: Phone
) -> None:
    await wish(anna)
    await head.tap("f.n:decline:1")
    await head.say("приказ нужен к проверке")
    assert "На прошлую просьбу ответили: приказ нужен к проверке" in await anna.tap("ev.row:1.2")
    assert ASK in labels(anna.last)


async def test_the_department_gives_a_school_a_later_date_from_its_card_and_takes_it_back(
    line: Line, anna: Phone, head: Phone, coordinator: Case
) -> None:
    card = f"ev.school:1.2:2026:{coordinator.school_id}"
    await head.tap(card)
    await head.press("Продлить срок")
    await head.say("24.09.2026", "ремонт")
    await head.press("Продлить")
    line.now = AFTER
    assert "просрочили" not in await head.tap("ev.list:1.2:2026:0")
    await head.tap(card)
    await head.press("Продление срока")
    await head.press("Снять")
    await head.press("Снять продление")
    assert "просрочили: 1" in await head.tap("ev.list:1.2:2026:0")


async def test_the_morning_reminds_by_a_documents_new_date(
    line: Line, village: Village, anna: Phone, head: Phone
) -> None:
    await village.only("2026-Y")
    await wish(anna)
    await head.tap("rv.wish:1")
    await head.press("Продлить до")
    line.now = local(date(2026, 9, 21))
    (notice,) = (
        one for one in await planning.plan(line.db, line.now, village.town) if (one.key or "").startswith("rem")
    )
    assert "чт, 24 сентября 2026, через 3 дня" in str(notice.screen.text).replace("\u00a0", " ")


async def test_dates_that_schools_do_not_keep_take_no_wish(line: Line, village: Village, anna: Phone) -> None:
    due = next(one for one in await years.deadlines(line.db, 2026) if one.row == "1.1")
    assert "Этого здесь нет" in await anna.tap(f"f.n:wish:{due.id}")
    review = next(one for one in await years.deadlines(line.db, 2026) if one.row == "1.5")
    assert "Этого здесь нет" in await anna.tap(f"f.n:wish:{review.id}")
    other = await other_school(line, village)
    await wish(anna)
    assert "Вы попросили" not in await other.tap("ev.row:1.2"), "another school's wish is its own"
