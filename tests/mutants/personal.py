"""What keeps from the chat who a child is."""

from tests.mutants.mutant import Mutant

PERSONAL = ("tests/scenarios/test_personal.py",)
PRIVACY = ("tests/domain/test_privacy.py",)

GUARDS: tuple[Mutant, ...] = (
    Mutant(
        "a message that holds it is taken out of the chat",
        "handlers/walking.py",
        "return Reply((await self._show(case, table, str(rejected), page),), unsay=True)",
        "return await self._show(case, table, str(rejected), page)",
        PERSONAL,
    ),
    Mutant(
        "the taking out is asked for",
        "bot/replies.py",
        "if reply.unsay and cause.said is not None:",
        "if False:",
        PERSONAL,
    ),
    Mutant(
        "home addresses are noticed", "domain/privacy.py", "    if ADDRESS.search(text):\n", "    if False:\n", PRIVACY
    ),
)
