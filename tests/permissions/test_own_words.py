"""Whatever is typed is one's own words: what was forwarded, made by another bot or said in a chat's name is answered
and changes nothing, wherever the bot waits for words."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest

from domain.permissions import SAID, Place
from storage.database import Database
from tests.handlers.phone import say, tap
from tests.permissions import town
from tests.permissions.doors import Doors, Rows, Who, everything
from tests.permissions.letters import CHANNEL, ROOM
from tests.permissions.side import NOW
from tests.permissions.town import Fair

PERSON: Final = {"id": 5, "is_bot": False, "first_name": "Кто-то"}
BORROWED: Final[dict[str, dict[str, Any]]] = {
    "forwarded": {"forward_origin": {"type": "user", "date": 1, "sender_user": PERSON}},
    "forwarded from one who hides": {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "К"}},
    "forwarded from a channel": {"forward_origin": {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 3}},
    "via a bot": {"via_bot": {"id": 9, "is_bot": True, "first_name": "Б", "username": "b_bot"}},
    "in a channel's name": {"sender_chat": CHANNEL},
    "in a group's name": {"sender_chat": ROOM},
}


@pytest.fixture
async def fair(tmp_path: Path) -> AsyncIterator[Fair]:
    database = await Database.open(tmp_path / "bot.sqlite3")
    try:
        async with database.transaction() as db:
            yield await town.build(db)
    finally:
        await database.close()


class Waiting:
    """The bot waits for these words, after these taps."""

    def __init__(self, fair: Fair) -> None:
        self.fair, self.doors = fair, Doors(fair.db)
        self.who = {one.name: one for one in fair.people}

    async def changes(self, who: Who, taps: tuple[str, ...], words: str, **how: Any) -> bool:
        """Whether anything is otherwise after the words, drafts and what is open included, or somebody is told."""
        kept: list[bool] = []

        async def serve() -> Any:
            for data in taps:
                await self.doors.line.feed(tap(data, who.chat))
            before = await self.rows()
            answer = await self.doors.line.feed(say(words, who.chat, NOW, **how))
            kept.append(await self.rows() != before)
            return answer

        outcome = await self.doors.within(serve)
        assert outcome.words, "even so it is answered"
        return kept[0] or bool(outcome.told)

    async def rows(self) -> Rows:
        return await everything(self.fair.db, frozenset({"sqlite_sequence"}))


async def test_words_that_a_form_waits_for_are_ones_own(fair: Fair) -> None:
    waiting, pair = Waiting(fair), fair.a.pair
    coordinator, mentor = waiting.who["coordinator of A"], waiting.who["mentor of A"]
    for who, taps, words in (
        (coordinator, ("f.n:monitoring:2026-Q4",), "655"),
        (coordinator, ("f.n:partner:new",), "ООО «Маяк»"),
        (coordinator, ("f.n:search:mentors",), "Агатов"),
        (coordinator, ("f.n:find:new",), "Агатов"),
        (coordinator, (f"f.n:seek:meetings.{pair}",), "Ш21"),
        (coordinator, (f"f.n:to_mentor:{pair}",), "Спасибо"),
        (mentor, (f"f.n:to_coordinator:{pair}",), "Нужен совет"),
        (mentor, ("f.n:concern:new",), "Беспокоюсь"),
        (mentor, ("f.n:name:me",), "Новое Имя"),
        (waiting.who["department"], ("f.n:find:new",), "Агатов"),
    ):
        assert await waiting.changes(who, taps, words), f"{taps}: the bot does not wait for words"
        for kind, how in BORROWED.items():
            assert not await waiting.changes(who, taps, words, **how), f"{words} {kind}, after {taps}"


async def test_a_meeting_is_told_in_ones_own_words(fair: Fair) -> None:
    """In the post of a mentor, and in another one's."""
    waiting = Waiting(fair)
    turned = waiting.who["coordinator of A and mentor at B, acts as mentor"]
    assert await waiting.changes(turned, (), "45")
    acting = await waiting.doors.feed(
        say("45", waiting.who["coordinator of A and mentor at B, acts as coordinator"].chat, NOW)
    )
    assert any(one.startswith("v.as") for one in acting.buttons)
    for kind, how in BORROWED.items():
        assert not await waiting.changes(turned, (), "45", **how), kind
        for name in ("coordinator of A and mentor at B, acts as coordinator", "mentor of A"):
            answer = await waiting.doors.feed(say("45", waiting.who[name].chat, NOW, **how))
            assert not {one.partition(":")[0] for one in answer.buttons} & {"v.as", "v.put"}, kind


async def test_a_sheet_is_answered_in_ones_own_words(fair: Fair) -> None:
    waiting = Waiting(fair)
    holder = waiting.who["holder of A's link"]
    assert await waiting.changes(holder, (), "7")
    for kind, how in BORROWED.items():
        assert not await waiting.changes(holder, (), "7", **how), kind


async def test_a_command_is_ones_own(fair: Fair) -> None:
    """A form that is open stays open, nothing is looked for, no invitation and no sheet is opened."""
    waiting = Waiting(fair)
    commands = [one for one, rule in SAID.items() if one.startswith("/") and rule.place is Place.PRIVATE]
    links = (f"/start {fair.a.payload}", f"/start {fair.a.secret}", "/start wrong", "/find Агатов")
    for name in ("coordinator of A", "mentor of A", "department", "stranger"):
        who = waiting.who[name]
        opened = () if name == "stranger" else ("f.n:name:me",)
        for words in (*commands, *links):
            entities = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}]
            for kind, how in BORROWED.items():
                said = f"{name} says {words}, {kind}"
                assert not await waiting.changes(who, opened, words, entities=entities, **how), said
                answer = await waiting.doors.feed(say(words, who.chat, NOW, entities=entities, **how))
                assert not {one.partition(":")[0] for one in answer.buttons} & {"join", "qs.go", "md.file"}, said
                assert "Агатов" not in answer.words or name == "department", said


async def test_what_is_replied_to_is_not_taken_for_the_answer(fair: Fair) -> None:
    """A reply is one's own; what it quotes is not read."""
    waiting = Waiting(fair)
    mentor = waiting.who["mentor of A"]
    old = say("Чужое Имя", 5, NOW)

    async def serve() -> Any:
        await waiting.doors.line.feed(tap("f.n:name:me", mentor.chat))
        return await waiting.doors.line.feed(say("Новое Имя", mentor.chat, NOW, reply_to_message=old))

    outcome = await waiting.doors.within(serve)
    assert "Новое Имя" in outcome.words
    assert "Чужое" not in outcome.words
