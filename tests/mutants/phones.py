"""Guards of a mentor's one account, which link opens it and to whom, and of those who have none."""

from typing import Final

from tests.mutants.mutant import Mutant

ERASING: Final = ("tests/handlers/test_erasing.py",)
BACK: Final = ("tests/bot/test_backups.py",)
PHONES: Final = ("tests/handlers/test_phones.py",)

GUARDS: Final = (
    Mutant(
        "a mentor's newer link ends the earlier one",
        "storage/invitations.py",
        "        await revoke_mentor(db, mentor_id, now)\n",
        "        pass\n",
        PHONES,
    ),
    Mutant(
        "a second account is not given a mentor's post",
        "handlers/start.py",
        "    if await phones.taken(db, invitation, query.from_user.id):",
        "    if False:",
        PHONES,
    ),
    Mutant(
        "a second account is told so before it agrees to anything",
        "handlers/start.py",
        "    if await phones.taken(db, invitation, account):",
        "    if False:",
        PHONES,
    ),
    Mutant(
        "a link to replace one account does not replace the next",
        "handlers/phones.py",
        'held["post"] != invitation["replaces"]',
        'invitation["replaces"] is None',
        PHONES,
    ),
    Mutant(
        "the account before loses the post",
        "handlers/phones.py",
        '    await succession.end(db, town, now, held["post"], held["person_id"], mentor.school_id)\n',
        "",
        PHONES,
    ),
    Mutant(
        "a mentor in the bot is moved, not invited",
        "handlers/mentors.py",
        "    if await inside(case, mentor):",
        "    if False:",
        PHONES,
    ),
    Mutant(
        "seminars stay with whoever has another post",
        "storage/guests.py",
        "AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = :old AND r.revoked_at IS NULL)\n",
        "\n",
        PHONES,
    ),
    Mutant(
        "links to the post that somebody left open nothing",
        "storage/leaving.py",
        "OR mentor_id IN (SELECT id FROM mentors WHERE person_id = :person)",
        "OR mentor_id < 0",
        PHONES,
    ),
    Mutant(
        "a mentor without an account is erased from the history, too",
        "storage/erasing_people.py",
        "    await _cards(db, ITSELF, mentor_id)\n",
        "",
        ERASING,
    ),
    Mutant(
        "who has an account by now is erased as a person",
        "handlers/erasing_subjects.py",
        "if found is None or found.person_id is not None:",
        "if found is None:",
        ERASING,
    ),
    Mutant(
        "a mentor's erasure takes a second person",
        "handlers/erasing.py",
        "    if one.asked_by == case.person.id or not ready:",
        "    if not ready:",
        ERASING,
    ),
    Mutant(
        "an older backup forgets a mentor without an account, too",
        "bot/forgetting.py",
        "        await erasing_people.mentor(db, at, subject)\n",
        "        pass\n",
        BACK,
    ),
    Mutant(
        "whoever leaves comes back by none of the links they made",
        "storage/leaving.py",
        "(created_by = :person OR mentor_id",
        "(mentor_id",
        PHONES,
    ),
    Mutant(
        "whoever is shut out comes back by no link from before",
        "handlers/phones.py",
        "    await invitations.revoke_mentor(case.db, mentor.id, case.now)\n",
        "",
        PHONES,
    ),
    Mutant(
        "whoever is shut out has no post",
        "handlers/phones.py",
        '    await succession.end(case.db, case.town, case.now, held["post"], held["person_id"], mentor.school_id)\n',
        "",
        PHONES,
    ),
)
