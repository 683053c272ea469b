"""Guards of what the questionnaires' results may tell."""

from typing import Final

from tests.mutants.mutant import Mutant

FIVES: Final = ("tests/domain/test_fives.py",)
GROWTH: Final = ("tests/domain/test_growth.py",)
RESULTS: Final = ("tests/domain/test_results.py",)
SHEETS: Final = ("tests/storage/test_growth.py",)
SCREENS: Final = ("tests/handlers/test_growth.py",)

GUARDS: Final = (
    Mutant(
        "cards: whoever has begun keeps the link",
        "handlers/link_cards.py",
        "(one for one in waiting if not live.get(one.id))",
        "(one for one in waiting)",
        ("tests/handlers/test_link_cards.py",),
    ),
    Mutant(
        "cards: old links are replaced only when told",
        "handlers/link_cards.py",
        "    if replaced and not sure:",
        "    if replaced and not sure and case is None:",
        ("tests/handlers/test_link_cards.py",),
    ),
    Mutant(
        "cards: a group's are its school's",
        "handlers/link_cards.py",
        "        raise LookupError(args[0])\n",
        "        return await _made(case, None, True)\n",
        ("tests/handlers/test_link_cards.py",),
    ),
    Mutant("four will do", "domain/fives.py", "LEAST: Final = 5", "LEAST: Final = 4", FIVES),
    Mutant(
        "answers taken for people",
        "domain/fives.py",
        "    return len({one.who for one in answers})",
        "    return len(answers)",
        FIVES,
    ),
    Mutant(
        "the small school by subtraction",
        "domain/fives.py",
        "for pool in left.values() if _people(pool) >= LEAST]",
        "for pool in left.values()]",
        FIVES,
    ),
    Mutant(
        "the sixth at once", "domain/fives.py", "    return blocks, block\n", "    return [*blocks, block], []\n", FIVES
    ),
    Mutant("what is left, day by day", "domain/fives.py", " and half.end < today:", ":", FIVES),
    Mutant(
        "a year of its own blocks",
        "domain/fives.py",
        "found[one.school, half_of(one.day)]",
        "found[one.school, half_of(since)]",
        FIVES,
    ),
    Mutant("growth of four", "domain/growth.py", "if len(both) < LEAST:", "if len(both) < 2:", GROWTH),
    Mutant(
        "a late first sheet", "domain/results.py", "key=lambda one: (one.complete_at or", "key=lambda one: (", RESULTS
    ),
    Mutant("one mentor is many", "storage/growth.py", "coalesce(m.person_id, -m.id)", "a.pair_id", SHEETS),
    Mutant(
        "another day's half-year",
        "storage/growth.py",
        'moment(row["after_at"]).astimezone(zone)',
        'moment(row["after_at"])',
        SHEETS,
    ),
    Mutant(
        "dropped and counted",
        "storage/growth.py",
        "a.answers IS NOT NULL AND a.dropped_at IS NULL",
        "a.answers IS NOT NULL",
        SHEETS,
    ),
    Mutant(
        "a picture of others",
        "handlers/growth.py",
        "    if scope is not None and asked != scope:\n        raise LookupError(asked)\n",
        "",
        SCREENS,
    ),
    Mutant(
        "any period",
        "handlers/growth.py",
        "    if found is None:\n        raise LookupError(key)\n    return found",
        "    return found or Period.parse(key)",
        SCREENS,
    ),
    Mutant("a table of others", "handlers/growth.py", "name, case.scope.school_id)", "name, None)", SCREENS),
    Mutant(
        "results for mentors",
        "handlers/growth.py",
        "both = (Acts(Role.COORDINATOR, Role.DEPARTMENT)",
        "both = (Acts(*Role)",
        SCREENS,
    ),
    Mutant(
        "all schools for a school",
        "handlers/growth.py",
        "(Acts(Role.DEPARTMENT), Private())",
        "(Acts(*Role), Private())",
        SCREENS,
    ),
)
