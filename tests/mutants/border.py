"""Intake, the outbox and delivery: nothing is lost, nothing happens twice."""

from typing import Final

from tests.mutants.mutant import Mutant

INTAKE: Final = ("tests/bot/test_intake.py",)
OUTBOX: Final = ("tests/storage/test_outbox.py",)
DELIVERY: Final = ("tests/bot/test_delivery.py",)

GUARDS: Final = (
    Mutant(
        "an update is acknowledged only after its effects are committed",
        "bot/intake.py",
        "        effects: list[Effect] = []\n        async with",
        "        effects: list[Effect] = []\n"
        '        self._offset = max(raw["update_id"] for raw in numbered) + 1\n        async with',
        INTAKE,
    ),
)
