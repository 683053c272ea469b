"""Guards of files and of the rows that are done with evidence."""

from typing import Final

from tests.mutants.mutant import Mutant

PAPERS: Final = ("tests/handlers/test_papers.py",)
EVIDENCE: Final = ("tests/handlers/test_evidence.py",)
MORNING: Final = ("tests/handlers/test_evidence_reminders.py",)
LATE: Final = ("tests/scheduler/test_late_schools.py",)
EXTENDING: Final = ("tests/handlers/test_extending_papers.py",)
FETCHING: Final = ("tests/bot/test_fetching.py",)

GUARDS: Final = (
    Mutant(
        "names of others",
        "storage/files.py",
        "state <> 'refused' AND {IN_SCOPE}",
        "state <> 'refused'",
        PAPERS,
    ),
    Mutant("file of others", "storage/files.py", "WHERE id = :id AND {IN_SCOPE}", "WHERE id = :id", PAPERS),
    Mutant(
        "refused twice",
        "storage/files.py",
        "WHERE id = :id AND state = 'waiting'\n           RETURNING",
        "WHERE id = :id\n           RETURNING",
        PAPERS,
    ),
    Mutant(
        "kept all the same",
        "bot/fetching.py",
        "        if why is None:\n            self._shelf.put(part)",
        "        self._shelf.put(part)",
        FETCHING,
    ),
    Mutant("leftovers", "bot/fetching.py", "        self._shelf.tidy()\n", "", FETCHING),
    Mutant("endless download", "bot/http.py", "                _keep_within(size, limit)\n", "", FETCHING),
    Mutant("any file of the machine", "bot/http.py", " and OFFICIAL not in self._files", "", FETCHING),
    Mutant("sent on", "bot/http.py", ", allow_redirects=False", "", FETCHING),
    Mutant(
        "evidence of others",
        "storage/evidence.py",
        "e.id = :id AND (:school IS NULL OR e.school_id = :school)",
        "e.id = :id",
        EVIDENCE,
    ),
    Mutant(
        "judged twice", "storage/evidence.py", "AND revision = :revision AND state = 'filed'", "AND :revision", EVIDENCE
    ),
    Mutant(
        "agreed unseen",
        "handlers/plans.py",
        " if moment_of(plan.changed_at) <= seen]",
        "]",
        EVIDENCE,
    ),
    Mutant(
        "approved too early",
        "handlers/evidence.py",
        " if await _closed(case, *await load(case, subject)) else None",
        " if not case else None",
        EVIDENCE,
    ),
    Mutant(
        "any form for any row",
        "handlers/evidence.py",
        "    if form not in forms_of(row):\n        raise LookupError(subject)\n",
        "",
        EVIDENCE,
    ),
    Mutant(
        "filed and spoken of",
        "handlers/evidence.py",
        "    async with owing.changing(case, case.person.post.school_id):",
        "    if True:",
        MORNING,
    ),
    Mutant(
        "approval before agreement",
        "storage/unproved.py",
        "\n    AND ({AFTER} = '' OR {AGREED_AT} IS NOT NULL)",
        "",
        MORNING,
    ),
    Mutant(
        "missed at the department",
        "storage/unproved.py",
        '(row["granted_at"], row["returned_at"], row["agreed_at"])',
        '(row["granted_at"],)',
        MORNING,
    ),
    Mutant(
        "date of all",
        "storage/unproved.py",
        "d.nominal, {EFFECTIVE} AS effective",
        "d.nominal, d.effective AS effective",
        MORNING,
    ),
    Mutant(
        "wish for any date",
        "handlers/wishing.py",
        "due is None or not rules.of_schools(due)",
        "due is None",
        EXTENDING,
    ),
    Mutant(
        "wish for what is filed",
        "handlers/extending.py",
        "        return paper is not None and paper.state is not Proved.RETURNED\n",
        "        return False\n",
        EXTENDING,
    ),
    Mutant(
        "wish of whoever has filed",
        "storage/wishes.py",
        "AND coalesce(e.school_id, 0) = w.school_id AND e.state <> 'returned')",
        "AND 0)",
        EXTENDING,
    ),
    Mutant(
        "wish before the school's turn",
        "handlers/evidence.py",
        " and closed != views.GATE",
        "",
        EXTENDING,
    ),
    Mutant(
        "late papers told",
        "scheduler/summaries.py",
        "[*await board.overdue(db, now), *await unproved.overdue(db, now)]",
        "[*await board.overdue(db, now)]",
        LATE,
    ),
    Mutant(
        "sent back and late",
        "storage/unproved.py",
        "<= :now AND NOT {FILED}",
        "<= :now AND NOT {DONE}",
        LATE,
    ),
    Mutant(
        "late and closed",
        "storage/unproved.py",
        " AND {OPEN}\n",
        "\n",
        LATE,
    ),
    Mutant(
        "late before its own date",
        "storage/unproved.py",
        "AND {ENDS_AT} <= :now",
        "AND d.ends_at <= :now",
        LATE,
    ),
    Mutant(
        "more than a screen of late schools",
        "views/summaries.py",
        "*_bullets(lines, A_SCREEN)",
        "*_bullets(lines, LISTED)",
        LATE,
    ),
)
