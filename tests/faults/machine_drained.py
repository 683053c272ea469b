"""What must be true once everything that could leave has left: nothing lost, nothing doubled, nothing stuck."""

from collections import Counter
from collections.abc import Sequence

from storage.parcel import LIVE
from tests.faults.machine_facts import Facts
from tests.faults.machine_phones import Move, Phones
from tests.faults.machine_watch import REMINDER
from tests.faults.machine_witness import Witness
from tests.faults.machine_world import World


class Ledger:
    """`unsure` counts by row (chat, key, count) the sends of which nobody knows the result, also of rows gone."""

    def __init__(self, world: World, phones: Phones, witness: Witness) -> None:
        self._world, self._phones, self._witness = world, phones, witness
        self.unsure: dict[tuple[int, str], tuple[int, str, int]] = {}

    def count(self) -> None:
        """Before every step and every process: what is on its way when a process dies is unsure too."""
        unsure = "CASE error WHEN 'unknown result' THEN 2 ELSE uncertain + (state = 'sending') END"
        sql = f"SELECT id, created_at, chat_id, coalesce(key, ''), {unsure} FROM outbox"
        for number, since, *row in self._world.facts.all(sql):  # numbers of rows taken back are given again
            self.unsure[number, since] = tuple(row)

    def drained(self) -> None:
        self.count()
        facts = self._world.facts
        taken = facts.updates()
        moves = [move for move in [*self._phones.past, *self._phones.queue] if move.id in taken]
        self._nothing_is_stuck(facts)
        self._taps_are_answered_once([move.tap for move in moves if move.kind == "tap"])
        self._nothing_is_lost_or_doubled(facts)
        self._one_reminder_a_day(facts)
        self._one_keyboard(facts)
        self._the_last_word_is_on_the_screen(facts)
        self._who_writes_is_reachable(facts, moves, taken)

    def tally(self) -> dict[str, int]:
        """What has happened in this run, for the long run's report."""
        facts, acts = self._world.facts, self._world.messenger.acts
        return {
            "updates taken": len(facts.updates()),
            "updates undone": sum(failure is not None for failure in facts.updates().values()),
            "reports and corrections filed": len(facts.history()),
            "forms handed in": len(facts.receipts()),
            "meetings logged": facts.all("SELECT count(*) FROM meetings")[0][0],
            "requests carried out": len(acts),
            "reminders that came": sum(bool(REMINDER.search(act.content)) for act in acts),
            "sends of which nobody knew the result": sum(count for *_, count in self.unsure.values()),
            "messages given up": facts.all("SELECT count(*) FROM outbox WHERE error = 'unknown result'")[0][0],
        }

    def _nothing_is_stuck(self, facts: Facts) -> None:
        for state, chat, method, error, uncertain in facts.all(
            "SELECT state, chat_id, method, error, uncertain FROM outbox WHERE state NOT IN ('sent', 'later')"
        ):
            assert state == "dropped", f"{method} is {state}"
            blocked = self._world.messenger.chats[chat].ever_blocked and "blocked" in error
            assert blocked or (error == "unknown result" and uncertain), f"{method} was dropped: {error}"

        often = facts.all("SELECT method FROM outbox WHERE state = 'sent' AND uncertain > 1")
        assert not often, f"sent although it may have come twice: {often}"

    def _taps_are_answered_once(self, taps: Sequence[str]) -> None:
        """Once by each process that heard of its success, and not by none."""
        answered = {act.tap for act in self._world.messenger.acts}
        heard = Counter((act.tap, act.line) for act in self._world.messenger.acts if act.tap and act.heard)
        assert answered >= {*taps}, f"never answered: {set(taps) - answered}"
        assert all(count == 1 for count in heard.values()), "a tap was answered twice"

    def _nothing_is_lost_or_doubled(self, facts: Facts) -> None:
        """Messages by chat: each row's once, and at most once more where nobody knew whether it had come."""
        came = Counter(act.chat for act in self._world.messenger.acts if act.method.startswith("send"))
        rows = "SELECT chat_id, count(*) FROM outbox WHERE state = 'sent' AND method LIKE 'send%' GROUP BY chat_id"
        sent = dict(facts.all(rows))
        for chat in self._world.messenger.chats:
            unsure = sum(count for at, _, count in self.unsure.values() if at == chat)
            few, many = sent.get(chat, 0), sent.get(chat, 0) + unsure
            assert few <= came[chat] <= many, f"{came[chat]} messages came of {few} to {many}"

    def _one_reminder_a_day(self, facts: Facts) -> None:
        people = dict(facts.all("SELECT telegram_id, id FROM people"))
        told = ((act.chat, REMINDER.search(act.content)) for act in self._world.messenger.acts)
        for (chat, day), count in Counter((chat, found[1]) for chat, found in told if found).items():
            key = f"reminder:{people[chat]}:{day}"
            unsure = sum(count for _, name, count in self.unsure.values() if name == key)
            assert count <= 1 + unsure, f"{count} reminders on {day}"

    def _one_keyboard(self, facts: Facts) -> None:
        """A message whose sending nobody knew of may keep its buttons; so may one of a chat that was blocked."""
        for number, chat in self._world.messenger.chats.items():
            known = {row[0] for row in facts.all("SELECT message_id FROM outbox WHERE chat_id = ?", number)}
            shown = [one for one in chat.messages.values() if one.buttons and one.id in known]
            live = [one.text[:30] for one in shown if self._witness.marks.get(one.content) == LIVE]
            assert len(live) <= 1 or chat.ever_blocked, f"keyboards at {live}"

    def _the_last_word_is_on_the_screen(self, facts: Facts) -> None:
        """The newest screen of a conversation stands there, buttons and all, unless it could not be brought."""
        for number, last in self._witness.last.items():
            dropped = facts.all("SELECT 1 FROM outbox WHERE chat_id = ? AND state = 'dropped'", number)
            chat = self._world.messenger.chats[number]
            there = any(one.content == last for one in chat.messages.values())
            assert there or dropped or chat.cleared, f"not on the screen: {last}"

    def _who_writes_is_reachable(self, facts: Facts, moves: Sequence[Move], taken: dict[int, str | None]) -> None:
        lost = {row[0] for row in facts.all("SELECT telegram_id FROM people WHERE unreachable_since IS NOT NULL")}
        for chat in lost:
            mine = [move for move in moves if move.chat == chat]
            since = max((move.id for move in mine if move.kind == "member"), default=0)
            wrote = any(move.id > since and taken[move.id] is None for move in mine)
            assert not wrote or self._world.messenger.chats[chat].blocked, f"{chat} wrote and is out of reach"
