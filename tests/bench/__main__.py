"""`make bench`: speed as ratios within one run, so that another machine gives comparable figures.

python -m tests.bench                     the floor, ours and aiogram's own state machine, in turns; growth
python -m tests.bench peers               the same with other frameworks: make peers
python -m tests.bench --only floor,ours   these alone
python -m tests.bench --only ceiling      how fast the server can be
python -m tests.bench --profile ours      one of them under cProfile; --to names the file
"""

import argparse
import pstats
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench import growth, speed
from tests.bench.contestants import EVERYBODY, GUESTS, HOME, Contestant
from tests.bench.processes import HOUSE


def main() -> int:
    chosen = _arguments()
    folder: Path = chosen.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("*\n")
    profile: Path | None = chosen.to.absolute() if chosen.profile else None
    results = speed.measure(_wanted(chosen), chosen.rounds, chosen.seconds, folder, profile)
    print(*speed.table(results), sep="\n")
    if profile:
        pstats.Stats(str(profile)).sort_stats("tottime").print_stats(45)
    elif not chosen.only and chosen.what == "home":
        print(*growth.lines(folder), sep="\n")
    return any(one.trouble for one in results.values())


def _wanted(chosen: argparse.Namespace) -> Sequence[Contestant]:
    names = (chosen.profile or chosen.only).split(",")
    if names != [""]:
        return [one for one in EVERYBODY if one.name in names]
    return HOME if chosen.what == "home" else (*HOME, *GUESTS)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("what", nargs="?", choices=("home", "peers"), default="home")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each bot in each round")
    parser.add_argument("--only", default="", help="names with commas: " + ", ".join(one.name for one in EVERYBODY))
    parser.add_argument("--profile", default="", help="the name of one")
    parser.add_argument("--to", type=Path, default=Path("bench.pstats"), help="where the profile is written")
    parser.add_argument("--folder", type=Path, default=HOUSE / ".bench", help="emptied first; on a disk, not in memory")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
