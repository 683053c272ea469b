"""What the audit says, and that nothing of it can go unseen."""

from tests.mutants.mutant import Mutant

STORED = ("tests/storage/test_audit.py",)
DECIDED = ("tests/handlers/test_auditing.py",)
UPDATES = ("tests/bot/test_auditing.py",)
WORDS = ("tests/domain/test_journal.py",)

GUARDS: tuple[Mutant, ...] = (
    Mutant(
        "a line is chained to the one before",
        "domain/audit.py",
        'f"{previous}\\n{plain}"',
        'f"{plain}"',
        STORED,
    ),
    Mutant(
        "a month of the audit is that month's lines alone",
        "storage/audit.py",
        """NOT INDEXED {where or "WHERE 1 = 1"} AND""",
        "NOT INDEXED WHERE coalesce(:since, :before) <> '' AND",
        STORED,
    ),
    Mutant(
        "a line is not deleted",
        "storage/migrations/0006_trust.sql",
        "BEFORE DELETE ON audit BEGIN",
        "BEFORE DELETE ON audit WHEN 0 BEGIN",
        STORED,
    ),
    Mutant(
        "a line is not changed",
        "storage/migrations/0006_trust.sql",
        "BEFORE UPDATE ON audit BEGIN",
        "BEFORE UPDATE ON audit WHEN 0 BEGIN",
        STORED,
    ),
    Mutant(
        "a line is not replaced",
        "storage/migrations/0006_trust.sql",
        "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)",
        "WHEN 0",
        STORED,
    ),
    Mutant(
        "lines that were cut off show",
        "storage/audit.py",
        "    if last == (number, chain):\n",
        "    if True:\n",
        STORED,
    ),
    Mutant(
        "the chain goes on from where it ended, not from what is left of it",
        "storage/audit.py",
        "    number, chain = await _end(db)\n",
        """    left = await db.one("SELECT id, chain FROM audit ORDER BY id DESC LIMIT 1")
    number, chain = left if left else (0, "")
""",
        STORED,
    ),
    Mutant(
        "where the chain ends is noted apart from it",
        "storage/audit.py",
        "    await notes.put(db, LAST",
        "    await notes.put(db, 'audit.other'",
        STORED,
    ),
    Mutant(
        "what is undone leaves no line",
        "storage/transaction.py",
        "            del self._transaction.deeds[self._deeds :]\n",
        "",
        (*STORED, *UPDATES),
    ),
    Mutant(
        "lines are written by the transaction they belong to",
        "storage/database.py",
        "                await audit.put(db, db.deeds)\n",
        "",
        (*STORED, *UPDATES),
    ),
    Mutant(
        "a line names its update",
        "bot/intake.py",
        '                    db.update_id = raw["update_id"]\n',
        "",
        UPDATES,
    ),
    Mutant(
        "no name gets into a line",
        "domain/audit.py",
        "if kind in KINDS and _VALUE.fullmatch(words):",
        "if kind in KINDS:",
        WORDS,
    ),
    Mutant(
        "what changed nothing leaves no line",
        "handlers/auditing.py",
        "if not (_hands_out(returned) if act.taken else db.changes > before):",
        "if not (_hands_out(returned) if act.taken else True):",
        DECIDED,
    ),
    Mutant(
        "a table that is taken leaves a line",
        "handlers/auditing.py",
        "if not (_hands_out(returned) if act.taken else db.changes > before):",
        "if not db.changes > before:",
        DECIDED,
    ),
    Mutant(
        "a button that is audited leaves a line",
        "handlers/buttons.py",
        "                if act is not None:\n",
        "                if False:\n",
        DECIDED,
    ),
    Mutant(
        "a form that is handed in leaves a line",
        "handlers/walking.py",
        "        await auditing.handed_in(case, form.key, subject, filed, changed=case.db.changes > before)\n",
        "",
        DECIDED,
    ),
    Mutant(
        "a new button must decide",
        "domain/audited.py",
        '    "sl.off": Act("school.archived", ("school",)),\n',
        "",
        DECIDED,
    ),
    Mutant(
        "what mentors note of their own meetings is not audited",
        "handlers/auditing.py",
        "return act.only is None or (",
        "return True or (",
        DECIDED,
    ),
    Mutant(
        "a form that has changed nothing leaves no line",
        "handlers/auditing.py",
        "if not (_hands_out(filed.reply) if act.taken else changed) or",
        "if",
        DECIDED,
    ),
    Mutant(
        "a button that opens a form has done nothing yet",
        "handlers/auditing.py",
        "and not (act.asks and person and await _open(db, person) == act.asks)",
        "",
        DECIDED,
    ),
    Mutant(
        "who tells a concern stands in no journal",
        "domain/unaudited.py",
        '"concern concern-more concern-answer",',
        "",
        DECIDED,
    ),
    Mutant(
        "the department alone reads the journal",
        "handlers/journal.py",
        "ours = (Acts(Role.DEPARTMENT), Private())",
        "ours = (Acts(*Role), Private())",
        DECIDED,
    ),
    Mutant(
        "the department alone looks for lines",
        "handlers/searching.py",
        'Desk(journal.found, "au.found", (Role.DEPARTMENT,))',
        'Desk(journal.found, "au.found", tuple(Role))',
        DECIDED,
    ),
    Mutant(
        "the night looks through the audit",
        "bot/night.py",
        "            if broken is not None:\n                log.error",
        "            if False:\n                log.error",
        UPDATES,
    ),
    Mutant(
        "the check looks through the audit",
        "bot/checks.py",
        "        broken = await audit.verify(db)\n",
        "        broken = None\n",
        UPDATES,
    ),
)
