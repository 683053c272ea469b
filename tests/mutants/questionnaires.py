"""Guards of what the questionnaires' results may tell."""

from typing import Final

from tests.mutants.mutant import Mutant

FIVES: Final = ("tests/domain/test_fives.py",)
GROWTH: Final = ("tests/domain/test_growth.py",)

GUARDS: Final = (
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
)
