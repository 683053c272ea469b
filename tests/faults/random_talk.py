"""Updates as people make them: buttons that were shown, answers that fit, commands; and the same done wrongly."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from aiogram import Dispatcher

from handlers import express, routes
from handlers.case import OfVerb
from handlers.express import FAMILY
from tests.faults import random_crowd as crowd
from tests.faults.random_crowd import Crowd, Object
from tests.faults.random_phones import Phones
from tests.faults.random_words import ASKED, Words

FORMS: Final = tuple(binding.form for binding in routes.table().values())
KEYS: Final = tuple(question.key for form in FORMS for question in form.questions)
IDS: Final = 9  # of the arguments are numbers of what may be there
ARGS: Final = (
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "0", "99", "2026", "2027", "once", "again", "new",
    "me", "mentee.1", "pair.2", "2026-Q3", "2026-Q4", "2027-Q1", "2026-11-24", "2026-11-23", "start", "pause",
    "resume", "reopen", "complete", "yes", "no", "adult", "pupil", "goal", "study", "kept", "known", "last",
    "default", "other.1", "mentee.007", "007", "-1", "", " ", "x", "999999999999999", "99999999999999999999", "٣",
    "1.2", "1.4", "1.2-2026", "1.4-2026", "1.6-2026", "1.1-2026", "1-1", "2-1",
    "²", "1e3", "0x1", "2026-W48-2", "9999-12-31", "1.5", "'; --", "<b>", "😀", "Сидоров Пётр",
    "1.1", "2.1", "partners", "materials", "publications", "faults", "down", "other",
    *(form.key for form in FORMS), *KEYS,
    "1.1", "1.2", "13.1", "14.2", *(form.key for form in FORMS), *KEYS,
)  # fmt: skip
# How often a button is pressed, by its verb: forms go forward more often than back. Others count 1.
LIKED: Final = {
    "f.n": 4, "f.a": 6, "f.t": 6, "f.k": 3, "f.g": 3, "f.d": 9, "f.e": 6, "f.s": 12, "f.y": 2, "f.c": 0.4, "f.m": 0.4,
    "f.b": 0.2, "f.x": 0.2, "f.h": 0.2, "home": 0.3, "s.dismiss": 0.1, "s.revoke": 0.2, "v.undo": 0.2, "v.pairs": 0.3,
    "sl.off": 0.1, "sl.merge": 0.1, "ho.leave": 0.1, "y.close": 0.2, "y.off": 0.2,
    "q.page": 0.3, "q.school": 0.3, "q.open": 0.3, "join": 3,
}  # fmt: skip
SCOPED: Final = (
    "p.open",
    "p.step",
    "t.open",
    "t.invite",
    "e.open",
    "m.open",
    "f.o",
    "v.put",
    "v.on",
    "v.for",
    "v.open",
    "v.log",
    "pt.open",
    "pb.open",
    "nv.open",
    "rv.fix",
    "rv.mend",
    "rv.log",
)  # of one school
TRAP: Final = "/trap"  # whoever serves it writes and then fails
COMMANDS: Final = (
    "/start", "/menu", "/help", "/cancel", "/my_data", "/quarter", "/schools", "/dates", "/report", "/pairs", "/met",
    "/find", "/find ш",
    "/bind", "/unbind", "/START", "/start@sample_bot", "/cancel@other_bot", "/unknown", TRAP,
)  # fmt: skip
ATTACH: Final = "Нажмите скрепку"  # what is said where a file is asked for
DATA_LIMIT: Final = 64  # bytes; the messenger brings no more


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: the update without its number."""

    kind: str
    event: Object


