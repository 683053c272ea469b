"""Meetings: each mentor their own, each coordinator their school's; what is odd is asked; taken back for a day."""

from typing import Final

from tests.mutants.mutant import Mutant

TELLING: Final = ("tests/handlers/test_telling.py",)
ODD: Final = ("tests/handlers/test_odd_meetings.py", "tests/domain/test_meetings.py")
LOG: Final = ("tests/handlers/test_meeting_log.py",)
GROUPS: Final = ("tests/handlers/test_attendance.py",)
FOR_OTHERS: Final = ("tests/handlers/test_met_for.py",)
PAGES: Final = ("tests/handlers/test_mentor_pages.py",)

GUARDS: Final = (
    Mutant(
        "a mentor finds the entries of their own pairs alone",
        "storage/meetings.py",
        "AND (:mentor IS NULL OR p.mentor_id = :mentor)",
        "AND (:mentor IS NULL OR 1 = 1)",
        LOG,
    ),
    Mutant(
        "a coordinator finds the entries of their school alone",
        "storage/meetings.py",
        'WITHIN = "(:school IS NULL OR p.school_id = :school)',
        'WITHIN = "(:school IS NULL OR 1 = 1)',
        FOR_OTHERS,
    ),
    Mutant(
        "a meeting is logged for a pair within the scope alone",
        "handlers/meetings.py",
        "    pair = await pairs.get(case.db, case.scope, number(pair_id))\n",
        "    pair = await pairs.get(case.db, type(case.scope)(), number(pair_id))\n",
        (*TELLING, *FOR_OTHERS),
    ),
    Mutant(
        "a coordinator has no pairs of their own to log for",
        "handlers/met.py",
        "        if case.person.post.role is not Role.MENTOR:\n            raise LookupError(subject)\n",
        "",
        FOR_OTHERS,
    ),
    Mutant(
        "the department logs nothing",
        "handlers/meetings.py",
        "LOGS = (Role.MENTOR, Role.COORDINATOR)",
        "LOGS = tuple(Role)",
        FOR_OTHERS,
    ),
    Mutant("a day ahead is asked about", "domain/meetings.py", "if entry.day > today:", "if False:", ODD),
    Mutant(
        "a day before the pair began is asked about",
        "domain/meetings.py",
        "if entry.day < pair.starts_on:",
        "if False:",
        ODD,
    ),
    Mutant(
        "a day after its end is asked about",
        "domain/meetings.py",
        "if pair.closed_on is not None and entry.day > pair.closed_on:",
        "if False:",
        ODD,
    ),
    Mutant(
        "a paused pair is asked about",
        "domain/meetings.py",
        "    if rested and AGREED[Odd.PAUSED] not in entry.agreed:",
        "    if False:",
        ODD,
    ),
    Mutant(
        "the same day twice is asked about",
        "domain/meetings.py",
        "if same is not None and str(same) != entry.seen:",
        "if same is not None and entry.seen == FIRST:",
        ODD,
    ),
    Mutant(
        "a length that cannot be is asked about",
        "handlers/meetings.py",
        "    if minutes is not None and not rules.possible(minutes):\n",
        "    if minutes is not None and minutes > 9999:\n",
        ODD,
    ),
    Mutant(
        "a pause is not taken off while a consent is lacking",
        "handlers/met.py",
        "        if lacking:\n",
        "        if False:\n",
        ODD,
    ),
    Mutant(
        "a draft pair has no meetings",
        "handlers/meetings.py",
        "    if pair.state is State.DRAFT:\n",
        "    if False:\n",
        ODD,
    ),
    Mutant(
        "a mentor takes an entry back for a day alone",
        "domain/meetings.py",
        "(role is Role.MENTOR and now - meeting.logged_at < OWN_TIME)",
        "role is Role.MENTOR",
        (*LOG, "tests/domain/test_meetings.py"),
    ),
    Mutant(
        "what is older is not taken back by an old button",
        "handlers/meeting_log.py",
        "        if not rules.changeable(meeting, case.person.post.role, case.now):\n",
        "        if False:\n",
        LOG,
    ),
    Mutant(
        "what is older is not changed by an old button",
        "handlers/meetings.py",
        "    return rules.changeable(meeting, case.person.post.role, case.now)\n",
        "    return True\n",
        LOG,
    ),
    Mutant(
        "what the coordinator took out a mentor does not put back",
        "domain/meetings.py",
        "    mine = meeting.undone_by == person_id and now",
        "    mine = now",
        (*LOG, "tests/domain/test_meetings.py"),
    ),
    Mutant(
        "an entry comes back beside another after a question alone",
        "handlers/meeting_log.py",
        "    if same is not None and args[1] != str(same):\n",
        "    if False:\n",
        LOG,
    ),
    Mutant(
        "who is not of the group is not marked",
        "handlers/attendance.py",
        "    if mentee_id not in {one.id for one in members}:\n        raise LookupError(mentee_id)\n",
        "",
        GROUPS,
    ),
    Mutant(
        "a meeting at which nobody was is none",
        "handlers/attendance.py",
        "    if not any(after.values()):",
        "    if False:",
        GROUPS,
    ),
    Mutant(
        "another's training is not shown",
        "storage/training.py",
        "WHERE g.person_id = :person AND",
        "WHERE g.person_id > 0 * :person AND",
        PAGES,
    ),
    Mutant(
        "a number of somebody in another post is asked about first",
        "handlers/acting.py",
        "    if post is None or post.role is not role:\n        raise LookupError(post_id)\n",
        "    assert post\n",
        TELLING,
    ),
)
