"""`make bench`: speed as ratios within one run, so that another machine gives comparable figures.

python -m tests.bench                     the floor, ours and aiogram's own state machine, in turns; growth
python -m tests.bench --only floor,ours   fewer of them, nothing else
python -m tests.bench --only ceiling      how fast the server can be
python -m tests.bench --profile ours      one of them under cProfile; --to names the file
"""

import argparse
import pstats
import shutil
import sys
from pathlib import Path

from tests.bench import growth, speed
from tests.bench.contestants import CEILING, HOME
from tests.bench.processes import HOUSE


def main() -> int:
    chosen = _arguments()
    folder: Path = chosen.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("*\n")
    if chosen.profile:
        return _profile(chosen.profile, chosen.seconds, folder, chosen.to)
    names = chosen.only.split(",") if chosen.only else [one.name for one in HOME]
    wanted = [one for one in (*HOME, CEILING) if one.name in names]
    results = speed.measure(wanted, chosen.rounds, chosen.seconds, folder)
    print(*speed.table(results), sep="\n")
    if not chosen.only:
        print(*growth.lines(folder), sep="\n")
    return any(one.trouble for one in results.values())


def _profile(name: str, seconds: float, folder: Path, file: Path) -> int:
    results = speed.measure([one for one in HOME if one.name == name], 1, seconds, folder, file.absolute())
    print(*speed.table(results), sep="\n")
    pstats.Stats(str(file)).sort_stats("tottime").print_stats(45)
    return any(one.trouble for one in results.values())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each bot in each round")
    parser.add_argument("--only", default="", help="names with commas: " + ", ".join(one.name for one in HOME))
    parser.add_argument("--profile", default="", help="the name of one")
    parser.add_argument("--to", type=Path, default=Path("bench.pstats"), help="where the profile is written")
    parser.add_argument("--folder", type=Path, default=HOUSE / ".bench", help="emptied first; on a disk, not in memory")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
