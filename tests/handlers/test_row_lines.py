"""The card of a row says how its registry stands: the school's own, or that of all schools."""

import pytest

from domain.people import Role
from handlers.case import Case
from storage import confirmations, faults, materials, partners, publications
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, actions, shown
from tests.handlers.taps import press
from tests.village import Village

ROWS = (
    # row, for school 7, for the department, its desk
    ("1.7", "действует <b>1</b>, истекло <b>1</b>", "действует <b>2</b>, истекло <b>2</b>", "pt.now"),
    ("2.1", "действует <b>1</b>, истекло <b>1</b>", "действует <b>2</b>, истекло <b>2</b>", "pt.now"),
    ("2.2", "<b>подтверждён</b>", "подтвердили: <b>1 из 2</b>", "pt.now"),
    ("2.3", "<b>2\u00a0материала</b>", "<b>2\u00a0материала</b>", "lb.list:0"),
    ("2.4", "за IV квартал 2026: <b>1</b>", "за IV квартал 2026: <b>2</b>", "pb.list:0"),
    ("3.1", "Открытых сбоев: <b>1</b>", "Открытых сбоев: <b>2</b>", "nv.now"),
)


@pytest.mark.parametrize(("row", "own", "everybodys", "desk"), ROWS, ids=[row[0] for row in ROWS])
async def test_a_row_says_how_it_stands_and_opens_its_desk(
    line: Line, village: Village, department: Case, coordinator: Case, row: str, own: str, everybodys: str, desk: str
) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    for person in (coordinator.person, other):
        school = person.post.school_id
        assert school
        for until in ("2027-01-01", "2026-11-01"):
            agreement = {"name": until, "agreed_on": "2026-01-01", "valid_until": until, "gives_mentors": 1}
            await partners.add(line.db, school, agreement, person.id, NOW.date(), NOW)
        await materials.add(
            line.db, school, title="Т", about=None, tags=["т"], file=None, link="x", by_person=person.id, now=NOW
        )
        came_out = {"published_on": "2026-11-01", "title": "Т", "channel": "site"}
        await publications.add(line.db, school, came_out, person.id, NOW)
        await faults.report(line.db, school, "down", person.id, NOW)
    await confirmations.confirm(line.db, coordinator.school_id, "2026-Q4", 1, coordinator.person.id, NOW)
    for case, words in ((coordinator, own), (department, everybodys)):
        card = await press(line, case, f"ro.row:{row}")
        assert words in shown(card)
        assert desk in actions(card)
        assert "Этого здесь нет" not in shown(await press(line, case, desk))
