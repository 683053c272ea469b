"""Telegram's limits and our pauses: never a 429 of our own making, and no slower than need be."""

from typing import Final

from tests.mutants.mutant import Mutant

PACE: Final = ("tests/bot/test_pace.py",)
LIMITS: Final = ("tests/bot/test_limits.py",)
BOTH: Final = (*PACE, *LIMITS)

GUARDS: Final = (
    Mutant(
        "who asks for room a moment later is not let in for nothing",
        "bot/pace.py",
        "return max(MOMENT, self._ended[0]",
        "return max(0.0, self._ended[0]",
        BOTH,
    ),
    Mutant(
        "a second overall is a whole second",
        "bot/pace.py",
        "while self._ended and self._ended[0] + 1 <= now:",
        "while self._ended and self._ended[0] + 0.9 <= now:",
        BOTH,
    ),
    Mutant(
        "what is under way counts overall",
        "bot/pace.py",
        "self._overall - self._under_way - len(self._ended)",
        "self._overall - len(self._ended)",
        BOTH,
    ),
    Mutant(
        "a chat's interval is a whole one",
        "bot/pace.py",
        "self._last.get(chat_id, now - self._interval) + self._interval",
        "self._last.get(chat_id, now - self._interval) + self._interval * 0.95",
        BOTH,
    ),
    Mutant(
        "a group's minute is a whole minute",
        "bot/pace.py",
        "free = max(free, ends[0] + 60)",
        "free = max(free, ends[0] + 59)",
        BOTH,
    ),
    Mutant(
        "edits count overall, too",
        "bot/pace.py",
        "        elif self._overall:\n            self._ended.append(self._now())\n",
        "",
        BOTH,
    ),
    Mutant(
        "a chat that was slowed down waits by itself",
        "bot/pace.py",
        "until = max(self._all_held, self._held.get(chat_id, 0.0))",
        "until = self._all_held",
        BOTH,
    ),
    Mutant(
        "a pause is kept to its end",
        "bot/pace.py",
        "max(self._held.get(chat_id, 0.0), self._now() + seconds)",
        "max(self._held.get(chat_id, 0.0), self._now() + seconds * 0.99)",
        BOTH,
    ),
    Mutant(
        "a chat gets a message in its interval only",
        "bot/pace.py",
        "            until = max(until, self._chat_free(chat_id, now))\n",
        "            pass\n",
        BOTH,
    ),
    Mutant(
        "what left just before a restart counts overall",
        "bot/pace.py",
        "        if self._overall and ago < 1:\n            self._ended.append(at)\n",
        "        if self._overall and not ago:\n            self._ended.append(at)\n",
        PACE,
    ),
    Mutant(
        "retry_after is kept to the second",
        "bot/delivery.py",
        "self._pace.hold(row.chat_id, outcome.retry_after)",
        "pass",
        LIMITS,
    ),
    Mutant(
        "what is chosen at once shares the room there is",
        "bot/choosing.py",
        "        room -= row.method not in FREE\n",
        "",
        LIMITS,
    ),
    Mutant(
        "a reply waits a second at most behind a broadcast of thousands",
        "storage/outbox.py",
        "WHERE state = 'ready' ORDER BY priority, id LIMIT :many",
        "WHERE state = 'ready' ORDER BY id LIMIT :many",
        LIMITS,
    ),
    Mutant(
        "requests go side by side",
        "bot/delivery.py",
        "WIDTH: Final = 256",
        "WIDTH: Final = 1",
        LIMITS,
    ),
    Mutant(
        "what may have arrived twice counts twice after a restart",
        "storage/restart.py",
        '" WHERE done_at >= :since AND uncertain > 0 AND method',
        '" WHERE done_at >= :since AND 0 AND method',
        LIMITS,
    ),
    Mutant(
        "what may have arrived and waits to be repeated counts after a restart",
        "storage/restart.py",
        "state = 'ready' AND uncertain > 0 AND method",
        "0 AND method",
        LIMITS,
    ),
    Mutant(
        "progress is not shown to whom it is too much",
        "bot/uploading.py",
        '                if isinstance(outcomes.read(await self._api.call("sendChatAction", body)), SlowDown):\n'
        "                    return\n",
        '                await self._api.call("sendChatAction", body)\n',
        ("tests/bot/test_uploading.py",),
    ),
)
