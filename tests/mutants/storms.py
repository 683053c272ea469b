"""A messenger in trouble: 429s, 500s, resets and silence cost time only."""

from typing import Final

from tests.mutants.mutant import Mutant

STORMS: Final = ("tests/faults/test_storms.py",)

GUARDS: Final = (
    Mutant(
        "a file whose sending was cut off may have arrived",
        "bot/http.py",
        "raise NoAnswer(reason(error), unknown=not _never_left(error)) from None",
        "raise NoAnswer(reason(error), unknown=False) from None",
        ("tests/bot/test_http.py", *STORMS),
    ),
    Mutant(
        "who met an outage asks until there is an answer",
        "bot/delivery.py",
        "            self._probe = asyncio.create_task(self._wait_for_answer())\n",
        "",
        STORMS,
    ),
    Mutant(
        "an outage that is over is over",
        "bot/delivery.py",
        "        self._probe = None\n        self.wake()",
        "        self.wake()",
        STORMS,
    ),
    Mutant(
        "order within a chat holds in a storm",
        "bot/delivery.py",
        "            self._busy.add(row.chat_id)\n",
        "            pass\n",
        STORMS,
    ),
    Mutant(
        "an update that comes twice in a storm takes effect once",
        "bot/intake.py",
        "            seen = set(known)\n",
        "            seen: set[int] = set()\n",
        STORMS,
    ),
    Mutant(
        "a call that is never answered is given up",
        "bot/http.py",
        "ANSWER: Final = 30.0",
        "ANSWER: Final = 100000.0",
        STORMS,
    ),
    Mutant(
        "a poll that is never answered is given up",
        "bot/polling.py",
        "wait=LONG_POLL + 10)\n",
        "wait=100000)\n",
        STORMS,
    ),
    Mutant(
        "the server's own trouble is no fault of the message",
        "bot/outcomes.py",
        'return Outage(f"HTTP {answer.code}", unknown',
        'return Malformed(f"HTTP {answer.code}") if 1 else Outage("", unknown',
        STORMS,
    ),
    Mutant(
        "a message that may have arrived is flagged",
        "bot/settling.py",
        "await outbox.again(db, row.id, not_before, failed=not stopping, uncertain=uncertain)",
        "await outbox.again(db, row.id, not_before, failed=not stopping)",
        STORMS,
    ),
    Mutant(
        "a message that has not arrived for sure is not flagged",
        "bot/settling.py",
        "    uncertain = outage.unknown and not row.repeatable\n",
        "    uncertain = not row.repeatable\n",
        STORMS,
    ),
    Mutant(
        "who is asked to slow down sends it later",
        "bot/settling.py",
        "await outbox.again(db, row.id, now + timedelta(seconds=outcome.retry_after))",
        'await outbox.drop(db, row.id, "slow", now)',
        STORMS,
    ),
    Mutant(
        "a start into a 429 waits as long as it is told",
        "bot/greeting.py",
        "await asyncio.sleep(told or pause",
        "await asyncio.sleep(pause",
        STORMS,
    ),
    Mutant(
        "a poll that met a 429 comes again when it is told",
        "bot/polling.py",
        "        if seconds is None:\n",
        "        if True:\n",
        STORMS,
    ),
    Mutant(
        "the sandbox's storm cuts nothing off twice",
        "bot/sandbox/faults.py",
        "        if call in self._spared:\n            return None\n",
        "",
        ("tests/bot/sandbox/test_sandbox_faults.py",),
    ),
)
