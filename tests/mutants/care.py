"""Guards of light contact and of pairs at risk: quiet in breaks, once a month, once a week, one's own pairs alone."""

from typing import Final

from tests.mutants.mutant import Mutant

ASKING: Final = ("tests/scheduler/test_checkins.py",)
TELLING: Final = ("tests/scheduler/test_weekly.py",)
RULES: Final = ("tests/domain/test_risks.py",)
MENTOR: Final = ("tests/handlers/test_checkins.py",)
LIST: Final = ("tests/handlers/test_attention.py",)
READ: Final = ("tests/storage/test_risks.py",)
YEAR: Final = ("tests/mentoring_year/test_mentoring_year.py",)
BREAKS: Final = ("tests/handlers/test_school_breaks.py",)

GUARDS: Final = (
    Mutant(
        "care: mentors are not asked in breaks",
        "scheduler/checkins.py",
        "    if (await school_breaks.school_days(db, town, today)).is_off(today):\n        return []\n",
        "",
        ASKING,
    ),
    Mutant(
        "care: mentors of paused pairs are not asked",
        "storage/checkins.py",
        "            WHERE p.state = :active AND o.unreachable_since IS NULL",
        "            WHERE :active <> '' AND o.unreachable_since IS NULL",
        ASKING,
    ),
    Mutant(
        "care: a mentor is asked once a month",
        "domain/checkins.py",
        "month(asked) < month(today) and ",
        "",
        ("tests/domain/test_checkins.py",),
    ),
    Mutant(
        "care: a mentor is asked once a fortnight at most",
        "domain/checkins.py",
        " and asked + SETTLED <= today))",
        "))",
        (*ASKING, "tests/domain/test_checkins.py"),
    ),
    Mutant(
        "care: a pair that began this month waits",
        "domain/checkins.py",
        "    settled = month(started) < month(today) and started + SETTLED <= today\n",
        "    settled = True\n",
        ("tests/domain/test_checkins.py",),
    ),
    Mutant(
        "care: who wishes a pause is not asked again",
        "storage/checkins.py",
        "            AND NOT EXISTS (SELECT 1 FROM mentor_wishes w WHERE w.pair_id = p.id AND w.what <> 'talk'"
        " AND {WAITING})\n",
        "",
        ASKING,
    ),
    Mutant(
        "care: who is out of reach is not asked",
        "storage/checkins.py",
        " AND o.unreachable_since IS NULL",
        "",
        ASKING,
    ),
    Mutant(
        "care: who is out of post answers for nobody",
        "storage/checkins.py",
        " AND r.mentor_id = m.id AND r.revoked_at IS NULL",
        " AND r.mentor_id = m.id",
        (*ASKING, *MENTOR),
    ),
    Mutant(
        "care: a question to somebody else is not found",
        "storage/checkins.py",
        '    found = await _load(db, f"c.id = :id AND {WHOSE}", id=checkin_id, person=person_id)',
        '    found = await _load(db, f"c.id = :id AND (:person > 0 OR {WHOSE})", id=checkin_id, person=person_id)',
        MENTOR,
    ),
    Mutant(
        "care: an answer is not changed after its month",
        "domain/checkins.py",
        " and (self.answer is None or self.month == month(today))",
        "",
        (*MENTOR, "tests/domain/test_checkins.py"),
    ),
    Mutant(
        "care: a wish is told once",
        "handlers/mentor_wishes.py",
        "    notices = await _tell(case, pair, what, None, made) if made else ()",
        "    notices = await _tell(case, pair, what, None, made or 0)",
        MENTOR,
    ),
    Mutant(
        "care: a coordinator's week is told once",
        "scheduler/weekly.py",
        "    await week_told.add(db, today, [person for person, _ in read])\n",
        "",
        TELLING,
    ),
    Mutant(
        "care: in breaks pairs are left alone",
        "scheduler/weekly.py",
        "    at_risk = {} if rests else await",
        "    at_risk = await",
        TELLING,
    ),
    Mutant(
        "care: a week with school days waits for them",
        "scheduler/weekly.py",
        " or (rests and school_days.later_this_week(today)):",
        ":",
        TELLING,
    ),
    Mutant(
        "care: on days off nobody is told of their week",
        "scheduler/weekly.py",
        "    if calendar.is_off(today) or (",
        "    if (",
        TELLING,
    ),
    Mutant(
        "care: late sheets stand in the week's message",
        "views/weekly.py",
        "    if late := [sheet for one in weeks for sheet in one.late]:",
        "    if late := [sheet for one in weeks for sheet in one.late if not one.pairs]:",
        TELLING,
    ),
    Mutant(
        "care: what was put off is not in the digest",
        "scheduler/weekly.py",
        "        if not one.until:\n",
        "        if True:\n",
        TELLING,
    ),
    Mutant(
        "care: a digest is of one's own schools",
        "scheduler/weekly.py",
        '        school = row["school_id"]\n',
        "        school = min(at_risk)\n",
        TELLING,
    ),
    Mutant(
        "care: a paused pair is at no risk",
        "domain/risks.py",
        "    if pair.state is State.ACTIVE:\n        said",
        "    if pair.state is not State.DRAFT:\n        said",
        RULES,
    ),
    Mutant(
        "care: a pause is over before it counts",
        "domain/risks.py",
        "    last = max(pair.met, pair.since)\n",
        "    last = pair.met\n",
        (*RULES, *READ),
    ),
    Mutant(
        "care: a question is left time to be answered",
        "domain/risks.py",
        "        if one.asked + PATIENCE <= today:\n",
        "        if one.asked <= today:\n",
        RULES,
    ),
    Mutant(
        "care: breaks do not count against a first meeting",
        "domain/school_days.py",
        " - sum(after < day <= until for day in self.resting)",
        "",
        (*RULES, "tests/domain/test_school_days.py"),
    ),
    Mutant(
        "care: a break wins over a working day",
        "domain/school_days.py",
        "work.with_overrides(dict.fromkeys(self.resting, True))",
        "work",
        ("tests/domain/test_school_days.py", *READ),
    ),
    Mutant(
        "care: a questionnaire stays owed while the pair works",
        "storage/risks.py",
        "(due_on >= :oldest OR pair_id IN (SELECT id FROM pairs WHERE state = 'active'))",
        "due_on >= :oldest",
        (*READ, *YEAR),
    ),
    Mutant(
        "care: risks are one's own school's",
        "storage/risks.py",
        "SELECT w.pair_id FROM mentor_wishes w WHERE w.closed_at IS NULL)) AND {HERE}",
        "SELECT w.pair_id FROM mentor_wishes w WHERE w.closed_at IS NULL)) AND (1 OR {HERE})",
        (*READ, *LIST),
    ),
    Mutant(
        "care: a wish is one's own school's",
        "storage/mentor_wishes.py",
        "WHERE {WAITING} AND {WITHIN} AND {condition}",
        "WHERE {WAITING} AND (:school IS NULL OR :school > 0 OR :mentor > 0) AND {condition}",
        LIST,
    ),
    Mutant(
        "care: a wish was answered by the pause",
        "handlers/pairs.py",
        "    told = await mentor_wishes.stepped(case, pair, wanted)\n",
        "    told = ()\n",
        LIST,
    ),
    Mutant(
        "care: a pair is put off once",
        "handlers/attention.py",
        "    if pair.id not in await care.put_off(case.db, case.today, case.scope.school_id):\n",
        "    if pair.id:\n",
        LIST,
    ),
    Mutant(
        "care: a mentor is written to where they are in post and reachable",
        "handlers/caring.py",
        "    return None if await mentors.reach(case.db, pair.mentor_id) else views",
        "    return None if await mentors.chat(case.db, pair.mentor_id) else views",
        LIST,
    ),
    Mutant(
        "care: the list is not searched by the department",
        "handlers/attention.py",
        '        raise LookupError("attention")\n',
        "        pass\n",
        LIST,
    ),
    Mutant(
        "care: breaks are taken over once",
        "handlers/school_breaks.py",
        "    if not offered or offered[0].first.isoformat() != args[0]:\n",
        "    if not offered:\n        offered = school_days.usual(2026)\n    if offered[0].first.isoformat() != args[0]:\n",
        BREAKS,
    ),
    Mutant(
        "care: a break is put back once",
        "handlers/school_breaks.py",
        "    if await _touched(case, one):\n",
        "    if False:\n",
        BREAKS,
    ),
)
