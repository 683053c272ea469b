"""Forms, the database and the process: an answer survives, a form is filed once, a start fails with a sentence."""

from typing import Final

from tests.mutants.mutant import Mutant

MACHINE: Final = ("tests/faults/test_machine.py",)
DATABASE: Final = ("tests/storage/test_database.py", "tests/storage/test_migrations.py", "tests/bot/test_app.py")
PROCESS: Final = ("tests/bot/test_process.py",)
GONE: Final = ("tests/handlers/test_gone_subjects.py",)

GUARDS: Final = (
    Mutant(
        "a button of an older revision changes nothing",
        "handlers/walking.py",
        "        if number(args[1]) != stored.revision:\n",
        "        if False:\n",
        ("tests/scenarios/test_forms.py", *MACHINE),
    ),
    Mutant(
        "an answer typed to an older revision changes nothing",
        "handlers/walking.py",
        '        if table.stored.revision != seen:\n            return await self._show(case, table, "Форму',
        '        if False:\n            return await self._show(case, table, "Форму',
        MACHINE,
    ),
    Mutant(
        "a form about something gone ends by itself",
        "handlers/walking.py",
        "            await drafts.let_go(case.db, case.person.id, stored.id)\n",
        "",
        GONE,
    ),
    Mutant(
        "another form that is open stays open",
        "storage/drafts.py",
        ' AND draft_id = :draft", person=person_id, draft=draft_id)',
        ' AND :draft > 0", person=person_id, draft=draft_id)',
        GONE,
    ),
    Mutant(
        "what a form was about is gone is said",
        "handlers/walking.py",
        "            return menus.home(case.person, questions.GONE)\n",
        "            return None\n",
        GONE,
    ),
    Mutant(
        "a second tap on submit finds the receipt",
        "handlers/walking.py",
        "        await drafts.hand_in(case.db, table.stored, filed.result, case.person.id, case.now)\n",
        "        await drafts.drop(case.db, table.stored.id)\n",
        MACHINE,
    ),
    Mutant(
        "a draft is seen by its own school alone",
        "storage/drafts.py",
        'MINE = "(d.school_id = :school OR (d.school_id IS NULL AND d.begun_by = :person))"',
        'MINE = "(1 = 1 OR :school = :person)"',
        ("tests/storage/test_drafts.py",),
    ),
    Mutant(
        "reminders stop with the report",
        "handlers/filing.py",
        "    await reminders.settle(case.db, case.town, case.school_id, period, case.now)\n",
        "",
        ("tests/scenarios/test_story.py", *MACHINE),
    ),
    Mutant(
        "a second process on the same file refuses",
        "storage/locking.py",
        "        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n",
        "        pass\n",
        DATABASE,
    ),
    Mutant(
        "a migration is one transaction",
        "storage/database.py",
        '            async with self.transaction("migration", apart=True) as db:\n'
        "                for statement in migration.statements:\n"
        "                    await db.run(statement)\n",
        '            async with self.transaction("migration", apart=True) as db:\n'
        "                for statement in migration.statements:\n"
        "                    await db.run(statement)\n"
        '                    await db.run("COMMIT")\n'
        '                    await db.run("BEGIN")\n',
        DATABASE,
    ),
    Mutant(
        "what an exception ends is rolled back",
        "storage/database.py",
        '                    await self._end("ROLLBACK")\n',
        '                    await self._end("COMMIT")\n',
        DATABASE,
    ),
    Mutant(
        "the end does not wait for a table that is being drawn",
        "bot/aside.py",
        'threading.Thread(target=run, daemon=True, name="aside").start()',
        "loop.run_in_executor(None, run)",
        PROCESS,
    ),
    Mutant(
        "what was begun at the end is finished",
        "bot/app.py",
        "        await self._delivery.stop(GRACE)\n",
        "",
        PROCESS,
    ),
    Mutant(
        "somebody else's machine is not answered",
        "handlers/access.py",
        "            return UNHANDLED  # two machines",
        "            pass  # two machines",
        ("tests/handlers/test_start.py",),
    ),
)
