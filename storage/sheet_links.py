"""One-time links to a mentee's sheet. Kept are a hash of the secret and, while somebody answers, a keyed hash of the
chat: a copy of the file opens no sheet and tells nobody's account. Once a link is over, only that it was used stays."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Row
from typing import Final

import orjson

from domain import questionnaires
from domain.form import Answers, Form, Value
from domain.questionnaires import Moment, Side
from storage.database import Transaction
from storage.instants import instant, moment

VALID_FOR: Final = timedelta(days=7)
PREFIX: Final = "qs-"  # an invitation's secret is shorter, whatever it begins with
LENGTH: Final = len(PREFIX) + 22
# Whatever may be wrong with a link looks the same from outside.
LIVE: Final = """l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > :now AND s.side = 'mentee'
    AND s.filled_at IS NULL AND s.dropped_at IS NULL AND c.archived_at IS NULL"""
SELECT: Final = f"""SELECT l.id, l.sheet_id, l.holder, l.progress, s.form, s.moment, p.mentor_id
    FROM sheet_links l JOIN sheets s ON s.id = l.sheet_id JOIN pairs p ON p.id = s.pair_id
    JOIN schools c ON c.id = s.school_id WHERE {LIVE}"""


@dataclass(frozen=True, slots=True)
class Link:
    """One that can still be used. `holder` is empty until somebody begins; `progress` are the answers so far."""

    id: int
    sheet_id: int
    holder: str
    form: Form
    mentor_id: int
    progress: Answers


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a coordinator may know about a link: until when it works, and whether somebody has begun."""

    expires_at: datetime
    begun: bool


def is_payload(text: str) -> bool:
    """Whether a start payload is one of ours, by its looks alone."""
    return len(text) == LENGTH and text.startswith(PREFIX)


def holder_of(key: bytes, chat_id: int) -> str:
    """What a chat is known by while it answers. The key is not in the file."""
    return hmac.new(key, str(chat_id).encode(), hashlib.sha256).hexdigest()


async def make(db: Transaction, sheet_id: int, by_person: int, now: datetime) -> str:
    """The start payload; it cannot be read back later. Older links of the sheet stop working."""
    await revoke(db, sheet_id, now)
    payload = PREFIX + secrets.token_urlsafe(16)
    await db.run(
        """INSERT INTO sheet_links (sheet_id, token_hash, created_by, created_at, expires_at)
           VALUES (:sheet, :hash, :by, :now, :expires)""",
        sheet=sheet_id,
        hash=_hash(payload),
        by=by_person,
        now=instant(now),
        expires=instant(now + VALID_FOR),
    )
    return payload


async def revoke(db: Transaction, sheet_id: int, now: datetime) -> bool:
    """No link of this sheet works any more. False where none did."""
    changed = await db.run(
        """UPDATE sheet_links SET revoked_at = :now, holder = NULL, progress = '{}'
           WHERE sheet_id = :sheet AND used_at IS NULL AND revoked_at IS NULL""",
        sheet=sheet_id,
        now=instant(now),
    )
    return changed > 0


async def waiting(db: Transaction, sheet_id: int, now: datetime) -> Waiting | None:
    """The link of a sheet that could still be used."""
    row = await db.one(
        """SELECT expires_at, holder FROM sheet_links
           WHERE sheet_id = :sheet AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now""",
        sheet=sheet_id,
        now=instant(now),
    )
    return Waiting(moment(row["expires_at"]), row["holder"] is not None) if row else None


async def live(db: Transaction, school_id: int, now: datetime) -> dict[int, bool]:
    """The sheets of a school that have a link which works, each with whether somebody has begun to answer by it."""
    rows = await db.all(
        """SELECT l.sheet_id, l.holder FROM sheet_links l JOIN sheets s ON s.id = l.sheet_id
           WHERE s.school_id = :school AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > :now""",
        school=school_id,
        now=instant(now),
    )
    return {row["sheet_id"]: row["holder"] is not None for row in rows}


async def find(db: Transaction, payload: str, now: datetime) -> Link | None:
    """The live link behind a payload, whoever holds it."""
    row = await db.one(f"{SELECT} AND l.token_hash = :hash", hash=_hash(payload), now=instant(now))
    return _link(row) if row else None


async def claim(db: Transaction, link: Link, holder: str, now: datetime) -> bool:
    """From now on this chat alone goes on. False where another has begun."""
    changed = await db.run(
        """UPDATE sheet_links SET holder = :holder, opened_at = :now
           WHERE id = :id AND (holder IS NULL OR holder = :holder)""",
        id=link.id,
        holder=holder,
        now=instant(now),
    )
    return changed == 1


async def held(db: Transaction, holder: str, now: datetime, link_id: int | None = None) -> Link | None:
    """The live link that this chat answers: the one asked for, or the newest."""
    row = await db.one(
        f"{SELECT} AND l.holder = :holder AND (:id IS NULL OR l.id = :id) ORDER BY l.opened_at DESC, l.id DESC LIMIT 1",
        holder=holder,
        id=link_id,
        now=instant(now),
    )
    return _link(row) if row else None


async def keep(db: Transaction, link: Link, progress: Answers) -> None:
    await db.run(
        "UPDATE sheet_links SET progress = :progress WHERE id = :id",
        id=link.id,
        progress=orjson.dumps(dict(progress)).decode(),
    )


async def use(db: Transaction, link: Link, at: datetime) -> None:
    """It is over: who held it and what was answered on the way is forgotten."""
    await db.run(
        """UPDATE sheet_links SET used_at = :at, opened_at = NULL, holder = NULL, progress = '{}' WHERE id = :id""",
        id=link.id,
        at=instant(at),
    )


async def forget_expired(db: Transaction, now: datetime) -> None:
    """Half a sheet that nobody will finish, and whose it was."""
    await db.run(
        "UPDATE sheet_links SET holder = NULL, progress = '{}' WHERE holder IS NOT NULL AND expires_at <= :now",
        now=instant(now),
    )


def _hash(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()


def _link(row: Row) -> Link:
    form = questionnaires.form_of(row["form"], Side.MENTEE, Moment(row["moment"]))
    progress: dict[str, Value] = orjson.loads(row["progress"])
    return Link(row["id"], row["sheet_id"], row["holder"] or "", form, row["mentor_id"], progress)
