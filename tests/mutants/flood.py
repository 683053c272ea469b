"""What keeps one person from slowing the others."""

from tests.mutants.mutant import Mutant

FLOOD = ("tests/bot/test_flood.py",)

GUARDS: tuple[Mutant, ...] = (
    Mutant(
        "a minute has its measure",
        "bot/flood.py",
        "if len(times) == self._most and times[0] + MINUTE > now:",
        "if False:",
        FLOOD,
    ),
    Mutant(
        "it is said once", "bot/flood.py", "            if chat_id in self._warned:\n", "            if False:\n", FLOOD
    ),
    Mutant(
        "what others are told stays",
        "bot/flood.py",
        "return Reply((), notices) if notices else None",
        "return None",
        FLOOD,
    ),
    Mutant("answers are measured", "bot/intake.py", "if returned is not None and self._flood:", "if False:", FLOOD),
)
