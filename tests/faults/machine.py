"""People, a clock, a messenger that fails and a process that dies, in any order that Hypothesis thinks of.

The long run: `python -m tests.faults.machine --examples 400 --steps 60 --seed 7`; a failure is shrunk to its
shortest story and printed. Every step is a rule; what must hold is in `machine_watch` and `machine_witness`.
"""

import argparse
import logging
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import hypothesis
from hypothesis import HealthCheck, currently_in_test_context, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.faults import machine_town as town
from tests.faults.machine_drained import Ledger
from tests.faults.machine_phones import Move, Phones
from tests.faults.machine_town import Someone
from tests.faults.machine_twin import Twin
from tests.faults.machine_watch import Watch
from tests.faults.machine_witness import Witness
from tests.faults.machine_world import World, house
from tests.faults.messenger import Fault
from tests.village import TOWN, local

WORDS: Final = (
    "14", "1 200", "0", "нет", "да", "3 чел", "-3", "12,5", "много", ".", "\u200b", "9" * 4000, "5.10", "вчера",
    "17.12.2026", "25.12.2026", town.CHILD, "тел. 8 910 123-45-67", "всё как у {side}", "№ 5 от 01.09.2026",
    "/start", "/menu", "/report", "/cancel", "/met", "/pairs", "/quarter", "/dates", "/my_data", "/help",
)  # fmt: skip
# What somebody who wants to get on presses, the best first.
ONWARD: Final = ("f.s:", "f.y:", "f.t:", "f.e:", "f.a:", "f.d:", "f.g:", "f.k:", "f.n:monitoring", "z.open", "v.put")
COMMANDS: Final = {town.INSPECTOR: "/quarter", town.GLEB: "/met", town.STRANGER: "/start"}
PAST: Final = local(date(2026, 12, 21), 9, 30)

anybody = st.sampled_from(town.EVERYBODY)
doers = st.sampled_from([town.ANNA, town.BORIS, town.VERA, town.GLEB])
places = st.sampled_from(("newest", "newest", "visible", "stale", "foreign"))
picks = st.integers(0, 999)
thens = st.sampled_from(("settle", "settle", "settle", "take", "wait"))
downtimes = st.sampled_from([timedelta(), timedelta(minutes=1), timedelta(hours=3), timedelta(hours=11), timedelta(1)])
TALLY: Final = Counter[str]()


