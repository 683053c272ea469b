"""The board of a year as it is loaded: each source in its cell, who stands on it, and what it costs."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.control import Cell, State
from domain.control_board import Control
from domain.people import EVERYTHING, Role, Scope
from storage import control
from storage.database import Transaction
from storage.instants import instant
from tests import papers
from tests.village import TOWN, Village, local

AUTUMN = local(date(2026, 9, 14))  # the Monday after the tenth of September
NOVEMBER = local(date(2026, 11, 24))


async def load(village: Village, now: Any = NOVEMBER, scope: Scope = EVERYTHING) -> Control:
    return await control.load(village.db, TOWN, 2026, now, scope)


def cell(board: Control, school: int, row: str, period: str = "2026-Y") -> Cell:
    return board.line(school).cells[board.place(row, period)]


async def test_a_year_has_twenty_columns_and_the_departments_own_rows(village: Village) -> None:
    await village.activate(2026)
    board = await load(village)
    assert [" ".join(column.key) for column in board.columns] == [
        *("1.2 2026-Y", "1.4 2026-Y", "1.5 2026-Y", "1.6 2026-Y", "1.7 2026-Y", "1.8 2026-Y"),
        *("2.2 2026-Q4", "2.3 2026-Y", "2.4 2026-Y", "2.6 2026-Y"),
        *("3.1 2026-Y", "3.2 2026-Q3", "3.2 2027-Q1", "3.3 2026-Y"),
        *("4.1 2026-Q1", "4.1 2026-Q2", "4.1 2026-Q3", "4.1 2026-Q4", "4.2 2026-H1", "4.2 2026-H2"),
    ]
    assert [row.number for row, _ in board.own] == ["1.1", "1.3", "1.8", "5.1"]


async def test_a_year_that_is_not_in_force_is_not_found(village: Village) -> None:
    with pytest.raises(LookupError):
        await load(village)


async def test_papers_and_the_departments_word_on_them(village: Village) -> None:
    await village.activate(2026)
    prompt, late, returned = [await village.school(f"Школа {n}") for n in range(3)]
    day = local(date(2026, 9, 9))
    await papers.evidence(village.db, "1.2", prompt, day)
    await papers.evidence(village.db, "1.2", late, local(date(2026, 9, 12)), on_time=False)
    await papers.evidence(village.db, "1.4", prompt, day, state="agreed")
    await papers.evidence(village.db, "1.4", late, day)
    await papers.evidence(village.db, "1.4", returned, day, state="returned")
    await papers.evidence(village.db, "1.1", None, day)
    board = await load(village, AUTUMN)
    assert [cell(board, one, "1.2").state for one in (prompt, late, returned)] == [
        State.DONE,
        State.DONE_LATE,
        State.LATE,
    ]
    assert cell(board, late, "1.2").late_by == 2
    assert cell(board, returned, "1.2").late_by == 4
    assert [cell(board, one, "1.4").state for one in (prompt, late, returned)] == [
        State.DONE,
        State.DONE,
        State.RETURNED,
    ]
    assert [cell(board, one, "1.5").state for one in (prompt, late, returned)] == [
        State.DONE,
        State.WAITING,
        State.RETURNED,
    ]
    own = {row.number: one for row, one in board.own}
    assert (own["1.1"].state, own["1.3"].state, own["1.3"].count) == (State.DONE, State.DONE, 3)


async def test_a_paper_that_was_judged_is_corrected_only_by_filing_it_again(village: Village) -> None:
    await village.activate(2026)
    judged, mended = await village.school("А"), await village.school("Б")
    first, back, again = (local(date(2026, 9, day)) for day in (7, 8, 9))
    await papers.evidence(village.db, "1.4", judged, first, steps=[("agreed", back)])
    await papers.evidence(village.db, "1.4", mended, first, steps=[("returned", back), ("filed", again)])
    board = await load(village, AUTUMN)
    assert cell(board, judged, "1.4").corrected_on is None
    assert cell(board, mended, "1.4").corrected_on == date(2026, 9, 9)
    assert cell(board, judged, "1.5").filed_on == date(2026, 9, 8)


async def test_an_agreement_to_an_older_paper_is_none(village: Village) -> None:
    await village.activate(2026)
    school = await village.school("Школа")
    first, agreed, again = (local(date(2026, 9, day)) for day in (7, 8, 9))
    await papers.evidence(village.db, "1.4", school, first, steps=[("agreed", agreed), ("filed", again)])
    await papers.evidence(village.db, "1.5", school, agreed, steps=[("returned", again)])
    assert cell(await load(village, AUTUMN), school, "1.5").state is State.WAITING


async def test_without_schools_there_is_no_list_of_them(village: Village) -> None:
    await village.activate(2026)
    own = {row.number: one for row, one in (await load(village, AUTUMN)).own}
    assert own["1.3"].state is State.LATE


async def test_an_agreement_of_its_own_wins_over_the_state_of_the_school_paper(village: Village) -> None:
    await village.activate(2026)
    school = await village.school("Школа")
    await papers.evidence(village.db, "1.4", school, local(date(2026, 9, 9)))
    await papers.evidence(village.db, "1.5", school, local(date(2026, 9, 11)), on_time=False, state="agreed")
    assert cell(await load(village, AUTUMN), school, "1.5").state is State.DONE_LATE


async def test_reports_drafts_and_extensions(village: Village) -> None:
    await village.activate(2026)
    filed, begun, given, idle = [await village.school(f"Школа {n}") for n in range(4)]
    author = await village.person(Role.COORDINATOR, filed)
    number = await village.file(author, "2026-Q3", local(date(2026, 9, 28)), pairs=4)
    await village.begin(await village.person(Role.COORDINATOR, begun), "2026-Q3", NOVEMBER, pupils=400)
    await papers.extension(village.db, "4.1", "2026-Q3", given, "2026-12-01", local(date(2026, 12, 2), 0))
    board = await load(village)
    cells = [cell(board, one, "4.1", "2026-Q3") for one in (filed, begun, given, idle)]
    assert [one.state for one in cells] == [State.WAITING, State.LATE, State.EXTENDED, State.LATE]
    assert [one.late_by for one in cells] == [3, 60, 0, 60]  # 25.09 is a Friday; 24.11 is 60 days later
    assert cells[1].begun
    assert cells[2].due == date(2026, 12, 1)
    for state, expected in (("accepted", State.DONE_LATE), ("returned", State.RETURNED)):
        await village.db.run("UPDATE submissions SET state = :state WHERE id = :id", state=state, id=number)
        assert cell(await load(village), filed, "4.1", "2026-Q3").state is expected


async def test_registries_are_counted_without_what_is_over_or_withdrawn(village: Village) -> None:
    await village.activate(2026)
    school, other = await village.school("Школа"), await village.school("Лицей")
    await papers.partner(village.db, school, NOVEMBER)
    await papers.partner(village.db, school, NOVEMBER, until="2026-11-24")  # its last day still counts
    await papers.partner(village.db, school, NOVEMBER, until="2026-11-23")
    await papers.partner(village.db, school, NOVEMBER, ended="2026-11-01")
    at = {"school": school, "at": instant(NOVEMBER), "before": instant(NOVEMBER - timedelta(400))}
    await village.db.run(
        """INSERT INTO publications (school_id, published_on, title, channel, by_person, created_at, withdrawn_at)
           VALUES (:school, '2026-05-01', 'А', 'site', 1, :at, NULL),
               (:school, '2025-05-01', 'Б', 'site', 1, :at, NULL), (:school, '2026-06-01', 'В', 'site', 1, :at, :at)""",
        school=school,
        at=at["at"],
    )
    await village.db.run(
        """INSERT INTO faults (school_id, kind, by_person, opened_at, closed_at)
           VALUES (:school, 'other', 1, :before, NULL), (:school, 'other', 1, :at, :at)""",
        **at,
    )
    board = await load(village)
    assert [cell(board, school, row).count for row in ("1.7", "2.3", "2.4", "3.1")] == [2, 0, 1, 1]
    assert [cell(board, other, row).count for row in ("1.7", "2.3", "2.4", "3.1")] == [0, 0, 0, 0]


async def test_a_list_of_partners_is_looked_at_in_the_quarter_under_way(village: Village) -> None:
    await village.activate(2026)
    fresh, stale, new = await village.school("А"), await village.school("Б"), await village.school("В", NOVEMBER)
    for quarter in ("Q1", "Q3", "Q4"):
        await papers.confirmation(village.db, fresh, f"2026-{quarter}", NOVEMBER)
    board = await load(village)
    assert cell(board, fresh, "2.2", "2026-Q4") == Cell(
        State.DONE, date(2026, 12, 31), date(2026, 11, 24), count=3, of=4, dated=True
    )
    assert (cell(board, stale, "2.2", "2026-Q4").state, cell(board, stale, "2.2", "2026-Q4").late_by) == (
        State.NOT_STARTED,
        0,
    )
    assert cell(board, new, "2.2", "2026-Q4").of == 1  # the quarters before it are not asked of it
    afterwards = await load(village, local(date(2027, 1, 5)))
    assert (cell(afterwards, stale, "2.2", "2026-Q4").state, cell(afterwards, stale, "2.2", "2026-Q4").late_by) == (
        State.LATE,
        5,
    )


async def test_readers_guests_and_entries(village: Village) -> None:
    await village.activate(2026)
    school, other = await village.school("Школа"), await village.school("Лицей")
    one, two = [await village.person(Role.COORDINATOR, school) for _ in range(2)]
    away = await village.person(Role.COORDINATOR, other)
    at = instant(NOVEMBER)
    await papers.seminar(village.db, "2026-Q3", NOVEMBER, **{f"p{one.id}": True, f"p{two.id}": False})
    await village.db.run(
        """INSERT INTO broadcasts (id, roadmap_row, period, audience, words, wants_receipt, by_person, created_at,
               sent_at, undone_at)
           VALUES (1, '1.8', '2026-Y', 'coordinators', 'Положение', 1, 1, :at, :at, NULL),
               (2, '1.8', '2026-Y', 'coordinators', 'По ошибке', 1, 1, :at, :at, :at),
               (3, '1.8', '2026-Y', 'coordinators', 'Черновик', 1, 1, :at, NULL, NULL)""",
        at=at,
    )
    await village.db.run_many(
        "INSERT INTO broadcast_people (broadcast_id, person_id, state, read_at) VALUES (1, :id, 'sent', :read)",
        [{"id": one.id, "read": at}, {"id": two.id, "read": None}, {"id": away.id, "read": None}],
    )
    await village.db.run(
        """INSERT INTO contests (id, year, title, criteria, ends_on, ends_at, by_person, created_at, opened_at)
           VALUES (1, 2026, 'Конкурс', '[]', '2026-12-10', :ends, 1, :at, :at)""",
        at=at,
        ends=instant(local(date(2026, 12, 11), 0)),
    )
    await village.db.run(
        """INSERT INTO contest_entries (contest_id, school_id, title, about, files, by_person, created_at, changed_at)
           VALUES (1, :school, 'Практика', 'о ней', '[]', 1, :at, :at)""",
        school=school,
        at=at,
    )
    board = await load(village)
    assert cell(board, school, "1.8") == Cell(State.BEGUN, count=1, of=2)
    assert cell(board, other, "1.8") == Cell(State.NOT_STARTED, count=0, of=1)
    assert cell(board, school, "3.2", "2026-Q3") == Cell(State.DONE, count=1)
    assert cell(board, other, "3.2", "2026-Q3") == Cell(State.NOT_STARTED)
    assert cell(board, school, "3.2", "2027-Q1") == Cell(State.NOT_EXPECTED)  # not announced yet
    assert cell(board, school, "3.3") == Cell(State.DONE, count=1)
    assert cell(board, other, "3.3") == Cell(State.NOT_STARTED)
    assert cell(await load(village, local(date(2026, 12, 11))), other, "3.3") == Cell(State.NOT_EXPECTED)  # over
    published = next(one for row, one in board.own if row.number == "1.8")
    assert (published.state, published.late_by) == (State.DONE_LATE, 14)  # by 10.11


async def test_a_school_that_came_after_a_date_is_not_asked_for_it(village: Village) -> None:
    await village.activate(2026)
    school = await village.school("Новая", local(date(2026, 10, 1)))
    board = await load(village)
    assert [cell(board, school, "4.1", f"2026-Q{n}").state for n in (1, 2, 3, 4)] == [
        *[State.NOT_EXPECTED] * 3,
        State.NOT_STARTED,
    ]
    assert cell(board, school, "1.2").state is State.NOT_EXPECTED


async def test_a_date_that_had_passed_when_its_year_was_put_in_force_asks_nothing(village: Village) -> None:
    await village.activate(2026, local(date(2026, 10, 1)))
    school = await village.school("Школа")
    board = await load(village)
    assert cell(board, school, "4.1", "2026-Q3").state is State.NOT_EXPECTED
    assert cell(board, school, "4.1", "2026-Q4").state is State.NOT_STARTED


async def test_a_school_that_left_stands_on_the_board_only_with_what_it_had_filed(village: Village) -> None:
    await village.activate(2026)
    heir, merged, gone = [await village.school(name) for name in ("Наследница", "Вошедшая", "Ушедшая")]
    await papers.evidence(village.db, "1.2", merged, local(date(2026, 9, 9)))
    await village.db.run(
        "UPDATE schools SET archived_at = :at, merged_into = :heir WHERE id = :id",
        at=instant(AUTUMN),
        heir=heir,
        id=merged,
    )
    await village.db.run("UPDATE schools SET archived_at = :at WHERE id = :id", at=instant(AUTUMN), id=gone)
    await village.file(await village.person(Role.COORDINATOR, heir), "2025-Q4", local(date(2026, 1, 20)))
    await village.db.run("UPDATE submissions SET school_id = :id", id=gone)  # of another year
    board = await load(village)
    assert [line.school_id for line in board.lines] == [heir, merged]
    left = board.line(merged)
    assert (left.left, left.into) == (True, "Наследница")
    assert cell(board, merged, "1.2").state is State.DONE
    assert cell(board, merged, "1.6").state is State.NOT_APPLICABLE
    assert left.owed == 0


async def test_a_coordinators_board_holds_their_school_alone(village: Village) -> None:
    await village.activate(2026)
    mine, other = await village.school("Моя"), await village.school("Чужая")
    await papers.evidence(village.db, "1.2", other, local(date(2026, 9, 9)))
    board = await load(village, scope=Scope(mine))
    assert [line.school for line in board.lines] == ["Моя"]
    assert cell(board, mine, "1.2").state is State.LATE


class Counting(Transaction):
    """Counts the statements it is asked for."""

    def __init__(self, db: Transaction) -> None:
        super().__init__(db._connection)
        self.count = 0

    async def all(self, sql: str, **params: Any) -> Any:
        self.count += 1
        return await super().all(sql, **params)

    async def one(self, sql: str, **params: Any) -> Any:
        self.count += 1
        return await super().one(sql, **params)


async def test_the_number_of_statements_does_not_depend_on_the_number_of_schools(village: Village) -> None:
    await village.activate(2026)
    counts = []
    for many in (1, 40):
        for n in range(many):
            await village.person(Role.COORDINATOR, await village.school(f"Школа {many} {n}"))
        counting = Counting(village.db)
        await control.load(counting, TOWN, 2026, NOVEMBER)
        counts.append(counting.count)
    assert counts[0] == counts[1] <= 22
