"""The whole matrix, a part of its broken buttons: nothing leaks, nothing changes, nothing tells that a thing exists."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain import permissions
from domain.people import Role
from handlers.searching import DESKS
from storage.database import Database
from tests.permissions import letters, lookups, town
from tests.permissions.matrix import Matrix

# Lists in which a school finds what is its own by its words: all but the library, which is everybody's.
OWN_LISTS = {one.verb for one in DESKS.values() if Role.COORDINATOR in one.roles} - {"lb.found"}
OWN_LISTS |= {"find:new", "seek:meetings", "seek:fit", "seek:again"}
TRIED = 170  # routes whose buttons of another school are pressed by somebody who may press their own


@pytest.fixture
async def matrix(tmp_path: Path) -> AsyncIterator[Matrix]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    try:
        async with database.transaction() as db:
            made = Matrix(await town.build(db))
            await made.prepare()
            yield made
    finally:
        await database.close()


async def test_nobody_reaches_past_their_scope_by_any_button_or_word(
    matrix: Matrix, capsys: pytest.CaptureFixture[str]
) -> None:
    await letters.run(matrix)
    await lookups.run(matrix)
    report = await matrix.run()
    with capsys.disabled():
        print(f"\n{report}")
    assert report.leaks == []
    assert len(report.tried) >= TRIED, sorted(report.tried)
    assert report.sought >= OWN_LISTS, OWN_LISTS - report.sought
    assert {*permissions.VERBS} <= report.verbs
    assert {f"f.n:{key}" for key in permissions.FORMS} <= report.verbs


async def test_whoever_has_more_than_one_post_is_shown_what_each_of_them_sees(matrix: Matrix) -> None:
    names = {who.name: who for who in matrix.people}
    both, turned = (names[f"coordinator of A and mentor at B, acts as {role}"] for role in ("coordinator", "mentor"))
    juror = names["coordinator of A on the jury"]
    assert {"p.open", "v.as", "qs.from"} <= matrix.shown[both.name].keys()
    assert f"v.pair:{dict(turned.rows)['pairs']}" in matrix.shown[turned.name]["v.pair"]
    judged = next(one for one in juror.extra if one.startswith("ct.score"))
    before = await matrix.fair.db.value("SELECT count(*) FROM contest_scores")
    scored = await matrix.doors.press(juror, judged)
    assert {table for table, _ in scored.changed} >= {"contest_scores"}
    assert await matrix.fair.db.value("SELECT count(*) FROM contest_scores") == before
