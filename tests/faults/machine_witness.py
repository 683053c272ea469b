"""After every batch: what has it done, and might the people in it do that?"""

import html
import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from domain.forms.monitoring import MONITORING
from domain.people import Role
from handlers import routes
from tests.faults import machine_town as town
from tests.faults.machine_facts import Draft, Facts, Parcel
from tests.faults.machine_phones import Move
from tests.faults.machine_twin import Twin
from tests.faults.machine_world import World, house
from tests.faults.messenger import buttons

LINK: Final = re.compile(r"start=[\w-]+")
FORM_BUTTON: Final = re.compile(r"f\.(\w+):(\d+):(\d+)")
SCHOOL: Final = {town.ALPHA: 1, town.BETA: 2}
TITLES: Final = {question.key: question.title for question in MONITORING.questions}
WALKED: Final = ("monitoring", "pair", "mentor", "mentee", "closing")  # forms in which one step is one revision
MENTORS: Final = {key for key, one in routes.table().items() if Role.MENTOR in one.roles}  # forms they may fill, too


class Witness:
    """`pages` are the review pages by draft and revision, as shown; `shown` is the form each chat saw last;
    `marks` say of a screen's content whether it carries the chat's keyboard; `last` is each chat's newest
    screen that took or took over the place of such a one."""

    def __init__(self, world: World, twin: Twin) -> None:
        self._world, self._twin, self._stumbling = world, twin, house()[1].updates
        self.pages: dict[tuple[int, int], dict[str, str]] = {}
        self.shown: dict[int, tuple[int, int]] = {}
        self.marks: dict[str, int] = {}
        self.last: dict[int, str] = {}
        self.before()

    def before(self) -> None:
        """Remember how things are."""
        facts = self._world.facts
        self._updates, self._drafts, self._receipts = facts.updates(), facts.drafts(), facts.receipts()
        self._history, self._rows = facts.history(), facts.rows()
        self._theirs = {school: (facts.registry(school), facts.meetings(school)) for school in SCHOOL.values()}

    def after(self, batch: Sequence[Move], *, whole: bool) -> None:
        """`batch` was handed over since; `whole`: the process lived to say that it was taken."""
        facts = self._world.facts
        taken = facts.updates()
        done = [move for move in dict.fromkeys(batch) if move.id in taken and move.id not in self._updates]
        assert not whole or all(move.id in taken for move in batch), "an update was acknowledged without effect"
        for move in done:
            failed = move.id in self._stumbling and move.kind != "member"
            assert (taken[move.id] is not None) == failed, f"{move.said!r} ended with {taken[move.id]}"
        parcels = [parcel for parcel in facts.parcels(self._rows) if parcel.key is None]
        good = [move for move in done if move.id not in self._stumbling]
        self._everybody_is_answered(done, parcels)
        self._answers_are_the_twins(done, parcels)
        self._only_ones_own_school_changes(good, facts)
        self._a_stale_answer_changes_nothing(good, facts.drafts(), facts.receipts())
        self._what_is_filed_is_what_was_shown(good, facts)
        self._a_second_tap_shows_the_receipt(good, facts, parcels)
        self._remember(parcels)

    def _everybody_is_answered(self, done: Sequence[Move], parcels: Sequence[Parcel]) -> None:
        """Each tap by exactly one answer to it, each message by a screen at least."""
        answers = Counter(parcel.body.get("callback_query_id") for parcel in parcels)
        screens = Counter(parcel.chat for parcel in parcels if parcel.is_screen)
        messages = Counter(move.chat for move in done if move.kind in ("text", "place"))
        for move in done:
            if move.kind == "tap":
                assert answers[move.tap] == 1, f"{answers[move.tap]} answers to the tap {move.said!r}"
        for chat, count in messages.items():
            assert screens[chat] >= count, f"{count} messages were answered by {screens[chat]} screens"

    def _answers_are_the_twins(self, done: Sequence[Move], parcels: Sequence[Parcel]) -> None:
        """In words and buttons, where they do not depend on what was delivered."""
        fed = [m for m in done if m.id not in self._stumbling and not (m.echo and m.id - 1 not in self._stumbling)]
        same = self._twin.take(fed)
        odd = {move.chat for move in done if move not in fed or move.said.startswith("z.day")} | {town.INSPECTOR.chat}
        ours, theirs = (
            Counter((one.chat, LINK.sub("start=", one.content)) for one in found if one.chat not in odd)
            for found in (parcels, [one for one in same if one.key is None])
        )
        assert ours == theirs, f"said too much: {ours - theirs}, and too little: {theirs - ours}"

    def _only_ones_own_school_changes(self, good: Sequence[Move], facts: Facts) -> None:
        drafts = facts.drafts()
        for side, school in SCHOOL.items():
            movers = [town.BY_CHAT[move.chat] for move in good if town.BY_CHAT[move.chat].side == side]
            before, after = ({n: d for n, d in all_.items() if d.school == school} for all_ in (self._drafts, drafts))
            if not any(one.writes for one in movers):
                before, after = (
                    {n: d for n, d in all_.items() if not movers or d.form not in MENTORS} for all_ in (before, after)
                )
                assert before == after, f"somebody else changed a form of {side}"
                assert self._theirs[school][0] == facts.registry(school), f"somebody else changed {side}"
            if not movers:
                assert self._theirs[school][1] == facts.meetings(school), f"somebody else met in {side}"

    def _a_stale_answer_changes_nothing(
        self, good: Sequence[Move], drafts: dict[int, Draft], receipts: dict[int, tuple[str, int | None, int]]
    ) -> None:
        """Each step of a draft has its own tap on that draft's newest screen, or words of somebody who saw that."""
        for number, old in self._drafts.items():
            if old.form not in WALKED:
                continue
            able, moved = 0, set[int]()
            for move in good:
                if SCHOOL.get(town.BY_CHAT[move.chat].side) == old.school:
                    saw = self.shown.get(move.chat, (0, 0))
                    on_it = move.form is not None and move.form[1] == number and move.form[2] >= old.revision
                    spoken = move.kind == "text" and not move.said.startswith("/")
                    fresh = saw[0] == number and saw[1] >= old.revision
                    able += on_it or (spoken and (fresh or move.chat in moved))
                    moved.add(move.chat)
            new = drafts.get(number)
            steps = new.revision - old.revision if new else 1
            assert steps <= able, f"{steps} steps of draft {number}, but only {able} that could be taken"
            assert new or number in receipts, f"draft {number} is gone without a receipt"

    def _what_is_filed_is_what_was_shown(self, good: Sequence[Move], facts: Facts) -> None:
        """Each revision in the history comes from one draft, and holds what its review page said."""
        receipts = facts.receipts()
        new = [draft for draft in receipts if draft not in self._receipts and receipts[draft][0] == "monitoring"]
        filed = facts.history()[len(self._history) :]
        assert len(filed) == len(new), f"{len(filed)} revisions were filed from {len(new)} drafts"
        for (submission, school, _, answers), draft in zip(filed, new, strict=True):
            assert receipts[draft][1:] == (school, submission)
            seen = [
                self.pages.get((draft, move.form[2]))
                for move in good
                if move.form and move.form[:2] == ("s", draft) and SCHOOL.get(town.BY_CHAT[move.chat].side) == school
            ]
            assert _as_shown(answers) in seen, f"filed {answers}, shown {seen}"

    def _a_second_tap_shows_the_receipt(self, good: Sequence[Move], facts: Facts, parcels: Sequence[Parcel]) -> None:
        for move in good:
            if move.form is None or move.chat not in (town.ANNA.chat, town.VERA.chat):
                continue
            form, school, result = self._receipts.get(move.form[1], ("", None, 0))
            mine = school == SCHOOL[town.BY_CHAT[move.chat].side] and self._is_in_post(facts, move)
            if form == "monitoring" and mine:
                said = "".join(parcel.content for parcel in parcels if parcel.chat == move.chat)
                assert f"/{result:04}" in said, "a second tap did not find the receipt"

    def _is_in_post(self, facts: Facts, move: Move) -> bool:
        sql = "SELECT 1 FROM roles r JOIN people p ON p.id = r.person_id WHERE p.telegram_id = ? AND revoked_at IS NULL"
        return bool(facts.all(sql, move.chat))

    def _remember(self, parcels: Sequence[Parcel]) -> None:
        for parcel in parcels:
            if parcel.is_screen:
                self.marks[parcel.content] = parcel.live
                if parcel.live:
                    self.last[parcel.chat] = parcel.content
            for _, data in buttons(parcel.body):
                if found := FORM_BUTTON.match(data):
                    self.shown[parcel.chat] = (int(found[2]), int(found[3]))
                    if found[1] == "s":
                        self.pages[self.shown[parcel.chat]] = _page(str(parcel.body["text"]))


def _page(text: str) -> dict[str, str]:
    """The lines of a review, by the title of the question."""
    found = {title: re.search(rf"^{re.escape(title)}: <b>(.*?)</b>", text, re.MULTILINE) for title in TITLES.values()}
    return {title: html.unescape(line[1]) for title, line in found.items() if line}


def _as_shown(answers: str) -> dict[str, str]:
    words = {True: "да", False: "нет", None: "–"}
    return {TITLES[k]: words[v] if v is None or isinstance(v, bool) else str(v) for k, v in json.loads(answers).items()}
