"""Planning for more schools: counted in steps, which no other load on the machine changes."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import FrameType
from typing import Any

from storage.database import Database, Transaction
from tests.faults import year_growth


class Work:
    """What is done inside: steps of the database's machine, and of Python's."""

    def __init__(self, database: Database) -> None:
        self.database, self.steps, self.codes = database, 0, 0

    async def of(self, act: Callable[[Transaction], Awaitable[object]]) -> tuple[int, int]:
        self.steps = self.codes = 0
        connection = self.database._connection
        connection.set_progress_handler(self._step, 1)
        before = sys.gettrace()
        sys.settrace(self._trace)
        try:
            async with self.database.transaction() as db:
                await act(db)
        finally:
            sys.settrace(before)
            connection.set_progress_handler(self._step, 0)
        return self.steps, self.codes

    def _step(self) -> None:
        self.steps += 1

    def _trace(self, frame: FrameType, event: str, _: Any) -> Any:
        frame.f_trace_opcodes = True
        self.codes += event == "opcode"
        return self._trace


async def work(path: Path, many: int, old: int = 1) -> list[tuple[int, int]]:
    """Of a morning, and then of each small thing."""
    database = await year_growth.found(path / f"{many}.{old}.sqlite3", many, old)
    work = Work(database)
    done = [await work.of(lambda db: year_growth.tick(db, year_growth.FRIDAY))]
    async with database.transaction() as db:
        await db.run("UPDATE outbox SET state = 'sent', done_at = created_at WHERE state = 'ready'")
    done += [await work.of(act) for act in year_growth.SMALL]
    await database.close()
    return done


async def test_a_morning_grows_no_faster_than_the_schools_and_what_concerns_one_not_at_all(tmp_path: Path) -> None:
    """Nor does either grow with what is over."""
    await work(tmp_path, 10)  # warms up
    few, lots, long = await work(tmp_path, 20), await work(tmp_path, 80), await work(tmp_path, 20, old=8)
    assert lots[0][0] <= 4.2 * few[0][0], "steps of the database, 80 against 20 schools, sorting included"
    assert lots[0][1] <= 4.0 * few[0][1], "steps of Python"
    for before, after in [*zip(few[1:], lots[1:], strict=True), *zip(few, long, strict=True)]:
        assert after[0] <= 1.1 * before[0]
        assert after[1] <= 1.1 * before[1]
