"""What keeps a log from saying who."""

from tests.mutants.mutant import Mutant

LOGS = ("tests/bot/test_logs.py",)

GUARDS: tuple[Mutant, ...] = (
    Mutant("what stands under no known key stays here", "bot/logs.py", " if key in KEYS or key in FRAME}", "}", LOGS),
    Mutant(
        "no line holds our token",
        "bot/logs.py",
        'text.replace(self._token, "<token>") if self._token else text',
        "text",
        LOGS,
    ),
    Mutant(
        "no line holds any token",
        "bot/logs.py",
        '_TOKEN.sub("<token>", text.replace',
        '(lambda _, said: said)("", text.replace',
        LOGS,
    ),
    Mutant(
        "a library's values stay here",
        "bot/logs.py",
        '        told["event"] = record.msg\n',
        '        told["event"] = event["event"]\n',
        LOGS,
    ),
    Mutant(
        "a sentence that a library has put together stays here",
        "bot/logs.py",
        ' and (event["positional_args"] or _CONSTANT.fullmatch(record.msg)):',
        ":",
        LOGS,
    ),
)
