"""Random updates of every kind through the real intake and routes, into a real file; what must hold is checked
after every batch. `python -m tests.faults.random_updates --updates 200000 --seed 1` is the long run.

An episode begins with a new file, so that a finding can be played again: seed 1.7 is the eighth episode of seed 1.
"""

import argparse
import asyncio
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Final

from storage.database import Database
from tests.faults.random_episode import Episode
from tests.faults.random_tally import Tally

EPISODE: Final = 5000  # updates on one file


async def run(updates: int, seed: int, folder: Path, first: int = 0) -> Tally:
    """Episode after episode, until so many updates were fed; `first` is the number of the first one."""
    whole = Tally()
    while whole.updates < updates:
        number = first + whole.updates // EPISODE
        database = await Database.open(folder / f"{seed}-{number}.sqlite3")
        try:
            whole.add(await Episode(f"{seed}.{number}", database).play(min(EPISODE, updates - whole.updates)))
        finally:
            await database.close()
    return whole


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.random_updates", description=__doc__)
    parser.add_argument("--updates", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first episode")
    chosen = parser.parse_args(arguments)
    warnings.simplefilter("error")
    with tempfile.TemporaryDirectory() as folder:
        tally = asyncio.run(run(chosen.updates, chosen.seed, Path(folder), chosen.first))
    print(tally.report())
    return 1 if tally.findings else 0


if __name__ == "__main__":
    sys.exit(main())
