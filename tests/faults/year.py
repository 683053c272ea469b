"""A town's year, day by day: what had to be said against what arrived.

`python -m tests.faults.year --years N --seed S [--zone Z] [--schools K]` lives N town-years and prints a row for
each. Every reminder that `year_oracle` expects must arrive at the very moment it can, once, with the right words,
and come to the end it expects in the table `reminders`; every summary as `year_news` has it.
"""

import argparse
import asyncio
import sys
from datetime import date, timedelta
from random import Random

from tests.faults import year_database
from tests.faults.year_run import Tally, Year
from tests.faults.year_weather import Climate

ZONES = ("Europe/Moscow", "Europe/Berlin", "Asia/Kamchatka", "America/New_York", "America/Havana")
ROUGH = Climate(down=0.06, away=0.06, slow=0.02, jumps=0.03, uncertain=0.03)
WILD = Climate(down=0.15, away=0.15, slow=0.05, jumps=0.15, far=True, uncertain=0.15)


async def live(
    seed: int, zone: str = "", schools: int = 0, climate: Climate | None = None, begin: date | None = None
) -> Tally:
    """A town-year, over a turn of the year, drawn from its seed as far as it is not given."""
    draw = Random(-seed - 1)
    zone = zone or draw.choice(ZONES)
    schools = schools or draw.randint(3, 6)
    begin = begin or date(2026, 1, 12) + timedelta(days=draw.randrange(340))
    climate = climate or draw.choice([Climate(), ROUGH, ROUGH, WILD])
    async with year_database.in_memory() as database:
        return await Year(database, seed, zone, schools, climate).live(begin, 370)


HEAD = (
    *("targets", "sent", "replaced", "cancelled", "missed", "arrived", "messages", "extras", "misses"),
    *("copies", "news"),  # sends of an unknown end that did arrive; filed reports announced
)


def row(tally: Tally) -> str:
    numbers = [getattr(tally, name, tally.ends[name]) for name in HEAD]
    return f"{tally.name:<42}" + "".join(f"{number:>10}" for number in numbers) + f"{len(tally.faults):>10}"


async def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--zone", default="")
    parser.add_argument("--schools", type=int, default=0)
    args = parser.parse_args()
    print(f"{'seed, zone, policy, schools':<42}" + "".join(f"{name:>10}" for name in HEAD) + f"{'faults':>10}")
    total = Tally("all")
    for seed in range(args.seed, args.seed + args.years):
        tally = await live(seed, args.zone, args.schools)
        total.add(tally)
        print(row(tally), flush=True)
        for fault in tally.faults[:10]:
            print("   ", fault)
    print(row(total))
    return bool(total.faults)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
