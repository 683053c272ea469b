"""Letters to many, events and the contest: once, to whom they are for, and nobody judges or sees what is not theirs."""

from typing import Final

from tests.mutants.mutant import Mutant

LETTERS: Final = ("tests/handlers/test_broadcasts.py",)
EVENTS: Final = ("tests/handlers/test_events.py",)
CONTESTS: Final = ("tests/handlers/test_contests.py",)

GUARDS: Final = (
    Mutant(
        "a letter is sent once",
        "storage/broadcasts.py",
        "urgent = :urgent WHERE id = :id AND sent_at IS NULL",
        "urgent = :urgent WHERE id = :id",
        LETTERS,
    ),
    Mutant(
        "a letter taken back does not leave",
        "storage/receipts.py",
        "    await unsent.take_back(db, await unsent.keys(db, broadcasts.prefix(broadcast)))\n",
        "",
        LETTERS,
    ),
    Mutant(
        "a letter that could not leave by evening waits for the morning",
        "scheduler/summaries.py",
        '("news:", broadcasts.HELD)',
        '("news:",)',
        LETTERS,
    ),
    Mutant(
        "what became of a letter outlives its rows in the outbox",
        "scheduler/upkeep.py",
        "        await receipts.settle_all(db)",
        "        pass",
        LETTERS,
    ),
    Mutant(
        "only those a letter was for say that they have read it",
        "storage/receipts.py",
        "    if row is None and not may_join:\n        return None\n",
        "",
        LETTERS,
    ),
    Mutant(
        "a guest is reminded once, even where the messages are forgotten",
        "scheduler/under_way.py",
        '    await guests.reminded(db, event, due, [row["id"] for row in told])\n',
        "",
        EVENTS,
    ),
    Mutant(
        "who was told the time when it changed is not reminded of it at once",
        "scheduler/under_way.py",
        "event.moved_at >= calls[due]",
        "False",
        EVENTS,
    ),
    Mutant(
        "who signs up late needs no reminder",
        "storage/guests.py",
        "AND g.signed_at < :since",
        "AND :since = :since",
        EVENTS,
    ),
    Mutant(
        "a reminder is of no use after the beginning",
        "scheduler/under_way.py",
        "        await unsent.take_back(db, await unsent.keys(db, events.reminder(event)))",
        "        pass",
        EVENTS,
    ),
    Mutant(
        "only those invited sign up",
        "handlers/signing.py",
        "    if post is None:\n        looks",
        "    if False:\n        looks",
        EVENTS,
    ),
    Mutant(
        "nobody judges their own school",
        "storage/jury.py",
        "if entry.school_id not in own]",
        "]",
        CONTESTS,
    ),
    Mutant(
        "an application is seen by its school, the department and the jury alone",
        "handlers/entries.py",
        "    raise LookupError(entry_id)\n\n\nasync def _own",
        "    return entry\n\n\nasync def _own",
        CONTESTS,
    ),
    Mutant(
        "after the last day an application stays as it is",
        "handlers/entries.py",
        "    if contest.phase(case.now) is not Phase.OPEN:\n        raise AnswerRejected",
        "    if False:\n        raise AnswerRejected",
        CONTESTS,
    ),
    Mutant(
        "scores are given while it is judged",
        "handlers/judging.py",
        "    open_now = contest.phase(case.now) is Phase.JUDGING and await",
        "    open_now = await",
        CONTESTS,
    ),
    Mutant(
        "nobody sees the scores before the results",
        "handlers/results.py",
        "    if contest.phase(case.now) is not Phase.CLOSED:\n        raise LookupError(contest_id)  #",
        "    if False:\n        raise LookupError(contest_id)  #",
        CONTESTS,
    ),
)
