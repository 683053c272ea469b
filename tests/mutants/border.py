"""Intake, the outbox and delivery: nothing is lost, nothing happens twice."""

from typing import Final

from tests.mutants.mutant import Mutant

INTAKE: Final = ("tests/bot/test_intake.py",)
OUTBOX: Final = ("tests/storage/test_outbox.py",)
DELIVERY: Final = ("tests/bot/test_delivery.py",)
STORMS: Final = ("tests/faults/test_storms.py",)
CRASH: Final = ("tests/faults/test_crash.py",)

GUARDS: Final = (
    Mutant(
        "a batch is taken before the next poll acknowledges it",
        "bot/intake.py",
        "                    await self.take(batch)\n",
        '                    __import__("asyncio").ensure_future(self.take(batch))\n'
        '                    self._polling.offset = batch[-1]["update_id"] + 1\n',
        INTAKE,
    ),
    Mutant(
        "a repeated update changes nothing",
        "bot/intake.py",
        "            seen = set(known)\n",
        "            seen: set[int] = set()\n",
        INTAKE,
    ),
    Mutant(
        "an update that took effect is remembered",
        "bot/intake.py",
        "            await updates.add(db, [effect.seen for effect in effects], now)\n",
        "",
        INTAKE,
    ),
    Mutant(
        "replies are committed with their cause",
        "bot/intake.py",
        "            await outbox.put(db, [parcel for effect in effects for parcel in effect.parcels], now)\n",
        "",
        INTAKE,
    ),
    Mutant(
        "a failing update is undone alone",
        "bot/intake.py",
        "            async with db.savepoint():\n                return await self._effect(db, raw, cause, now)\n",
        "            return await self._effect(db, raw, cause, now)\n",
        INTAKE,
    ),
    Mutant(
        "a batch in which an update fails is taken carefully",
        "bot/intake.py",
        "            effects = await self._apply(numbered, careful=True)\n",
        "            effects = []\n",
        INTAKE,
    ),
    Mutant(
        "what no database can hold is no number",
        "bot/cause.py",
        "type(value) is int and abs(value) < 2**63",
        "isinstance(value, int)",
        ("tests/faults/test_random_updates.py",),
    ),
    Mutant(
        "the digest of a repeated update stays the same over versions",
        "bot/cause.py",
        "identity = (kind, ",
        'identity = ("2", kind, ',
        ("tests/bot/test_cause.py",),
    ),
    Mutant(
        "a second row of a key changes nothing",
        "storage/outbox.py",
        " ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING",
        "",
        OUTBOX,
    ),
    Mutant(
        "a send that may have arrived is flagged after a crash",
        "storage/outbox.py",
        "THEN 0 ELSE 1 END WHERE state = 'sending'\"",
        "THEN 0 ELSE 0 END WHERE state = 'sending'\"",
        OUTBOX,
    ),
    Mutant(
        "a send is given up the second time its end is unknown",
        "bot/settling.py",
        "    if uncertain and row.uncertain:\n",
        "    if uncertain and row.uncertain > 9:\n",
        DELIVERY,
    ),
    Mutant(
        "what must not be repeated is claimed before it is sent",
        "bot/delivery.py",
        "        await outbox.claim(db, self._claimed)\n",
        "",
        CRASH,
    ),
    Mutant(
        "a stopped process's claims are taken back",
        "bot/delivery.py",
        "            given_up = await restart.requeue(db, now)\n",
        "            given_up = []\n",
        CRASH,
    ),
    Mutant(
        "what is heard but not written down is not sent again",
        "bot/delivery.py",
        "        self._unsettled.add(row.id)\n",
        "",
        DELIVERY,
    ),
    Mutant(
        "nothing overtakes within a chat",
        "bot/delivery.py",
        "            self._busy.add(row.chat_id)\n",
        "            pass\n",
        DELIVERY,
    ),
    Mutant(
        "a reply overtakes a broadcast",
        "storage/outbox.py",
        "WHERE state = 'ready' ORDER BY priority, id LIMIT :many",
        "WHERE state = 'ready' ORDER BY id LIMIT :many",
        (*OUTBOX, *DELIVERY),
    ),
    Mutant(
        "retry_after is honoured",
        "bot/delivery.py",
        "            self._pace.hold(row.chat_id, outcome.retry_after)\n",
        "            pass\n",
        DELIVERY,
    ),
    Mutant(
        "nothing is sent into an outage",
        "bot/delivery.py",
        "        if self._stopping or self._probe or width <= 0:\n",
        "        if self._stopping or width <= 0:\n",
        DELIVERY,
    ),
    Mutant(
        "who cannot be reached is marked",
        "bot/settling.py",
        "                await chats.mark_unreachable(db, row.chat_id, now)\n",
        "",
        DELIVERY,
    ),
    Mutant(
        "an edit whose message is gone becomes a new message",
        "bot/settling.py",
        '    if row.method == "editMessageText":\n',
        "    if False:\n",
        DELIVERY,
    ),
    Mutant(
        "not modified is success",
        "bot/outcomes.py",
        'DONE: Final = ("message is not modified", ',
        "DONE: Final = (",
        DELIVERY,
    ),
    Mutant(
        "what can never be sent is not tried for ever",
        "bot/settling.py",
        "    words = None if row.error else telegram.as_plain(row.body)\n",
        "    words = telegram.as_plain(row.body)\n",
        DELIVERY,
    ),
    Mutant(
        "an old keyboard does not linger",
        "bot/settling.py",
        "            if previous and previous != shown[chat_id] and",
        "            if False and",
        DELIVERY,
    ),
    Mutant(
        "a tap that is quicker than the database changes its message in place",
        "bot/replies.py",
        "    row = await outbox.pressed(db, chat_id, cause.data)\n",
        "    row = None\n",
        INTAKE,
    ),
    Mutant(
        "a tap tells that its message has arrived",
        "bot/replies.py",
        "        await settling.arrived(db, row, cause.pressed, now)\n",
        "        pass\n",
        INTAKE,
    ),
    Mutant(
        "below a copy that is still to come nothing is changed in place",
        "storage/outbox.py",
        "AND state = 'sending' AND uncertain = 0",
        "AND state = 'sending'",
        INTAKE,
    ),
    Mutant(
        "a number of the outbox is given once",
        "storage/migrations/0002_outbox.sql",
        "PRIMARY KEY AUTOINCREMENT",
        "PRIMARY KEY",
        DELIVERY,
    ),
    Mutant(
        "the pace overall is kept",
        "bot/pace.py",
        "return self._overall - self._under_way - len(self._ended) if self._overall else 1_000_000",
        "return 1_000_000",
        ("tests/bot/test_pace.py",),
    ),
    Mutant(
        "a cut connection after the request leaves its end unknown",
        "bot/wire.py",
        "            done(NoAnswer(why, unknown=True))\n",
        "            done(NoAnswer(why, unknown=False))\n",
        ("tests/bot/test_http.py",),
    ),
)
