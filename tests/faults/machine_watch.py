"""What must be true after every step: of the file, and of everything that anybody was shown."""

import re
from datetime import timedelta
from typing import Final

from tests.faults import machine_town as town
from tests.faults.machine_facts import Facts
from tests.faults.machine_twin import Twin
from tests.faults.machine_witness import SCHOOL
from tests.faults.machine_world import World
from tests.faults.messenger import Act
from tests.village import TOWN

REMINDER: Final = re.compile(r'"z\.day:(\d{4}-\d\d-\d\d)')
OPENS: Final = re.compile(r'"z\.open:\d+:(\d{4}-Q\d)"')
CODE: Final = re.compile(r"Ш71-\d{3}")
TICK: Final = timedelta(seconds=20)  # that long may the clock run ahead of the plan
GLEBS: Final = f"""
    SELECT e.code FROM mentees e JOIN pair_mentees l ON l.mentee_id = e.id JOIN pairs p ON p.id = l.pair_id
    JOIN mentors m ON m.id = p.mentor_id JOIN people o ON o.id = m.person_id WHERE o.telegram_id = {town.GLEB.chat}"""
ABOUT_MENTEES: Final = (
    "SELECT grade || coalesce(request, '') || coalesce(consent, '') FROM mentees",
    "SELECT goal || coalesce(order_no, '') || coalesce(result, '') FROM pairs",
    "SELECT answers || reasons FROM submission_history",
    "SELECT answers || kept || reasons FROM drafts"
    " WHERE form NOT IN ('mentor', 'name', 'schools', 'deadline', 'dayoff', 'schoolname', 'find')",
)


class Watch:
    """Looks at what has been shown since its last look."""

    def __init__(self, world: World, twin: Twin) -> None:
        self._world, self._twin = world, twin
        self._seen = 0
        self._filed: set[tuple[int, str]] = set()
        self._on_its_way: set[int] = set()
        self.filings()

    def step(self) -> None:
        """After every step."""
        facts, theirs = self._world.facts, self._twin.facts.kept()
        for table, rows in facts.kept().items():
            assert rows == theirs[table], f"{table} differs from what an undisturbed bot would have"
        assert facts.all("PRAGMA integrity_check") == [("ok",)]
        assert facts.all("PRAGMA foreign_key_check") == []
        for sql in ABOUT_MENTEES:
            assert not any("Скворцов" in str(text) for (text,) in facts.all(sql)), "a child's name was stored"
        self._history_has_no_gaps(facts)
        self._look()

    def filings(self) -> None:
        """From here on nobody is reminded of what is filed; messages on their way now are too late to stop."""
        self._look()
        facts = self._world.facts
        filed = {tuple(row) for row in facts.all("SELECT school_id, period FROM submissions")}
        if filed != self._filed:
            sql = "SELECT chat_id FROM outbox WHERE key LIKE 'reminder:%' AND state = 'sending'"
            self._on_its_way = {row[0] for row in facts.all(sql)}
        self._filed = filed

    def _look(self) -> None:
        facts = self._world.facts
        for act in self._world.messenger.acts[self._seen :]:
            self._only_ones_own_is_seen(facts, act)
            self._a_reminder_comes_in_time(act)
        self._seen = len(self._world.messenger.acts)

    def _history_has_no_gaps(self, facts: Facts) -> None:
        kept: dict[int, list[int]] = {}
        for submission, _, revision, _ in facts.history():
            kept.setdefault(submission, []).append(revision)
        for submission, revision in facts.all("SELECT id, revision FROM submissions"):
            assert kept[submission] == list(range(1, revision + 1)), f"the history of {submission}: {kept[submission]}"
        doubled = "SELECT 1 FROM submissions GROUP BY form, school_id, period HAVING count(*) > 1"
        assert not facts.all(doubled), "a report was filed twice"

    def _only_ones_own_is_seen(self, facts: Facts, act: Act) -> None:
        """A school's word in nobody else's chat but the department's; a mentor knows the codes of their pairs."""
        who, said = town.BY_CHAT[act.chat], act.content.lower()
        if who is town.INSPECTOR:
            return
        for side, words in town.SECRETS.items():
            if who.side != side:
                assert not any(word in said for word in words), f"{who.name} is shown {act.content}"
        if who is town.GLEB:
            linked = facts.all(GLEBS)
            assert set(CODE.findall(act.content)) <= {row[0] for row in linked}, f"not gleb's: {act.content}"

    def _a_reminder_comes_in_time(self, act: Act) -> None:
        """By day, on the day it counts from, and about nothing that was filed before it was sent."""
        if told := REMINDER.search(act.content):
            near = [moment.astimezone(TOWN.zone) for moment in (act.at, act.at - TICK)]
            assert any(TOWN.quiet_until <= one.time() < TOWN.quiet_from for one in near), f"a reminder at {near[0]}"
            assert told[1] in {one.date().isoformat() for one in near}, f"{told[1]}'s reminder came at {near[0]}"
            for period in OPENS.findall(act.content):
                filed = (SCHOOL[town.BY_CHAT[act.chat].side], period) in self._filed
                assert not filed or act.chat in self._on_its_way, f"reminded of {period}, which is filed"