class Talk:
    """`one` is the next thing that somebody does."""

    def __init__(self, rng: random.Random, words: Words, people: Crowd, phones: Phones, verbs: dict[str, int]) -> None:
        self.rng, self.words, self.crowd, self.phones, self.verbs = rng, words, people, phones, verbs
        self._taps = 0
        self._messages = 0
        self._now = crowd.ANNA

    def one(self) -> Act:
        """People mostly go on with what they are doing."""
        rng = self.rng
        if rng.random() < 0.06:
            often = (crowd.ANNA, crowd.BORIS, crowd.BOTH)
            self._now = rng.choice((*often, *often, *crowd.KNOWN, *crowd.STRANGERS[:3]))
        phone = self.phones.phone(self._now)
        asked = any(words in phone.last for words, _ in ASKED)
        ways: dict[Callable[[int], Act], float] = {
            self.press: 8 if phone.shown else 0,
            self.answer: 16 if asked else 0.3,
            self.forge: 1,
            self.command: 0.2 if phone.last else 6,
            self.babble: 0.4,
            self.join: 0.1,
            self.edit: 0.1,
            self.in_group: 0.5,
        }
        return rng.choices(list(ways), list(ways.values()))[0](self._now)

    def press(self, person: int) -> Act:
        """The newest message mostly; now and then an old one, or what another person was shown."""
        rng = self.rng
        whose = person if rng.random() < 0.85 else rng.choice(list(self.phones.of))
        shown = self.phones.phone(whose).shown
        if not shown:
            return self.command(person)
        message, buttons = shown[-1] if rng.random() < 0.85 else rng.choice(shown)
        data = rng.choices(buttons, [LIKED.get(data.partition(":")[0], 1) for data in buttons])[0]
        if rng.random() < 0.05:
            data = self._spoilt(data)
        return self.tap(person, data, message)

    def forge(self, person: int) -> Act:
        """A verb of ours with arguments that nobody was shown; as many as it takes, or nearly."""
        rng = self.rng
        if rng.random() < 0.2:
            data = f"f.n:{rng.choice(FORMS).key}:{rng.choice(ARGS)}"
            return self.tap(person, data, rng.randrange(1000, 2000))
        verb = rng.choice(SCOPED if rng.random() < 0.3 else list(self.verbs))
        many = max(0, self.verbs[verb] + rng.choice((0, 0, 0, 0, 1, -1)))
        args = [rng.choice(ARGS[:IDS] if rng.random() < 0.7 else ARGS) for _ in range(many)]
        return self.tap(person, ":".join((verb, *args)), rng.randrange(1000, 2000))

    def answer(self, person: int) -> Act:
        if ATTACH in self.phones.phone(person).last:
            return self.attach(person)
        return self.say(person, self.words.fitting(self.phones.phone(person).last))

    def babble(self, person: int) -> Act:
        return self.say(person, self.words.hostile())

    def command(self, person: int) -> Act:
        return self.say(person, self.rng.choice(COMMANDS if self.rng.random() < 0.5 else COMMANDS[:1]))

    def join(self, person: int) -> Act:
        """With a link that was shown to somebody, or with none."""
        known = self.phones.secrets
        secret = self.rng.choice(known) if known and self.rng.random() < 0.9 else self.rng.choice(ARGS)
        return self.say(person, f"/start {secret}")

    def edit(self, person: int) -> Act:
        act = self.answer(person)
        return Act("edited_message", act.event | {"edit_date": act.event["date"] + 5})

    def in_group(self, person: int) -> Act:
        """What is said there, who comes and goes, and the group that moves."""
        rng = self.rng
        group, other = rng.choice((*crowd.GROUPS, *crowd.SUPERGROUPS)), rng.choice(crowd.SUPERGROUPS)
        if rng.random() < 0.2:
            return Act("my_chat_member", self._membership(person, group))
        message = self._message(rng.choice((person, person, *crowd.BOTS)), group)
        if message["from"]["id"] == crowd.ANONYMOUS:
            message["sender_chat"] = self.crowd.chat(group)
        texts = (*COMMANDS, "/bind", "/unbind", "/bind", "45", "Сидоров Пётр", TRAP, self.words.hostile())
        extra: tuple[Object, ...] = (
            *({"text": rng.choice(texts)} for _ in range(8)),
            {"migrate_to_chat_id": other},
            {"migrate_from_chat_id": rng.choice(crowd.GROUPS)},
            {"new_chat_members": [self.crowd.anybody()]},
            {"new_chat_title": self.words.short()},
        )
        return Act("message", message | rng.choice(extra))

    def say(self, person: int, text: str) -> Act:
        """In the private chat; now and then forwarded, through a bot, or under a picture."""
        message = self._message(person, person)
        match self.rng.randrange(40):
            case 0:
                message["forward_origin"] = {"type": "hidden_user", "date": 1, "sender_user_name": self.words.short()}
            case 1:
                message["via_bot"] = self.crowd.user(crowd.BOTS[0])
            case 2:
                return Act("message", message | {"caption": text, "photo": []})
        return Act("message", message | {"text": text})

    def attach(self, person: int) -> Act:
        """A file, mostly one that is taken; now and then one of several that come together."""
        rng = self.rng
        name = f"{self.words.mark()}.{rng.choice(('pdf', 'docx', 'jpg', 'exe', 'zip'))}"
        document: Object = {"file_id": f"BQAC{rng.randrange(10**6)}", "file_unique_id": "AgAD", "file_name": name}
        if rng.random() < 0.8:
            document |= {"file_size": rng.choice((0, 900, 30 * 1024 * 1024)), "mime_type": "application/pdf"}
        extra: Object = {"media_group_id": str(rng.randrange(3))} if rng.random() < 0.2 else {}
        return Act("message", self._message(person, person) | {"document": document} | extra)

    def tap(self, person: int, data: str, message_id: int) -> Act:
        rng = self.rng
        self._taps += 1
        event: Object = {"id": f"{person}{self._taps}", "from": self.crowd.user(person), "chat_instance": "1"}
        event["data"] = data.encode()[:DATA_LIMIT].decode(errors="ignore")
        chat = self.crowd.chat(person if rng.random() < 0.97 else rng.choice(crowd.SUPERGROUPS))
        match rng.randrange(40):
            case 0:
                event["inline_message_id"] = "abc"
            case 1 | 2:
                event["message"] = {"chat": chat, "message_id": message_id, "date": 0}
            case _:
                event["message"] = {
                    "chat": chat, "message_id": message_id, "date": 1_795_500_000, "text": "…",
                    "from": self.crowd.user(crowd.BOTS[0]),
                }  # fmt: skip
        return Act("callback_query", event)

    def _message(self, person: int, chat: int) -> Object:
        self._messages += 1
        return {
            "message_id": self._messages,
            "date": 1_795_500_000 + self._messages,
            "from": self.crowd.user(person),
            "chat": self.crowd.chat(chat),
        }

    def _membership(self, person: int, group: int) -> Object:
        bot = {"id": crowd.BOT, "is_bot": True, "first_name": "Бот"}
        before, after = self.rng.sample(("left", "member", "kicked"), 2)
        return {
            "chat": self.crowd.chat(self.rng.choice((group, group, person, crowd.CHANNEL))),
            "from": self.crowd.user(person),
            "date": 1_795_500_000,
            "old_chat_member": {"user": bot, "status": before, "until_date": 0},
            "new_chat_member": {"user": bot, "status": after, "until_date": 0},
        }

    def _spoilt(self, data: str) -> str:
        """One argument is another one, or there is one too many."""
        parts = data.split(":")
        place = self.rng.randrange(len(parts) + 1)
        return ":".join((*parts[:place], self.rng.choice(ARGS), *parts[place + 1 :]))


def verbs(dispatcher: Dispatcher) -> dict[str, int]:
    """Every verb that some route serves, with the number of its arguments."""
    found = {"join": 1, "join.no": 0, **{FAMILY + verb: parts for verb, parts in express.VERBS.items()}}
    for router in dispatcher.sub_routers:
        for handler in router.callback_query.handlers:
            filters: list[Any] = [one.callback for one in handler.filters or ()]
            found |= {one.verb: getattr(one, "parts", 1) for one in filters if isinstance(one, OfVerb)}
    return found
