"""One file, one crowd, one seed: updates are fed, what leaves is read and delivered, time goes on, all is checked."""

import random
import time
from datetime import timedelta
from functools import cache
from typing import Final

from aiogram import Dispatcher, Router
from aiogram.filters import Command
from aiogram.types import Chat, Message, User

from bot import rendering, replies, serving, settling
from bot.clock import MovableClock
from bot.intake import Intake
from bot.outcomes import Done, Gone, Outcome, Unreachable
from bot.polling import Refused
from domain import permissions
from domain.forms.monitoring import MONITORING
from handlers import routes
from handlers.case import Private
from handlers.own_words import OwnWords
from scheduler import planning
from storage import board, notes, outbox
from storage.database import Database, Transaction
from storage.parcel import BROADCAST, Row
from tests.faults import random_crowd as crowd
from tests.faults import random_invariants as invariants
from tests.faults.random_broken import Broken
from tests.faults.random_checks import NOBODY, Checks, Reach
from tests.faults.random_crowd import BEGIN, BOT, TOWN, Crowd, Object
from tests.faults.random_fed import Fed
from tests.faults.random_phones import Phones
from tests.faults.random_talk import TRAP, Talk, verbs
from tests.faults.random_tally import Tally, listening
from tests.faults.random_types import KINDS, Types
from tests.faults.random_wire import flaw
from tests.faults.random_words import Words
from views.screen import File

AUDIT: Final = 2500  # updates between two looks at the whole file
SIZES: Final = ((1, 75), (3, 18), (12, 5), (100, 2))  # of a batch, at most, and how often of 100
COUNTED: Final = ("submissions", "pairs", "meetings", "mentors", "mentees", "schools", "people", "drafts", "reminders")
READY: Final = """SELECT id, chat_id, method, body, file, live, priority, attempts, uncertain, error FROM outbox
    WHERE state = 'ready' ORDER BY id"""


@cache
def house() -> Dispatcher:
    """Putting it together takes a while, and it remembers nothing."""
    dispatcher = Dispatcher(disable_fsm=True)
    trap = Router()
    trap.message.register(fall, Command(TRAP.removeprefix("/")), Private(), OwnWords())
    dispatcher.include_router(trap)
    routes.attach(dispatcher, rules={TRAP: permissions.ANYBODY})
    return dispatcher


async def fall(message: Message, db: Transaction) -> None:
    """One of ours may fail some day: this one does, after it has written."""
    await notes.put(db, TRAP, "")
    raise ZeroDivisionError


# What is said to somebody because of somebody else: under a key, or with the priority of such messages.
NOTICES: Final = f"SELECT id FROM outbox WHERE key IS NOT NULL OR priority = {BROADCAST}"


