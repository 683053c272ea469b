"""Guards of what is typed: nobody's words but the person's own are taken."""

from typing import Final

from tests.mutants.mutant import Mutant

TESTS: Final = ("tests/permissions/test_own_words.py",)


def _taken(where: str, file: str, old: str, new: str) -> Mutant:
    return Mutant(f"what others wrote is not taken: {where}", file, old, new, TESTS)


GUARDS: Final = (
    _taken(
        "by a form, where it was forwarded", "handlers/express.py", 'if "forward_origin" in message or "via', 'if "via'
    ),
    _taken("by a form, where another bot made it", "handlers/express.py", ' or "via_bot" in message or', " or"),
    _taken("by a form, in a chat's name", "handlers/express.py", ' or "sender_chat" in message', ""),
    _taken("as a meeting", "handlers/meetings.py", "*mentor, OwnWords(), Tells()", "*mentor, Tells()"),
    _taken(
        "as a meeting in another post", "handlers/as_mentor.py", "Private(), OwnWords(), Tells()", "Private(), Tells()"
    ),
    _taken("on a sheet", "handlers/by_link.py", "not message.text or borrowed(message)", "not message.text"),
    Mutant(
        "a route that takes what others wrote does not open the house",
        "handlers/gate.py",
        "    if spoken and not any(",
        "    if False and not any(",
        ("tests/handlers/test_gate.py",),
    ),
    *(
        _taken(
            f"for a command {how}",
            "handlers/own_words.py",
            f"message.{how} is not None",
            "False",
        )
        for how in ("forward_origin", "via_bot", "sender_chat")
    ),
)
