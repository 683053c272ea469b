"""`python -m tests.mentoring_year --seeds 20 --schools 40 --pairs 50 --phones 1`: a town-year for each seed, lived
through the product and counted twice. `phones` is the share of acts that go the whole way of an update."""

import argparse
import asyncio
import sys

from tests.mentoring_year.tally import Tally
from tests.mentoring_year.year import lived

HEAD = ("pairs", "meetings", "reports", "asked", "digests", "assessed", "tapped", "compared")


async def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0, help="the first")
    parser.add_argument("--schools", type=int, default=40)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--phones", type=float, default=0.2)
    asked = parser.parse_args()
    print(f"{'seed':<8}" + "".join(f"{name:>10}" for name in (*HEAD, "differ")))
    well = True
    for seed in range(asked.seed, asked.seed + asked.seeds):
        tally = await lived(seed, asked.schools, asked.pairs, asked.phones)
        print(row(seed, tally), flush=True)
        for fault in tally.faults[:20]:
            print(f"  {fault}", file=sys.stderr)
        well = well and not tally.faults
    return well


def row(seed: int, tally: Tally) -> str:
    numbers = [getattr(tally, name) for name in HEAD]
    return f"{seed:<8}" + "".join(f"{number:>10}" for number in (*numbers, len(tally.faults)))


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main()) else 1)
