"""What must hold for one batch: nothing fails, everybody is answered, and nobody hears what is not theirs."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aiogram.types import Update
from pydantic import ValidationError

from bot.cause import Cause
from domain.people import Role
from storage.database import Transaction
from storage.parcel import Row
from tests.faults.random_fed import Fed, expected
from tests.faults.random_talk import TRAP
from tests.faults.random_wire import SAYING, says, words
from tests.faults.random_words import MARK

CODE: Final = re.compile(r"Ш(\d{2,4})-Н?\d{2,}")
EXAMPLE: Final = "07"  # of the code in the help; no school has this number
COLLEAGUES: Final = """
SELECT p.name FROM people p JOIN roles r ON r.person_id = p.id WHERE r.school_id IN ({})
"""
MENTORS_OWN: Final = """
SELECT e.code FROM people p JOIN roles r ON r.person_id = p.id JOIN pairs q ON q.mentor_id = r.mentor_id
JOIN pair_mentees m ON m.pair_id = q.id JOIN mentees e ON e.id = m.mentee_id WHERE p.telegram_id = :chat
UNION SELECT n.code FROM people p JOIN roles r ON r.person_id = p.id JOIN mentors n ON n.id = r.mentor_id
WHERE p.telegram_id = :chat
"""
OWN_NAME: Final = "SELECT name FROM people WHERE telegram_id = :chat"
Schools = frozenset[int]


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may see what: the schools of each chat's person, those they coordinate, the department's chats and groups."""

    posts: Mapping[int, Schools]
    coordinated: Mapping[int, Schools]
    desk: frozenset[int]

    @classmethod
    async def load(cls, db: Transaction) -> "Reach":
        posts: dict[int, set[int]] = {}
        coordinated: dict[int, set[int]] = {}
        desk = {row["id"] for row in await db.all("SELECT id FROM chats WHERE bound_at IS NOT NULL")}
        for row in await db.all(
            "SELECT p.telegram_id, r.role, r.school_id FROM roles r JOIN people p ON p.id = r.person_id"
            " WHERE r.revoked_at IS NULL"
        ):
            if row["role"] == Role.DEPARTMENT:
                desk.add(row["telegram_id"])
                continue
            posts.setdefault(row["telegram_id"], set()).add(row["school_id"])
            if row["role"] == Role.COORDINATOR:
                coordinated.setdefault(row["telegram_id"], set()).add(row["school_id"])
        return cls(_frozen(posts), _frozen(coordinated), frozenset(desk))

    def __or__(self, other: "Reach") -> "Reach":
        posts = {one: self.schools(one) | other.schools(one) for one in {*self.posts, *other.posts}}
        chats = {*self.coordinated, *other.coordinated}
        both = {one: self.coordinates(one) | other.coordinates(one) for one in chats}
        return Reach(posts, both, self.desk | other.desk)

    def schools(self, chat: int) -> Schools:
        return self.posts.get(chat, frozenset())

    def coordinates(self, chat: int) -> Schools:
        return self.coordinated.get(chat, frozenset())


NOBODY: Final = Reach({}, {}, frozenset())


