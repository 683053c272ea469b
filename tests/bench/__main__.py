"""`make bench`: speed as ratios within one run, so that another machine gives comparable figures.

python -m tests.bench                     the floor, ours and aiogram's own state machine, in turns
python -m tests.bench peers               the same with other frameworks: make peers
python -m tests.bench latency             ours and the floor at 100 updates per second
python -m tests.bench memory              what both hold after 10,000 people
python -m tests.bench start               to the first poll, against importing aiogram
python -m tests.bench growth              plan and board of 40 to 40,000 schools
python -m tests.bench desk                every screen, picture and table of a department of 40 schools
python -m tests.bench all                 all of these but the peers
python -m tests.bench --only floor,ours   these alone
python -m tests.bench --only ceiling      how fast the server can be
python -m tests.bench --profile ours      one of them under cProfile; --to names the file
"""

import argparse
import pstats
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tests.bench import desk, growth, latency, memory, speed, starting
from tests.bench.contestants import EVERYBODY, GUESTS, HOME, Contestant
from tests.bench.processes import HOUSE

WHAT: Final = ("home", "peers", "latency", "memory", "start", "growth", "desk", "all")


def main() -> int:
    chosen = _arguments()
    folder: Path = chosen.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("*\n")
    pieces: dict[str, Callable[[], list[str]]] = {
        "latency": lambda: latency.lines(folder),
        "memory": lambda: memory.lines(folder),
        "start": lambda: starting.lines(folder),
        "growth": lambda: growth.lines(folder),
        "desk": lambda: desk.lines(folder),
    }
    failed = chosen.what not in pieces and _speed(chosen, folder)
    for name, piece in pieces.items():
        if chosen.what in (name, "all"):
            print("", *piece(), sep="\n", flush=True)
    return failed


def _speed(chosen: argparse.Namespace, folder: Path) -> bool:
    profile: Path | None = chosen.to.absolute() if chosen.profile else None
    wanted = _wanted(chosen)
    results = speed.measure(wanted, 1 if profile else chosen.rounds, chosen.seconds, folder, profile)
    print(*speed.table(results), sep="\n", flush=True)
    if profile:
        pstats.Stats(str(profile)).sort_stats("tottime").print_stats(45)
    return any(results[one.name].trouble for one in wanted if one not in GUESTS)  # those may be missing


def _wanted(chosen: argparse.Namespace) -> Sequence[Contestant]:
    names = (chosen.profile or chosen.only).split(",")
    if names != [""]:
        return [one for one in EVERYBODY if one.name in names]
    return (*HOME, *GUESTS) if chosen.what == "peers" else HOME


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("what", nargs="?", choices=WHAT, default="home", metavar="WHAT")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each bot in each round")
    parser.add_argument("--only", default="", help="names with commas: " + ", ".join(one.name for one in EVERYBODY))
    parser.add_argument("--profile", default="", help="the name of one")
    parser.add_argument("--to", type=Path, default=Path("bench.pstats"), help="where the profile is written")
    parser.add_argument("--folder", type=Path, default=HOUSE / ".bench", help="emptied first; on a disk, not in memory")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
