"""The people of one bot: each sends the next thing only after the answer to the former has arrived."""

import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any, Final

from tests.bench import phone
from tests.bench.bodies import Params, dumps
from tests.bench.form import Step
from tests.bench.phone import TAPS, Message, Person

FIRST: Final = 1_000_001  # the id of the first person
KEPT: Final = 3  # messages of a chat that can still be pressed
WORDS, TOAST = 1, 2  # what an answer consists of


class Crowd:
    """`arrived` is called when there is a new update, `later` lets a function wait. Times are monotonic seconds."""

    def __init__(
        self,
        me: dict[str, Any],
        arrived: Callable[[], None],
        later: Callable[[float, Callable[[Person], None], Person], object],
    ) -> None:
        self._me = dumps(me)
        self._arrived = arrived
        self._later = later
        self.script: list[Step] = []
        self._said: list[bytes] = []
        self.people: dict[int, Person] = {}
        self.pending: deque[tuple[int, bytes]] = deque()
        self._update = 1
        self._message = 1
        self._rate = False
        self._limit = 0
        self._pause = 0.0
        self._paused = True
        self._fresh: deque[int] = deque()
        self.idle: deque[Person] = deque()
        self.waiting = 0
        self.filled = 0  # forms ever
        self.stuck: list[str] = []
        self.mark()

    def mark(self) -> None:
        """Count from here."""
        self.calls: Counter[str] = Counter()
        self.answers = self.forms = self.others = self.starved = 0
        self.latencies: list[float] = []

    def begin(self, script: list[Step], people: int, active: int, steps: int, pause: float, rate: bool) -> None:
        """So many people, so many of them at a time; each stops after `steps` (0: never), and waits for `pause`
        seconds after an answer. With `rate` somebody does something only when `next_one` is called."""
        self.script = script
        self._said = [phone.words(step.what) for step in script]
        self._rate, self._limit, self._pause, self._paused = rate, steps, pause, False
        self.idle.clear()
        self._fresh = deque(range(FIRST, FIRST + people))
        for _ in range(min(active, people)):
            self._let_in()

    def end(self) -> None:
        """Nobody begins anything any more."""
        self._paused = True

    def next_one(self) -> None:
        """Whoever has waited longest does something now."""
        if self.idle:
            self._act(self.idle.popleft())
        else:
            self.starved += 1

    def execute(self, method: str, params: Params) -> bytes:
        """A call of the bot; returns the JSON of its result."""
        self.calls[method] += 1
        match method:
            case "sendMessage":
                number = self._message
                self._message += 1
                return self._show(number, params)
            case "editMessageText":
                return self._show(int(params["message_id"]), params)
            case "editMessageReplyMarkup":
                return self._rekey(int(params["message_id"]), params)
            case "answerCallbackQuery":
                person = self.people.get(int(params["callback_query_id"]) // TAPS)
                if person and person.missing & TOAST:
                    self._got(person, TOAST)
                return b"true"
            case _:
                return b"true"

    def confirm(self, below: int) -> None:
        """The bot has these updates."""
        while self.pending and self.pending[0][0] < below:
            self.pending.popleft()

    def batch(self, limit: int) -> bytes:
        pending = self.pending
        if len(pending) <= limit:
            return b",".join([raw for _, raw in pending])
        return b",".join([pending[n][1] for n in range(limit)])

    def where(self) -> str:
        """Who waits for what."""
        parts = ("", "words", "the tap", "words and the tap")
        steps = Counter((one.at, one.missing) for one in self.people.values() if one.missing)
        return ", ".join(
            f"{count} at step {at} ({self.script[at].what}) for {parts[missing]}"
            for (at, missing), count in sorted(steps.items())
        )

    def _show(self, number: int, params: Params) -> bytes:
        chat = int(params["chat_id"])
        text, rows = params["text"], phone.rows(params)
        raw = phone.sent(number, self._me, chat, text, rows)
        person = self.people.get(chat)
        if person is None:
            return raw
        shown = person.shown
        for message in shown:
            if message.number == number:
                message.raw, message.rows = raw, rows
                break
        else:
            shown.append(Message(number, raw, rows))
            if len(shown) > KEPT:
                del shown[0]
        if person.missing & WORDS and person.expect in text:
            self._got(person, WORDS)
        else:
            self.others += 1
        return raw

    def _rekey(self, number: int, params: Params) -> bytes:
        """Only the keyboard changes."""
        person = self.people.get(int(params["chat_id"]))
        for message in person.shown if person else ():
            if message.number == number:
                message.rows = phone.rows(params)
                message.raw = message.raw.split(b',"reply_markup":')[0].removesuffix(b"}") + b"}"
                return message.raw
        return b"true"

    def _got(self, person: Person, part: int) -> None:
        person.missing &= ~part
        if person.missing:
            return
        self.waiting -= 1
        self.answers += 1
        person.done += 1
        person.at += 1
        if person.at == len(self.script):
            person.at = 0
            self.forms += 1
            self.filled += 1
        if self._rate:
            self.latencies.append(time.monotonic() - person.started)
            self.idle.append(person)
        elif not self._paused:
            if self._limit and person.done >= self._limit:
                self._let_in()
            elif self._pause:
                self._later(self._pause, self._go_on, person)
            else:
                self._act(person)

    def _go_on(self, person: Person) -> None:
        if not self._paused:
            self._act(person)

    def _let_in(self) -> None:
        """The next one of those who have not done anything in this phase."""
        if not self._fresh:
            return
        number = self._fresh.popleft()
        person = self.people.get(number)
        if person is None:
            person = self.people[number] = Person(number)
        person.done = 0
        if self._rate:
            self.idle.append(person)
        else:
            self._act(person)

    def _act(self, person: Person) -> None:
        step = self.script[person.at]
        if step.kind == "say":
            message = self._message
            self._message += 1
            raw = phone.typed(self._update, message, person, self._said[person.at])
            person.missing = WORDS
        else:
            pressed = next((message for message in reversed(person.shown) if message.rows), None)
            data = phone.button(pressed.rows, step.what) if pressed else None
            if pressed is None or data is None:
                self.stuck.append(f"no button {step.what!r} at step {person.at}")
                return
            person.taps += 1
            raw = phone.tapped(self._update, person, pressed, data)
            person.missing = WORDS | TOAST
        person.expect = step.expect
        if self._rate:
            person.started = time.monotonic()
        self.waiting += 1
        self.pending.append((self._update, raw))
        self._update += 1
        self._arrived()
