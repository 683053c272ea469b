"""Guards of permissions: the table, the gate before the handlers, and the scope that every load takes."""

from typing import Final

from tests.mutants.mutant import Mutant

MATRIX: Final = ("tests/permissions/test_matrix.py",)
GATE: Final = ("tests/handlers/test_gate.py",)


def _wider(name: str, old: str, new: str) -> Mutant:
    return Mutant(f"the table keeps to itself: {name}", "domain/permissions/rule.py", old, new, GATE)


def _unscoped(what: str, file: str, old: str, new: str) -> Mutant:
    return Mutant(f"permissions: {what} of another are not there", file, old, new, MATRIX)


GUARDS: Final = (
    _wider(
        "the department's routes",
        "TOWN: Final = Rule({DEPARTMENT: Whose.EVERYTHING})",
        "TOWN: Final = Rule({DEPARTMENT: Whose.EVERYTHING, COORDINATOR: Whose.SCHOOL})",
    ),
    _wider(
        "a school's routes",
        "SCHOOL: Final = Rule({COORDINATOR: Whose.SCHOOL})",
        "SCHOOL: Final = Rule({COORDINATOR: Whose.SCHOOL, MENTOR: Whose.SCHOOL})",
    ),
    _wider(
        "a mentor's routes",
        "MENTORING: Final = Rule({MENTOR: Whose.PAIRS})",
        "MENTORING: Final = Rule({MENTOR: Whose.PAIRS, COORDINATOR: Whose.SCHOOL})",
    ),
    _wider(
        "both offices' routes",
        "OFFICES: Final = Rule({DEPARTMENT: Whose.EVERYTHING, COORDINATOR: Whose.SCHOOL})",
        "OFFICES: Final = Rule(dict.fromkeys(Role, Whose.SCHOOL))",
    ),
    _wider(
        "a pair's routes",
        "PAIRS: Final = Rule({COORDINATOR: Whose.SCHOOL, MENTOR: Whose.PAIRS})",
        "PAIRS: Final = Rule(dict.fromkeys(Role, Whose.PAIRS))",
    ),
    Mutant(
        "a button whose rule names others reaches no handler",
        "handlers/buttons.py",
        "if rule is not None and not rule.allows(case.person if case else None):",
        "if False:",
        ("tests/handlers/test_buttons.py",),
    ),
    Mutant(
        "a form is opened by those of its roles alone",
        "handlers/walking.py",
        "        if binding is None or case.person.post.role not in binding.roles:\n            raise LookupError(form)\n",
        "        if binding is None:\n            raise LookupError(form)\n",
        MATRIX,
    ),
    Mutant(
        "a school's draft is not told to its mentors",
        "handlers/walking.py",
        "stored.draft.answers and self._reaches(case, stored)",
        "stored.draft.answers",
        MATRIX,
    ),
    Mutant(
        "a form of one's own that was handed in is not told to colleagues",
        "handlers/walking.py",
        "if not (binding.shared or mine):",
        "if False:",
        ("tests/handlers/test_forged.py",),
    ),
    Mutant(
        "a route without a rule does not open the house",
        "handlers/gate.py",
        '    if rule is None:\n        raise NoAgreement(f"no rule for {name}")\n',
        "    if rule is None:\n        return set()\n",
        GATE,
    ),
    Mutant(
        "a rule without a route does not open the house",
        "handlers/gate.py",
        "if missing := rule.roles - served.get(name, set()):",
        "if missing := rule.roles - rule.roles:",
        GATE,
    ),
    Mutant(
        "a form's roles are the table's",
        "handlers/gate.py",
        "if key not in rules or set(roles.get(key, ())) != rules[key].roles:",
        "if False:",
        GATE,
    ),
    Mutant(
        "a private rule is served in private",
        "handlers/gate.py",
        "if rule.place is Place.PRIVATE and not any(isinstance(one, Private) for one in asks):",
        "if False:",
        GATE,
    ),
    Mutant(
        "a channel's words bind no group",
        "handlers/groups.py",
        "if message.sender_chat is not None and not _anonymous(message):",
        "if False:",
        MATRIX,
    ),
    Mutant(
        "a forwarded command binds no group",
        "handlers/groups.py",
        "if message.forward_origin is not None or message.via_bot is not None:",
        "if False:",
        MATRIX,
    ),
    _unscoped("pairs", "storage/pairs.py", "(:school IS NULL OR p.school_id = :school) AND", "(1 OR :school) AND"),
    _unscoped(
        "a colleague's pairs", "storage/pairs.py", '(:mentor IS NULL OR p.mentor_id = :mentor)"', '(1 OR :mentor)"'
    ),
    _unscoped("mentors", "storage/mentors.py", "(:school IS NULL OR m.school_id = :school) AND", "(1 OR :school) AND"),
    _unscoped("mentees", "storage/mentees.py", "(:school IS NULL OR e.school_id = :school) AND", "(1 OR :school) AND"),
    _unscoped("sheets", "storage/sheets.py", "(:school IS NULL OR s.school_id = :school)\n", "(1 OR :school)\n"),
    _unscoped(
        "partners",
        "storage/partners.py",
        "WHERE p.id = :id AND (:school IS NULL OR p.school_id = :school)",
        "WHERE p.id = :id AND (1 OR :school)",
    ),
    _unscoped(
        "applications to the contest",
        "handlers/entries.py",
        "    if contest.phase(case.now) is Phase.JUDGING and await may_judge(case.db, entry, case.person.id):\n"
        "        return entry\n",
        "    if contest:\n        return entry\n",
    ),
    _unscoped(
        "partners looked for",
        "storage/partners.py",
        'f"""SELECT {COLUMNS} FROM {FROM} WHERE (:school IS NULL OR p.school_id = :school)',
        'f"""SELECT {COLUMNS} FROM {FROM} WHERE (1 OR :school)',
    ),
    _unscoped("finds", "storage/finding.py", '"(:school IS NULL OR s.id = :school)"', '"(1 OR :school)"'),
    _unscoped(
        "publications", "storage/publications.py", "(:school IS NULL OR p.school_id = :school)", "(1 OR :school)"
    ),
    _unscoped("faults", "storage/faults.py", "(:school IS NULL OR f.school_id = :school)", "(1 OR :school)"),
    _unscoped(
        "evidence",
        "storage/evidence.py",
        "WHERE e.id = :id AND (:school IS NULL OR e.school_id = :school)",
        "WHERE e.id = :id AND (1 OR :school)",
    ),
    Mutant(
        "permissions: drafts of another are not there",
        "storage/drafts.py",
        'MINE = "(d.school_id = :school OR',
        'MINE = "(1 OR d.school_id = :school OR',
        ("tests/storage/test_drafts.py",),  # from outside a second guard is seen: whose subject it is about
    ),
)
