"""The same town where nothing ever goes wrong."""

from collections.abc import Sequence
from pathlib import Path

from bot.intake import Intake
from storage.database import Database
from tests.faults import machine_town as town
from tests.faults.machine_facts import Facts, Parcel
from tests.faults.machine_phones import Move
from tests.faults.machine_world import World, house
from tests.faults.messenger import Line, Messenger
from tests.village import TOWN


class Twin:
    """Takes every update once, alone and in order; the clock is the world's."""

    def __init__(self, folder: Path, world: World) -> None:
        path = folder / "twin.sqlite3"
        path.write_bytes(town.template())
        self._run = world.run
        self._database = self._run(Database.open(path))
        dispatcher, _, bot = house()
        line = Line(Messenger(world.clock), 0)
        self._intake = Intake(line, self._database, dispatcher, world.clock, TOWN, bot, lambda: None)
        self.facts = Facts(path)

    def take(self, moves: Sequence[Move]) -> list[Parcel]:
        """What it would answer."""
        before = self.facts.rows()
        for move in moves:
            house()[1].learn([move.raw])
            self._run(self._intake.take([move.raw]))
        return self.facts.parcels(before)

    def close(self) -> None:
        self.facts.close()
        self._run(self._database.close())
