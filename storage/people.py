"""People and their posts (roles at a school or in the department)."""

from datetime import datetime
from sqlite3 import Row
from typing import Any

from domain.people import Person, Post, Role
from storage.database import Transaction
from storage.instants import instant

PERSON = """
    SELECT p.id, p.telegram_id, p.name, p.active_role, p.unreachable_since, p.consent_version,
        r.id AS post, r.role, r.school_id, s.name AS school, r.mentor_id
    FROM people p JOIN roles r ON r.person_id = p.id AND r.revoked_at IS NULL
    LEFT JOIN schools s ON s.id = r.school_id WHERE s.archived_at IS NULL
"""

NONE = Post(0, Role.MENTOR)
BY_ACCOUNT = f"{PERSON} AND p.telegram_id = :id"
BY_ID = f"{PERSON} AND p.id = :id"
ROLES = {role.value: role for role in Role}


async def find(db: Transaction, telegram_id: int) -> Person | None:
    """The person behind a messenger account, or None where they have no post (any more)."""
    known = db.familiar.get(telegram_id)
    if known is None:
        known = _person(await db.all(BY_ACCOUNT, id=telegram_id))
        if known is not None:
            db.familiar.keep(known)
    return known


async def get(db: Transaction, person_id: int) -> Person | None:
    return _person(await db.all(BY_ID, id=person_id))


async def add(db: Transaction, telegram_id: int, name: str, now: datetime) -> int:
    """The person's id; somebody known keeps their name. What they agree to is given by `consents.give`."""
    return int(
        await db.value(
            """INSERT INTO people (telegram_id, name, created_at) VALUES (:telegram_id, :name, :now)
               ON CONFLICT (telegram_id) DO UPDATE SET name = people.name RETURNING id""",
            telegram_id=telegram_id,
            name=name,
            now=instant(now),
        )
    )


async def rename(db: Transaction, person_id: int, name: str) -> None:
    await db.run("UPDATE people SET name = :name WHERE id = :id", id=person_id, name=name)


async def appoint(
    db: Transaction,
    person_id: int,
    role: Role,
    now: datetime,
    school_id: int | None = None,
    mentor_id: int | None = None,
) -> int:
    """Give a post and make it the one they act in; giving it twice is one post."""
    params = {"person": person_id, "role": role.value, "school": school_id, "mentor": mentor_id}
    post = await db.value(
        """SELECT id FROM roles WHERE person_id = :person AND role = :role AND revoked_at IS NULL
           AND coalesce(school_id, 0) = coalesce(:school, 0) AND coalesce(mentor_id, 0) = coalesce(:mentor, 0)""",
        **params,
    )
    if post is None:
        post = await db.value(
            """INSERT INTO roles (person_id, role, school_id, mentor_id, granted_at)
               VALUES (:person, :role, :school, :mentor, :now) RETURNING id""",
            **params,
            now=instant(now),
        )
    await act_as(db, person_id, int(post))
    return int(post)


async def act_as(db: Transaction, person_id: int, post_id: int) -> bool:
    """Switch posts; False where the post is not theirs."""
    changed = await db.run(
        """UPDATE people SET active_role = :post WHERE id = :person AND EXISTS
           (SELECT 1 FROM roles WHERE id = :post AND person_id = :person AND revoked_at IS NULL)""",
        person=person_id,
        post=post_id,
    )
    return changed == 1


async def dismiss(db: Transaction, post_id: int, school_id: int, now: datetime) -> bool:
    """End a post at this school; their drafts stay with the school."""
    changed = await db.run(
        "UPDATE roles SET revoked_at = :now WHERE id = :post AND school_id = :school AND revoked_at IS NULL",
        post=post_id,
        school=school_id,
        now=instant(now),
    )
    return changed == 1


async def staff(db: Transaction, role: Role, school_id: int | None = None) -> list[Row]:
    """Everybody in a post: post, person_id, telegram_id, name, school_id, unreachable_since."""
    return await db.all(
        """SELECT r.id AS post, p.id AS person_id, p.telegram_id, p.name, r.school_id, p.unreachable_since
           FROM roles r JOIN people p ON p.id = r.person_id LEFT JOIN schools s ON s.id = r.school_id
           WHERE r.role = :role AND r.revoked_at IS NULL AND s.archived_at IS NULL
           AND (:school IS NULL OR r.school_id = :school) ORDER BY r.school_id, p.name""",
        role=role.value,
        school=school_id,
    )


async def holder(db: Transaction, post_id: int) -> Row | None:
    """Who is in a post that has not ended: person_id, telegram_id, name, role, school_id."""
    return await db.one(
        """SELECT p.id AS person_id, p.telegram_id, p.name, r.role, r.school_id
           FROM roles r JOIN people p ON p.id = r.person_id WHERE r.id = :post AND r.revoked_at IS NULL""",
        post=post_id,
    )


async def reachable(db: Transaction, person_id: int) -> bool:
    """They wrote to us: whatever stood in the way is over. True where it was."""
    changed = await db.run(
        "UPDATE people SET unreachable_since = NULL WHERE id = :id AND unreachable_since IS NOT NULL",
        id=person_id,
    )
    return changed == 1


async def former(db: Transaction, telegram_id: int) -> Person | None:
    """Somebody whose every post has ended and about whom something is stored still; their post is none."""
    row = await db.one("SELECT id, name, consent_version FROM people WHERE telegram_id = :id", id=telegram_id)
    return Person(row["id"], telegram_id, row["name"], NONE, (), True, row["consent_version"]) if row else None


async def name(db: Transaction, person_id: int) -> str:
    """Also of who has no post any more. Raises LookupError for nobody."""
    return str(await _of(db, "name", person_id))


async def chat(db: Transaction, person_id: int) -> int:
    """Where they are written to; below zero once they are erased. Raises LookupError for nobody."""
    return int(await _of(db, "telegram_id", person_id))


async def looked_for(db: Transaction, words: str, but: int, limit: int) -> list[Row]:
    """People by a part of the name or the whole number of their account, erased ones and one left out: id, name."""
    return await db.all(
        """SELECT id, name FROM people WHERE telegram_id > 0 AND id <> :but
           AND (instr(fold(name), fold(:words)) OR CAST(telegram_id AS TEXT) = :words)
           ORDER BY name, id LIMIT :limit""",
        words=words,
        but=but,
        limit=limit,
    )


async def _of(db: Transaction, column: str, person_id: int) -> Any:
    found = await db.value(f"SELECT {column} FROM people WHERE id = :id", id=person_id)
    if found is None:
        raise LookupError(person_id)
    return found


def _person(rows: list[Row]) -> Person | None:
    """One row per post, in any order: the oldest post comes first."""
    if not rows:
        return None
    if len(rows) > 1:
        rows.sort(key=lambda row: int(row["post"]))
    posts = tuple([Post(row[6], ROLES[row[7]], row[8], row[9] or "", row[10]) for row in rows])
    person_id, telegram_id, name, active, unreachable, consent = rows[0][:6]
    acting = posts[0]
    for post in posts[1:]:
        if post.id == active:
            acting = post
    return Person(person_id, telegram_id, name, acting, posts, unreachable is None, consent)