class Episode:
    """`play` it once."""

    def __init__(self, seed: str, database: Database) -> None:
        self.rng = random.Random(seed)
        self.seed, self.database, self.tally = seed, database, Tally()
        self.words, self.phones = Words(self.rng), Phones()
        self.crowd = Crowd(self.rng, self.words)
        self.talk = Talk(self.rng, self.words, self.crowd, self.phones, verbs(house()))
        own = {User: self.crowd.anybody, Chat: self.crowd.any_chat}
        self.types = Types(self.rng, lambda _field: self.words.hostile(), own)
        self.broken = Broken(self.rng, self.words)
        self.clock = MovableClock(BEGIN, read=lambda: BEGIN)
        context = serving.context(BOT, TOWN.bot_name)
        self.intake = Intake(None, database, house(), self.clock, TOWN, context, lambda: None)  # type: ignore[arg-type]
        self._number = 0
        self._used: set[int] = set()
        self._old: list[Fed] = []
        self._waiting = False  # something may be ready to leave

    async def play(self, updates: int) -> Tally:
        begun, worked, audited = time.perf_counter(), time.process_time(), 0
        async with self.database.transaction() as db:
            self.checks = Checks(await crowd.settle_in(db, self.words))
            self.reach = await Reach.load(db)
            await self.checks.learn(db, NOBODY, self.reach)
        with listening(self.tally):
            while self.tally.updates < updates:
                await self._feed(updates - self.tally.updates)
                if self.rng.random() < 0.15:
                    await self._tick()
                if self.tally.updates - audited >= AUDIT or self.tally.updates == updates:
                    audited = self.tally.updates
                    await self._audit()
            await self._draw()
        self.tally.seconds, self.tally.processor = time.perf_counter() - begun, time.process_time() - worked
        return self.tally

    async def _feed(self, left: int) -> None:
        """One batch, and a look at what has come of it."""
        most = self.rng.choices([size for size, _ in SIZES], [often for _, often in SIZES])[0]
        batch = [self._next() for _ in range(min(self.rng.randint(1, most), left))]
        self.tally.updates += len(batch)
        self.tally.batches += 1
        self.tally.kinds.update(fed.kind if fed.good else "spoilt" for fed in batch)
        self.checks.note(batch)
        self.clock.move_by(timedelta(seconds=1))
        await self._deliver()
        try:
            await self.intake.take([fed.raw for fed in batch])
        except Refused:
            if any(fed.number is not None for fed in batch):
                self._found("a batch was refused")
        except Exception as error:
            self._found(f"a batch was lost, {type(error).__name__}: {error!a}: {'; '.join(map(str, batch))}")
        async with self.database.transaction() as db:
            rows, after = await _ready(db), await Reach.load(db)
            told = {row["id"] for row in await db.all(NOTICES)}
            await self.checks.learn(db, self.reach, after)
            for sentence in (
                *(await self.checks.failures(db, batch)),
                *self.checks.answers(batch, rows, told),
                *(await self.checks.secrecy(db, batch, rows, self.reach | after)),
            ):
                self._found(sentence)
        self.reach, self._waiting = after, bool(rows)
        if self.rng.random() < 0.9:
            await self._deliver()

    def _next(self) -> Fed:
        """What a person does, or anything of the types, or one of these spoilt, or one seen before."""
        chance = self.rng.random()
        if chance < 0.01:
            return Fed(self.broken.entry(), good=False)
        if chance < 0.02 and self._old:
            return self.rng.choice(self._old)
        self._number += 1
        if chance < 0.25:
            raw = self._of_types(self.rng.choice(tuple(serving.EVENTS) if self.rng.random() < 0.5 else KINDS))
        else:
            act = self.talk.one()
            raw = {"update_id": self._number, act.kind: act.event}
        if chance > 0.95:
            raw = self.broken.of(raw)
        fed = Fed(raw, good=chance <= 0.95, again=raw["update_id"] in self._used)
        if fed.number is not None:
            self._used.add(fed.number)
        if fed.good:
            self._old = [*self._old[-20:], Fed(raw, again=True)]
        return fed

    def _of_types(self, kind: str) -> Object:
        """As the types allow, by somebody whom Telegram would let do it: a private chat is its person's."""
        raw = self.types.update(self._number, kind)
        event = raw[kind]
        if "message" in kind or "post" in kind:
            chat = self.crowd.chat(crowd.CHANNEL) if "post" in kind else self.crowd.any_chat()
            event |= {"chat": chat, "from": self.crowd.user(chat["id"])} if chat["id"] > 0 else {"chat": chat}
        if kind == "callback_query":
            tapped = self.talk.forge(event["from"]["id"]).event
            event |= {key: tapped[key] for key in ("id", "data")}
            if "message" in event:
                event["message"]["chat"] = self.crowd.chat(self.rng.choice((event["from"]["id"], *crowd.SUPERGROUPS)))
        return raw

    async def _tick(self) -> None:
        """Time goes on, mostly by little; what is due then is planned and sent as the process does."""
        await self._deliver()
        hours = self.rng.choices((0.1, 3, 24, 240, -5), (40, 40, 12, 6, 2))[0]
        self.clock.move_by(timedelta(hours=hours * self.rng.random()))
        now = self.clock.now()
        async with self.database.transaction("tick") as db:
            notices = await planning.plan(db, now, TOWN)
            await outbox.put(db, [replies.notice(one) for one in notices], now)
            for sentence in await self.checks.secrecy(db, [], await _ready(db), self.reach):
                self._found(sentence)
        self._waiting = True
        if self.rng.random() < 0.7:
            await self._deliver()

    async def _deliver(self) -> None:
        """All that is ready reaches the phones; a few people are out of reach, a few messages gone."""
        if not self._waiting:
            return
        now = self.clock.now()
        async with self.database.transaction() as db:
            await outbox.promote(db, now)
            while rows := await _ready(db):
                self.tally.rows += len(rows)
                self.tally.reached.update(row.method for row in rows)
                for row in rows:
                    if (sentence := flaw(row)) is not None:
                        self._found(sentence)
                await settling.settle(db, [(row, self._outcome(row)) for row in rows], now, stopping=False)
        self._waiting = False

    def _outcome(self, row: Row) -> Outcome:
        chance = self.rng.random()
        if chance < 0.005 and row.method.startswith("send"):
            return Unreachable("bot was blocked by the user")
        if chance < 0.02 and row.method == "editMessageText":
            return Gone()
        return Done(self.phones.receive(row))

    async def _audit(self) -> None:
        """The whole file."""
        await self._deliver()
        async with self.database.transaction() as db:
            for sentence in await invariants.broken(db, self.checks):
                self._found(sentence)
            for table in COUNTED:
                self.tally.reached[table] = int(await db.value(f"SELECT count(*) FROM {table}"))
            for row in await db.all("SELECT state, count(*) AS many FROM pairs GROUP BY state"):
                self.tally.reached[f"pairs {row['state']}"] = row["many"]
            for row in await db.all("SELECT form, count(*) AS many FROM receipts GROUP BY form"):
                self.tally.reached[f"handed in: {row['form']}"] = row["many"]

    async def _draw(self) -> None:
        """The files that the department asks for can be made of whatever is there now."""
        async with self.database.transaction() as db:
            period = (await board.periods(db, MONITORING))[-1]
        for name in ("quarter_table", "quarter_chart"):
            file = File("document", name, {"period": period})
            try:
                await rendering.render(self.database, self.clock.now(), TOWN, file)
            except Exception as error:
                self._found(f"{name} cannot be drawn, {type(error).__name__}: {error!a}")

    def _found(self, sentence: str) -> None:
        self.tally.findings.append(f"[{self.seed}, update {self.tally.updates}] {sentence}")


async def _ready(db: Transaction) -> list[Row]:
    """In the order they were put."""
    return [Row(*row) for row in await db.all(READY)]
