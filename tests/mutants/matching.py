"""Mentors found for a request, another mentor, the end of a pair, a mentee who becomes a mentor."""

from typing import Final

from tests.mutants.mutant import Mutant

RULES: Final = ("tests/domain/test_matching.py",)
MATCHING: Final = ("tests/handlers/test_matching.py",)
CLOSING: Final = ("tests/handlers/test_closing.py",)
CARRYING: Final = ("tests/handlers/test_carrying.py",)
PROFILES: Final = ("tests/handlers/test_profiles.py",)

GUARDS: Final = (
    Mutant(
        "nobody without room for all is offered",
        "domain/matching.py",
        "    return one.free >= max(1, len(request.mentees))\n",
        "    return one.free >= 1\n",
        (*RULES, *MATCHING),
    ),
    Mutant(
        "nobody of another school is offered",
        "domain/matching.py",
        "        one.school_id == request.school_id\n        and not",
        "        not",
        RULES,
    ),
    Mutant(
        "nobody archived is offered",
        "domain/matching.py",
        "        and not one.archived\n",
        "",
        RULES,
    ),
    Mutant(
        "nobody is offered to themselves",
        "domain/matching.py",
        "        and one.was not in request.mentees\n",
        "",
        (*RULES, *CARRYING),
    ),
    Mutant(
        "nobody is offered to those they are with",
        "domain/matching.py",
        "        and one.id not in request.not_these\n",
        "",
        (*RULES, *MATCHING),
    ),
    Mutant(
        "a better fit never stands below",
        "domain/matching.py",
        "        return (-self.form, -len(self.shared), -self.age, -one.free,",
        "        return (-self.form, -self.age, -len(self.shared), -one.free,",
        RULES,
    ),
    Mutant(
        "no two stand at the same place",
        "domain/matching.py",
        "one.label.casefold(), one.id)",
        "one.label.casefold(), 0)",
        RULES,
    ),
    Mutant(
        "candidates are the school's own",
        "storage/profiles.py",
        "AND (:school IS NULL OR m.school_id = :school)\n            AND (:mentor IS NULL OR m.id = :mentor) ORDER",
        "AND (:school IS NULL OR 1 = 1)\n            AND (:mentor IS NULL OR m.id = :mentor) ORDER",
        MATCHING,
    ),
    Mutant(
        "a place is taken until the pair is over",
        "storage/profiles.py",
        "p.mentor_id = m.id AND p.closed_on IS NULL)",
        "p.mentor_id = m.id)",
        MATCHING,
    ),
    Mutant(
        "a draft takes a place, too",
        "storage/profiles.py",
        "p.mentor_id = m.id AND p.closed_on IS NULL)",
        "p.mentor_id = m.id AND p.state = 'active')",
        MATCHING,
    ),
    Mutant(
        "matching is the coordinator's, by words as well",
        "handlers/matching.py",
        '    """Of those who fit a mentee, the ones sought."""\n    _for_coordinators(case)\n',
        '    """Of those who fit a mentee, the ones sought."""\n',
        MATCHING,
    ),
    Mutant(
        "the one they come from is not offered again",
        "handlers/matching.py",
        "    request = await _request(case, members, pair.form, frozenset({pair.mentor_id}))\n"
        "    return await _offered(",
        "    request = await _request(case, members, pair.form, frozenset())\n    return await _offered(",
        MATCHING,
    ),
    Mutant(
        "a pair at work has no other mentor offered before it is ended",
        "handlers/matching.py",
        "    if pair.state not in CLOSED:\n        raise LookupError(pair_id)\n",
        "",
        MATCHING,
    ),
    Mutant(
        "a pair that was reopened begins no other",
        "handlers/chosen.py",
        "    if pair is None or pair.state not in CLOSED:\n",
        "    if pair is None:\n",
        MATCHING,
    ),
    Mutant(
        "a mentor of another school is not filled in",
        "handlers/chosen.py",
        "    mentor = await mentors.get(case.db, case.scope, number(mentor_id))\n",
        "    mentor = await mentors.get(case.db, type(case.scope)(), number(mentor_id))\n",
        MATCHING,
    ),
    Mutant(
        "a mentor fills in their own profile alone",
        "storage/mentors.py",
        "AND (:mentor IS NULL OR m.id = :mentor)",
        "AND (:mentor IS NULL OR 1 = 1)",
        PROFILES,
    ),
    Mutant(
        "a mentor sees their own profile alone",
        "storage/profiles.py",
        "m.school_id = :school) AND (:mentor IS NULL OR m.id = :mentor)",
        "m.school_id = :school) AND (:mentor IS NULL OR 1 = 1)",
        PROFILES,
    ),
    Mutant(
        "a correction is in the history",
        "storage/mentees.py",
        '        await registry_history.record(db, "mentee", mentee.id, what, by_person, now, before, after)\n',
        "",
        PROFILES,
    ),
    Mutant(
        "a mentor's correction is in the history",
        "storage/mentors.py",
        '        await registry_history.record(db, "mentor", mentor.id, "corrected", by_person, now, before, after)\n',
        "",
        PROFILES,
    ),
    Mutant(
        "a pupil never gets a name",
        "handlers/changing.py",
        "    if mentor.kind != kind:\n        raise LookupError(subject)\n",
        "",
        PROFILES,
    ),
    Mutant(
        "thanks that have not left go back with the closing",
        "handlers/pairs.py",
        "        await unsent.take_back(case.db, waiting)\n",
        "",
        CLOSING,
    ),
    Mutant(
        "a letter is the mentor's own",
        "handlers/acting.py",
        "    if post is None or post.role is not role:\n",
        "    if post is None:\n",
        CLOSING,
    ),
    Mutant(
        "a draft ends without thanks",
        "handlers/closing.py",
        "    return await _thank(case, pair) if pair.state is not rules.State.DRAFT else ()\n",
        "    return await _thank(case, pair)\n",
        CLOSING,
    ),
    Mutant(
        "a school reads its own stories",
        "handlers/stories.py",
        "    there, page = await pairs.stories(case.db, case.scope), number(args[0])\n",
        "    there, page = await pairs.stories(case.db, type(case.scope)()), number(args[0])\n",
        CLOSING,
    ),
    Mutant(
        "a pair that goes on tells no story",
        "storage/pairs.py",
        "p.story IS NOT NULL AND p.closed_on IS NOT NULL AND",
        "p.story IS NOT NULL AND",
        CLOSING,
    ),
    Mutant(
        "whoever is not of age stays a mentee",
        "handlers/carrying.py",
        "        if grown is False:\n            return views.too_young(mentee)\n",
        "",
        CARRYING,
    ),
    Mutant(
        "what the base says of an age outweighs the answer",
        "handlers/carrying.py",
        " or competences.of_age(mentee.grade, case.today) is False:\n",
        ":\n",
        CARRYING,
    ),
    Mutant(
        "a consent of the parent alone is not enough",
        "handlers/carrying.py",
        '("both", "own")',
        '("both", "own", "parent")',
        CARRYING,
    ),
    Mutant(
        "nobody becomes a mentor twice",
        "handlers/carrying.py",
        "        if (known := await mentors.of_mentee(case.db, case.scope, mentee.id)) is not None:\n",
        "        if (known := await mentors.of_mentee(case.db, case.scope, 0)) is not None:\n",
        CARRYING,
    ),
    Mutant(
        "nor by the form",
        "handlers/carrying.py",
        "    if await mentors.of_mentee(case.db, case.scope, mentee.id) is not None:\n        raise LookupError(subject)\n",
        "",
        CARRYING,
    ),
)
