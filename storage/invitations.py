"""One-time invitations. Only a hash of the link's secret is kept: a copy of the file opens no door."""

import hashlib
import secrets
from datetime import datetime, timedelta
from sqlite3 import Row
from typing import Final, TypeAlias

from domain.people import Role
from storage.database import Transaction
from storage.instants import instant

VALID_FOR: Final = timedelta(days=7)
Found: TypeAlias = Row  # id, role, school_id, school, mentor_id, created_by, replaces


async def make(
    db: Transaction,
    role: Role,
    school_id: int,
    by_person: int,
    now: datetime,
    mentor_id: int | None = None,
    replaces: int | None = None,
) -> str:
    """The secret for the deep link; it cannot be read back later. `replaces` is the post whose successor is
    invited. A mentor's earlier links end: two of them would be two accounts."""
    if mentor_id is not None:
        await revoke_mentor(db, mentor_id, now)
    secret = secrets.token_urlsafe(16)
    await db.run(
        """INSERT INTO invitations
               (token_hash, role, school_id, mentor_id, replaces, created_by, created_at, expires_at)
           VALUES (:hash, :role, :school, :mentor, :replaces, :by, :now, :expires)""",
        hash=_hash(secret),
        role=role.value,
        school=school_id,
        mentor=mentor_id,
        replaces=replaces,
        by=by_person,
        now=instant(now),
        expires=instant(now + VALID_FOR),
    )
    return secret


async def find(db: Transaction, secret: str, now: datetime) -> Found | None:
    """The invitation, while it can be used. To lead a school is given by whoever could give it now: somebody in the
    department, or of that school's coordinators."""
    return await db.one(
        """SELECT i.id, i.role, i.school_id, s.name AS school, i.mentor_id, i.created_by, i.replaces
           FROM invitations i JOIN schools s ON s.id = i.school_id
           WHERE i.token_hash = :hash AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > :now
           AND s.archived_at IS NULL AND (i.role = 'mentor' OR EXISTS (SELECT 1 FROM roles r
           WHERE r.person_id = i.created_by AND r.revoked_at IS NULL
           AND (r.role = 'department' OR (r.role = 'coordinator' AND r.school_id = i.school_id))))""",
        hash=_hash(secret),
        now=instant(now),
    )


async def use(db: Transaction, invitation_id: int, person_id: int, now: datetime) -> None:
    await db.run(
        "UPDATE invitations SET used_at = :now, used_by = :person WHERE id = :id AND used_at IS NULL",
        id=invitation_id,
        person=person_id,
        now=instant(now),
    )


async def waiting(db: Transaction, school_id: int, now: datetime, role: Role = Role.COORDINATOR) -> list[Row]:
    """Invitations that could still be used: id, created_at, expires_at."""
    return await db.all(
        """SELECT id, created_at, expires_at FROM invitations
           WHERE school_id = :school AND role = :role
           AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now ORDER BY id""",
        school=school_id,
        role=role.value,
        now=instant(now),
    )


async def revoke_all(db: Transaction, school_id: int, now: datetime, role: Role = Role.COORDINATOR) -> int:
    """How many links of this school stopped working."""
    return await db.run(
        """UPDATE invitations SET revoked_at = :now WHERE school_id = :school AND role = :role
           AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now""",
        school=school_id,
        role=role.value,
        now=instant(now),
    )


async def revoke_mentor(db: Transaction, mentor_id: int, now: datetime) -> None:
    """Whatever would let somebody in as this mentor."""
    await db.run(
        """UPDATE invitations SET revoked_at = :now
           WHERE mentor_id = :mentor AND used_at IS NULL AND revoked_at IS NULL""",
        mentor=mentor_id,
        now=instant(now),
    )


async def revoke_own(db: Transaction, post_id: int, school_id: int, person_id: int, now: datetime) -> None:
    """Links that somebody has made in a post, to their own successor or to the school's mentors: they are worth as
    much as the post."""
    await db.run(
        """UPDATE invitations SET revoked_at = :now WHERE created_by = :person
           AND (replaces = :post OR (role = 'mentor' AND school_id = :school))
           AND used_at IS NULL AND revoked_at IS NULL""",
        post=post_id,
        school=school_id,
        person=person_id,
        now=instant(now),
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