class Checks:
    """Remembers whose mark is whose: `authors` by chat. Each check gives sentences about what is wrong."""

    def __init__(self, authors: dict[str, int]) -> None:
        self.authors = authors
        self.ever = NOBODY
        self.schools: dict[str, int] = {}  # by number in codes, and by the mark in the name
        self._known = 0

    def note(self, batch: Iterable[Fed]) -> None:
        """Whose words are being fed."""
        for fed in batch:
            for mark in MARK.findall(repr(fed.raw)):
                self.authors.setdefault(mark, fed.actor)

    async def learn(self, db: Transaction, before: Reach, after: Reach) -> None:
        if before != after:
            self.ever |= after
        if (many := int(await db.value("SELECT count(*) FROM schools"))) == self._known:
            return
        self._known = many
        for row in await db.all("SELECT id, number, name FROM schools"):
            self.schools[f"{row['number']:02}"] = row["id"]
            self.schools |= dict.fromkeys(MARK.findall(row["name"]), row["id"])

    async def failures(self, db: Transaction, batch: Sequence[Fed]) -> Iterator[str]:
        """None of ours; only what the framework itself cannot read."""
        inside = ", ".join(str(fed.number) for fed in batch if fed.number is not None)
        failed = {
            row["id"]: row["failure"]
            for row in await db.all(f"SELECT id, failure FROM updates WHERE failure IS NOT NULL AND id IN ({inside})")
        }
        return (
            f"{failed[fed.number]} in update {fed}"
            for fed in batch
            if fed.number in failed and not fed.again and not _excused(fed, failed[fed.number])
        )

    def answers(self, batch: Sequence[Fed], rows: Sequence[Row], told: Collection[int]) -> Iterator[str]:
        """Everybody who is to be answered is, in order; every tap once; nobody else hears anything unasked but what is
        `told`: rows under a key of their own, which come once."""
        new = [(fed, expected(fed)) for fed in batch if not fed.again]
        taps = Counter(json.loads(row.body)["callback_query_id"] for row in rows if row.method.startswith("answer"))
        place = 0
        for fed, one in new:
            if one.tap and taps.pop(one.tap, 0) != 1:
                yield f"a tap not answered exactly once: {fed}"
            if one.answered is not None:
                found = next((n for n in range(place, len(rows)) if says(rows[n], one.answered)), None)
                if found is None:
                    yield f"no answer to {fed}"
                else:
                    place = found + 1
        if taps and all(fed.good for fed in batch):
            yield f"an answer to a tap that was none: {taps}"
        may = frozenset(chat for _, one in new for chat in one.chats)
        for row in rows:
            unasked = row.method in SAYING and row.id in told
            if row.chat_id not in may and not row.method.startswith("answer") and not unasked:
                yield f"sent to {row.chat_id}, which had not asked: {row.method} {row.body[:200]}"

    async def secrecy(self, db: Transaction, batch: Sequence[Fed], rows: Sequence[Row], reach: Reach) -> list[str]:
        """Words and codes of a school reach only its own people and the department; a mentor, their own mentees."""
        invited: dict[int, Schools] = {}
        for fed in batch:
            invited[fed.actor] = invited.get(fed.actor, frozenset()) | await _invited(db, fed)
        nowhere = {chat for fed in batch if not fed.good for chat in expected(fed).chats - {fed.actor}}
        found = []
        for row in rows:
            if row.method not in SAYING or row.chat_id in reach.desk or row.chat_id in nowhere:
                continue
            text, guest = words(row), invited.get(row.chat_id, frozenset())
            mine = reach.schools(row.chat_id) | guest
            for mark in MARK.findall(text):
                if not self._may_see(mark, row.chat_id, mine):
                    found.append(f"words of {self.authors.get(mark)} reached {row.chat_id}: {text[:300]}")
            codes = {code[0]: code[1] for code in CODE.finditer(text) if code[1] != EXAMPLE}
            foreign = {code for code, school in codes.items() if self.schools.get(school, 0) not in mine}
            if codes and not foreign and not reach.coordinates(row.chat_id) and not guest:
                foreign = {*codes} - {one["code"] for one in await db.all(MENTORS_OWN, chat=row.chat_id)}
            if foreign and mine:  # a pupil who mentors elsewhere goes by their code as a colleague, too
                schools = ", ".join(map(str, mine))
                foreign -= {one["name"] for one in await db.all(COLLEAGUES.format(schools))}
            if foreign:  # a pupil who has left is still called by a code
                foreign -= {one["name"] for one in await db.all(OWN_NAME, chat=row.chat_id)}
            if foreign:
                found.append(f"the codes {foreign} reached {row.chat_id}: {text[:300]}")
        return found

    def _may_see(self, mark: str, chat: int, mine: Schools) -> bool:
        if mark in self.schools:
            return self.schools[mark] in mine
        author = self.authors.get(mark, 0)
        return author == chat or author in self.ever.desk or bool(self.ever.schools(author) & mine)


async def _invited(db: Transaction, fed: Fed) -> Schools:
    """The schools whose invitation is in this update."""
    said = str(fed.event.get("text") or fed.event.get("caption") or fed.event.get("data") or "")
    if not said.startswith(("/start ", "join:")):
        return frozenset()
    secret = said.removeprefix("/start ").removeprefix("join:").strip()
    token = hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
    rows = await db.all("SELECT school_id FROM invitations WHERE token_hash = :token", token=token)
    return frozenset(row["school_id"] for row in rows)


def _excused(fed: Fed, failure: str) -> bool:
    """The trap; or one that cannot be read, comes from nowhere, or holds a number that no messenger has."""
    failure = failure.partition(": ")[2].partition(" ")[0]
    if failure == "ZeroDivisionError":
        return str(fed.event.get("text") or fed.event.get("caption")).startswith(TRAP)
    if fed.good:
        return False
    if failure == "TypeError":
        return Cause.of(fed.raw).chat_id is None
    if failure == "OverflowError":
        return bool(re.search(r"\d{19}", ascii(fed.raw)))
    try:
        Update.model_validate(fed.raw)
    except ValidationError:
        return True
    return False


def _frozen(sets: Mapping[int, set[int]]) -> dict[int, Schools]:
    return {chat: frozenset(schools) for chat, schools in sets.items()}