class Machine(RuleBasedStateMachine):
    """`then` says how far the bot comes after what somebody did: it settles everything, takes it, or waits."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="machine"))
        self.world = World(self.folder)
        self.phones = Phones(self.world.messenger)
        for one in town.EVERYBODY:
            self.phones.chat(one.chat)
        self.stumbling = house()[1].updates
        self.stumbling.clear()
        self.twin = Twin(self.folder, self.world)
        self.witness = Witness(self.world, self.twin)
        self.watch = Watch(self.world, self.twin)
        self.ledger = Ledger(self.world, self.phones, self.witness)
        self.steps, self.sound, self.unjudged = 0, True, list[Move]()

    # What people do -----------------------------------------------------------------------------------------

    @rule(who=anybody, where=places, pick=picks, then=thens)
    def presses(self, who: Someone, where: str, pick: int, then: str) -> None:
        """Any button: under the newest message, on the screen, one that was there before, or somebody else's."""
        self._begin(who)
        if place := self.button(who, where, pick):
            self.phones.press(who.chat, *place)
            _note(f"{who.name} presses {place}")
        self._then(then)

    @rule(who=anybody, where=st.sampled_from(("newest", "newest", "stale")), pick=picks, then=thens)
    def presses_twice(self, who: Someone, where: str, pick: int, then: str) -> None:
        """The same button again before anything has changed: it counts once."""
        self._begin(who)
        if place := self.button(who, where, pick):
            self.phones.press(who.chat, *place, twice=True)
            _note(f"{who.name} presses {place} twice")
        self._then(then)

    @rule(who=anybody, words=st.sampled_from(WORDS), then=thens)
    def types(self, who: Someone, words: str, then: str) -> None:
        self._begin(who)
        self.phones.say(who.chat, words.format(side=who.side or "нас"))
        self._then(then)

    @rule(who=doers, copies=st.booleans(), then=thens)
    def goes_on(self, who: Someone, copies: bool, then: str) -> None:
        """With the report or a meeting, as somebody does who wants to get it done."""
        self._begin(who)
        self._go_on(who, copies)
        self._then(then)

    @rule(who=doers, times=st.integers(2, 9), copies=st.booleans())
    def gets_on(self, who: Someone, times: int, copies: bool) -> None:
        """Several steps of that, the bot keeping up."""
        for _ in range(times):
            self._begin(who)
            self._go_on(who, copies)
            self._then("settle")

    @rule(who=anybody, edits=st.booleans(), then=thens)
    def does_something_odd(self, who: Someone, edits: bool, then: str) -> None:
        self._begin(who)
        if edits:
            self.phones.edit(who.chat, "15")
        else:
            self.phones.send_place(who.chat)
        self._then(then)

    @rule(days=st.sampled_from((-3, -1, 0, 1, 7)), then=thens)
    def moves_the_date(self, days: int, then: str) -> None:
        """The department, by as many days from today."""
        self._begin(town.INSPECTOR)
        (number,) = self.world.facts.all("SELECT id FROM deadlines WHERE period = '2026-Q4' AND form = 'monitoring'")[0]
        day = self.world.clock.now().astimezone(TOWN.zone).date() + timedelta(days)
        self.phones.press(town.INSPECTOR.chat, 1, f"f.n:deadline:{number}")
        self.phones.say(town.INSPECTOR.chat, f"{day:%d.%m.%Y}")
        self.phones.say(town.INSPECTOR.chat, "карантин в школах")
        self._then(then)

    @rule(who=anybody, then=thens)
    def blocks_the_bot(self, who: Someone, then: str) -> None:
        self._begin(who)
        self.phones.block(who.chat)
        self._then(then)

    @rule(who=anybody)
    def clears_the_chat(self, who: Someone) -> None:
        self._begin(who)
        self.phones.clear(who.chat)

    # What becomes of it ---------------------------------------------------------------------------------------

    @rule(who=anybody, pick=picks)
    def is_let_down(self, who: Someone, pick: int) -> None:
        """The handler of what they do fails after it has done its work."""
        self._begin(who)
        place = self.button(who, "newest", pick)
        move = self.phones.press(who.chat, *place) if place else self.phones.say(who.chat, "14")
        self.stumbling.add(move.id)
        self._then("settle")

    @rule(pick=picks, doubled=st.booleans())
    def brings_again(self, pick: int, doubled: bool) -> None:
        """Updates that were taken before, and those that wait twice over."""
        self._begin()
        old = self.phones.past[-30:]
        again = [old[pick % len(old)]] if old else []
        batch = [move for move in self.phones.queue for _ in range(1 + doubled)]
        self._take([*again, *batch], acknowledged=not doubled)

    @rule(who=doers, pick=picks, points=st.integers(1, 14), after=downtimes, again=st.integers(0, 4))
    def dies(self, who: Someone, pick: int, points: int, after: timedelta, again: int) -> None:
        """At one of the points it comes to while it takes what somebody did, plans and delivers; the next one
        perhaps at a point of its beginning."""
        self._begin(who)
        self._go_on(who, copies=bool(pick % 2))
        self.end(points, "", after, again)

    @rule()
    def restarts(self) -> None:
        self._begin()
        self._rise()

    @rule(faults=st.lists(st.sampled_from(Fault), min_size=1, max_size=4))
    def fails(self, faults: list[Fault]) -> None:
        """What Telegram does with the next requests."""
        self.world.messenger.faults.extend(faults)

    @rule(steps=st.integers(1, 3))
    def delivers(self, steps: int) -> None:
        self._begin()
        self.world.run(self.world.deliver(steps))

    @rule()
    def settles(self) -> None:
        self._begin()
        self._then("settle")

    @rule(by=st.sampled_from(("minutes", "hours", "night", "morning", "past", "back")))
    def moves_the_clock(self, by: str) -> None:
        self._begin()
        now = self.world.clock.now()
        today = now.astimezone(TOWN.zone).date()
        match by:
            case "minutes":
                self.world.clock.move_by(timedelta(minutes=11))
            case "hours":
                self.world.clock.move_by(timedelta(hours=3))
            case "night":
                self.world.clock.move_to(max(now, local(today, 20, 30)))
            case "morning":
                self.world.clock.move_to(local(today + timedelta(1), 9))
            case "past":
                self.world.clock.move_to(max(PAST, now + timedelta(3)))
            case "back":
                self.world.clock.move_by(-timedelta(hours=1))
        self.world.run(self.world.tick())

    # What must hold -------------------------------------------------------------------------------------------

    @invariant()
    def all_is_well(self) -> None:
        self.watch.step()
        self.sound = True

    def teardown(self) -> None:
        try:
            if self.sound:
                self._then("settle")
                self.watch.step()
        finally:
            TALLY.update({"runs": 1, "steps": self.steps, **self.ledger.tally()})
            self.twin.close()
            self.world.run(self.world.close())
            self.world.loop.close()
            shutil.rmtree(self.folder)

    def end(self, points: int, at: str = "", after: timedelta = timedelta(), again: int = 0) -> None:
        """The process ends at the n-th point it comes to (of that name) while it settles what waits."""
        before = len(self.phones.past)
        self.world.burn(points, at)
        self._then("settle")
        self.world.kill()
        self.phones.bring_back(self.phones.past[before:])
        self._rise(after, again)

    # How it is done -------------------------------------------------------------------------------------------

    def _begin(self, who: Someone | None = None) -> None:
        """A moment passes; whoever acts has the bot unblocked."""
        self.steps, self.sound = self.steps + 1, False
        self.ledger.count()
        self.world.clock.move_by(timedelta(seconds=1, microseconds=self.steps))
        if who and self.phones.chat(who.chat).blocked:
            self.phones.block(who.chat, blocked=False)

    def button(self, who: Someone, where: str, pick: int) -> tuple[int, str] | None:
        visible = self.phones.visible(who.chat)
        match where:
            case "newest":
                found = [one for one in visible if one[0] == visible[0][0]]
            case "visible":
                found = visible
            case "stale":
                found = self.phones.chat(who.chat).shown
            case _:
                found = [one for chat in self.world.messenger.chats.values() for one in chat.shown]
        return found[pick % len(found)] if found else None

    def _go_on(self, who: Someone, copies: bool) -> None:
        visible = self.phones.visible(who.chat)
        newest = [one for one in visible if one[0] == visible[0][0]]
        onward = [begin for begin in ONWARD if copies or begin != "f.y:"]
        for place in (place for begin in onward for place in newest if place[1].startswith(begin)):
            self.phones.press(who.chat, *place)
            _note(f"{who.name} presses {place}")
            return
        in_form = any(data.startswith("f.") and not data.startswith("f.n") for _, data in newest)
        self.phones.say(who.chat, "14" if in_form else COMMANDS.get(who, "/report"))

    def _then(self, then: str) -> None:
        if then == "wait":
            return
        self._take(list(self.phones.queue))
        if then == "settle":
            self.world.run(self.world.tick())
            self.world.run(self.world.drain())
            if not self.world.dead:
                self.ledger.drained()

    def _take(self, batch: Sequence[Move], acknowledged: bool = True) -> None:
        """Telegram brings again what it does not know to be taken."""
        if not batch:
            return
        self.witness.before()
        self.unjudged = list(batch)
        self.world.run(self.world.take([move.raw for move in batch]))
        if not self.world.dead:
            self._judge(whole=True)
            if acknowledged:
                self.phones.acknowledge(list(dict.fromkeys(batch)))

    def _judge(self, whole: bool) -> None:
        """As soon as can be: what is sent is forgotten in the file."""
        self.witness.after(self.unjudged, whole=whole)
        self.watch.filings()
        self.unjudged = []

    def _rise(self, after: timedelta = timedelta(), points: int = 0) -> None:
        """The next process. It dies in its turn at that point of its beginning, if it comes so far."""
        if self.world.dead:
            _note(f"killed at {self.world.dead}")
            TALLY[f"kills at {self.world.dead}"] += 1
        self.world.run(self.world.rise())
        self.ledger.count()
        if self.unjudged:
            self._judge(whole=False)
        self.world.clock.move_by(after)
        self.world.burn(points)
        self.world.run(self.world.begin())
        self.world.burn(0)
        if self.world.dead:
            self._rise()


def _note(words: str) -> None:
    """For the story that Hypothesis tells of a failure."""
    if currently_in_test_context():
        note(words)


def main() -> None:
    """The long run."""
    asked = argparse.ArgumentParser(description=main.__doc__)
    asked.add_argument("--examples", type=int, default=400)
    asked.add_argument("--steps", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    logging.disable(logging.CRITICAL)
    how = settings(
        max_examples=given.examples,
        stateful_step_count=given.steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    try:
        run_state_machine_as_test(hypothesis.seed(given.seed)(Machine), settings=how)
    finally:
        print("\n".join(f"{count:8} {what}" for what, count in sorted(TALLY.items())))


if __name__ == "__main__":
    main()
