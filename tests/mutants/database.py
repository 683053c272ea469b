"""The file and its start: a start that is cut short or has nowhere to write leaves what was there, and says why."""

from typing import Final

from tests.mutants.mutant import Mutant

DATABASE: Final = "tests/storage/test_database.py"
MIGRATIONS: Final = "tests/storage/test_migrations.py"
FULL: Final = (f"{DATABASE}::test_on_a_full_disk_the_start_says_so",)
CANCELLED: Final = (
    f"{DATABASE}::test_a_start_that_is_cancelled_anywhere_leaves_no_thread_and_no_lock",
    f"{DATABASE}::test_a_transaction_that_is_cancelled_anywhere_happens_or_not_and_the_next_one_can_begin",
)
SECOND: Final = ("tests/bot/test_process.py::test_a_second_process_on_the_same_database_refuses_with_a_sentence",)
KILLED: Final = (
    f"{MIGRATIONS}::test_a_migration_killed_in_the_middle_of_its_statements_leaves_the_old_version",
    f"{MIGRATIONS}::test_a_migration_that_fails_leaves_the_old_version_and_ends_with_a_sentence",
)

FAMILIAR: Final = ("tests/storage/test_familiar.py",)

GUARDS: Final = (
    Mutant(
        "a start proves that it can write",
        "bot/opening.py",
        '            await notes.put(db, WRITABLE, "yes")\n',
        "            pass\n",
        (DATABASE,),
    ),
    Mutant(
        "what may only be read is not even looked into",
        "bot/opening.py",
        "    if _may_only_be_read(path):",
        "    if False:",
        (f"{DATABASE}::test_what_may_only_be_read_is_not_started_on",),
    ),
    Mutant(
        "a start that is cancelled closes the file",
        "bot/opening.py",
        "    except BaseException as error:",
        "    except Exception as error:",
        CANCELLED,
    ),
    Mutant(
        "a second process is told so in a sentence",
        "bot/opening.py",
        "    except DatabaseBusy:\n        raise StartFailed(checks.BUSY_DATABASE) from None\n",
        "",
        SECOND,
    ),
    Mutant(
        "a transaction that is cancelled while it begins is rolled back",
        "storage/database.py",
        '            try:\n                await db.run("BEGIN IMMEDIATE")\n',
        '            await db.run("BEGIN IMMEDIATE")\n            try:\n',
        CANCELLED,
    ),
    Mutant(
        "a rollback with nothing to roll back hides no other error",
        "storage/database.py",
        "                with suppress(sqlite3.OperationalError):",
        "                with suppress():",
        CANCELLED,
    ),
    Mutant(
        "a start that is cut short ends its thread",
        "storage/database.py",
        "            if thread:\n                await thread.close()\n",
        "",
        CANCELLED,
    ),
    Mutant(
        "a start that is cut short gives its lock back",
        "storage/database.py",
        "            if lock:\n                lock.close()\n            raise",
        "            raise",
        CANCELLED,
    ),
    Mutant(
        "one process at a time works on a file",
        "storage/locking.py",
        "fcntl.LOCK_EX | fcntl.LOCK_NB",
        "fcntl.LOCK_SH | fcntl.LOCK_NB",
        SECOND,
    ),
    Mutant(
        "a migration that is killed leaves nothing of itself",
        "storage/database.py",
        "                    await db.run(statement)\n",
        "                    await db.run(statement)\n"
        '                    await db.run("COMMIT")\n'
        '                    await db.run("BEGIN")\n',
        KILLED,
    ),
    Mutant(
        "a migration happens once",
        "storage/schema.py",
        "if number > version",
        "if number >= version",
        (f"{MIGRATIONS}::test_migrations_are_found_by_their_number",),
    ),
    Mutant(
        "a migration may rebuild a table that others refer to",
        "storage/database.py",
        '        await self._pragma("foreign_keys = OFF")',
        '        await self._pragma("foreign_keys = ON")',
        (f"{MIGRATIONS}::test_a_migration_may_rebuild_a_table_that_others_refer_to",),
    ),
    Mutant(
        "no migration leaves broken references behind",
        "storage/database.py",
        '                if broken := await db.all("PRAGMA foreign_key_check"):\n',
        "                if broken := ():\n",
        (f"{MIGRATIONS}::test_a_migration_that_leaves_broken_references_has_not_happened",),
    ),
    Mutant(
        "references are enforced once the migrations are done",
        "storage/database.py",
        '        await self._pragma("foreign_keys = ON")\n',
        "",
        (f"{MIGRATIONS}::test_references_are_enforced_once_the_file_is_open",),
    ),
    Mutant(
        "a lack of room is called so",
        "views/checks.py",
        '        "disk i/o": "запись не удалась: проверьте место на диске, предел размера файлов (ulimit -f) и сам диск",\n',
        "",
        (
            f"{DATABASE}::test_without_room_for_a_new_file_the_start_ends_with_a_sentence_and_the_next_one_begins_anew",
            f"{DATABASE}::test_without_room_to_write_a_good_file_is_not_opened_and_not_changed",
        ),
    ),
    Mutant(
        "a change to people is seen at once",
        "storage/familiar.py",
        'READ: Final = ("people", "roles", "schools")',
        'READ: Final = ("roles", "schools")',
        FAMILIAR,
    ),
    Mutant(
        "a change to posts is seen at once",
        "storage/familiar.py",
        'READ: Final = ("people", "roles", "schools")',
        'READ: Final = ("people", "schools")',
        FAMILIAR,
    ),
    Mutant(
        "a change to schools is seen at once by who belongs there",
        "storage/familiar.py",
        'READ: Final = ("people", "roles", "schools")',
        'READ: Final = ("people", "roles")',
        FAMILIAR,
    ),
    Mutant(
        "what is taken away is seen at once",
        "storage/familiar.py",
        '("INSERT", "UPDATE", "DELETE")',
        '("INSERT", "UPDATE")',
        FAMILIAR,
    ),
    Mutant(
        "who was read in a transaction that is undone is forgotten",
        "storage/database.py",
        "                self._familiar.forget()\n",
        "",
        FAMILIAR,
    ),
    Mutant(
        "who was read in a part that is undone is forgotten",
        "storage/transaction.py",
        "            self._transaction.familiar.forget()\n",
        "",
        FAMILIAR,
    ),
    Mutant(
        "the memory for people is bounded",
        "storage/familiar.py",
        "        if len(self._people) >= MOST:\n",
        "        if False:\n",
        FAMILIAR,
    ),
)
