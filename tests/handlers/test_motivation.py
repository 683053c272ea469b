"""The motivation document of row 1.8: published once, read by every coordinator, also by those who came later."""

import pytest

from domain.people import Role
from handlers import bindings
from handlers.case import Case
from storage import broadcasts, receipts
from storage.broadcasts import Broadcast
from tests.handlers import post
from tests.handlers.phone import Line, screens, shown, tap
from tests.handlers.test_schools import NOW
from tests.village import Village


async def published(line: Line, department: Case) -> Broadcast:
    draft = await broadcasts.draft(
        line.db,
        department.person.id,
        NOW,
        audience="coordinators",
        words="Прочтите",
        wants_receipt=True,
        row="1.8",
        period="2026-Y",
        title="Положение",
        number="5",
        dated=NOW.date(),
    )
    await post.queue(line.db, await line.feed(tap(f"bc.send:{draft}", department.person.telegram_id)), NOW)
    one = await broadcasts.get(line.db, draft)
    assert one
    return one


async def test_the_row_is_done_once_its_document_is_published_and_not_when_it_is_taken_back(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    await village.activate(2026)
    me = department.person.telegram_id
    assert "ещё не опубликован" in shown(await line.feed(tap("mt.open", me)))
    one = await published(line, department)
    assert "Прочитали: <b>0 из 1</b>" in shown(await line.feed(tap("mt.open", me)))
    assert await broadcasts.published(line.db, "2026-Y") == one
    await receipts.undo(line.db, one, NOW)
    assert await broadcasts.published(line.db, "2026-Y") is None


async def test_a_coordinator_who_came_later_reads_the_document_from_its_row(
    line: Line, village: Village, department: Case, coordinator: Case, mentor: Case
) -> None:
    await village.activate(2026)
    one = await published(line, department)
    later = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    letter, _ = screens(await line.feed(tap("mt.open", later.telegram_id)))
    assert "<b>Положение</b>\n№ 5 от вт, 24 ноября 2026" in letter.text
    assert await receipts.read_by_schools(line.db, "2026-Y") == {}
    await line.feed(tap(f"bc.read:{one.id}", later.telegram_id))
    await line.feed(tap(f"bc.read:{one.id}", mentor.person.telegram_id))
    assert await receipts.read_by_schools(line.db, "2026-Y") == {later.post.school_id: NOW}


@pytest.mark.parametrize("subject", ["2027-Y", "2026-Q4", "2026-Y.9", "2026-Y.x", "new"])
async def test_a_document_of_no_year_in_force_is_not_begun(
    line: Line, village: Village, department: Case, subject: str
) -> None:
    await village.activate(2026)
    asked = tap(bindings.begin("motivation", subject), department.person.telegram_id)
    assert "Этого здесь нет" in shown(await line.feed(asked))
    assert await line.db.value("SELECT count(*) FROM drafts") == 0
