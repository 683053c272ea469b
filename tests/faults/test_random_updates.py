"""The short run of `random_updates`: fixed seeds, everything that must hold is checked after every batch."""

from pathlib import Path

import pytest
from aiogram.types import Update

from tests.faults.random_episode import Episode, house
from tests.faults.random_talk import verbs
from tests.faults.random_types import KINDS
from tests.faults.random_updates import run

UPDATES = 2000


@pytest.fixture
async def episode(tmp_path: Path) -> Episode:
    """Of which nothing was played yet: it makes updates, and needs no file for that."""
    return Episode("1.0", None)  # type: ignore[arg-type]


async def test_whatever_comes_is_survived_answered_and_told_to_nobody_else(tmp_path: Path) -> None:
    tally = await run(UPDATES, 1, tmp_path)
    assert not tally.findings, tally.report()
    assert set(KINDS) <= set(tally.kinds)
    handed_in = sum(many for name, many in tally.reached.items() if name.startswith("handed in"))
    assert min(handed_in, tally.reached["meetings"]) >= 5, tally.report()
    assert tally.reached["reminders"], tally.report()


async def test_the_same_seed_plays_the_same(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    one, other = await run(100, 3, tmp_path), await run(100, 3, tmp_path / "again")
    assert (one.kinds, one.reached, one.rows) == (other.kinds, other.reached, other.rows)


async def test_every_update_made_of_the_types_is_one_that_the_framework_reads(episode: Episode) -> None:
    for number in range(600):
        Update.model_validate(episode.types.update(number, KINDS[number % len(KINDS)]))


async def test_buttons_are_forged_of_every_verb_that_is_served(episode: Episode) -> None:
    known = verbs(house())
    assert {"join", "home", "f.n", "f.a", "v.put", "q.school", "s.dismiss", "z.open", "y.on", "w.set"} <= set(known)
    forged = {episode.talk.forge(1).event["data"].partition(":")[0] for _ in range(12_000)}
    assert set(known) <= forged
